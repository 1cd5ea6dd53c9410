# SPDX-License-Identifier: GPL-3.0-or-later
"""Holiday calendars read from a file, and their effect on "back on"; over both protocols."""
import harness
from harness import SimCase

CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20200106\r
RRULE:FREQ=YEARLY\r
SUMMARY:Drei Könige\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20270107\r
SUMMARY:Brückentag\r
END:VEVENT\r
END:VCALENDAR\r
"""


class Holidays:
    def test_all(self):
        file = self.write("bayern.ics", CALENDAR)
        self.assertEqual(self.ask_ctl("holidays")["holidays"], [])
        self.expect(0, self.run_ctl("holidays", "import", "Testland", file, "--place", "XY", "--place", "Nirgends"))
        [one] = self.ask_ctl("holidays")["holidays"]
        self.assertEqual((one["name"], one["places"]), ("Testland", ["XY", "Nirgends"]))
        days = [day["day"] for day in one["days"]]
        self.assertEqual((days[0], days[1], days[2], days[-1]), ("2025-01-06", "2026-01-06", "2027-01-06", "2036-01-06"))
        self.assertIn({"day": "2027-01-07", "name": "Brückentag"}, one["days"])
        self.expect(0, self.run_ctl("holidays", "import", "TESTLAND", file))
        self.assertEqual([line["places"] for line in self.ask_ctl("holidays")["holidays"]], [["XY", "Nirgends"]])
        self.assertIn("2036-01-06", self.expect(0, self.run_ctl("holidays")).out)
        self.check_back_on()
        self.expect(0, self.run_ctl("holidays", "remove", "testland"))
        self.assertEqual(self.ask_ctl("holidays")["holidays"], [])
        self.expect(2, self.run_ctl("holidays", "remove", "Testland"))

    def check_back_on(self):
        """Tuesday is the last day, Wednesday and Thursday are holidays: back on Friday."""
        person = self.find_free()[0]["address"]
        template = self.write("back.txt", "Zurück am @@oofback\n")
        self.expect(0, self.run_ctl("template", "set", "Rückkehr", "--file", template))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2027-01-04", "--to", "2027-01-05")["ids"]
        render = ("template", "render", "Rückkehr", "--person", person, "--absence", key)
        for value, back in (("", "06"), ("Testland", "08")):
            self.expect(0, self.run_ctl("options", "set", "holidays", value))
            text = self.expect(0, self.run_ctl(*render)).out
            self.assertRegex(text, f"{back}.01.2027|{int(back)} January 2027")
        self.expect(0, self.run_ctl("options", "set", "holidays", ""))

    def test_wrong(self):
        for name, text in (("empty.ics", ""), ("text.ics", "Feiertage"), ("none.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")):
            with self.subTest(name):
                self.expect(2, self.run_ctl("holidays", "import", "X", self.write(name, text)), name)
        self.expect(2, self.run_ctl("holidays", "import", "X", "/nirgends.ics"), "nirgends")
        self.expect(2, self.run_ctl("holidays", "import", "…", self.write("good.ics", CALENDAR)))
        self.expect(2, self.run_ctl("holidays", "import", "X"))


class CloudTest(Holidays, SimCase):
    scenario = "demo"


class OnPremTest(Holidays, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
