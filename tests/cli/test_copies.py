# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of the absences in the calendar of a resource mailbox (option resourceMailbox), over both protocols."""
import harness
from harness import SimCase

DATES = ("--from", "2027-01-11", "--to", "2027-01-15")


class Copies:
    def setUp(self):
        self.room = next(person["address"] for person in self.ask_ctl("people")["people"]
                         if person["address"].startswith("raum."))

    def list_copies(self):
        items = self.sim.ask("/calendar/" + self.room)["items"]
        return {self.get_key(item): item for item in items if item["ours"]}

    def get_key(self, item):
        return next(prop["value"] for prop in item["properties"] if prop["name"] == "OofKey")

    def run_task(self):
        result = self.run_ctl("run", "--json", "--quiet")
        self.assertEqual(result.code, 0, str(result))

    def count_writes(self):
        return sum(n for kind, n in self.sim.ask("/requests")["byKind"].items()
                   if kind in ("graph.create-event", "graph.update-event", "graph.delete-event", "ews.create-item",
                               "ews.update-item", "ews.delete-item"))

    def add(self, person, *words):
        [key] = self.ask_ctl("absence", "add", person, *DATES, *words)["ids"]
        return "c:" + key.removeprefix("a:")

    def test_copies(self):
        one, two, three = [person for person in self.find_free() if person["address"] != self.room][:3]
        self.run_task()
        self.assertEqual(self.list_copies(), {})
        self.expect(0, self.run_ctl("options", "set", "resourceMailbox", self.room))
        self.expect(0, self.run_ctl("subjects", "set", "Kur", "--confidential", "yes"))
        plain = self.add(one["address"], "--subject", "Urlaub", "--note", "in den Bergen")
        secret = self.add(two["address"], "--subject", "Kur", "--note", "geheim")
        hidden = self.add(three["address"], "--no-calendar")
        self.run_task()

        copies = self.list_copies()
        alive = [absence["id"] for absence in self.ask_ctl("absence", "list")["absences"]
                 if absence["state"] not in ("cancelled", "ended") and absence["calendar"] != "none"]
        self.assertLessEqual({"c:" + key.removeprefix("a:") for key in alive}, set(copies))
        self.assertNotIn(hidden, copies)
        self.assertEqual(copies[plain]["subject"], f"{one['name']}: Urlaub")
        self.assertIn("in den Bergen", copies[plain]["body"])
        self.assertEqual((copies[plain]["showAs"], copies[plain]["allDay"], copies[plain]["reminder"]),
                         ("oof", True, False))
        # What is confidential can be seen nowhere in the copy.
        self.assertEqual(copies[secret]["subject"], f"{two['name']}: Abwesend")
        self.assertNotRegex(str(copies[secret]), "geheim|Kur")

        # Nothing to do, nothing written there; moved and edited; deleted by somebody; cancelled.
        self.run_task()
        again = self.list_copies()
        self.assertEqual({key: item["changeKey"] for key, item in again.items()},
                         {key: item["changeKey"] for key, item in copies.items()})
        self.ask_ctl("absence", "edit", plain.removeprefix("c:"), "--from", "2027-01-12", "--note", "am Meer")
        self.sim.ask("/mailboxes/" + self.room, {"deleteItem": secret})
        self.run_task()
        moved = self.list_copies()
        self.assertEqual(moved[plain]["start"] - copies[plain]["start"], 86400 * 1000000)
        self.assertIn("am Meer", moved[plain]["body"])
        self.assertIn(secret, moved)
        # Taken back to where it belongs.
        self.sim.ask("/mailboxes/" + self.room, {"moveItem": plain, "days": 3})
        self.run_task()
        self.assertEqual(self.list_copies()[plain]["start"], moved[plain]["start"])
        for key in (plain, secret, hidden):
            self.expect(0, self.run_ctl("absence", "cancel", key.removeprefix("c:")))
        self.run_task()
        self.assertEqual(set(self.list_copies()), set(copies) - {plain, secret})

    def test_out_of_reach(self):
        """Said, and no reason to fail the run of everybody else's replies."""
        service = next(line.split("=")[1] for line in open(self.sim.connection, encoding="utf-8") if line.startswith("address="))
        for address, words in ((service.strip(), "is the service mailbox"), ("niemand@x.example", "resourceMailbox")):
            self.expect(0, self.run_ctl("options", "set", "resourceMailbox", address))
            self.expect(1, self.run_ctl("run", "--json", "--quiet"), words)
        self.assertEqual([item for item in self.sim.ask("/calendar")["items"] if self.is_copy(item)], [])
        self.expect(0, self.run_ctl("options", "set", "resourceMailbox", ""))
        self.run_task()

    def is_copy(self, item):
        return item["ours"] and self.get_key(item).startswith("c:")


class CloudTest(Copies, SimCase):
    scenario = "demo"


class OnPremTest(Copies, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
