# SPDX-License-Identifier: GPL-3.0-or-later
"""Deputies are told by a short mail: once, never in a dry run, not twice when a run is killed; administrators when a
scheduled run needs somebody. What is told when is tests/jobs/test-oof-run-tell.c's."""
import signal
import subprocess
import tempfile
import time

import harness
from harness import OOFCTL, SimCase, make_env


class Mails:
    """Runs with a state folder of their own: each takes the lease anew, so there are few of them."""
    arguments = ("--people", "40")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.env = {"XDG_STATE_HOME": folder.name}
        self.people = [person["address"] for person in self.find_free()]

    def task(self, *arguments):
        return self.expect(0, self.run_ctl("run", "--json", "--quiet", *arguments, **self.env)).json()

    def told(self, deputy):
        return [mail for mail in self.sim.ask("/outbox")["mails"] if mail["to"] == [deputy]]

    def add(self, person, deputy):
        result = self.run_ctl("absence", "add", person, "--from", "2026-11-23", "--to", "2026-12-04", "--deputy", deputy, "--subject", "Urlaub")
        self.assertEqual(result.code, 0, str(result))

    def begin(self):
        """A deputy who is told."""
        person, deputy = self.people[:2]
        self.add(person, deputy)
        self.task("--dry-run")
        self.assertEqual(self.told(deputy), [])
        self.task()
        [mail] = self.told(deputy)
        self.assertIn("(Urlaub)", mail["text"])
        self.assertIn(mail["subject"], [mail["subject"] for mail in self.sim.ask(f"/mailboxes/{deputy}")["inbox"]])
        return deputy


class GraphTest(Mails, SimCase):
    scenario = "cloud"

    def count(self):
        return self.sim.ask("/requests")["byKind"].get("graph.send-mail", 0)

    def test_once(self):
        told = self.begin()
        person, deputy = self.people[2:4]
        self.add(person, deputy)
        self.kill_while_sending()
        [row] = [row for row in self.task()["people"] if row["address"] == person]
        self.assertIn("not certain", row["error"])
        self.assertEqual(self.told(deputy), [])  # the tenant did not take the one that hung, and nobody is told twice
        self.assertEqual(len(self.told(told)), 1)

    def test_administrators(self):
        """A scheduled run that fails somewhere is told to Anna Meier, and not again for the same reason."""
        person, deputy = self.people[4:6]
        self.add(person, deputy)
        administrators = [user["account"] for user in self.ask_ctl("users")["users"] if user["administrator"]]
        for _ in range(2):
            self.sim.ask("/fault", {"match": "graph.patch-settings", "kind": "forbidden", "times": 1})
            self.assertEqual(self.run_ctl("run", "--scheduled", "--json", "--quiet", **self.env).code, 1)
            told = [mail for mail in self.sim.ask("/outbox")["mails"] if mail["to"][0] in administrators]
            self.assertEqual([mail["to"][0] for mail in told], administrators)
        self.assertIn("ErrorAccessDenied", told[0]["text"])

    def kill_while_sending(self):
        before = self.count()
        self.sim.ask("/fault", {"match": "graph.send-mail", "kind": "hang", "times": 1})
        process = subprocess.Popen([OOFCTL, "--connection", self.sim.connection, "run"], env=make_env(**self.env),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.count() == before and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()


class EwsTest(Mails, SimCase):
    scenario = "onprem"

    def test_told(self):
        self.begin()


if __name__ == "__main__":
    harness.main()
