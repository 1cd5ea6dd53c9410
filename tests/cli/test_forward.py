# SPDX-License-Identifier: GPL-3.0-or-later
"""Forwarding by inbox rule over both protocols: set, changed, ended, what it replaced restored."""
import harness
from harness import SimCase

TODAY = "2026-11-23"


class Forwarding:
    kinds = ()  # the requests that list and change rules

    def setUp(self):
        self.people = getattr(type(self), "free", None) or self.find_free()
        type(self).free = self.people[2:]  # two fresh people a test
        self.person, self.target = self.people[0]["address"], self.people[1]["address"]

    def add(self, *options, to=None, code=0, error=None):
        result = self.expect(code, self.run_ctl("absence", "add", self.person, "--from", TODAY, "--to", "2026-12-04",
                                                "--forward", to or self.target, *options), error)
        return result.out.strip()

    def run_now(self):
        return self.ask_ctl("run", "--person", self.person)

    def get_changes(self, report):
        return [(change["old"], change["new"], change["reason"]) for person in report["people"]
                for change in person["changes"] if change["field"] == "forwarding"]

    def get_rules(self):
        return self.sim.ask(f"/mailboxes/{self.person}")["rules"]

    def get_forwarding(self):
        [row] = self.ask_ctl("status", self.person)["people"]
        return row["forwarding"]["kind"], row["forwarding"]["to"], row["verdict"]

    def set_mailbox(self, **change):
        self.sim.ask(f"/mailboxes/{self.person}", change)

    def get_inboxes(self):
        return self.sim.mail("kunde@contoso.example", self.person)["delivered"]

    def test_set_and_ended(self):
        self.assertEqual(self.get_forwarding()[:2], ("none", None))
        key = self.add()
        self.assertEqual(self.get_changes(self.ask_ctl("plan", self.person)), [("", self.target, "absence-runs")])
        self.assertEqual(self.get_rules(), [])
        self.assertEqual(self.get_changes(self.run_now()), [("", self.target, "absence-runs")])
        [rule] = self.get_rules()
        self.assertEqual((rule["name"], rule["redirectTo"], rule["moveToFolder"], rule["stop"], rule["conditional"]),
                         (f"OOF {key}", [self.target], None, False, False))
        self.assertEqual(self.get_forwarding(), ("ours", self.target, "as-planned"))
        self.assertEqual(sorted(self.get_inboxes()), sorted([self.person, self.target]))
        self.assertEqual(self.run_now()["changed"], 0)
        self.assertEqual(len(self.get_rules()), 1)
        self.expect(0, self.run_ctl("absence", "cancel", key))
        self.assertEqual(self.get_changes(self.run_now()), [(self.target, "", "absence-cancelled")])
        self.assertEqual(self.get_rules(), [])
        self.assertEqual(self.get_inboxes(), [self.person])
        self.assertEqual(self.run_now()["changed"], 0)

    def test_without_copy(self):
        self.add("--no-copy")
        self.run_now()
        [rule] = self.get_rules()
        self.assertEqual(rule["moveToFolder"], "deleteditems")
        self.assertEqual(self.get_inboxes(), [self.target])

    def test_replaced_is_restored(self):
        other = self.people[2]["address"]
        mine = {"name": "Immer weiter", "redirectTo": [other], "sequence": 3}
        some = {"name": "Angebote", "forwardTo": [other], "subjectContains": ["Rechnung"], "sequence": 4}
        self.set_mailbox(rules=[mine, some])
        before = self.get_rules()
        self.assertEqual(self.get_forwarding()[:2], ("rule", other))
        key = self.add()
        self.assertEqual(self.get_changes(self.run_now()), [(other, self.target, "absence-runs")])
        ours, first, second = self.get_rules()
        self.assertEqual((ours["enabled"], first["enabled"], second["enabled"]), (True, False, True))
        self.assertEqual(sorted(self.get_inboxes()), sorted([self.person, self.target]))
        self.assertEqual(self.run_now()["changed"], 0)
        self.expect(0, self.run_ctl("absence", "cancel", key))
        self.assertEqual(self.get_changes(self.run_now()), [(self.target, other, "absence-cancelled")])
        self.assertEqual(self.get_rules(), before)

    def test_who_is_back_gets_the_mails(self):
        self.add()
        self.run_now()
        self.set_mailbox(state="disabled")
        self.assertEqual(self.get_changes(self.run_now()), [(self.target, "", "absence-ended")])
        self.assertEqual((self.get_rules(), self.get_inboxes()), ([], [self.person]))

    def test_a_hand_stays(self):
        self.add()
        self.run_now()
        self.set_mailbox(rules=[])
        self.assertEqual(self.run_now()["changed"], 0)
        self.assertEqual(self.get_rules(), [])
        self.assertEqual(self.get_forwarding(), ("none", None, "changed-outside"))

    def test_lost_answer_makes_no_second_rule(self):
        self.add()
        self.sim.ask("/fault", {"match": self.change, "kind": "lost-answer", "times": 1})
        report = self.run_now()
        self.assertEqual((report["changed"], report["failed"]), (1, 0), report)
        self.assertEqual(len(self.get_rules()), 1)

    def test_refused_is_an_item_error(self):
        self.add()
        self.sim.ask("/fault", {"match": self.change, "kind": "forbidden", "times": 1})
        failed = self.run_ctl("run", "--person", self.person, "--json")
        self.assertEqual(failed.code, 1, str(failed))
        [row] = failed.json()["people"]
        self.assertEqual(row["result"], "failed")
        self.assertEqual(self.sim.ask(f"/mailboxes/{self.person}")["state"], "scheduled")
        report = self.run_now()
        self.assertEqual((report["changed"], len(self.get_rules())), (1, 1), report)

    def test_outside_is_not_allowed(self):
        self.add(to="fremd@contoso.example", code=2, error="externalForward")
        self.add(to="niemand", code=2)
        self.add(to=self.person, code=2)
        self.expect(0, self.run_ctl("options", "set", "externalForward", "true"))
        self.add(to="fremd@contoso.example")
        report = self.run_ctl("run", "--person", self.person, "--json").json()
        [row] = report["people"]
        self.assertIn("outside the organisation", row["error"])
        self.assertEqual((row["result"], self.get_rules()), ("written", []))
        self.expect(0, self.run_ctl("options", "set", "externalForward", "false"))

    def test_required(self):
        self.expect(0, self.run_ctl("options", "set", "forwardRequired", "true"))
        days = ("absence", "add", self.person, "--from", TODAY, "--to", "2026-12-04")
        self.expect(2, self.run_ctl(*days), "forward")
        exempt = self.write("exempt.txt", "@@displayName ist nicht da.\n##NoForwardRequired\n")
        self.expect(0, self.run_ctl("template", "set", "Ohne Weiterleitung", "--file", exempt))
        self.expect(0, self.run_ctl(*days, "--template", "Ohne Weiterleitung"))
        self.expect(0, self.run_ctl("options", "set", "forwardRequired", "false"))


class WhoGets:
    """The six kinds of sender against what a mail really gets."""

    def ask(self, person, kind):
        return self.ask_ctl("who-gets", person, "--sender", kind, "--subject", "Angebot 4711")

    def send(self, person, kind):
        sender = {"colleague": self.colleague, "second": self.colleague, "list": self.colleague}.get(kind, f"{kind}@contoso.example")
        return self.sim.ask("/mail", {"from": sender, "to": person, "subject": "Angebot 4711",
                                      "kind": kind if kind in ("list", "junk") else "direct"})

    def compare(self, person, expected):
        for kind, reason in zip(("colleague", "contact", "stranger", "list", "second", "junk"), expected):
            said, sent = self.ask(person, kind), self.send(person, kind)
            self.assertEqual((kind, said["reason"], said["answered"]), (kind, sent["reason"], sent["answered"]))
            self.assertEqual(said["reason"], reason, kind)
            if sent["answered"]:
                self.assertEqual(said["html"], sent["reply"]["html"])
                self.assertEqual(said["subject"], sent["reply"]["subject"])
                self.assertEqual(said["text"].split(), sent["reply"]["text"].split())

    def test_six_kinds(self):
        free = self.find_free()
        person = next(row["address"] for row in free if row["language"] != "en")
        self.colleague, target = [row["address"] for row in free if row["address"] != person][:2]
        self.sim.ask(f"/mailboxes/{person}", {"contacts": ["contact@contoso.example"]})
        self.compare(person, ["disabled"] * 6)
        self.ask_ctl("absence", "add", person, "--from", TODAY, "--to", "2026-12-04", "--audience", "contacts",
                     "--forward", target)
        self.ask_ctl("run", "--person", person)
        self.compare(person, ["sent", "sent", "audience", "list", "already-answered", "junk"])
        self.sim.ask("/clock", {"now": "2026-12-06T09:00:00Z"})
        self.compare(person, ["outside-window"] * 6)
        self.sim.ask("/clock", {"now": harness.NOW})
        self.expect(2, self.run_ctl("who-gets", person, "--sender", "nobody"), "--sender")


class WhoGetsOverGraph(WhoGets, SimCase):
    scenario = "cloud"


class WhoGetsOverEws(WhoGets, SimCase):
    scenario = "onprem"


class OverGraph(Forwarding, SimCase):
    scenario = "demo"
    change = "graph.create-rule"

    def setUp(self):
        if getattr(type(self), "free", None) is None:
            type(self).free = self.find_free("graph")
        super().setUp()

    def test_set_through_ews_is_shown(self):
        self.set_mailbox(rules=[{"name": "Urlaub", "redirectTo": [self.target], "from": "2026-11-01T00:00:00Z",
                                 "to": "2026-12-01T00:00:00Z"}])
        self.assertEqual(self.get_forwarding()[:2], ("rule", None))
        found = {check["id"]: check for check in self.run_ctl("doctor", self.person, "--json").json()["checks"]}
        self.assertEqual(found["forwarding"]["remedy"], f"Remove-InboxRule -Mailbox '{self.person}' -Identity 'Urlaub'")
        self.assertIn("Get-Mailbox", found["mailbox-forwarding"]["remedy"])

    def test_list_of_mailboxes(self):
        file = self.write("mailboxes.csv", "#TYPE Mailbox\r\n\"PrimarySmtpAddress\";\"ForwardingAddress\";"
                          "\"ForwardingSmtpAddress\"\r\n\"a@mfa.example\";;\"smtp:b@c.example\"\r\n"
                          "\"c@mfa.example\";;\r\n;x;\r\n")
        checks = self.run_ctl("doctor", "--mailboxes", file, "--json").json()["checks"]
        found = [(check["verdict"], check["evidence"]) for check in checks if check["id"] == "mailbox-forwarding"]
        self.assertEqual(len(found), 2, found)
        self.assertIn("a@mfa.example", found[0][1])
        self.assertIn("b@c.example", found[0][1])
        self.assertEqual(found[1], ("unknown", "line 5: no address"))
        self.expect(2, self.run_ctl("doctor", "--mailboxes", self.write("bad.csv", "a;b\n"), "--quiet"), "ForwardingSmtpAddress")


class OverEws(Forwarding, SimCase):
    scenario = "onprem"
    change = "ews.update-rules"

    def test_outlooks_rules_are_in_the_way(self):
        self.set_mailbox(outlookRules=True)
        self.add()
        failed = self.run_ctl("run", "--person", self.person, "--json")
        self.assertEqual(failed.code, 1, str(failed))
        self.assertIn("ErrorOutlookRuleBlobExists", failed.json()["people"][0]["error"])


class Hybrid(SimCase):
    """Issue 6: two cloud and two on-premises mailboxes through one connection."""
    scenario = "hybrid"

    def test_end_to_end(self):
        free = self.find_free()
        people = [person["address"] for route in ("graph", "ews") for person in self.find_route(free, route)[:2]]
        target = self.find_route(free, "graph")[2]["address"]
        ids = self.ask_ctl("absence", "add", *people, "--from", TODAY, "--to", "2026-12-04", "--subject", "Urlaub",
                           "--forward", target)["ids"]
        self.assertEqual(len(ids), 4)
        self.assertEqual(self.ask_ctl("plan", *people)["changed"], 4)
        report = self.ask_ctl("run")
        self.assertEqual(report["failed"], 0, report)
        for row in self.ask_ctl("status", *people)["people"]:
            self.assertEqual((row["forwarding"]["kind"], row["forwarding"]["to"], row["state"], row["verdict"]),
                             ("ours", target, "scheduled", "as-planned"))
            mail = self.sim.mail("kunde@contoso.example", row["address"])
            self.assertTrue(mail["answered"])
            self.assertEqual(sorted(mail["delivered"]), sorted([row["address"], target]))
        kinds = self.sim.ask("/requests")["byKind"]
        self.assertEqual((kinds["graph.create-rule"], kinds["ews.update-rules"]), (2, 2))
        for key in ids:
            self.expect(0, self.run_ctl("absence", "cancel", key))
        self.assertEqual(self.ask_ctl("run")["failed"], 0)
        for address in people:
            mailbox = self.sim.ask(f"/mailboxes/{address}")
            self.assertEqual((mailbox["state"], mailbox["rules"]), ("disabled", []))

    def find_route(self, people, route):
        routes = {row["address"]: row["route"] for row in self.run_ctl("status", "--json", "--quiet").json()["people"]}
        return [person for person in people if routes[person["address"]] == route]


if __name__ == "__main__":
    harness.main()
