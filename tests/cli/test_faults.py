# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults in the phases of a run as somebody at the shell sees them: through oofctl, from another process.

After the fault, and after a run without it, no mailbox is wrong, none was written twice, none forgotten, and the logs
are true. A sample of what can go wrong in each phase; every fault in every phase is tests/contract/test-run-faults.c.
"""
import harness

PEOPLE = 3


class Sample:
    cells = ()

    def writes(self, people):
        writes = self.sim.ask("/requests")["writes"]
        return {person: writes.get(person, 0) for person in people}

    def logged(self, people):
        count = dict.fromkeys(people, 0)
        for run in self.ask_ctl("log")["runs"]:
            if run["run"] in self.known:
                continue
            self.known.add(run["run"])
            for person in self.ask_ctl("log", run["run"])["people"]:
                if person["address"] in count and person["changes"]:
                    if person["result"] in ("written", "not-confirmed"):
                        count[person["address"]] += 1
        return count

    def run_until_done(self):
        for _ in range(6):
            result = self.run_ctl("run", "--json", "--quiet")
            if result.code == 0:
                return
        self.fail(str(result))

    def test_sample(self):
        self.known = set()
        self.run_until_done()
        people = [person["address"] for person in self.find_free()][:PEOPLE]
        self.assertEqual(len(people), PEOPLE)
        self.logged(people)
        for match, kind in self.cells:
            with self.subTest(match=match, kind=kind):
                day = self.sim.ask("/clock")["now"][:10]
                self.ask_ctl("absence", "add", *people, "--from", day, "--to", day)
                for hours in (0, 168):
                    self.sim.ask("/clock", {"advance": f"PT{hours}H"})
                    before = self.writes(people)
                    self.sim.ask("/fault", {"match": match, "kind": kind, "times": 2})
                    result = self.run_ctl("run", "--json", "--quiet")
                    self.assertIn(result.code, (0, 1, 3, 4, 6), str(result))
                    self.run_until_done()
                    self.assertEqual({person: number - before[person]
                                      for person, number in self.writes(people).items()},
                                     dict.fromkeys(people, 1), "each mailbox once")
                    plan = self.ask_ctl("plan", *people)["people"]
                    self.assertEqual([row for row in plan if row["changes"]], [], "as planned")
                    self.assertEqual(self.logged(people), dict.fromkeys(people, 1), "the logs are true")


class Cloud(Sample, harness.SimCase):
    scenario = "cloud"
    cells = (("graph.batch", "half-answer"), ("graph.get-settings", "half-answer"),
             ("graph.patch-settings", "lost-answer"), ("graph.patch-settings", "lag"),
             ("graph.create-event", "unavailable"), ("graph.update-event", "unavailable"))


class OnPremises(Sample, harness.SimCase):
    """Waiting is slow over EWS: the lost answer alone."""
    scenario = "onprem"
    cells = (("ews.set-oof", "lost-answer"),)


if __name__ == "__main__":
    harness.main()
