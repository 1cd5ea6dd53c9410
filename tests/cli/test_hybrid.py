# SPDX-License-Identifier: GPL-3.0-or-later
"""The hybrid scenario end to end: cloud and on-premises mailboxes through one connection."""
import pathlib

import harness
from harness import SimCase

TODAY = "2026-11-23"


class HybridTest(SimCase):
    scenario = "hybrid"

    def get(self, person):
        return self.sim.ask(f"/mailboxes/{person}")

    def test_planned_applied_forwarded_and_ended(self):
        free = [[person["address"] for person in self.find_free(route)] for route in ("graph", "ews")]
        people, targets = ([address for route in free for address in route[begin:begin + 2]] for begin in (0, 2))
        self.assertEqual(len(people + targets), 8)
        before = self.sim.ask("/requests")["byKind"]
        keys = [self.expect(0, self.run_ctl("absence", "add", person, "--from", TODAY, "--to", "2026-12-04", "--forward", target)).out.strip()
                for person, target in zip(people, targets)]
        planned = {row["address"]: row for row in self.ask_ctl("plan", *people)["people"]}
        self.assertEqual(sorted(planned), sorted(people))
        self.assertEqual({self.get(person)["state"] for person in people}, {"disabled"})

        report = self.ask_ctl("run")
        self.assertEqual(report["failed"], 0, report)
        for person, target in zip(people, targets):
            self.assertEqual(self.get(person)["state"], "scheduled")
            self.assertEqual([rule["redirectTo"] for rule in self.get(person)["rules"]], [[target]])
            answer = self.sim.mail("kunde@contoso.example", person)
            self.assertTrue(answer["answered"], answer)
            self.assertIn(target, answer["delivered"])
        status = {row["address"]: row for row in self.ask_ctl("status", *people)["people"]}
        self.assertEqual([status[person]["route"] for person in people], ["graph", "graph", "ews", "ews"])
        self.assertEqual({row["verdict"] for row in status.values()}, {"as-planned"})
        after = self.sim.ask("/requests")["byKind"]
        for kind in ("graph.patch-settings", "ews.set-oof"):
            self.assertGreaterEqual(after[kind] - before.get(kind, 0), 2, kind)

        for key in keys:
            self.expect(0, self.run_ctl("absence", "cancel", key))
        self.assertEqual(self.ask_ctl("run")["failed"], 0)
        for person in people:
            self.assertEqual((self.get(person)["state"], self.get(person)["rules"]), ("disabled", []))
        self.assertEqual(self.ask_ctl("run")["changed"], 0)

    def count(self, kind, *arguments):
        before = self.sim.ask("/requests")["byKind"].get(kind, 0)
        row = self.ask_ctl(*arguments)["people"][0]
        return self.sim.ask("/requests")["byKind"].get(kind, 0) - before, row["route"]

    def test_route_is_found_once_and_again_when_the_mailbox_moves(self):
        person = self.find_free("ews")[-1]["address"]
        self.assertEqual(self.count("graph.get-settings", "status", person), (0, "ews"))
        self.sim.ask(f"/mailboxes/{person}", {"location": "cloud"})
        self.assertEqual(self.count("ews.get-oof", "status", person), (1, "graph"))
        self.assertEqual(self.count("ews.get-oof", "status", person), (0, "graph"))
        self.sim.ask(f"/mailboxes/{person}", {"location": "onprem"})
        self.assertEqual(self.count("graph.get-settings", "status", person), (1, "ews"))
        [routes] = [file for file in pathlib.Path(harness.STATE.name, "oof-manager").glob("routes-*.ini") if person in file.read_text(encoding="utf-8")]
        self.assertRegex(routes.read_text(encoding="utf-8"), f"(?m)^{person}=.*(MailboxNotEnabledForRESTAPI|ResourceNotFound)")

    def test_people_are_listed_where_they_were_found(self):
        """The directory says neither where a mailbox lies nor its zone: the runs do."""
        self.ask_ctl("run")
        status = {row["address"]: row["route"] for row in self.ask_ctl("status")["people"]}
        people = self.ask_ctl("people")["people"]
        self.assertEqual({person["address"]: person["route"] for person in people}, status)
        self.assertEqual(set(status.values()), {"graph", "ews"})
        self.assertLessEqual({"Europe/Berlin", "Europe/London"}, {person["zone"] for person in people})


if __name__ == "__main__":
    harness.main()
