# SPDX-License-Identifier: GPL-3.0-or-later
"""One run-through (issue 5): a closure for forty people, three of whom have an absence, withdrawn again: all as before;
a forward set and restored; a circle of deputies refused; who gets what against what mails really get."""
import harness
from harness import SimCase

TODAY = "2026-11-23"
KINDS = ("colleague", "contact", "stranger", "list", "second", "junk")
DAYS = ("--subject", "Betriebsruhe", "--from", "2026-11-23", "--to", "2026-11-27")
FIELDS = ("state", "audience", "from", "to", "internal", "external", "rules")
MEMBERS = 40


class RunThrough:

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


    def test_forward_restored(self):
        """The person's own rule rests meanwhile and is there again."""
        person, target, other = [row["address"] for row in self.find_free()[-3:]]
        self.sim.ask("/mailboxes/" + person, {"rules": [{"name": "Immer weiter", "redirectTo": [other], "sequence": 3}]})
        before = self.look(person)
        [key] = self.ask_ctl("absence", "add", person, "--from", TODAY, "--to", "2026-12-04", "--forward", target)["ids"]
        self.ask_ctl("run", "--person", person)
        ours, resting = self.look(person)["rules"]
        self.assertEqual((ours["name"], ours["redirectTo"], resting["enabled"]), (f"OOF {key}", [target], False))
        self.assertIn(target, self.sim.mail("kunde@contoso.example", person)["delivered"])
        self.expect(0, self.run_ctl("absence", "cancel", key))
        self.ask_ctl("run", "--person", person)
        self.assertEqual(self.look(person), before)

    def test_circle_refused(self):
        one, two, three = [row["address"] for row in self.find_free()[-6:-3]]
        dates = ("--from", "2026-12-14", "--to", "2026-12-16")
        for person, deputy in ((two, three), (three, one)):
            self.expect(0, self.run_ctl("absence", "add", person, *dates, "--deputy", deputy, "--quiet"))
        own = self.list_own()
        self.expect(2, self.run_ctl("absence", "add", one, *dates, "--deputy", two), f"{one} → {two} → {three} → {one}")
        self.assertEqual(self.list_own(), own)

    def ask(self, person, kind):
        return self.ask_ctl("who-gets", person, "--sender", kind, "--subject", "Angebot 4711")

    def send(self, person, kind, colleague):
        sender = colleague if kind in ("colleague", "second", "list") else f"{kind}@contoso.example"
        return self.sim.ask("/mail", {"from": sender, "to": person, "subject": "Angebot 4711",
                                      "kind": kind if kind in ("list", "junk") else "direct"})

    def compare(self, person, colleague, expected):
        for kind, reason in zip(KINDS, expected):
            said, sent = self.ask(person, kind), self.send(person, kind, colleague)
            self.assertEqual((kind, said["reason"], said["answered"]), (kind, sent["reason"], sent["answered"]))
            self.assertEqual(said["reason"], reason, kind)
            if sent["answered"]:
                self.assertEqual(said["html"], sent["reply"]["html"])
                self.assertEqual(said["subject"], sent["reply"]["subject"])
                self.assertEqual(said["text"].split(), sent["reply"]["text"].split())

    def test_who_gets_what(self):
        free = self.find_free()[:-6]
        person = next(row["address"] for row in free if row["language"] != "en")
        colleague, target = [row["address"] for row in free if row["address"] != person][:2]
        self.sim.ask(f"/mailboxes/{person}", {"contacts": ["contact@contoso.example"]})
        self.compare(person, colleague, ["disabled"] * 6)
        [key] = self.ask_ctl("absence", "add", person, "--from", TODAY, "--to", "2026-12-04", "--audience", "contacts",
                             "--forward", target)["ids"]
        self.ask_ctl("run", "--person", person)
        self.compare(person, colleague, ["sent", "sent", "audience", "list", "already-answered", "junk"])
        self.sim.ask("/clock", {"now": "2026-12-06T09:00:00Z"})
        self.compare(person, colleague, ["outside-window"] * 6)
        self.sim.ask("/clock", {"now": harness.NOW})
        self.expect(2, self.run_ctl("who-gets", person, "--sender", "nobody"), "--sender")
        self.expect(0, self.run_ctl("absence", "cancel", key))
        self.ask_ctl("run", "--person", person)


class CloudTest(RunThrough, SimCase):
    scenario = "demo"


class OnPremTest(RunThrough, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
