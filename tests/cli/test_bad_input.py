# SPDX-License-Identifier: GPL-3.0-or-later
"""The list "Bad input" of issue 5: each has one outcome, in a tenant, over both protocols."""
import time

import harness
from harness import SimCase

MEGABYTE = 1024 * 1024
EVENT = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day}\r\n{rule}SUMMARY:Tag {number}\r\nEND:VEVENT\r\n"


def make_calendar(n, rule="", day="19500101"):
    events = "".join(EVENT.format(day=day, rule=rule, number=number) for number in range(n))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


class BadInput:
    def test_cyclic_groups(self):
        """Nested in a circle: everybody once, as a member of each."""
        one, two = [line["name"] for line in self.ask_ctl("groups")["groups"] if line["members"]][-2:]
        people = self.ask_ctl("people")["people"]
        wanted = {person["address"] for person in people if {one, two} & set(person["groups"])}
        self.assertLess(len({person["address"] for person in people if one in person["groups"]}), len(wanted))
        self.sim.ask("/groups/" + one, {"nest": [two]})
        self.sim.ask("/groups/" + two, {"nest": [one]})
        people = self.ask_ctl("people")["people"]
        for name in (one, two):
            self.assertEqual({person["address"] for person in people if name in person["groups"]}, wanted)
            self.assertEqual(next(line["members"] for line in self.ask_ctl("groups")["groups"] if line["name"] == name),
                             len(wanted))

    def test_circular_deputies(self):
        """Refused with the chain named (exit 2), and nothing is stored; a circle at another time is none."""
        one, two, three = [row["address"] for row in self.find_free()[-6:-3]]
        dates = ("--from", "2026-12-14", "--to", "2026-12-16")
        for person, deputy in ((one, two), (two, three)):
            self.expect(0, self.run_ctl("absence", "add", person, *dates, "--deputy", deputy, "--quiet"))
        before = self.ask_ctl("absence", "list")
        self.expect(2, self.run_ctl("absence", "add", three, *dates, "--deputy", one),
                    f"{three} → {one} → {two} → {three}")
        self.expect(2, self.run_ctl("absence", "add", three, *dates, "--deputy", three))
        self.assertEqual(self.ask_ctl("absence", "list"), before)
        self.expect(0, self.run_ctl("absence", "add", three, "--from", "2026-12-21", "--to", "2026-12-22",
                                    "--deputy", one, "--quiet"))

    def test_duplicate_priorities(self):
        """Refused with the other group named (exit 2), and nothing is stored."""
        before = self.ask_ctl("groups")["groups"]
        one, two = before[1], before[2]
        self.expect(2, self.run_ctl("groups", "set", one["name"], "--priority", str(two["priority"])), two["name"])
        self.assertEqual(self.ask_ctl("groups")["groups"], before)

    def test_template_through_a_value(self):
        """What a value says is text and never template: neither variables nor markers nor blocks in it count."""
        person = self.find_free()[0]["address"]
        note = "@@personalInfo ##oofexternal [lang:en]@@EventSubject[/lang] [##OOFSubject:x]"
        body = "Notiz: @@personalInfo\n@@EventSubject"
        self.expect(0, self.run_ctl("template", "set", "Selbst", "--file", "-", stdin=body.encode()))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2027-02-01", "--to", "2027-02-02", "--note", note,
                             "--subject", "@@EventSubject @@personalInfo", "--on-conflict", "keep")["ids"]
        out = self.expect(0, self.run_ctl("template", "render", "Selbst", "--person", person, "--absence", key)).out
        self.assertEqual(out.rstrip("\n"), f"Notiz: {note}\n@@EventSubject @@personalInfo")

    def test_huge_template(self):
        """A megabyte is refused before it is sent (exit 2), what fits is kept to the letter."""
        before = self.ask_ctl("template", "list")
        for name, text in (("text", "x" * 79 + "\n"), ("variables", "@@displayName"), ("blocks", "[lang:de]"),
                           ("markers", "##oofexternal ")):
            with self.subTest(name):
                huge = text * (MEGABYTE // len(text) + 1)
                self.expect(2, self.run_ctl("template", "set", "Riesig", "--file", self.write("huge.txt", huge)))
        self.assertEqual(self.ask_ctl("template", "list"), before)
        large = "".join(f"Zeile {number} für @@displayName\n" for number in range(1000))
        self.expect(0, self.run_ctl("template", "set", "Groß", "--file", self.write("large.txt", large)))
        self.assertEqual(self.ask_ctl("template", "show", "Groß")["body"].rstrip("\n"), large.rstrip("\n"))

    def test_broken_encodings(self):
        """Windows-1252 is found by its content where templates are imported; what is no text at all is refused."""
        latin = "Grüße aus München – bis zum @@oofto\r\n"
        self.expect(0, self.run_ctl("template", "import", self.write("windows.txt", latin.encode("cp1252"))))
        self.expect(0, self.run_ctl("template", "import", self.write("bom.txt", "\ufeff".encode() + latin.encode())))
        self.expect(0, self.run_ctl("template", "import", self.write("utf16.txt", latin.encode("utf-16"))))
        for name in ("windows", "bom", "utf16"):
            self.assertEqual(self.ask_ctl("template", "show", name)["body"].strip(), latin.strip())
        self.assertNotEqual(self.run_ctl("template", "import", self.write("zero.txt", b"Hallo\0Welt")).code, 0)
        for content in (b"\xff\xfe\xfa", b"Hallo \xc3\x28", latin.encode("cp1252")):
            with self.subTest(content):
                self.expect(2, self.run_ctl("template", "set", "Kaputt", "--file", "-", stdin=content))
        names = [line["name"] for line in self.ask_ctl("template", "list")["templates"]]
        self.assertFalse({"zero", "Kaputt"} & set(names), names)

    def test_calendars(self):
        """None at all, too many days, thousands of rules: refused (exit 2) within seconds, and nothing is stored."""
        for name, text in (("none", make_calendar(0)), ("no-rule", make_calendar(3, "RRULE:FREQ=NEVER\r\n")),
                           ("no-day", make_calendar(3).replace(";VALUE=DATE:19500101", ":19500101T080000")),
                           ("cut", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART"),
                           ("daily", make_calendar(5000, "RRULE:FREQ=DAILY\r\n")),
                           ("weekdays", make_calendar(5000, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n")),
                           ("seconds", make_calendar(1000, "RRULE:FREQ=SECONDLY\r\n")),
                           ("never", make_calendar(1000, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"))):
            with self.subTest(name):
                before = time.monotonic()
                self.run_ctl("holidays", "import", "Zuviel", self.write(name + ".ics", text))
                self.expect(2, self.run_ctl("holidays", "import", "Zuviel", self.write(name + ".ics", text)))
                self.assertLess(time.monotonic() - before, harness.SECONDS)
        self.assertEqual(self.ask_ctl("holidays")["holidays"], [])
        # Thousands of yearly ones on the same few days are as many days as that.
        many = make_calendar(3000, "RRULE:FREQ=YEARLY\r\n", "20200106")
        self.expect(0, self.run_ctl("holidays", "import", "Viel", self.write("many.ics", many)))
        [one] = self.ask_ctl("holidays")["holidays"]
        self.assertEqual({day["day"][5:] for day in one["days"]}, {"01-06"})
        self.expect(0, self.run_ctl("holidays", "remove", "Viel"))

    def test_end_of_a_zone_rule(self):
        """Across the change of the clock whole days stay whole days, and hours that are skipped move on."""
        person = self.find_free()[1]["address"]
        [key] = self.ask_ctl("absence", "add", person, "--from", "2027-03-27", "--to", "2027-03-29")["ids"]
        [row] = self.run_ctl("plan", person, "--at", "2027-03-26T12:00:00Z", "--json", "--quiet").json()["people"]
        new = {change["field"]: change["new"] for change in row["changes"]}
        self.assertEqual((new["state"], new["from"], new["to"]),
                         ("scheduled", "2027-03-26T23:00:00Z", "2027-03-29T22:00:00Z"))
        self.expect(0, self.run_ctl("absence", "cancel", key))
        # 02:30 on 28 March does not exist in Berlin and is 03:30; in October it comes twice.
        hours = {"2027-03-28": ("2027-03-28T01:30:00Z", "2027-03-28T02:00:00Z"),
                 "2027-10-31": ("2027-10-31T00:30:00Z", "2027-10-31T03:00:00Z")}
        for day, wanted in hours.items():
            [key] = self.ask_ctl("absence", "add", person, "--from", day, "--to", day, "--time-from", "02:30",
                                 "--time-to", "04:00")["ids"]
            absence = next(line for line in self.ask_ctl("absence", "list")["absences"] if line["id"] == key)
            self.assertEqual((absence["from"], absence["to"]), wanted)
        self.expect(2, self.run_ctl("absence", "add", person, "--from", "2027-03-28", "--to", "2027-03-28",
                                    "--time-from", "02:30", "--time-to", "03:30"))

    def test_vanished_person(self):
        """The account is deleted while an absence runs: said at that mailbox, and everybody else is served."""
        person, other = [row["address"] for row in self.find_free()[2:4]]
        ids = self.ask_ctl("absence", "add", person, other, "--from", "2026-11-23", "--to", "2026-12-04", "--deputy",
                           self.find_free()[-1]["address"])["ids"]
        self.ask_ctl("run", "--person", person)
        self.sim.ask("/mailboxes/" + person, {"deleted": True})
        result = self.run_ctl("run", "--json", "--quiet")
        rows = {row["address"]: row for row in result.json()["people"]}
        self.assertEqual((result.code, rows[other]["result"]), (1, "written"), str(result))
        self.assertEqual((rows[person]["result"], [row for row in rows.values() if row["result"] == "failed"]),
                         ("failed", [rows[person]]))
        self.assertIn(person, result.error)
        self.expect(2, self.run_ctl("absence", "add", person, "--from", "2027-01-04", "--to", "2027-01-05"), person)
        # The absence can still be seen and taken away; then nobody misses the person any more.
        self.assertIn(ids[0], [line["id"] for line in self.ask_ctl("absence", "list")["absences"]])
        self.expect(0, self.run_ctl("absence", "cancel", ids[0]))
        result = self.run_ctl("run", "--json", "--quiet")
        self.assertNotIn("failed", [row["result"] for row in result.json()["people"]], str(result))


class CloudTest(BadInput, SimCase):
    scenario = "demo"


class OnPremTest(BadInput, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
