# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are killed (-9) at random points and resumed, and runners that are started together.

A short form runs with every suite; OOF_LONG=1 (tools/test --long) makes it 500 mailboxes and 200 kills.
"""
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import harness  # noqa: E402
from harness import OOFCTL, make_env  # noqa: E402

LONG = os.environ.get("OOF_LONG") == "1"
PEOPLE = int(os.environ.get("OOF_KILL_PEOPLE", 500 if LONG else 24))
KILLS = int(os.environ.get("OOF_KILLS", 200 if LONG else 6))
PAIRS = int(os.environ.get("OOF_PAIRS", 20 if LONG else 2))
SEED = int(os.environ.get("OOF_SEED", "20261123"))
WEEK = 7 * 24


class RunCase(harness.SimCase):
    scenario = "large"
    arguments = ("--people", str(PEOPLE + 40))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.state = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.state.cleanup)
        cls.random = random.Random(SEED)
        # All of them and what the scenario itself has to do, in one run.
        with open(cls.sim.connection, encoding="utf-8") as file:
            text = file.read()
        with open(cls.sim.connection, "w", encoding="utf-8") as file:
            file.write(text.replace("max-changes=500", "max-changes=5000"))

    def start(self, **env):
        env.setdefault("XDG_STATE_HOME", self.state.name)
        return subprocess.Popen([OOFCTL, "--connection", self.sim.connection, "--json", "--quiet", "run"],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=make_env(**env))

    def finish(self, process):
        out, error = process.communicate(timeout=600)
        return process.returncode, out, error.decode()

    def count_writes(self, people):
        writes = self.sim.ask("/requests")["writes"]
        return [writes.get(person, 0) for person in people]

    def journals(self):
        folder = os.path.join(self.state.name, "oof-manager")
        return [name for name in os.listdir(folder) if ".journal" in name]

    def now(self):
        return self.sim.ask("/clock", {"advance": "PT0S"})["now"]

    def settle(self):
        """Whatever the scenario itself has to do."""
        code, _, error = self.finish(self.start())
        self.assertIn(code, (0, 1), error)

    def logged(self):
        """address -> how often the logs say that it was written."""
        count = {}
        for run in self.ask_ctl("log", XDG_STATE_HOME=self.state.name)["runs"]:
            for person in self.ask_ctl("log", run["run"], XDG_STATE_HOME=self.state.name)["people"]:
                if person["result"] in ("written", "not-confirmed") and person["changes"]:
                    count[person["address"]] = count.get(person["address"], 0) + 1
        return count

    def kill_until_done(self, people, kills_left):
        """Starts and kills; what is left when no more kills are, runs to its end. Returns the kills made."""
        made = 0
        longest = 0.5
        while made < kills_left:
            process = self.start()
            begin = time.monotonic()
            try:
                process.wait(self.random.uniform(0.02, longest * 1.2))
                longest = max(0.2, time.monotonic() - begin)
                self.finish(process)
                break  # it came through
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                self.finish(process)
                made += 1
                longest = min(longest * 1.1, 20)
        code, _, error = self.finish(self.start())
        self.assertEqual(code, 0, error)
        self.assertEqual(self.journals(), [])
        return made


class Kills(RunCase):
    def test_killed(self):
        self.settle()
        people = [person["address"] for person in self.find_free()][:PEOPLE]
        self.assertGreaterEqual(len(people), min(PEOPLE, 20))
        expected = self.count_writes(people)
        kills = changes = 0
        logged_before = self.logged()
        while kills < KILLS:
            today = self.now()[:10]
            self.expect(0, harness.Result(subprocess.run(
                [OOFCTL, "--connection", self.sim.connection, "--quiet", "absence", "add", *people,
                 "--from", today, "--to", today], stdin=subprocess.DEVNULL, capture_output=True, check=False,
                env=make_env(XDG_STATE_HOME=self.state.name))))
            for hours in (0, WEEK):  # it begins, and later it is over
                self.sim.ask("/clock", {"advance": f"PT{hours}H"})
                kills += self.kill_until_done(people, KILLS - kills)
                changes += 1
                expected = [number + 1 for number in expected]
                self.assertEqual(self.count_writes(people), expected, f"after {kills} kills")
                plan = self.ask_ctl("plan", XDG_STATE_HOME=self.state.name)["people"]
                self.assertEqual([row["address"] for row in plan
                                  if row["address"] in people and row["changes"]], [])
        after = self.logged()
        self.assertEqual({person: after.get(person, 0) - logged_before.get(person, 0) for person in people},
                         {person: changes for person in people})
        print(f"# {kills} kills, {changes} changes of {len(people)} mailboxes, one write each", flush=True)


class Pairs(RunCase):
    def test_two_runners(self):
        """Started together on two machines: one writes, the other one says whose turn it is."""
        self.settle()
        people = [person["address"] for person in self.find_free()][:8]
        other = tempfile.TemporaryDirectory()
        self.addCleanup(other.cleanup)
        for _ in range(PAIRS):
            today = self.now()[:10]
            self.ask_ctl("absence", "add", *people, "--from", today, "--to", today)
            before = self.count_writes(people)
            pair = [self.start(), self.start(XDG_STATE_HOME=other.name)]
            ends = [self.finish(process) for process in pair]
            self.assertEqual(sorted(end[0] for end in ends), [0, 5], ends)
            self.assertEqual(self.count_writes(people), [number + 1 for number in before])
            # Past the absence, and all of it within the 90 days that a sign-in lives unused.
            self.sim.ask("/clock", {"advance": "PT72H"})
            self.settle()


if __name__ == "__main__":
    harness.main()
