# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from outside, over Graph and over EWS: an absence is planned, the task runs, a mail gets
exactly the text the template says."""
import harness
from harness import SimCase

STRANGER = "einkauf@kunde.example"
TEMPLATE = """\
Guten Tag,

ich bin vom @@ooffrom bis @@oofto nicht im Büro.
##oofinternal Intern: fragt bitte im Team & <nebenan>.
##oofexternal Extern: bitte wenden Sie sich an die Zentrale.

Grüße, @@displayName
"""


class MainJob:
    """The steps build on each other; unittest sorts them by name."""

    def prepare(self):
        cls = type(self)
        if hasattr(cls, "person"):
            return
        free = self.find_free(self.route)
        self.assertGreaterEqual(len(free), 8)
        cls.person, cls.colleague = free[0]["address"], free[1]["address"]

    def get_status(self):
        return self.ask_ctl("status", self.person)["people"][0]

    def get_writes(self):
        return self.sim.ask("/requests")["writes"].get(self.person, 0)

    def render(self, audience):
        return self.expect(0, self.run_ctl("template", "render", "Prüfung", "--person", self.person,
                                           "--absence", self.key, "--audience", audience)).out

    def test_1_store_a_template(self):
        self.expect(0, self.run_ctl("template", "set", "Prüfung", "--file", "-", stdin=TEMPLATE.encode()))
        self.assertEqual(self.expect(0, self.run_ctl("template", "show", "Prüfung")).out, TEMPLATE)
        self.assertEqual(self.expect(0, self.run_ctl("template", "check", "Prüfung")).out, "")

    def test_2_add(self):
        self.prepare()
        result = self.expect(0, self.run_ctl("absence", "add", self.person, "--from", "2026-11-23", "--to", "2026-12-04",
                                             "--subject", "Urlaub", "--template", "Prüfung", "--audience", "all"))
        type(self).key = result.out.strip()
        self.assertRegex(self.key, r"^a:[0-9a-f-]{36}$")
        [absence] = self.ask_ctl("absence", "list", self.person)["absences"]
        self.assertEqual((absence["id"], absence["state"], absence["from"], absence["to"], absence["allDay"]),
                         (self.key, "running", "2026-11-23", "2026-12-04", True))
        self.assertEqual(self.get_writes(), 0)
        self.assertEqual(self.get_status()["verdict"], "to-do")

    def test_3_plan_writes_nothing(self):
        for command in (["plan"], ["plan", self.person], ["run", "--dry-run"]):
            plan = self.ask_ctl(*command)
            row = next(row for row in plan["people"] if row["address"] == self.person)
            self.assertEqual((plan["changed"], row["result"], row["error"]), (1, "skipped", None), command)
            self.assertEqual(row["changes"][0]["reason"], "absence-runs")
        self.assertEqual(self.get_writes(), 0)

    def test_4_run(self):
        run = self.ask_ctl("run")
        written = [row for row in run["people"] if row["result"] == "written"]
        self.assertEqual((run["changed"], run["failed"], len(written)), (1, 0, 1))
        self.assertEqual(written[0]["address"], self.person)
        changes = {change["field"]: change["new"] for change in written[0]["changes"]}
        self.assertEqual((changes["state"], changes["from"], changes["to"]),
                         ("scheduled", "2026-11-22T23:00:00Z", "2026-12-04T23:00:00Z"))
        self.assertEqual(self.get_writes(), 1)
        status = self.get_status()
        self.assertEqual((status["state"], status["audience"], status["verdict"], status["route"]),
                         ("scheduled", "all", "as-planned", self.route))
        self.assertEqual((status["from"], status["to"]), ("2026-11-22T23:00:00Z", "2026-12-04T23:00:00Z"))

    def test_5_run_again(self):
        run = self.ask_ctl("run")
        self.assertEqual((run["changed"], run["failed"]), (0, 0))
        self.assertEqual(self.get_writes(), 1)

    def test_6_mail(self):
        internal, external = self.render("internal"), self.render("external")
        self.assertIn("Intern: fragt bitte im Team & <nebenan>.", internal)
        self.assertNotIn("Extern:", internal)
        self.assertIn("Extern:", external)
        for sender, text in ((self.colleague, internal), (STRANGER, external)):
            answer = self.sim.mail(sender, self.person)
            self.assertEqual((answer["answered"], answer["reason"]), (True, "sent"))
            self.assertEqual(answer["reply"]["from"], self.person)
            self.assertEqual(answer["reply"]["text"], text)
            again = self.sim.mail(sender, self.person)
            self.assertEqual((again["answered"], again["reason"]), (False, "already-answered"))

    def test_7_cancel(self):
        self.expect(0, self.run_ctl("absence", "cancel", self.key.removeprefix("a:")))
        [absence] = self.ask_ctl("absence", "list", self.person)["absences"]
        self.assertEqual(absence["state"], "cancelled")
        run = self.ask_ctl("run")
        self.assertEqual((run["changed"], run["failed"]), (1, 0))
        answer = self.sim.mail("verkauf@lieferant.example", self.person)
        self.assertEqual((answer["answered"], answer["reason"]), (False, "disabled"))
        self.assertEqual(self.get_status()["verdict"], "as-planned")
        self.assertEqual(self.ask_ctl("run")["changed"], 0)

    def test_8_hour_exact(self):
        answer = self.ask_ctl("absence", "add", self.colleague, "--from", "2026-11-24", "--time-from", "08:30",
                              "--time-to", "12:00", "--template", "Prüfung")
        [absence] = self.ask_ctl("absence", "list", self.colleague)["absences"]
        self.assertEqual((answer["ids"], absence["allDay"]), ([absence["id"]], False))
        self.assertEqual((absence["from"], absence["to"]), ("2026-11-24T07:30:00Z", "2026-11-24T11:00:00Z"))
        run = self.ask_ctl("run", "--person", self.colleague)
        self.assertEqual((run["changed"], [row["address"] for row in run["people"]]), (1, [self.colleague]))
        self.assertEqual(self.sim.mail(STRANGER, self.colleague)["reason"], "outside-window")


class DemoTest(MainJob, SimCase):
    scenario = "demo"
    route = "graph"


class OnPremTest(MainJob, SimCase):
    scenario = "onprem"
    route = "ews"


if __name__ == "__main__":
    harness.main()
