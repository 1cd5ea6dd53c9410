# SPDX-License-Identifier: GPL-3.0-or-later
"""Closures withdrawn, drift, hold, undo and ccs from outside, over both protocols."""
import harness
from harness import SimCase

FIELDS = ("state", "audience", "from", "to", "internal", "external", "rules")


class Decisions:
    """The steps build on each other; unittest sorts them by name."""
    route = None

    def prepare(self):
        cls = type(self)
        if hasattr(cls, "free"):
            return
        cls.free = [person["address"] for person in self.find_free(self.route)]
        self.assertGreaterEqual(len(cls.free), 8)
        cls.person = cls.free[0]

    def look(self, address):
        box = self.sim.ask("/mailboxes/" + address)
        return {field: box[field] for field in FIELDS}

    def change(self, address, **reply):
        self.sim.ask("/mailboxes/" + address, reply)

    def get_verdict(self, address):
        return self.run_ctl("status", address, "--json", "--quiet").json()["people"][0]["verdict"]

    def add(self, address, first="2026-11-20", last="2026-12-04", *options):
        [key] = self.ask_ctl("absence", "add", address, "--from", first, "--to", last, "--subject", "Urlaub",
                             *options)["ids"]
        return key

    def find(self, key):
        [absence] = [absence for absence in self.ask_ctl("absence", "list")["absences"] if absence["id"] == key]
        return absence

    def apply(self, address):
        return self.ask_ctl("run", "--person", address)

    def advance(self, duration="PT1M"):
        self.sim.ask("/clock", {"advance": duration})

    def test_1_undo_of_a_run_and_of_the_undo(self):
        self.prepare()
        self.change(self.person, internal="<p>Mein <b>eigener</b> Text</p>", external="<p>extern</p>")
        before = self.look(self.person)
        key = self.add(self.person)
        run = self.apply(self.person)
        self.assertEqual(run["changed"], 1)
        ours = self.look(self.person)
        self.assertEqual(ours["state"], "scheduled")
        self.advance()
        undone = self.ask_ctl("undo", run["run"])
        self.assertEqual([row["address"] for row in undone["people"]], [self.person])
        self.assertEqual({change["reason"] for change in undone["people"][0]["changes"]}, {"undone"})
        self.assertEqual(self.look(self.person), before)
        self.assertEqual(self.find(key)["state"], "on-hold")
        self.assertEqual(self.apply(self.person)["changed"], 0)
        self.advance()
        self.ask_ctl("undo", undone["run"])
        self.assertEqual(self.look(self.person), ours)
        self.assertEqual(self.find(key)["state"], "running")
        self.assertEqual(self.apply(self.person)["changed"], 0)
        self.assertEqual(self.get_verdict(self.person), "as-planned")
        type(self).key, type(self).ours, type(self).before = key, ours, before

    def test_2_drift_kept_and_released(self):
        self.change(self.person, state="enabled", internal="<p>Bin doch da</p>", external="<p>Bin doch da</p>")
        theirs = self.look(self.person)
        self.assertEqual(self.get_verdict(self.person), "changed-outside")
        self.assertEqual(self.apply(self.person)["changed"], 0)
        self.ask_ctl("drift", "keep", self.person)
        self.assertEqual(self.look(self.person), theirs)
        self.assertEqual(self.get_verdict(self.person), "on-hold")
        self.assertIn(self.key, [absence["id"] for absence in self.ask_ctl("hold", "list")["absences"]])
        self.assertEqual(self.ask_ctl("hold", "release", self.person)["ids"], [self.key])
        self.assertNotIn(self.key, [absence["id"] for absence in self.ask_ctl("hold", "list")["absences"]])
        self.expect(2, self.run_ctl("hold", "release", self.person))
        self.advance()
        self.assertEqual(self.apply(self.person)["changed"], 1)
        self.assertEqual(self.look(self.person), self.ours)

    def test_3_drift_restored(self):
        self.change(self.person, internal="<p>anders</p>")
        self.assertEqual(self.get_verdict(self.person), "changed-outside")
        self.advance()
        restored = self.ask_ctl("drift", "restore", self.person)
        self.assertEqual(restored["changed"], 1)
        self.assertEqual(restored["people"][0]["changes"][0]["reason"], "restored")
        self.assertEqual(self.look(self.person), self.ours)

    def test_4_undo_as_of(self):
        """Three writes since: taken back at once, to the byte."""
        self.advance()
        undone = self.ask_ctl("undo", "--person", self.person, "--as-of", "2026-11-22T18:00:00Z")
        self.assertEqual(undone["changed"], 1)
        self.assertEqual(self.look(self.person), self.before)
        self.expect(2, self.run_ctl("undo", "--person", self.person, "--as-of", "2027-01-01T00:00:00Z"))
        self.expect(2, self.run_ctl("undo", "20200101T000000Z-00000000"))
        self.expect(2, self.run_ctl("undo"))

    def test_5_back_again(self):
        """Who switches the running reply off in Outlook is back: the absence ends."""
        person = self.free[1]
        key = self.add(person)
        self.apply(person)
        self.change(person, state="disabled")
        off = self.look(person)
        self.advance("PT2M")
        self.assertEqual(self.apply(person)["changed"], 0)
        absence = self.find(key)
        self.assertEqual((absence["state"], absence["allDay"]), ("ended", False))
        self.assertEqual(absence["movedFrom"], [{"from": "2026-11-20", "to": "2026-12-04"}])
        self.assertEqual(self.apply(person)["changed"], 0)
        self.assertEqual(self.look(person), off)
        self.assertEqual(self.get_verdict(person), "as-planned")

    def test_56_changed_at_full_hours(self):
        """The task of the old program writes at every full hour: the verdict says so."""
        self.sim.ask("/clock", {"now": "2026-11-23T13:00:05Z"})
        person = self.free[3]
        key = self.add(person)
        self.apply(person)
        seen = []
        for hour in (1, 2, 3):
            self.advance("PT1H")
            self.change(person, internal=f"<p>Alter Text {hour}</p>")
            self.apply(person)
            [row] = self.run_ctl("status", person, "--json", "--quiet").json()["people"]
            seen.append((row["verdict"], row.get("hint")))
        self.assertEqual(seen, [("changed-outside", None)] + [("changed-outside", "full-hours")] * 2)
        self.assertIn("at full hours", self.run_ctl("status", person, "--quiet", LANGUAGE="en").out)
        self.assertIn("task of the desktop version", self.run_ctl("doctor", person, "--quiet").out)
        self.expect(0, self.run_ctl("absence", "cancel", key))

    def test_6_ccs(self):
        person = self.free[2]
        self.assertEqual(self.ask_ctl("ccs", "--person", person),
                         {"person": person, "state": "disabled", "absence": None, "action": "none"})
        key = self.add(person)
        self.apply(person)
        self.assertEqual(self.ask_ctl("ccs", "--person", person),
                         {"person": person, "state": "scheduled", "absence": key, "action": "none"})
        self.advance("PT2M")
        self.assertEqual(self.ask_ctl("ccs", "--person", person, "--yes"),
                         {"person": person, "state": "disabled", "absence": key, "action": "switched-off"})
        self.assertEqual((self.look(person)["state"], self.find(key)["state"]), ("disabled", "ended"))
        # A reply without any absence goes off, too; "/ccs" is the old name.
        self.change(person, state="enabled", internal="<p>weg</p>", external="<p>weg</p>")
        off = self.ask_ctl("/ccs", "/user:" + person, "--yes")
        self.assertEqual((off["absence"], off["action"]), (None, "switched-off"))
        self.assertEqual(self.look(person)["state"], "disabled")

    def test_7_reset(self):
        """Earlier senders are answered again; nobody else's value changes."""
        person = self.free[3]
        self.add(person)
        self.apply(person)
        ours = self.look(person)
        sender = "einkauf@kunde.example"
        self.assertEqual(self.sim.mail(sender, person)["reason"], "sent")
        self.assertEqual(self.sim.mail(sender, person)["reason"], "already-answered")
        self.assertEqual(self.apply(person)["changed"], 0)
        self.advance()
        self.assertEqual(self.ask_ctl("run", "--reset", "--person", person)["changed"], 1)
        self.assertEqual(self.look(person), ours)
        self.assertEqual(self.sim.mail(sender, person)["reason"], "sent")
        self.expect(2, self.run_ctl("run", "--reset", "--watch"))


class DemoTest(Decisions, SimCase):
    scenario = "demo"
    route = "graph"


class OnPremTest(Decisions, SimCase):
    scenario = "onprem"
    route = "ews"


if __name__ == "__main__":
    harness.main()
