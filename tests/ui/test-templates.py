#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place Templates, end to end: test-templates.py BUILD-DIR [TEST…]; prints TAP. Runs inside session.sh."""
from drive import Atspi, wait
from window_case import SHOTS, WindowCase, main


class TemplatesTest(WindowCase):
    def is_stored(self, name):
        return name in [template["name"] for template in self.tenant.oofctl("template", "list")["templates"]]

    def test_template_is_edited_with_its_preview(self):
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "templates")
        app.get("list item", "^Standard, .*for everybody", seconds=60)
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
        wait(lambda: self.is_stored("Messe"), "the stored template", 60)
        self.assertEqual(tenant.oofctl("template", "show", "Messe")["body"], "Grüße von @@displayName")
        self.assertEqual(app.unnamed(), [])

        app.keys("ctrl+question")
        app.get("label", "^Insert a variable$")
        app.keys("Escape")

    def open_template(self, name):
        app = self.start("--connection", self.tenant.connection, "--place", "templates")
        row = app.get("list item", f"^{name}, ", seconds=60)
        Atspi.Selection.select_child(row.get_parent(), row.get_index_in_parent())
        wait(lambda: app.text(app.get("text", "^Name of the template$")) == name, "the template in the editor")
        return app

    def change_outside(self, name, body):
        file = SHOTS / f"{name}.txt"
        file.write_text(body, encoding="utf-8")
        self.tenant.oofctl("template", "set", name, "--file", str(file))

    def test_conflict_on_save_asks_whose_counts(self):
        app = self.open_template("Leeds")
        app.set_text("^Text of the template$", "Mine: @@displayName is away.")
        self.change_outside("Leeds", "Theirs: @@displayName is out.")
        app.click("^Save$")
        app.get(None, "^Somebody else changed the same$", seconds=60)
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

    def test_name_in_use_stays_and_says_for_whom(self):
        app = self.open_template("Vertrieb")
        app.set_text("^Name of the template$", "Verkauf")
        app.get(None, "^“Vertrieb” keeps its name: it is used by the group Vertrieb.*Duplicate it", seconds=60)
        app.keys("ctrl+s")
        app.get(None, "^“Vertrieb” keeps its name")
        self.assertTrue(self.is_stored("Vertrieb"))
        self.assertFalse(self.is_stored("Verkauf"))


if __name__ == "__main__":
    main(TemplatesTest, __file__)
