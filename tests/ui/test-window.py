#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, end to end, through accessibility and real keys: test-window.py BUILD-DIR [TEST…]; prints TAP.
Runs inside session.sh. Pictures of failures land in BUILD-DIR/tests/ui/."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drive import wait  # noqa: E402
from window_case import SHOTS, Tenant, WindowCase, day, main  # noqa: E402


class WindowTest(WindowCase):
    def test_sample_organisation_from_the_first_page(self):
        app = self.start()
        app.click("Try it with a sample organisation")
        self.assertRegex(app.label("read live", 60), "read live")
        self.assertTrue(app.has("label", "^Anna Meier$"))
        self.assertEqual(app.unnamed(), [])

    def test_plan_an_absence_and_the_mail_gets_the_reply(self):
        tenant = self.tenant
        absent, colleague = tenant.address("Bernd Krause"), tenant.address("Dieter Lang")
        app = self.start("--connection", tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+k")
        app.type("bernd krause")
        wait(lambda: app.has("label", "^Bernd Krause$"), "the person in the list")
        app.keys("Return")
        wait(lambda: app.has("label", "^Present$"), "the status of Bernd Krause")

        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        app.set_text("^First day", time.strftime("%d.%m.%Y", day(0)))
        app.set_text("^Last day", time.strftime("%d.%m.%Y", day(11)))
        app.keys("ctrl+Return")
        app.label("applied and read back", 60)
        app.label("^Away until", 60)
        app.label("as planned", 60)

        key = next(a["id"] for a in tenant.oofctl("absence", "list", absent)["absences"] if a["state"] == "running")
        held = tenant.control(f"/mailboxes/{absent}")
        self.assertEqual(held["state"], "scheduled")
        self.assertEqual(held["writes"], 1)
        self.assertEqual(tenant.oofctl("run")["changed"], 0)
        answer = tenant.mail(colleague, absent)
        self.assertTrue(answer["answered"], answer)
        self.assertIn("Krause", answer["reply"]["text"])

        tenant.oofctl("absence", "cancel", key)
        tenant.oofctl("run")
        self.assertFalse(tenant.mail("somebody@else.example", absent)["answered"])

    def test_cancel_an_absence_in_the_window(self):
        tenant = self.tenant
        absent = tenant.address("Carla Wolf")
        tenant.oofctl("absence", "add", absent, "--from", time.strftime("%Y-%m-%d", day(0)), "--to", time.strftime("%Y-%m-%d", day(3)), "--subject", "Urlaub")
        tenant.oofctl("run")
        app = self.start("--connection", tenant.connection, "--person", absent)
        app.label("^Away until", 60)
        self.select_first_row(("table", "tree table"), "^Absences$")
        app.click("^Cancel absence…$")
        app.click("^Cancel absence$")
        app.label("^Cancelled, applied and read back", 60)
        app.label("^Present$", 60)
        self.assertEqual(tenant.control(f"/mailboxes/{absent}")["state"], "disabled")

    def test_help_is_about_the_place(self):
        app = self.start("--connection", self.tenant.connection, "--place", "timeline", environment={"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"})
        app.get(None, "^Personen und ihre Termine$", 60)
        app.keys("F1")
        app.get(None, "^Personen von oben nach unten", 20)
        app.keys("F1")
        app.get("heading", "^Hilfe zu OOF Manager$", 20)
        app.keys("alt+Left")
        app.get(None, "^Personen von oben nach unten", 20)
        self.assertEqual(app.unnamed(), [])
        app.keys("Escape")
        wait(lambda: not app.has(None, "^Personen von oben nach unten"), "the help is closed")

    def test_log_of_the_runs(self):
        from gi.repository import Atspi
        tenant = self.tenant
        person = tenant.address("Dieter Lang")
        tenant.oofctl("absence", "add", person, "--from", time.strftime("%Y-%m-%d", day(0)), "--to", time.strftime("%Y-%m-%d", day(3)))
        tenant.oofctl("run")
        app = self.start("--connection", tenant.connection, "--place", "overview")
        app.label("of .* absences", 60)
        tabs = app.get("page tab", "^Log$").get_parent()
        index = next(i for i in range(tabs.get_child_count()) if tabs.get_child_at_index(i).get_name() == "Log")
        Atspi.Selection.select_child(tabs, index)
        app.get("list item", "1 changed")
        app.get("list item", "^Dieter Lang, .*automatic reply: disabled → scheduled")
        app.click("^Read the log again$")
        app.get("list item", "^Dieter Lang")
        app.click("^Failed  0$")
        app.get("label", "^Nothing failed in this run")
        self.assertFalse(app.has("list item", "^Dieter Lang, .*disabled"))
        app.click("^Changed  1$")
        app.get("list item", "^Dieter Lang, .*disabled")
        app.click("^Copy report$")
        app.keys("ctrl+k")
        app.get(("text", "entry"), "^Find a person$")
        app.keys("ctrl+v")
        wait(lambda: "Dieter Lang <dieter.lang@" in app.text(app.get(("text", "entry"), "^Find a person$")), "the report in the clipboard", 60)
        app.keys("Escape")
        self.assertEqual(app.unnamed(), [])

    def test_overview_filters_by_text(self):
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        everything = app.label(r"^\d+ of \d+ absences$", 60)
        app.set_text("^Filter the absences$", "nobody is called like this")
        self.assertRegex(app.label(r"^0 of \d+ absences$"), everything.split(" of ")[1])
        self.assertTrue(app.has("label", "^No absences$"))

    def test_every_control_has_a_name(self):
        app = self.start("--connection", self.tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        self.assertEqual(app.unnamed(), [])

    def test_broken_connection_says_what_and_where(self):
        broken = SHOTS / "broken.ini"
        broken.parent.mkdir(parents=True, exist_ok=True)
        broken.write_text("[service-mailbox]\naddress=\n", encoding="utf-8")
        app = self.start("--connection", str(broken))
        self.assertIn("broken.ini: [service-mailbox] address: is missing", app.label("broken.ini", 60))

    def test_server_that_is_gone_can_be_tried_again(self):
        gone = Tenant()
        kept = pathlib.Path(gone.connection)
        copy = SHOTS / "gone"
        copy.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", f"{kept.parent}/.", copy], check=True)
        text = (copy / kept.name).read_text(encoding="utf-8").replace(str(kept.parent), str(copy))
        (copy / kept.name).write_text(text, encoding="utf-8")
        gone.stop()
        app = self.start("--connection", str(copy / kept.name))
        app.label("Exchange cannot be reached", 60)
        app.click("^Try again$")
        app.label("Exchange cannot be reached", 60)
        app.click("^Back$")
        app.get(None, "^Try it with a sample organisation$")


if __name__ == "__main__":
    main(WindowTest, __file__)
