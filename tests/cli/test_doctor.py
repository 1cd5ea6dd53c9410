# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl doctor: what is missing, and why no reply goes out."""
import harness
from harness import SimCase, oofctl

TENANT = ["connection", "tls", "secrets", "scenario", "service-mailbox", "documents", "property-size", "conditional-write", "clock",
          "options", "last-run", "groups", "access"]
PERSON = ["route", "mailbox", "plan", "reply", "forwarding", "mailbox-forwarding"]


class DoctorCase(SimCase):
    def ask_doctor(self, code, *arguments, connection=None):
        result = oofctl("doctor", *arguments, "--json", connection=connection or self.sim.connection)
        self.assertEqual(result.code, code, str(result))
        answer = result.json()
        self.assertEqual(list(answer), ["checks", "mailboxes"])
        for check in answer["checks"]:
            self.assertEqual(list(check), ["id", "verdict", "evidence", "remedy"])
            self.assertIn(check["verdict"], ("ok", "warning", "blocked", "unknown"))
            self.assertTrue(check["evidence"])
        ids = [check["id"] for check in answer["checks"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(code == 1, any(check["verdict"] == "blocked" for check in answer["checks"]))
        return {check["id"]: check for check in answer["checks"]}

    def verdict(self, checks, name):
        return checks[name]["verdict"]


class Healthy:
    sign_ins = ()
    create = delete = None

    def test_healthy(self):
        checks = self.ask_doctor(0)
        self.assertEqual([name for name in checks if not name.startswith(("sign-in", "permissions"))], TENANT)
        self.assertEqual([name for name in checks if name.startswith("sign-in")], list(self.sign_ins))
        for name, check in checks.items():
            if name != "clock":  # the simulated tenant lives in its own time
                self.assertEqual(check["verdict"], "ok", check)
        self.assertIn("30000", checks["property-size"]["evidence"])
        text = self.expect(0, self.run_ctl("doctor")).out
        for name in checks:
            self.assertIn(name, text)

    def test_clock(self):
        """A server that is two days ahead, whether its answers say what time it is or only stamp what is written."""
        self.addCleanup(self.sim.ask, "/clock", {"date": True})
        self.addCleanup(self.sim.ask, "/clock", {"advance": "-PT48H"})
        self.sim.ask("/clock", {"advance": "PT48H"})
        told = self.ask_doctor(0)["clock"]
        self.sim.ask("/clock", {"date": False})
        stamped = self.ask_doctor(0)["clock"]
        for check in (told, stamped):
            self.assertEqual(check["verdict"], "warning")
        seconds = [int(check["evidence"].split()[3]) for check in (told, stamped)]
        self.assertAlmostEqual(*seconds, delta=60)

    def test_nothing_stays_behind(self):
        before = self.ask_ctl("absence", "list"), self.ask_ctl("template", "list")
        old = self.sim.ask("/requests")["byKind"]
        for _ in range(2):
            self.ask_doctor(0)
        new = self.sim.ask("/requests")["byKind"]
        for kind in (self.create, self.delete):
            self.assertEqual(new[kind] - old.get(kind, 0), 2, kind)
        self.assertEqual((self.ask_ctl("absence", "list"), self.ask_ctl("template", "list")), before)

    def test_routes(self):
        result = oofctl("doctor", "--json", connection=self.sim.connection).json()
        routes = {(row["route"], row["reason"]) for row in result["mailboxes"]}
        self.assertEqual(routes, self.routes)
        self.assertEqual(len(result["mailboxes"]), len(self.ask_ctl("people")["people"]))

    def test_person(self):
        person = self.find_free()[0]["address"]
        checks = self.ask_doctor(0, person)
        self.assertEqual(list(checks)[-len(PERSON):], PERSON)
        self.assertEqual([self.verdict(checks, name) for name in PERSON], ["ok"] * 5 + ["unknown"])
        self.assertIn("none is planned", checks["reply"]["evidence"])
        self.ask_ctl("absence", "add", person, "--from", "2026-11-23", "--to", "2026-11-27")
        checks = self.ask_doctor(1, person)
        self.assertEqual(self.verdict(checks, "reply"), "blocked")
        self.assertIn("run", checks["reply"]["remedy"])
        self.ask_ctl("run", "--person", person)
        checks = self.ask_doctor(0, person)
        self.assertEqual(self.verdict(checks, "reply"), "ok")
        self.sim.ask(f"/mailboxes/{person}", {"state": "disabled"})
        self.assertEqual(self.verdict(self.ask_doctor(1, person), "reply"), "blocked")

    def test_unknown_person(self):
        self.expect(2, self.run_ctl("doctor", "gibt es nicht"), "gibt es nicht")

    def test_no_write(self):
        self.sim.ask("/fault", {"match": self.create, "kind": "forbidden", "times": 1})
        checks = self.ask_doctor(1)
        self.assertEqual((self.verdict(checks, "property-size"), self.verdict(checks, "conditional-write")),
                         ("blocked", "unknown"))
        self.assertEqual(self.verdict(checks, "groups"), "ok")


class CloudTest(Healthy, DoctorCase):
    scenario = "demo"
    sign_ins = ("sign-in-runner", "sign-in-ews", "sign-in-person")
    routes = {("graph", "graph-answers"), ("ews", "exchange-answers")}
    create, delete = "graph.create-event", "graph.delete-event"


class OnPremTest(Healthy, DoctorCase):
    scenario = "onprem"
    sign_ins = ("sign-in-ews", "sign-in-person")
    routes = {("ews", "exchange-answers")}
    create, delete = "ews.create-item", "ews.delete-item"


class PermissionsTest(DoctorCase):
    scenario = "cloud"

    def test_missing(self):
        self.sim.ask("/sign-in", {"application": ["Calendars.ReadWrite", "User.Read.All", "Group.ReadBasic.All",
                                                  "GroupMember.ReadBasic.All"]})
        checks = self.ask_doctor(1)
        self.assertIn("scenario 1", checks["scenario"]["evidence"])
        self.assertEqual(checks["permissions-runner"]["verdict"], "blocked")
        self.assertIn("missing: MailboxSettings.ReadWrite", checks["permissions-runner"]["evidence"])
        self.assertIn("/adminconsent?client_id=", checks["permissions-runner"]["remedy"])
        self.assertEqual(checks["permissions-person"]["verdict"], "ok")

    def test_scope(self):
        self.sim.ask("/reset", {})
        self.sim.ask("/sign-in", {"scope": "Vertrieb"})
        result = oofctl("doctor", "--json", connection=self.sim.connection).json()
        inside = [row for row in result["mailboxes"] if row["reason"] == "graph-answers"]
        outside = [row for row in result["mailboxes"] if row["reason"] == "access-denied"]
        self.assertTrue(inside and outside)
        checks = self.ask_doctor(0, inside[0]["address"], "--probe-inside", inside[0]["address"], "--probe-outside", outside[0]["address"])
        self.assertEqual((self.verdict(checks, "scope-inside"), self.verdict(checks, "scope-outside")), ("ok", "ok"))
        checks = self.ask_doctor(1, inside[0]["address"], "--probe-inside", outside[0]["address"], "--probe-outside", inside[0]["address"])
        self.assertEqual((self.verdict(checks, "scope-inside"), self.verdict(checks, "scope-outside")), ("blocked", "warning"))
        self.assertIn("application access policy", checks["scope-inside"]["remedy"])
        self.assertIn("RBAC for Applications", checks["scope-outside"]["remedy"])
        self.expect(2, oofctl("doctor", "--probe-inside", "gibt es nicht", connection=self.sim.connection), "gibt es nicht")


class BlockedTest(DoctorCase):
    scenario = "hybrid-blocked"

    def test_scenario_is_named(self):
        checks = self.ask_doctor(0)
        self.assertEqual(checks["scenario"]["verdict"], "warning")
        self.assertIn("Move the service mailbox", checks["scenario"]["remedy"])
        self.assertIn("scenario 2", checks["scenario"]["evidence"])


class PersonOnlyTest(DoctorCase):
    arguments = ("--as", "person")

    def test_without_a_runner(self):
        checks = self.ask_doctor(0)
        self.assertEqual(self.verdict(checks, "runner"), "warning")
        people = {row["address"]: row["verdict"] for row in self.run_ctl("status", "--json", "--quiet").json()["people"]}
        seen = [address for address, verdict in people.items() if verdict != "unreadable"]
        checks = self.ask_doctor(0, seen[0])
        self.assertEqual((self.verdict(checks, "route"), self.verdict(checks, "mailbox")), ("unknown", "ok"))


class BrokenTest(DoctorCase):
    def connect(self, change):
        with open(self.sim.connection, encoding="utf-8") as file:
            return self.write("connection.ini", change(file.read()))

    def test_connection_file(self):
        checks = self.ask_doctor(1, connection=self.write("broken.ini", "nonsense"))
        self.assertEqual(list(checks), ["connection"])

    def test_secret(self):
        self.write("lost.secret", "hush", 0o644)
        checks = self.ask_doctor(1, connection=self.connect(
            lambda text: "\n".join("secret-file=lost.secret" if line.startswith("secret-file=") else line
                                   for line in text.splitlines())))
        self.assertEqual(list(checks), ["connection", "tls", "secrets"])
        self.assertNotIn("hush", str(checks))

    def test_wrong_secret(self):
        self.write("wrong.secret", "hush")
        checks = self.ask_doctor(1, connection=self.connect(
            lambda text: "\n".join("secret-file=wrong.secret" if line.startswith("secret-file=") else line
                                   for line in text.splitlines())))
        self.assertTrue(all(check["verdict"] == "blocked" for name, check in checks.items() if name.startswith("sign-in")))
        self.assertNotIn("hush", str(checks))


if __name__ == "__main__":
    harness.main()
