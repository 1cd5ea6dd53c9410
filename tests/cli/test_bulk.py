# SPDX-License-Identifier: GPL-3.0-or-later
"""Bulk safety: a first batch and a question on a terminal, a true account of what was cancelled, turns."""
import signal
import subprocess
import time

import harness
from harness import OOFCTL, SECONDS, make_env
from terminal import Terminal


class Bulk(harness.SimCase):
    arguments = ("--latency", "40")

    def setUp(self):
        self.expect(0, self.run_ctl("run", "--quiet"))
        self.people = [person["address"] for person in self.find_free()][:14]
        self.assertEqual(len(self.people), 14)
        day = self.sim.ask("/clock")["now"][:10]
        self.ask_ctl("absence", "add", *self.people, "--from", day, "--to", day)
        self.before = self.sim.ask("/requests")["writes"]

    def tearDown(self):
        self.sim.ask("/clock", {"advance": "PT168H"})

    def written(self):
        writes = self.sim.ask("/requests")["writes"]
        return sum(writes.get(person, 0) - self.before.get(person, 0) for person in self.people)

    def test_no(self):
        terminal = Terminal(self.sim.connection, "run")
        self.assertTrue(terminal.read_until("10 of 14 mailboxes are done"), terminal.text)
        self.assertEqual(self.written(), 10)
        code, out = terminal.answer("n\n")
        self.assertEqual(code, 1)
        self.assertIn("10 changed", out)
        self.assertEqual(self.written(), 10)
        # Unattended the rest is done without a question, each of them once.
        self.expect(0, self.run_ctl("run", "--quiet"))
        self.assertEqual(self.written(), 14)

    def test_yes(self):
        terminal = Terminal(self.sim.connection, "run")
        self.assertTrue(terminal.read_until("Write the other 4 too?"), terminal.text)
        code, out = terminal.answer("y\n")
        self.assertEqual(code, 0, out)
        self.assertIn("14 changed", out)
        self.assertEqual(self.written(), 14)

    def test_cancelled(self):
        process = subprocess.Popen([OOFCTL, "--connection", self.sim.connection, "--json", "run"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=make_env())
        end = time.monotonic() + SECONDS
        while self.written() == 0 and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        out, error = process.communicate(timeout=SECONDS)
        report = harness.json.loads(out)
        self.assertIn(process.returncode, (0, 1), error)
        mine = {row["address"]: row for row in report["people"] if row["address"] in self.people}
        self.assertEqual(set(mine), set(self.people))
        writes = self.sim.ask("/requests")["writes"]
        for person, row in mine.items():
            done = writes.get(person, 0) - self.before.get(person, 0)
            self.assertEqual(done, 1 if row["result"] == "written" else done, row)
            if row["result"] == "skipped":
                self.assertEqual(done, 0, row)
        self.run_ctl("run", "--quiet")
        self.assertEqual(self.written(), 14)

    def test_dry_run(self):
        """The dry run says what the real run does then."""
        dry = self.ask_ctl("run", "--dry-run")
        real = self.ask_ctl("run")

        def changes(report):
            return {row["address"]: row["changes"] for row in report["people"] if row["changes"]}
        self.assertEqual(changes(dry), changes(real))
        self.assertEqual(dry["changed"], real["changed"])
        self.assertEqual(self.written(), 14)

    def test_turns(self):
        """Everybody is looked at within a day, and nobody needlessly often."""
        everybody = {person["address"] for person in self.ask_ctl("people")["people"]
                     if person["route"] != "none"}
        seen = []
        for _ in range(4):
            self.sim.ask("/clock", {"advance": "PT6H"})
            seen.append({row["address"] for row in self.ask_ctl("run")["people"]})
        self.assertEqual(everybody - set().union(*seen), set())
        busy = set.intersection(*seen)
        self.assertLess(sum(len(run - busy) for run in seen), 2 * len(everybody))

    def test_disk_full(self):
        """What cannot be put down is not written."""
        folder = self.write("no-folder", "")
        result = self.run_ctl("run", XDG_STATE_HOME=folder)
        self.expect(1, result, folder)
        self.assertEqual(self.written(), 0)


if __name__ == "__main__":
    harness.main()
