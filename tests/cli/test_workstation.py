# SPDX-License-Identifier: GPL-3.0-or-later
"""A workstation with the person alone, and a runner elsewhere."""
import time

import harness
from harness import oofctl
from watching import WatchCase


class Workstation(WatchCase):
    """The steps build on each other; unittest sorts them by name."""
    route = "graph"

    def ask(self, address, *arguments):
        return oofctl("run", "--person", address, "--json", *arguments, connection=self.person)

    def test_1_nothing_is_known_yet(self):
        cls = type(self)
        cls.address, cls.other = [person["address"] for person in self.find_free(self.route)[:2]]
        result = self.expect(1, oofctl("status", self.address, "--json", connection=self.person),
                             "no run has looked at this mailbox yet")
        [row] = result.json()["people"]
        self.assertEqual((row["state"], row["verdict"], row["asOf"]), (None, "unreadable", None))
        self.expect(3, oofctl("run", connection=self.person), "names no runner")

    def test_2_at_the_next_run(self):
        self.expect(0, oofctl("absence", "add", self.address, "--from", "2026-11-23", "--to", "2026-11-27",
                              connection=self.person))
        result = self.expect(1, self.ask(self.address, "--wait", "0"), "at the next run, 11:00")
        [row] = result.json()["people"]
        self.assertEqual(row["result"], "skipped")
        self.assertEqual(self.sim.ask("/requests")["writes"].get(self.address, 0), 0)

    def test_3_the_next_run_serves_it(self):
        result = self.expect(0, oofctl("run", connection=self.runner))
        self.assertIn(f"apply {self.address}: applied, read back", result.out)
        self.assertEqual(self.sim.ask("/requests")["writes"][self.address], 1)

    def test_4_status_with_its_age(self):
        [row] = self.expect(0, oofctl("status", self.address, "--json", connection=self.person)).json()["people"]
        self.assertEqual((row["state"], row["verdict"]), ("scheduled", "as-planned"))
        self.assertTrue(row["asOf"].startswith("2026-11-23T09:"), row["asOf"])

    def test_5_carried_out_and_read_back(self):
        watch = self.watch()
        self.expect(0, oofctl("absence", "add", self.other, "--from", "2026-11-23", "--to", "2026-11-27",
                              connection=self.person))
        start = time.monotonic()
        [row] = self.expect(0, self.ask(self.other)).json()["people"]
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual((row["result"], row["error"]), ("written", None))
        self.assertEqual(self.sim.ask("/mailboxes/" + self.other)["state"], "scheduled")
        [row] = self.expect(0, oofctl("status", self.other, "--json", connection=self.person)).json()["people"]
        self.assertEqual((row["state"], row["verdict"]), ("scheduled", "as-planned"))
        self.assertEqual(watch.stop(), (0, ""))

    def test_6_within_its_policy(self):
        with open(self.runner, encoding="utf-8") as file:
            text = file.read().replace("max-changes=500", "max-changes=0")
        self.runner = self.write("strict.ini", text)
        self.watch()
        key = self.expect(0, oofctl("absence", "list", self.other, "--json",
                                    connection=self.person)).json()["absences"][0]["id"]
        self.expect(0, oofctl("absence", "cancel", key, connection=self.person))
        self.expect(1, self.ask(self.other), "the runner refuses")
        self.assertEqual(self.sim.ask("/mailboxes/" + self.other)["state"], "scheduled")


class OnPremWorkstation(Workstation):
    scenario = "onprem"
    route = "ews"


if __name__ == "__main__":
    harness.main()
