#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sheet and dialog as a screen reader and a keyboard meet it (audit.py): test-audit.py BUILD-DIR [TEST…];
prints TAP. Runs inside session.sh."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from audit_case import AuditCase  # noqa: E402
from drive import BUTTON, Atspi, wait  # noqa: E402
from window_case import main  # noqa: E402


class AuditTest(AuditCase):
    def show_tab(self, name):
        tab = self.app.get("page tab", f"^{name}$")
        Atspi.Selection.select_child(tab.get_parent(), tab.get_index_in_parent())

    @staticmethod
    def write_template(name, text, folder=None):
        path = pathlib.Path(folder or tempfile.mkdtemp(prefix="oof-templates-")) / name
        path.write_text(text, encoding="utf-8")
        return path

    # Dialogs.

    def test_first_page(self):
        app = self.start()
        app.get(BUTTON, "^Try it with a sample organisation$")
        self.assert_accessible()

    def test_new_absence(self):
        app = self.open()
        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        self.assert_accessible()

    def test_options(self):
        app = self.open()
        app.keys("ctrl+comma")
        first = app.get("list item", "^Exchange$")
        for index in range(first.get_parent().get_child_count()):
            Atspi.Selection.select_child(first.get_parent(), index)
            with self.subTest(page=index):
                self.assert_accessible()

    def test_help(self):
        app = self.open()
        app.keys("F1")
        app.get("heading", "")
        self.assert_accessible()

    def test_find_a_person(self):
        app = self.open()
        app.keys("ctrl+k")
        app.get("list", "^People found$")
        self.assert_accessible()

    def test_sick_today(self):
        app = self.open()
        app.click("^Sick today$")
        app.label("on ")
        self.assert_accessible()

    def test_question(self):
        app = self.open("overview")
        self.select_first_row(("table", "tree table"), "^Absences$")
        app.click("^Cancel absence…$")
        app.get(BUTTON, "^Cancel absence$")
        self.assert_accessible()

    def test_log_and_moved(self):
        self.tenant.oofctl("run")
        app = self.open("overview")
        self.show_tab("Log")
        app.get("list item", "unchanged")
        self.assert_accessible()
        self.show_tab("Moved")
        self.assert_accessible()

    def test_differences_of_a_dry_run(self):
        app = self.open("oof-task")
        app.click("^Dry run$")
        app.get("label", "^Dry run at ")
        self.assert_accessible()

    def test_variables_of_a_template(self):
        app = self.open("templates")
        app.tab_to(app.get("text", "^Text of the template$"))
        app.keys("ctrl+i")
        app.get(("text", "entry"), "^Find a variable$")
        self.assert_accessible()

    def test_earlier_versions_of_a_template(self):
        self.tenant.oofctl("template", "set", "Leeds", "--file", self.write_template("Leeds.txt", "Away until @@oofto."))
        app = self.open_template("Leeds")
        app.click("^Earlier versions$")
        app.get(BUTTON, "^Restore the version of ")
        self.assert_accessible()

    def test_import_of_templates(self):
        folder = self.write_template("Messe.txt", "##oofforwardtrue Weitergeleitet.\n##oofforwardfalse Nicht weitergeleitet.\n").parent
        self.write_template("Broken.txt", "Grüße von @@unbekannt", folder)
        app = self.open("templates")
        self.pick_folder(folder)
        app.get(None, "^Import templates$")
        app.get(BUTTON, "^Import 2 templates$")
        self.assert_accessible()

    def test_about(self):
        app = self.open()
        app.keys("F10")
        app.click("^About OOF Manager$", ("menu item",))
        app.label("^The OOF Manager team$")
        self.assert_accessible()

    def test_right_to_left(self):
        app = self.open("groups", environment={"OOF_TEXT_DIRECTION": "rtl"})
        app.get("list item", "^Alle Benutzer")
        self.assert_accessible(rtl=True)

    def test_narrow_window_takes_the_keys(self):
        """Folded before there is anything to fold: the focus must not stay with places that nobody sees."""
        app = self.start("--connection", self.tenant.connection)
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^OOF Manager$"], check=True, capture_output=True, text=True).stdout.split()[0]
        for _ in range(2):
            subprocess.run(["xdotool", "windowsize", "--sync", window, "360", "720"], check=True)
        app.get(None, "read live")
        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        app.get(("text", "entry"), "^First day")
        self.assert_accessible()

    def test_titles_of_a_table_sort_by_keyboard(self):
        app = self.open("overview")

        def people():
            rows = next(node for table in app.each(("table", "tree table"), "^Absences$") for node in app.walk(table)
                        if node.get_selection_iface() and node.get_child_count() > 0)
            return [rows.get_child_at_index(i).get_name().split(",")[0] for i in range(rows.get_child_count())]
        titles = [node for node in app.each(None, "^State$") if node.get_parent().get_child_count() == 10]  # those of Home are hidden
        app.tab_to(titles[0])
        app.keys("Right", "Return")
        wait(lambda: people() == sorted(people()), "people from A to Z")
        app.keys("Return")
        wait(lambda: people() == sorted(people(), reverse=True), "people from Z to A")


if __name__ == "__main__":
    main(AuditTest, __file__)
