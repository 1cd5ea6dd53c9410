# SPDX-License-Identifier: GPL-3.0-or-later
"""A closure for forty people, three of whom have an absence, withdrawn again: all as before."""
import harness
from harness import SimCase

DAYS = ("--subject", "Betriebsruhe", "--from", "2026-11-23", "--to", "2026-11-27")
FIELDS = ("state", "audience", "from", "to", "internal", "external", "rules")
MEMBERS = 40


class Withdrawn:
    create = None

    def look(self, address):
        box = self.sim.ask("/mailboxes/" + address)
        return {field: box[field] for field in FIELDS}

    def list_own(self):
        """Absences that are no closure, as they can be seen."""
        return sorted((absence for absence in self.ask_ctl("absence", "list")["absences"]
                       if not absence["closure"]), key=lambda absence: absence["id"])

    def find_group(self):
        groups = {}
        for person in self.ask_ctl("people")["people"]:
            for group in person["groups"]:
                groups.setdefault(group, []).append(person["address"])
        groups.pop("Alle Benutzer", None)
        return min(((name, members) for name, members in groups.items() if len(members) >= MEMBERS),
                   key=lambda pair: len(pair[1]))

    def test_withdrawn(self):
        group, members = self.find_group()
        free = [person["address"] for person in self.find_free() if person["address"] in members]
        for address, last in zip(free, ("2026-11-25", "2026-12-04", "2026-11-23")):
            self.ask_ctl("absence", "add", address, "--from", "2026-11-21", "--to", last, "--subject", "Urlaub")
        self.run_ctl("run")
        own = self.list_own()
        before = {address: self.look(address) for address in members}
        self.assertEqual(self.ask_ctl("run")["changed"], 0)

        ids = self.ask_ctl("absence", "add", "--group", group, "--closure", *DAYS)["ids"]
        self.assertEqual(len(ids), len(members))
        closed = self.run_ctl("run", "--json", "--quiet").json()
        self.assertGreaterEqual(closed["changed"], MEMBERS)
        self.assertTrue(all(self.look(address)["state"] == "scheduled" for address in free[:3]))
        # Those three rest under it, and are as they were.
        self.assertEqual(self.list_own(), own)
        [closure] = {absence["closure"]["id"] for absence in self.ask_ctl("absence", "list")["absences"]
                     if absence["id"] in ids}

        cancelled = self.ask_ctl("absence", "cancel", closure)["ids"]
        self.assertEqual(sorted(cancelled), sorted(ids))
        self.run_ctl("run")
        self.assertEqual(self.list_own(), own)
        after = {address: self.look(address) for address in members}
        for address in members:
            self.assertEqual(after[address], before[address], address)
        self.assertEqual(self.ask_ctl("run")["changed"], 0)
        self.expect(2, self.run_ctl("absence", "cancel", "00000000-0000-0000-0000-000000000000"))


class CloudTest(Withdrawn, SimCase):
    scenario = "demo"


class OnPremTest(Withdrawn, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
