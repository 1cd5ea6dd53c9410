# SPDX-License-Identifier: GPL-3.0-or-later
"""A closure: one absence for each member of a group, over both protocols."""
import signal
import subprocess

import harness
from harness import OOFCTL, SECONDS, SimCase, make_env

DAYS = ("--subject", "Betriebsruhe", "--from", "2026-12-24", "--to", "2026-12-31")


class Closure:
    create = None  # the kind of request that stores an absence

    def add(self, group, *days, code=0, error=None, options=()):
        return self.expect(code, self.run_ctl("absence", "add", "--group", group, "--closure", *(days or DAYS),
                                              *options), error)

    def get_members(self, group):
        return {person["address"] for person in self.ask_ctl("people")["people"] if group in person["groups"]}

    def get_closures(self, group, start):
        return [absence for absence in self.ask_ctl("absence", "list")["absences"]
                if absence["closure"] and absence["closure"]["group"] == group and absence["from"] == start]

    def test_1_one_absence_a_member(self):
        members = self.get_members("IT")
        ids = self.add("IT").out.split()
        closures = self.get_closures("IT", "2026-12-24")
        self.assertEqual({absence["person"] for absence in closures}, members)
        self.assertEqual((len(ids), set(ids)), (len(members), {absence["id"] for absence in closures}))
        self.assertEqual(len({absence["closure"]["id"] for absence in closures}), 1)
        self.assertEqual({(absence["to"], absence["subject"], absence["allDay"]) for absence in closures},
                         {("2026-12-31", "Betriebsruhe", True)})

    def test_2_again_changes_nothing(self):
        before = self.get_closures("IT", "2026-12-24")
        result = self.run_ctl("absence", "add", "--group", "it", "--closure", *DAYS)
        self.assertEqual((result.code, result.out), (0, ""), str(result))
        self.assertIn("already", result.error)
        self.assertEqual(self.get_closures("IT", "2026-12-24"), before)

    def test_3_own_absence_rests_under_it(self):
        person = sorted(self.get_members("IT"))[0]
        [own] = self.ask_ctl("absence", "add", person, "--from", "2026-12-21", "--to", "2027-01-08", "--subject",
                             "Urlaub", "--on-conflict", "keep")["ids"]
        both = {absence["id"]: absence["state"] for absence in self.ask_ctl("absence", "list", person)["absences"]}
        self.assertEqual(both[own], "planned")
        plan = self.ask_ctl("plan", person, "--at", "2026-12-25")
        self.assertEqual(plan["changed"], 1)

    def test_4_partial_failure(self):
        members = self.get_members("Ausbildung")
        days = ("--subject", "Betriebsruhe", "--from", "2027-02-01", "--to", "2027-02-02")
        self.sim.ask("/fault", {"match": self.create, "kind": "forbidden", "times": 1})
        failed = self.run_ctl("absence", "add", "--group", "Ausbildung", "--closure", *days)
        stored = self.get_closures("Ausbildung", "2027-02-01")
        missing = members - {absence["person"] for absence in stored}
        self.assertEqual(failed.code, 1 if len(members) > 1 else 3, str(failed))
        self.assertEqual(len(missing), 1)
        self.assertIn(missing.pop(), failed.error)
        self.assertEqual(set(failed.out.split()), {absence["id"] for absence in stored})
        # Saying it again completes it, as the same closure.
        self.assertEqual(len(self.run_ctl("absence", "add", "--group", "Ausbildung", "--closure", *days).out.split()), 1)
        stored = self.get_closures("Ausbildung", "2027-02-01")
        self.assertEqual(({absence["person"] for absence in stored}, len({a["closure"]["id"] for a in stored})),
                         (members, 1))

    def test_5_refused(self):
        before = self.sim.ask("/requests")["byKind"].get(self.create, 0)
        self.add("Alle Benutzer", code=2, error="Alle Benutzer")
        self.add("Gibt es nicht", code=2, error="Gibt es nicht")
        self.add("", code=2)
        self.add("IT", "--subject", "Urlaub", *DAYS[2:], code=2, error="Betriebsruhe")
        self.add("IT", *DAYS[2:], code=2, error="--subject")
        self.add("IT", "--subject", "Betriebsruhe", "--from", "2026-12-24", "--to", "2026-12-23", code=2)
        self.add("IT", *DAYS, options=("--on-conflict", "keep"), code=2)
        self.expect(2, self.run_ctl("absence", "add", "--group", "IT", *DAYS), "--closure")
        self.expect(2, self.run_ctl("absence", "add", "--closure", *DAYS), "--group")
        self.expect(2, self.run_ctl("absence", "add", "x", "--group", "IT", "--closure", *DAYS), "PERSON")
        self.expect(2, self.run_ctl("absence", "add", *DAYS), "PERSON")
        self.assertEqual(self.sim.ask("/requests")["byKind"].get(self.create, 0), before)

    def test_6_interrupted(self):
        """What was saved stays and is told; the rest is not."""
        self.sim.ask("/fault", {"match": self.create, "kind": "hang", "times": 1})
        before = self.sim.ask("/requests")["byKind"].get(self.create, 0)
        process = subprocess.Popen([OOFCTL, "--connection", self.sim.connection, "absence", "add", "--group", "Leeds",
                                    "--closure", *DAYS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=make_env())
        while process.poll() is None and self.sim.ask("/requests")["byKind"].get(self.create, 0) == before:
            pass
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 1, error)
        self.assertIn("not saved", error.decode())


class CloudTest(Closure, SimCase):
    scenario = "demo"
    create = "graph.create-event"


class OnPremTest(Closure, SimCase):
    scenario = "onprem"
    create = "ews.create-item"


class TableTest(SimCase):
    def test_names_in_the_list(self):
        absences = self.ask_ctl("absence", "list")["absences"]
        names = {person["address"]: person["name"] for person in self.ask_ctl("people")["people"]}
        table = self.expect(0, self.run_ctl("absence", "list")).out
        for absence in absences:
            self.assertIn(names[absence["person"]], table)
            self.assertNotIn(absence["person"], table)


if __name__ == "__main__":
    harness.main()
