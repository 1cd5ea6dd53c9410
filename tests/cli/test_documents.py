# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of the runs and the options, over both protocols."""
import csv
import json
import os

import harness
from harness import SimCase

INSTANT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"


class Log:
    def plan_and_run(self):
        free = self.find_free()[0]
        self.ask_ctl("absence", "add", free["address"], "--from", "2026-11-23", "--to", "2026-11-27",
                     "--ticket", 'HD "4711"')
        return free["address"], self.ask_ctl("run")

    def test_log(self):
        person, run = self.plan_and_run()
        self.assertEqual(run["changed"], 1)
        runs = self.ask_ctl("log")["runs"]
        self.assertEqual(list(runs[0]), ["run", "at", "by", "changed", "failed"])
        self.assertEqual((runs[0]["run"], runs[0]["changed"], runs[0]["failed"]), (run["run"], 1, 0))
        self.assertRegex(runs[0]["at"], INSTANT)
        self.assertEqual([row["at"] for row in runs], sorted((row["at"] for row in runs), reverse=True))
        for name in (run["run"], run["run"].lower(), "last"):
            one = self.ask_ctl("log", name)
            self.assertEqual(list(one), ["run", "at", "by", "changed", "unchanged", "failed", "seconds", "ended",
                                         "people"])
            [row] = one["people"]
            self.assertEqual((one["ended"], row["ticket"]), (None, 'HD "4711"'))
            self.assertTrue(row["author"].startswith("anna.meier@") and row["absence"].startswith("a:"), row)
            self.assertEqual((row["address"], row["result"], row["error"]), (person, "written", None))
            [written] = [row for row in run["people"] if row["result"] == "written"]
            self.assertEqual(row["changes"], written["changes"])
        table = self.expect(0, self.run_ctl("log", run["run"])).out
        self.assertIn(person, table)
        self.assertIn("1 changed", table)
        self.assertIn('HD "4711"', table)
        self.assertIn(run["run"], self.expect(0, self.run_ctl("log")).out)
        self.check_audit(person, run)

    def check_audit(self, person, run):
        """Who, when, for whom, which field, why, under which ticket."""
        file = os.path.join(self.folder.name, "audit.csv")
        self.expect(0, self.run_ctl("log", "--person", person.upper(), "--export", file))
        self.assertEqual(os.stat(file).st_mode & 0o777, 0o600)
        with open(file, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        [written] = [row for row in run["people"] if row["result"] == "written"]
        self.assertEqual([(row["run"], row["person"], row["ticket"], row["field"], row["new"], row["reason"])
                          for row in rows],
                         [(run["run"], person, 'HD "4711"', change["field"], change["new"], change["reason"])
                          for change in written["changes"]])
        self.assertTrue(all(row["by"] and row["author"] for row in rows), rows)
        self.assertRegex(rows[0]["at"], INSTANT)
        exported = json.loads(self.expect(0, self.run_ctl("--json", "log", "--export", "-")).out)
        self.assertEqual(exported["runs"][0], self.ask_ctl("log", "last"))
        self.assertEqual(self.ask_ctl("log", "--since", "2026-12-24")["runs"], [])
        self.assertEqual(self.ask_ctl("log", "--person", "nobody@x.example")["runs"], [])
        self.assertEqual(self.expect(0, self.run_ctl("log", "--since", "2026-12-24", "--export", "-")).out.count("\n"), 1)
        self.expect(2, self.run_ctl("log", "--since", "someday"))

    def test_unknown_run(self):
        for name in ("20200101T000000Z-00000000", "nonsense", ""):
            self.assertEqual(self.expect(2, self.run_ctl("log", name)).out, "")


class Options:
    def set(self, name, value):
        return self.expect(0, self.run_ctl("options", "set", name, value))

    def get(self, name):
        return self.ask_ctl("options", "get", name)["value"]

    def test_every_option(self):
        before = self.ask_ctl("options", "show")
        for name, text, value in (("leadDays", "30", 30), ("dayDifference", "1096", 1096), ("maxMonths", "3", 3),
                                  ("weekStart", "7", 7), ("workingDays", "4", 4), ("audience", "contacts", "contacts"),
                                  ("zone", "America/New_York", "America/New_York"), ("language", "en-GB", "en-GB"),
                                  ("forwardWord", "não „so“", "não „so“"), ("setOnly", "true", True),
                                  ("templateChoice", "false", False), ("subjectFromList", "true", True),
                                  ("timeOfDay", "false", False)):
            with self.subTest(name):
                self.assertIn(name, before)
                self.assertEqual(self.set(name, text).out, "")
                self.assertEqual(self.get(name), value)
                self.assertEqual(self.expect(0, self.run_ctl("options", "get", name)).out, text + "\n")
        after = self.ask_ctl("options", "show")
        self.assertEqual(after["zone"], "America/New_York")
        self.assertNotEqual(after["savedAt"], before["savedAt"])
        for name in before:
            if name != "savedAt":
                before[name] = str(before[name]).lower() if isinstance(before[name], bool) else str(before[name])
                self.set(name, before[name])

    def test_json(self):
        answer = self.ask_ctl("options", "set", "leadDays", "5")
        self.assertEqual(list(answer), ["name", "value", "savedAt"])
        self.assertEqual((answer["name"], answer["value"]), ("leadDays", 5))
        self.assertRegex(answer["savedAt"], INSTANT)
        self.assertEqual(self.ask_ctl("options", "get", "leadDays"), answer)

    def test_refused(self):
        for name, value in (("leadDays", "0"), ("leadDays", "31"), ("leadDays", "drei"), ("leadDays", ""),
                            ("dayDifference", "1097"), ("maxMonths", "7"), ("weekStart", "8"), ("audience", "everybody"),
                            ("zone", "Mitteleuropa"), ("language", ""), ("forwardWord", "two\nlines"),
                            ("setOnly", "ja"), ("savedAt", "2026-11-23T08:00:00Z"), ("leaddays", "3"), ("", "3")):
            with self.subTest(f"{name}={value!r}"):
                self.expect(2, self.run_ctl("options", "set", name, value), name)
        self.expect(2, self.run_ctl("options", "get", "nonsense"), "nonsense")
        self.expect(2, self.run_ctl("options", "set", "leadDays"))
        self.expect(2, self.run_ctl("options", "get"))


class CloudTest(Log, Options, SimCase):
    scenario = "demo"


class OnPremTest(Log, Options, SimCase):
    scenario = "onprem"


class PersonTest(SimCase):
    """Whoever may write the service mailbox may save the options, too."""
    arguments = ("--as", "person")

    def test_set(self):
        self.ask_ctl("options", "set", "maxMonths", "4")
        self.assertEqual(self.ask_ctl("options", "get", "maxMonths")["value"], 4)
        self.assertIn("runs", self.ask_ctl("log"))


if __name__ == "__main__":
    harness.main()
