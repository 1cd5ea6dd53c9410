#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The migration in the real window: scenarios 1 and 3 to the end, the stop in 2, and a kill in between. OOF_LONG=1 kills
at every page. Arguments: the build folder, and the tests to run (none: all)."""
import os
import pathlib
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from drive import BUTTON, Atspi  # noqa: E402
from window_case import SHOTS, Tenant, WindowCase, main  # noqa: E402

LONG = bool(os.environ.get("OOF_LONG"))


class MigrationTest(WindowCase):
    @classmethod
    def setUpClass(cls):
        pass  # each test has its own scenario

    @classmethod
    def tearDownClass(cls):
        pass

    def open(self, scenario, **environment):
        self.tenant = Tenant(scenario, "--people", "40")
        self.addCleanup(self.tenant.stop)
        state = tempfile.TemporaryDirectory(prefix="oof-migration-")
        self.addCleanup(state.cleanup)
        self.environment = {"XDG_STATE_HOME": state.name, **environment}
        return self.reopen()

    def reopen(self):
        return self.start("--connection", self.tenant.connection, "--place", "migration", environment=self.environment)

    def kill(self):
        """The machine is switched off, and on again."""
        self.app.process.send_signal(signal.SIGKILL)
        self.app.process.wait()
        self.app.log.close()
        self._cleanups.pop()  # a killed program has no clean end
        return self.reopen()

    def next(self, title):
        if LONG:
            self.kill()
        self.app.click("^Next$")
        self.app.label(f"^{title}$")

    def go_through(self, scenario):
        app = self.app
        app.label("^Migration to the CI-Cloud version$", 60)
        self.next("Checks")
        app.click("^Check again$")
        app.label(f"^Scenario {scenario}: you can begin$", 60)
        app = self.kill()
        app.label(f"^Scenario {scenario}: you can begin$", 60)
        self.next("Prepare the desktop version")
        self.app.click("skip these steps")
        self.next("Screenshots")
        self.next("Prepare the cloud")
        self.next("Your scenario")
        self.app.click("^Done: Enter the service mailbox")
        self.next("Existing data")
        self.app.click("^Read the calendar$")
        self.app.label("to be taken over", 60)
        self.app.click("^Take over$")
        self.app.label(r"(\d+) old appointments, \d+ of them in the plan", 60)
        self.next("Rehearsal")
        self.app.click("^Rehearse$")
        self.app.label("mailboxes keep what they have", 60)
        self.next("Cut-over")
        self.app.click("there is no way back")
        self.app.click("^Cut over$")
        self.app.get(BUTTON, "The cut-over has happened", 60)
        self.next("Afterwards")
        self.app.click("^Done: Disable the task locally")
        self.next("Report")
        self.assertEqual(self.app.unnamed(), [])

    def test_scenario_1(self):
        self.open("cloud")
        self.tenant.control("/old-calendar", {"count": 24, "odd": 8})
        self.go_through(1)
        self.app.shot(str(SHOTS / "migration-report.png"))
        status = self.tenant.oofctl("migrate", "status", **self.environment)
        self.assertIsNotNone(status["cutOverAt"])

    def test_scenario_3(self):
        self.open("hybrid")
        self.tenant.control("/old-calendar", {"count": 8, "odd": 0})
        self.go_through(3)

    def test_scenario_2_stops(self):
        app = self.open("hybrid-blocked")
        app.label("^Migration to the CI-Cloud version$", 60)
        self.next("Checks")
        self.app.click("^Check again$")
        self.app.label("^Scenario 2: you cannot begin yet$", 60)
        for title in ("Prepare the desktop version", "Screenshots", "Prepare the cloud", "Your scenario"):
            self.next(title)
        self.assertFalse(self.app.get(BUTTON, "^Next$").get_state_set().contains(Atspi.StateType.SENSITIVE))
        self.app.shot(str(SHOTS / "migration-blocked.png"))


if __name__ == "__main__":
    main(MigrationTest, __file__)
