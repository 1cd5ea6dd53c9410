#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place Templates, end to end: test-templates.py BUILD-DIR [TEST…]; prints TAP. Runs inside session.sh."""
import re

from drive import BUTTON, Atspi, wait
from window_case import SHOTS, WindowCase, main


class TemplatesTest(WindowCase):
    def is_stored(self, name):
        return name in [template["name"] for template in self.tenant.oofctl("template", "list")["templates"]]

    def test_template_is_edited_with_its_preview(self):
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "templates")
        app.get("list item", "^Standard, .*for everybody")
        app.click("^Add a template$")
        wait(lambda: app.text(app.get("text", "^Name of the template$")) == "New template", "the new one in the editor")
        app.set_text("^Name of the template$", "Messe")
        app.set_text("^Text of the template$", "Grüße von @@displayName, @@unbekannt")

        # The value of the person of the preview; the unknown name is said and not saved.
        wait(lambda: "Grüße von Anna Meier" in app.text(app.get("text", "^Preview$")), "the value in the preview")
        app.get("list item", "^Line 1: “unbekannt” is no variable")
        app.keys("ctrl+s")
        app.get(None, "^1 mistake has to be corrected")
        self.assertFalse(self.is_stored("Messe"))

        # Corrected and saved.
        app.set_text("^Text of the template$", "Grüße von @@displayName")
        app.get("label", "^Text check: nothing to remark")
        app.keys("ctrl+s")
        wait(lambda: self.is_stored("Messe"), "the stored template")
        self.assertEqual(tenant.oofctl("template", "show", "Messe")["body"], "Grüße von @@displayName")
        self.assertEqual(app.unnamed(), [])

        app.keys("ctrl+question")
        app.get("label", "^Insert a variable$")
        app.keys("Escape")

    def change_outside(self, name, body):
        file = SHOTS / f"{name}.txt"
        file.write_text(body, encoding="utf-8")
        self.tenant.oofctl("template", "set", name, "--file", str(file))

    def test_conflict_on_save_asks_whose_counts(self):
        app = self.open_template("Leeds")
        app.set_text("^Text of the template$", "Mine: @@displayName is away.")
        self.change_outside("Leeds", "Theirs: @@displayName is out.")
        app.click("^Save$")
        app.get(None, "^Somebody else changed the same$")
        self.assertEqual(self.tenant.oofctl("template", "show", "Leeds")["body"], "Theirs: @@displayName is out.")
        app.click("^Write mine$")
        wait(lambda: self.tenant.oofctl("template", "show", "Leeds")["body"] == "Mine: @@displayName is away.", "ours in the service mailbox", 60)

        # What is taken from them comes into the editor, and nothing is left to save.
        app.set_text("^Text of the template$", "Mine again: @@displayName.")
        self.change_outside("Leeds", "Theirs again: @@displayName.")
        app.click("^Save$")
        app.click("^Take theirs$")
        wait(lambda: app.text(app.get("text", "^Text of the template$")) == "Theirs again: @@displayName.", "theirs in the editor", 60)
        self.assertEqual(self.tenant.oofctl("template", "show", "Leeds")["body"], "Theirs again: @@displayName.")

    def body(self):
        return self.app.text(self.app.get("text", "^Text of the template$"))

    def restore_first(self):
        self.app.click("^Earlier versions$")
        self.app.click("^Restore the version of ")

    def discard(self):
        """In the question, not in the bar below the page."""
        def press():
            found = (node for node in self.app.each(BUTTON, "^Discard$") if "Discard the changes?" in self.app.above(node))
            return any(Atspi.Action.do_action(node, 0) for node in found)
        wait(press, "the question's button")

    def test_restored_version_meets_somebody_elses_change(self):
        first = self.tenant.oofctl("template", "show", "Produktion")["body"]
        self.change_outside("Produktion", "Second: @@displayName is away.")
        app = self.open_template("Produktion")
        self.restore_first()
        wait(lambda: self.body() == first, "the first version in the editor")
        self.change_outside("Produktion", "Third: @@displayName is out.")
        app.keys("ctrl+s")
        app.get(None, "^Somebody else changed the same$")
        self.assertEqual(self.tenant.oofctl("template", "show", "Produktion")["body"], "Third: @@displayName is out.")
        app.click("^Write mine$")
        wait(lambda: self.tenant.oofctl("template", "show", "Produktion")["body"] == first, "the first version in the service mailbox", 60)

        # What was between stays among the earlier versions.
        self.restore_first()
        wait(lambda: self.body() == "Third: @@displayName is out.", "theirs in the editor")

    def test_restoring_asks_before_it_discards(self):
        self.change_outside("Leeds", "Second: @@displayName is away.")
        app = self.open_template("Leeds")
        app.set_text("^Text of the template$", "Mine: @@displayName.")
        self.restore_first()
        app.get(None, "^Not saved yet: Leeds")
        app.click("^Keep editing$")
        self.assertEqual(self.body(), "Mine: @@displayName.")
        self.restore_first()
        self.discard()
        wait(lambda: self.body() not in ("Mine: @@displayName.", "Second: @@displayName is away."), "the version of before in the editor")

    def test_import_asks_before_it_discards(self):
        folder = SHOTS / "import"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Leeds.txt").write_text("Imported: @@displayName.", encoding="utf-8")
        app = self.open_template("Leeds")
        app.set_text("^Text of the template$", "Mine: @@displayName.")
        self.pick_folder(folder)
        app.get(None, "^Not saved yet: Leeds")
        app.click("^Keep editing$")
        self.assertEqual(self.body(), "Mine: @@displayName.")
        self.pick_folder(folder)
        self.discard()
        app.click("^Import 1 template$")
        wait(lambda: self.body() == "Imported: @@displayName.", "the imported text in the editor", 60)
        self.assertEqual(self.tenant.oofctl("template", "show", "Leeds")["body"], "Imported: @@displayName.")

    def test_large_template_can_be_edited(self):
        """A megabyte is pasted: the preview shows the beginning and says so, typing goes on, and the text check says that Exchange takes less."""
        app = self.open_template("Leeds")
        line = "Guten Tag, @@displayName ist bis @@oofto nicht im Haus und kommt am @@oofback zurück.\n"
        text = app.get("text", "^Text of the template$")
        Atspi.EditableText.set_text_contents(text, line * (1024 * 1024 // len(line.encode()) + 1))
        wait(lambda: app.text(app.get("text", "^Preview$")).endswith("[The text goes on; only its beginning is shown.]"), "the beginning in the preview", 60)
        app.get(None, "^1 mistake has to be corrected")
        app.tab_to(text)
        app.keys("ctrl+Home")
        app.type("Hallo!")
        wait(lambda: self.body().startswith("Hallo!Guten Tag"), "what was typed", 60)
        wait(lambda: app.text(app.get("text", "^Preview$")).startswith("Hallo!"), "what was typed in the preview", 60)
        app.get("list item", "has 1024 kB; a mailbox takes 256 at most")

    def test_name_in_use_stays_and_says_for_whom(self):
        app = self.open_template("Vertrieb")
        app.set_text("^Name of the template$", "Verkauf")
        app.get(None, "^“Vertrieb” keeps its name: it is used by the group Vertrieb.*Duplicate it")
        app.keys("ctrl+s")
        app.get(None, "^“Vertrieb” keeps its name")
        self.assertTrue(self.is_stored("Vertrieb"))
        self.assertFalse(self.is_stored("Verkauf"))


if __name__ == "__main__":
    main(TemplatesTest, __file__)
