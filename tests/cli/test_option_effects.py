# SPDX-License-Identifier: GPL-3.0-or-later
"""Every option of docs/options.md has the effect that stands there: a table of option, values and what can be seen of
them. The names are those of the program, so that none can be left out."""
import pathlib
import re

import harness
from harness import SimCase

OPTIONS = re.findall(r"`(\w+)`", "".join(
    line.split("|")[1] for line in (harness.SOURCE / "docs" / "options.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")).replace("` … `delegateNotes", "` `delegateTasks` `delegateInbox` `delegateContacts` `delegateNotes"))
# What shapes the editor is shown by tests/ui/test-editor.c; docs/options.md says of the rest that it has no effect so far.
EDITOR = {"timeOfDay", "templateChoice", "calendarOptions"}
KEPT = {"mailAccess", "taskAccess", "calendarAccess", "accessGroup", "hiddenCategories", "delegateRights",
        "delegateCalendar", "delegateTasks", "delegateInbox", "delegateContacts", "delegateNotes"}
OTHERS = {"resourceMailbox": "test_copies.py", "mailAdministrators": "test_mails.py", "logDays": "OnPremTest",
          "zone": "OnPremTest", "language": "OnPremTest"}
CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261130\r\nSUMMARY:Frei\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


class Effects(SimCase):
    def set(self, name, value):
        self.expect(0, self.run_ctl("options", "set", name, value))

    def show(self, name, value, look):
        """What @look gives with and without the @value."""
        usual = self.ask_ctl("options", "get", name)["value"]
        usual = str(usual).lower() if isinstance(usual, bool) else str(usual)
        before = look()
        self.set(name, value)
        try:
            return before, look()
        finally:
            self.set(name, usual)

    def add(self, person, first, last, *words, code=0):
        result = self.run_ctl("absence", "add", person, "--from", first, "--to", last, "--on-conflict", "keep", "--json",
                              "--quiet", *words)
        self.assertEqual(result.code, code, str(result))
        return result.json()["ids"][0] if code == 0 else result.error

    def plan(self, person, field="state"):
        [row] = self.run_ctl("plan", person, "--json", "--quiet").json()["people"]
        return next(((change["new"], change["reason"]) for change in row["changes"] if change["field"] == field), None)

    def render(self, person, key, text):
        self.expect(0, self.run_ctl("template", "set", "Probe", "--file", "-", stdin=text.encode()))
        return self.expect(0, self.run_ctl("template", "render", "Probe", "--person", person, "--absence", key)).out.strip()


class TableTest(Effects):
    def setUp(self):
        self.free = [person["address"] for person in self.find_free("graph") if not person["address"].startswith("raum.")]

    def test_names(self):
        """The table is whole: what the program knows, what the page says, what a test shows."""
        known = {option["name"] for option in self.ask_ctl("options", "show")["options"]} if "options" in self.ask_ctl(
            "options", "show") else set(self.ask_ctl("options", "show"))
        shown = {name for method in dir(self) if method.startswith("test_option_") for name in method.split("_")[2:]}
        self.assertEqual(known - {"savedAt"}, set(OPTIONS))
        self.assertEqual(set(OPTIONS), shown | EDITOR | KEPT | set(OTHERS))

    def test_option_leadDays(self):
        person = self.free[0]
        self.add(person, "2026-11-28", "2026-11-29")
        before, after = self.show("leadDays", "9", lambda: self.plan(person))
        self.assertEqual((before, after), (None, ("scheduled", "absence-starts")))

    def test_option_dayDifference(self):
        person = self.free[1]
        self.add(person, "2027-01-20", "2027-01-21")
        before, after = self.show("dayDifference", "90", lambda: person in [
            row["address"] for row in self.run_ctl("plan", "--json", "--quiet").json()["people"]])
        self.assertEqual((before, after), (False, True))

    def test_option_maxMonths(self):
        before, after = self.show("maxMonths", "1", lambda: self.run_ctl(
            "absence", "add", self.free[2], "--from", "2027-02-01", "--to", "2027-03-15", "--on-conflict", "keep").code)
        self.assertEqual((before, after), (0, 2))

    def test_option_weekStart_workingDays_holidays(self):
        """Friday is the last day."""
        person = self.free[3]
        key = self.add(person, "2026-11-26", "2026-11-27")
        look = lambda: re.search(r"\d+", self.render(person, key, "@@oofback")).group().lstrip("0")
        self.assertEqual(self.show("workingDays", "6", look), ("30", "28"))
        self.assertEqual(self.show("weekStart", "2", look), ("30", "28"))
        self.expect(0, self.run_ctl("holidays", "import", "Frei", self.write("frei.ics", CALENDAR)))
        self.assertEqual(self.show("holidays", "Frei", look), ("30", "1"))

    def test_option_setOnly(self):
        person = self.free[4]
        self.add(person, "2026-11-23", "2026-11-27")
        before, after = self.show("setOnly", "true", lambda: self.plan(person)[0])
        self.assertEqual((before, after), ("scheduled", "enabled"))

    def test_option_helpName_helpAddress(self):
        users = self.ask_ctl("users")["users"]
        author = next(user["account"] for user in users if user["administrator"])
        group = self.ask_ctl("groups")["groups"][-1]["name"]
        outside = next(person["address"] for person in self.ask_ctl("people")["people"]
                       if group not in person["groups"] and person["address"] != author)
        self.expect(0, self.run_ctl("users", "set", author, "--groups", group))
        look = lambda: self.add(outside, "2027-02-01", "2027-02-02", code=1)
        before, after = self.show("helpName", "Erika", look)
        self.assertEqual(("Erika" in before, "help: Erika" in after), (False, True))
        self.assertIn("it@x.example", self.show("helpAddress", "it@x.example", look)[1])
        self.expect(0, self.run_ctl("users", "set", author, "--groups", ""))

    def test_option_subjectFromList(self):
        before, after = self.show("subjectFromList", "true", lambda: self.run_ctl(
            "absence", "add", self.free[5], "--from", "2027-02-01", "--to", "2027-02-02", "--subject", "Frei erfunden",
            "--on-conflict", "keep").code)
        self.assertEqual((before, after), (0, 2))

    def test_option_saveState(self):
        person = self.free[6]
        self.sim.ask("/mailboxes/" + person, {"state": "enabled", "internal": "bin weg", "external": "bin weg"})
        self.run_ctl("run", "--person", person, "--json", "--quiet")
        before, after = self.show("saveState", "true", lambda: next(
            line["absent"] for line in self.ask_ctl("people")["people"] if line["address"] == person))
        self.assertEqual((before, after), (None, "unplanned"))
        self.sim.ask("/mailboxes/" + person, {"state": "disabled"})

    def test_option_templateFolder(self):
        folder = pathlib.Path(self.folder.name) / "Vorlagen"
        folder.mkdir()
        (folder / "ausdemordner.txt").write_text("Bin weg\n", encoding="utf-8")
        before, after = self.show("templateFolder", str(folder), lambda: self.run_ctl("template", "import", "--dry-run").code)
        self.assertEqual((before, after), (2, 0))

    def test_option_font_fontSize_fontColor(self):
        person = self.free[7]
        self.add(person, "2026-11-23", "2026-11-27")
        for name, value, mark in (("font", "Verdana", "Verdana"), ("fontSize", "17", "17pt"), ("fontColor", "#123456", "#123456")):
            def look():
                self.ask_ctl("run", "--person", person)
                return mark in self.sim.ask("/mailboxes/" + person)["internal"]
            self.assertEqual(self.show(name, value, look), (False, True), name)

    def test_option_dateFormat_timeFormat(self):
        person = self.free[8]
        key = self.add(person, "2027-02-03", "2027-02-03", "--time-from", "08:05", "--time-to", "09:10")
        look = lambda: self.render(person, key, "@@ooffrom/@@oofTimeFrom")
        self.assertEqual(self.show("dateFormat", "yyyy", look)[1].split("/")[0], "2027")
        self.assertEqual(self.show("timeFormat", "HH", look)[1].split("/")[1], "08")

    def test_option_audience(self):
        person = self.free[9]
        self.add(person, "2026-11-23", "2026-11-27")
        look = lambda: self.plan(person, "audience")
        before, after = self.show("audience", "contacts", look)
        self.assertNotEqual(before, after)
        self.assertEqual(after[0], "contacts")

    def test_option_peopleGroup(self):
        group = self.ask_ctl("groups")["groups"][-1]
        before, after = self.show("peopleGroup", group["name"], lambda: len(self.ask_ctl("people")["people"]))
        self.assertEqual((before > after, after), (True, group["members"]))

    def test_option_driftRestore(self):
        person = self.free[10]
        self.add(person, "2026-11-23", "2026-11-27")
        self.ask_ctl("run", "--person", person)
        self.sim.ask("/mailboxes/" + person, {"internal": "ganz anders"})
        before, after = self.show("driftRestore", "true", lambda: self.plan(person, "internal"))
        self.assertEqual((before, after[1]), (None, "restored"))

    def test_option_hashTexts(self):
        """Neither the old nor the new text stands in the log."""
        def look():
            person = self.free.pop()
            self.sim.ask("/mailboxes/" + person, {"internal": "mein eigener Text"})
            self.add(person, "2026-11-23", "2026-11-27")
            run = self.ask_ctl("run", "--person", person)["run"]
            log = self.expect(0, self.run_ctl("log", run, "--json", "--quiet")).out
            return "sha256:" in log, "Abwesen" in log or "out of" in log or "mein eigener" in log
        self.assertEqual(self.show("hashTexts", "true", look), ((False, True), (True, False)))

    def test_option_forwardRequired(self):
        self.expect(0, self.run_ctl("template", "set", "Ohne", "--file", "-", stdin=b"Bin weg\n##NoForwardRequired\n"))
        def look():
            return [self.run_ctl("absence", "add", self.free[11], "--from", "2027-02-01", "--to", "2027-02-02",
                                 "--on-conflict", "keep", *words).code for words in ((), ("--template", "Ohne"))]
        self.assertEqual(self.show("forwardRequired", "true", look), ([0, 0], [2, 0]))

    def test_option_forwardWord(self):
        person = self.free[12]
        key = self.add(person, "2027-02-01", "2027-02-02")
        before, after = self.show("forwardWord", "ikke", lambda: self.render(person, key, "wird @@oofforwardornotol"))
        self.assertEqual((before, after), ("wird not", "wird ikke"))

    def test_option_externalForward(self):
        look = lambda: self.run_ctl("absence", "add", self.free[13], "--from", "2027-02-01", "--to", "2027-02-02",
                                    "--on-conflict", "keep", "--forward", "fremd@contoso.example", "--quiet").code
        self.assertEqual(self.show("externalForward", "true", look), (2, 0))

    def test_option_mailDeputy_mailPerson(self):
        """Told in a full run; off by option nobody is."""
        told = lambda person: any(person in mail["to"] for mail in self.sim.ask("/outbox")["mails"])
        deputy, person, quiet, other = self.free[14:18]
        self.set("mailDeputy", "false")
        self.add(other, "2026-12-14", "2026-12-18", "--deputy", quiet)
        self.run_ctl("run", "--json", "--quiet")
        self.assertFalse(told(quiet))
        self.set("mailDeputy", "true")
        self.set("mailPerson", "true")
        self.add(person, "2026-12-14", "2026-12-18", "--deputy", deputy)
        self.run_ctl("run", "--json", "--quiet")
        self.assertTrue(told(deputy) and told(person))
        self.set("mailPerson", "false")


class OnPremTest(Effects):
    scenario = "onprem"

    def setUp(self):
        self.free = [person["address"] for person in self.find_free() if not person["address"].startswith("raum.")]

    def test_zone(self):
        """The mailboxes of an own server tell no zone."""
        def look():
            key = self.add(self.free[0], "2027-02-01", "2027-02-02")
            return next(line["zone"] for line in self.ask_ctl("absence", "list")["absences"] if line["id"] == key)
        self.assertEqual(self.show("zone", "Asia/Kathmandu", look), ("Europe/Berlin", "Asia/Kathmandu"))

    def test_language(self):
        person = next(line["address"] for line in self.find_free() if line["language"] is None)
        key = self.add(person, "2027-02-03", "2027-02-03")
        before, after = self.show("language", "en", lambda: self.render(person, key, "@@oofat"))
        self.assertEqual((before, after), ("03.02.2027", "3 February 2027"))

    def test_z_logDays(self):
        """What is older than that goes once a day."""
        self.add(self.free[1], "2026-11-23", "2026-11-27")
        run = self.ask_ctl("run", "--person", self.free[1])["run"]
        runs = lambda: [line["run"] for line in self.ask_ctl("log")["runs"]]
        self.assertIn(run, runs())
        self.set("logDays", "1")
        self.sim.ask("/clock", {"advance": "PT73H"})
        self.run_ctl("run", "--json", "--quiet")
        self.assertNotIn(run, runs())


if __name__ == "__main__":
    harness.main()
