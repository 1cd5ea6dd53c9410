# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault in every phase of a run: read, plan, write, read back, record.

After it, and after a run without it, no mailbox is wrong, none was written twice, none forgotten, and the logs are
true. A short form runs with every suite; OOF_LONG=1 (tools/test --long) is the whole matrix.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import harness  # noqa: E402

LONG = os.environ.get("OOF_LONG") == "1"
PEOPLE = 6 if LONG else 3
ROUTES = {
    "cloud": {
        "read": ("graph.batch", "graph.get-settings"),
        "plan": ("graph.list-users", "graph.list-members", "calendar-list"),
        "write": ("graph.patch-settings",),
        "record": ("graph.create-event", "graph.update-event"),
    },
    "onprem": {
        "read": ("ews.get-oof",),
        "plan": ("ews.expand-dl", "calendar-list"),
        "write": ("ews.set-oof",),
        "record": ("ews.create-item", "ews.update-item"),
    },
}
FAULTS = ("throttle", "unavailable", "reset", "half-answer", "wrong-content", "empty", "unauthorized", "forbidden",
          "lost-answer")
# Of a write only: a replica that lags, an item that somebody else touches; waiting for a timeout takes a while.
SPECIAL = {"write": ("lag",), "record": ("touched",)}
SLOW = {"read": ("hang",), "write": ("hang",)}
SHORT = {("write", "lost-answer"), ("write", "lag"), ("read", "half-answer"), ("record", "unavailable")}


class Matrix:
    scenario = None

    def cells(self):
        for phase, matches in ROUTES[self.scenario].items():
            kinds = FAULTS + SPECIAL.get(phase, ()) + (SLOW.get(phase, ()) if LONG else ())
            for match in matches:
                for kind in kinds:
                    # Waiting is slow over EWS: there the short form is the lost answer alone.
                    if LONG or ((phase, kind) in SHORT
                                and (self.scenario == "cloud" or kind == "lost-answer")):
                        yield phase, match, kind

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

    def test_matrix(self):
        self.known = set()
        self.run_until_done()
        people = [person["address"] for person in self.find_free()][:PEOPLE]
        self.assertEqual(len(people), PEOPLE)
        self.logged(people)
        n_cells = 0
        for phase, match, kind in self.cells():
            with self.subTest(phase=phase, match=match, kind=kind):
                n_cells += 1
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
        print(f"# {n_cells} cells of {self.scenario}, each when a reply begins and when it ends", flush=True)


class Cloud(Matrix, harness.SimCase):
    scenario = "cloud"


class OnPremises(Matrix, harness.SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
