#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The migration in the real window: scenarios 1 and 3 to the end, the stop in 2; at every page the program is killed and
goes on where it was. Arguments: the build folder, and the tests to run (none: all)."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from drive import BUTTON, Atspi, wait  # noqa: E402
from window_case import SHOTS, Tenant, WindowCase, main  # noqa: E402

# A page, and words that only it has.
PAGES = {
    "welcome": "^The desktop version and the cloud version keep absences",
    "checks": "^Where your mailboxes live decides",
    "desktop": "^The desktop version should be up to date",
    "screenshots": "^With pictures of the options pages",
    "cloud": "^What the vendor's portal calls access",
    "scenario": "^What is to be set depends on",
    "existing": "^Appointments of the desktop version are read",
    "rehearsal": "^The OOF task runs without writing",
    "cutover": "^Up to here everything can be taken back",
    "afterwards": "^What is left over of the desktop version",
    "report": "^What was seen, decided and carried over",
}
ORDER = list(PAGES)


class MigrationTest(WindowCase):
    @classmethod
    def setUpClass(cls):
        pass  # each test has its own scenario

    @classmethod
    def tearDownClass(cls):
        pass

    def prepare(self, scenario):
        self.tenant = Tenant(scenario, "--people", "40")
        self.addCleanup(self.tenant.stop)
        self.environment = {"XDG_STATE_HOME": self.make_state_folder()}

    def make_state_folder(self):
        """An empty one, where oofctl out here looks, too. A sandbox has a place of its own for it, whatever it is told."""
        if sandbox := os.environ.get("OOF_WINDOW_COMMAND"):
            folder = pathlib.Path.home() / ".var/app" / sandbox.split()[-1] / ".local/state"
            shutil.rmtree(folder, True)
            folder.mkdir(parents=True)
            return str(folder)
        state = tempfile.TemporaryDirectory(prefix="oof-migration-")
        self.addCleanup(state.cleanup)
        return state.name

    def ctl(self, *arguments):
        return self.tenant.oofctl("migrate", *arguments, **self.environment)

    def open(self, page="welcome", place="migration"):
        self.start("--connection", self.tenant.connection, "--place", place, environment=self.environment)
        if place == "migration":
            self.app.label(PAGES[page], 60)
        return self.app

    def kill(self):
        """The machine is switched off, and on again."""
        self.app.kill()
        self._cleanups.pop()  # a killed program has no clean end
        self.open(self.page)

    def go_on(self, page):
        """To the next page; there the machine is switched off."""
        self.assertEqual(self.app.unnamed(), [], self.page)
        self.app.click("^Next$")
        self.app.label(PAGES[page])
        self.page = page
        self.kill()
        self.assertEqual(self.ctl("status")["page"], page)

    def begin(self, scenario):
        """Up to the page of the scenario."""
        self.page = "welcome"
        self.open()
        self.kill()
        self.go_on("checks")
        self.app.click("^Check again$")
        self.app.label(f"^Scenario {scenario}: you can", 60)
        self.kill()
        self.app.label(f"^Scenario {scenario}: you can", 60)
        self.go_on("desktop")
        self.app.click("skip these steps")
        wait(lambda: {step["id"]: step["status"] for step in self.ctl("status")["steps"]}["document"] == "skipped", "the skipped steps")
        self.go_on("screenshots")
        self.go_on("cloud")
        self.go_on("scenario")

    def finish_it(self):
        """From the existing data to the report."""
        self.page = "existing"
        self.open("existing")
        self.app.click("^Read the calendar$")
        self.app.label("^To be taken over$", 60)
        self.app.click("^Take over$")
        self.app.label("^Taken over$", 60)
        words = self.app.label("^Reconciliation: ")
        before, after = map(int, re.findall(r"(\d+) old appointments, (\d+)", words)[0])
        self.assertEqual(before, after)
        self.assertGreater(before, 0)
        self.go_on("rehearsal")
        self.app.click("^Rehearse$")
        self.app.label("^Rehearsed on", 60)
        self.go_on("cutover")
        self.app.click("there is no way back")
        self.app.click("^Cut over$")
        self.app.get(BUTTON, "The cut-over has happened", 60)
        self.go_on("afterwards")
        self.app.click("^Done: Disable the task locally")
        self.go_on("report")
        self.assertEqual(self.app.unnamed(), [])
        status = self.ctl("status")
        self.assertIsNotNone(status["cutOverAt"])
        self.assertEqual({step["id"]: step["status"] for step in status["steps"]}["old-task"], "done")

    def test_scenario_1_begins(self):
        self.prepare("cloud")
        self.begin(1)
        self.app.click("^Done: Enter the service mailbox")
        self.go_on("existing")

    def test_scenario_1_ends(self):
        self.prepare("cloud")
        self.tenant.control("/old-calendar", {"count": 24, "odd": 8})
        for words in ("check", "page existing"):
            self.ctl(*words.split())
        self.finish_it()

    def test_scenario_3_begins(self):
        self.prepare("hybrid")
        self.begin(3)
        self.app.click("^Done: Take the settings for the local Exchange server")
        self.go_on("existing")

    def read_connection(self):
        with open(self.tenant.connection, encoding="utf-8") as file:
            return file.read()

    def test_hybrid_form(self):
        self.prepare("hybrid")
        self.ctl("check")
        self.ctl("page", "scenario")
        self.open("scenario")
        self.app.get("text", "^Local Active Directory user$")
        self.app.click("^Test: A mailbox of each side")
        words = self.app.label("^Microsoft 365: .*", 60)
        self.assertRegex(words, r"^Microsoft 365: \S+@\S+, was read\nLocal Exchange server: \S+@\S+, was read$")
        self.assertFalse(self.app.get(("check box", "switch", "toggle button"), "^No Exchange server of our own$").get_state_set().contains(Atspi.StateType.CHECKED))
        self.app.set_text("^Local Active Directory user$", "MFA\\svc-neu")
        self.app.label(r"^\[ews\] user: .* → MFA\\svc-neu$")
        self.app.click("^Save and connect$")
        wait(lambda: "user=MFA\\\\svc-neu" in self.read_connection(), "the new user in the connection file", 60)
        self.app.label(PAGES["scenario"], 60)

    def test_scenario_3_ends(self):
        self.prepare("hybrid")
        self.tenant.control("/old-calendar", {"count": 8, "odd": 0})
        for words in ("check", "answer owa yes", "check", "page existing"):
            self.ctl(*words.split())
        self.finish_it()

    def test_scenario_2_stops(self):
        self.prepare("hybrid-blocked")
        self.begin(2)
        self.app.label("^Scenario 2: the service mailbox has to be migrated to Microsoft 365 first")
        self.assertFalse(self.app.get(BUTTON, "^Next$").get_state_set().contains(Atspi.StateType.SENSITIVE))
        self.app.shot(str(SHOTS / "migration-blocked.png"))

    def test_transfers(self):
        """Betreffs and options: old -> new, taken back, and written by the cut-over."""
        self.prepare("cloud")
        self.ctl("check")
        self.ctl("page", "screenshots")
        picture = self.environment["XDG_STATE_HOME"] + "/kalender.png"
        subprocess.run(["convert", "-size", "640x420", "xc:#e8e8e8", "-fill", "#202020", "-pointsize", "18", "-draw", "text 24,40 'Tagedifferenz: 45'", picture],
                       check=True)
        self.tenant.oofctl("--quiet", "migrate", "picture", "kalender", picture, **self.environment)
        self.open("screenshots")
        self.app.click("^Kalender: picture kept")
        days = self.app.get("spin button", "^Day difference$")
        Atspi.Value.set_current_value(days.get_value_iface(), 45)
        self.app.click("^Carry over$")
        self.app.label("^30 → 45$")
        self.app.shot(str(SHOTS / "migration-kalender.png"))
        self.app.click("^Betreffs: no picture")
        self.app.set_text("^Betreffs, one a line$", "Urlaub\nSonderurlaub\nInventur")
        self.app.click("^Carry over$")
        self.app.label("^– → Sonderurlaub$")
        self.assertEqual(self.app.unnamed(), [])
        self.app.click("^Take back: Betreff “Inventur”")
        wait(lambda: not self.app.has("label", "^– → Inventur$"), "the Betreff taken back")
        self.page = "screenshots"
        self.kill()
        self.app.label("^– → Sonderurlaub$")
        self.assertNotIn("Sonderurlaub", [subject["name"] for subject in self.tenant.oofctl("subjects")["subjects"]])
        self.ctl("read")
        self.ctl("rehearse")
        self.tenant.oofctl("--quiet", "migrate", "cut-over", "--yes", **self.environment)
        names = [subject["name"] for subject in self.tenant.oofctl("subjects")["subjects"]]
        self.assertIn("Sonderurlaub", names)
        self.assertNotIn("Inventur", names)
        self.assertEqual(self.tenant.oofctl("options", "show")["dayDifference"], 45)

    def test_reminder_and_help(self):
        """What is not done afterwards stays on Home; F1 opens the page of the wizard."""
        self.prepare("cloud")
        for words in ("check", "read", "rehearse", "cut-over --yes"):
            self.tenant.oofctl("--quiet", "migrate", *words.split(), **self.environment)
        steps = [step for step in self.ctl("status")["steps"] if step["page"] == "afterwards"]
        for step in steps[:-1]:
            self.tenant.oofctl("--quiet", "migrate", "step", step["id"], "skip", "--reason", "nicht benutzt", **self.environment)
        self.open(place="home")
        self.app.label("^The migration is not finished$", 60)
        self.app.click("^Show$")
        self.app.label(PAGES["welcome"], 60)
        self.app.keys("F1")
        self.app.label("^The way from the Windows desktop program", 60)
        self.app.keys("Escape")
        self.ctl("page", "afterwards")
        self.tenant.oofctl("--quiet", "migrate", "step", steps[-1]["id"], "done", **self.environment)
        self.app.quit()
        self._cleanups.pop()
        self.open(place="home")
        self.app.get("list item", "^Overview$", 60)
        self.assertFalse(self.app.has("label", "^The migration is not finished$"))


if __name__ == "__main__":
    main(MigrationTest, __file__)
