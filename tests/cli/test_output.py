# SPDX-License-Identifier: GPL-3.0-or-later
"""The members of every JSON object and the tables for people."""
import re

import harness
from harness import SimCase

ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+$")
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
STATUS = ["address", "state", "audience", "from", "to", "internal", "external", "forwarding", "verdict", "route", "asOf"]
ABSENCE = ["id", "person", "from", "to", "allDay", "zone", "subject", "note", "template", "audience", "deputy",
           "forward", "calendar", "state", "movedFrom", "series", "closure", "createdBy", "reminder"]
RUN = ["run", "changed", "unchanged", "failed", "requests", "seconds", "people"]


class OutputTest(SimCase):
    def test_people(self):
        people = self.ask_ctl("people")["people"]
        self.assertGreaterEqual(len(people), 200)
        for person in people:
            self.assertEqual(list(person), ["address", "name", "department", "zone", "language", "groups", "route",
                                            "region", "workDays", "absent"])
            self.assertRegex(person["address"], ADDRESS)
            self.assertIn(person["route"], ("graph", "ews", "none"))
        self.assertIn("Alle Benutzer", people[0]["groups"])

    def test_search(self):
        everybody = self.ask_ctl("people")["people"]
        one = everybody[5]
        found = self.ask_ctl("people", "--search", one["address"].upper())["people"]
        self.assertEqual([person["address"] for person in found], [one["address"]])
        self.assertEqual(self.ask_ctl("people", "--search", "gibt es nicht"), {"people": []})
        self.assertEqual(self.expect(0, self.run_ctl("people", "--search", "gibt es nicht")).out, "")

    def test_groups(self):
        groups = self.ask_ctl("groups")["groups"]
        self.assertEqual(groups[0]["name"], "Alle Benutzer")
        self.assertEqual(groups[0]["members"], len(self.ask_ctl("people")["people"]))
        for group in groups:
            self.assertEqual(list(group), ["name", "priority", "template", "openEnd", "members"])
        numbers = [group["priority"] for group in groups[1:]]
        self.assertEqual(numbers, sorted(numbers))
        self.assertTrue(any(100 <= group["members"] <= 300 for group in groups[1:]))

    def test_options(self):
        options = self.ask_ctl("options", "show")
        self.assertRegex(options["savedAt"], INSTANT)
        self.assertEqual((options["templateChoice"], options["subjectFromList"]), (True, False))

    def test_status(self):
        people = self.run_ctl("status", "--json", "--quiet").json()["people"]
        self.assertGreaterEqual(len(people), 200)
        for person in people:
            self.assertEqual(list(person), STATUS)
            if person["verdict"] == "unreadable":
                continue
            self.assertIn(person["state"], ("disabled", "scheduled", "enabled"))
            self.assertIn(person["audience"], ("none", "contacts", "all"))
            self.assertEqual(person["forwarding"], {"kind": "none", "to": None})
            self.assertRegex(person["asOf"], INSTANT)
            for member in ("from", "to"):
                if person["state"] == "scheduled":
                    self.assertRegex(person[member], INSTANT)
                else:
                    self.assertIsNone(person[member])
            self.assertNotIn("<html", person["internal"])
        self.assertTrue(any(person["state"] == "scheduled" for person in people))

    def test_absences(self):
        absences = self.ask_ctl("absence", "list")["absences"]
        self.assertNotEqual(absences, [])
        for absence in absences:
            self.assertEqual(list(absence), ABSENCE)
            self.assertTrue(absence["id"].startswith("a:"))
            pattern = r"^\d{4}-\d\d-\d\d$" if absence["allDay"] else INSTANT
            self.assertRegex(absence["from"], pattern)
            if absence["to"] is not None:
                self.assertRegex(absence["to"], pattern)
            self.assertIn(absence["calendar"], ("standard", "calendar-only", "none"))
            self.assertIsInstance(absence["movedFrom"], list)
        for state in ("planned", "running"):
            found = self.ask_ctl("absence", "list", "--state", state)["absences"]
            self.assertEqual(found, [absence for absence in absences if absence["state"] == state])

    def test_plan(self):
        plan = self.ask_ctl("plan")
        self.assertEqual(list(plan), RUN)
        self.assertRegex(plan["run"], r"^\d{8}T\d{6}Z-[0-9a-f]{8}$")
        self.assertGreater(plan["requests"], 0)
        for row in plan["people"]:
            self.assertEqual(list(row), ["address", "changes", "result", "error"])

    def test_plan_at_another_time(self):
        person = self.find_free()[0]["address"]
        self.ask_ctl("absence", "add", person, "--from", "2027-01-11", "--to", "2027-01-15")
        self.assertEqual(self.ask_ctl("plan", person)["changed"], 0)
        for time in ("2027-01-12", "2027-01-12T08:00:00Z", "2027-01-12T09:00:00+01:00"):
            self.assertEqual(self.ask_ctl("plan", person, "--at", time)["changed"], 1, time)
        self.assertEqual(self.ask_ctl("plan", person, "--at", "2027-01-16")["changed"], 0)

    def test_templates(self):
        templates = self.ask_ctl("template", "list")["templates"]
        for tmpl in templates:
            self.assertEqual(list(tmpl), ["name", "format", "audience"])
            name = tmpl["name"]
            self.assertEqual(self.ask_ctl("template", "show", name.upper())["name"], name)
            self.assertEqual(self.ask_ctl("template", "check", name), {"findings": []})

    def test_render_without_an_absence(self):
        person = self.find_free()[0]
        name = self.ask_ctl("template", "list")["templates"][0]["name"]
        rendered = self.ask_ctl("template", "render", name, "--person", person["address"])
        self.assertEqual(list(rendered), ["subject", "text", "html"])
        self.assertEqual(self.expect(0, self.run_ctl("template", "render", name, "--person", person["address"])).out,
                         rendered["text"])
        self.assertNotIn("@@", rendered["text"])

    def test_tables(self):
        for command in (["people"], ["groups"], ["status", "--quiet"], ["absence", "list"], ["plan", "--quiet"],
                        ["template", "list"], ["options", "show"]):
            with self.subTest(command):
                lines = self.run_ctl(*command).out.splitlines()
                self.assertGreater(len(lines), 0)
                self.assertFalse([line for line in lines if line != line.rstrip()])

    def test_the_c_locale_gets_the_same_bytes(self):
        self.assertEqual(self.run_ctl("people", LC_ALL="C").out, self.run_ctl("people").out)

    def test_plain_ids(self):
        people = [person["address"] for person in self.find_free()[2:4]]
        result = self.expect(0, self.run_ctl("absence", "add", *people, people[0], "--from", "2027-02-01", "--open-end"))
        ids = result.out.splitlines()
        self.assertEqual(len(ids), 2)
        self.assertEqual(self.expect(0, self.run_ctl("absence", "cancel", *ids)).out, "")
        self.assertEqual(self.ask_ctl("absence", "cancel", *ids), {"ids": ids})


class ScheduledTest(SimCase):
    def test_scheduled(self):
        self.assertEqual(list(self.ask_ctl("run", "--scheduled")), RUN)
        self.expect(0, self.run_ctl("/auto", "/oof", "--quiet"))

    def test_old_user_switch(self):
        person = self.find_free()[0]["address"]
        run = self.ask_ctl("run", f"/user:{person}")
        self.assertEqual([row["address"] for row in run["people"]], [person])


    def test_nobody_is_signed_in(self):
        sim = harness.Sim("demo", "--as", "runner")
        self.addCleanup(sim.stop)
        self.expect(2, harness.oofctl("ccs", connection=sim.connection), "--person")

    def test_old_forward_switch(self):
        self.expect(0, self.run_ctl("/fwr"))
        self.assertTrue(self.ask_ctl("options", "get", "forwardRequired")["value"])
        self.expect(0, self.run_ctl("/auto", "/oof", "/fwr", "--quiet"))


class PersonOnlyTest(SimCase):
    """A workstation without the runner: plans, and what the runner published."""
    arguments = ("--as", "person")

    def test_plans_can_be_made(self):
        people = self.ask_ctl("people")["people"]
        busy = {absence["person"] for absence in self.ask_ctl("absence", "list")["absences"]}
        person = next(person["address"] for person in people if person["address"] not in busy)
        [key] = self.ask_ctl("absence", "add", person, "--from", "2026-12-01", "--to", "2026-12-02")["ids"]
        [absence] = self.ask_ctl("absence", "list", person)["absences"]
        self.assertEqual(absence["id"], key)

    def test_run_needs_the_runner(self):
        self.expect(3, self.run_ctl("run", "--quiet"))
        self.expect(3, self.run_ctl("plan", "--quiet"))

    def test_status_is_what_the_runner_published(self):
        result = self.run_ctl("status", "--json", "--quiet")
        people = result.json()["people"]
        self.assertGreaterEqual(len(people), 200)
        for person in people:
            self.assertEqual(list(person), STATUS)
            self.assertEqual(person["verdict"] == "unreadable", person["asOf"] is None)
        unreadable = any(person["verdict"] == "unreadable" for person in people)
        self.assertEqual(result.code, 1 if unreadable else 0)


if __name__ == "__main__":
    harness.main()
