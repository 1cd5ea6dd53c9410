#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place Templates, end to end: test-templates.py BUILD-DIR [TEST…]; prints TAP. Runs inside session.sh."""
from drive import wait
from window_case import WindowCase, main


class TemplatesTest(WindowCase):
    def is_stored(self, name):
        return name in [template["name"] for template in self.tenant.oofctl("template", "list")["templates"]]

    def test_template_is_edited_with_its_preview(self):
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "templates")
        app.get("list item", "^Standard, .*for everybody", seconds=60)
        app.click("^Add a template$")
        app.set_text("^Name of the template$", "Messe")
        app.set_text("^Text of the template$", "Grüße von @@displayName, @@unbekannt")

        # The value of the person of the preview; the unknown name is said and not saved.
        wait(lambda: "Grüße von Anna Meier" in app.text(app.get("text", "^Preview$")), "the value in the preview")
        app.get("list item", "^Line 1: “unbekannt” is no variable")
        app.keys("ctrl+s")
        app.get(None, "^1 mistake has to be corrected")
        self.assertFalse(self.is_stored("Messe"))

        # Corrected, saved, and taken back.
        app.set_text("^Text of the template$", "Grüße von @@displayName")
        app.get("label", "^Text check: nothing to remark")
        app.keys("ctrl+s")
        wait(lambda: self.is_stored("Messe"), "the stored template", 60)
        self.assertEqual(tenant.oofctl("template", "show", "Messe")["body"], "Grüße von @@displayName")
        app.click("^Undo$")
        wait(lambda: not self.is_stored("Messe"), "the removed template", 60)
        self.assertEqual(app.unnamed(), [])

        app.keys("ctrl+question")
        app.get("label", "^Insert a variable$")
        app.keys("Escape")


if __name__ == "__main__":
    main(TemplatesTest, __file__)
