#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning in the real window, from the dialog to the service mailbox: deputy and forwarding, moving, a closure
for a group, the export. Arguments: the build folder, and the tests to run (none: all)."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from drive import BUTTON, Atspi, wait  # noqa: E402
from window_case import SHOTS, WindowCase, day, main  # noqa: E402


def iso(offset):
    return time.strftime("%Y-%m-%d", day(offset))


class PlanningTest(WindowCase):
    def absences_of(self, address):
        return self.tenant.oofctl("absence", "list", address)["absences"]

    def show_tab(self, name):
        tabs = self.app.get("page tab", f"^{name}$").get_parent()
        index = next(i for i in range(tabs.get_child_count()) if tabs.get_child_at_index(i).get_name() == name)
        Atspi.Selection.select_child(tabs, index)

    def test_two_weeks_with_deputy_and_forwarding(self):
        person, deputy = self.tenant.address("Claudia Fuchs"), self.tenant.address("Elif Kaya")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.set_text("^First day", iso(20))
        app.set_text("^Last day", iso(33))
        app.click("^Deputy: Nobody")
        wait(lambda: app.has("label", "^Alexander Ludwig$"), "the people in the list")
        app.type("elif kaya")
        wait(lambda: not app.has("label", "^Alexander Ludwig$"), "only the deputy in the list")
        app.keys("Return")
        app.get(BUTTON, "^Deputy: Elif Kaya")
        app.click("^With copy$")
        app.label("^Elif Kaya receives every mail to Claudia Fuchs until")
        app.keys("ctrl+Return")
        planned = wait(lambda: self.absences_of(person), "the absence in the service mailbox", 60)[0]
        self.assertEqual((planned["from"], planned["to"], planned["deputy"]), (iso(20), iso(33), deputy))
        self.assertEqual((planned["forward"]["to"], planned["forward"]["copy"]), (deputy, True))

    def open_editor(self, person):
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        return app

    def tick(self, name):
        """A check button has no action in GTK 4.8: with the keys."""
        self.app.tab_to(self.app.get(("check box", "radio button"), name))
        self.app.keys("space")

    def overlap(self, first, last):
        """A new absence on these days over one that lasts from day 80 to 89: whose they are, and the key of the older one."""
        person = self.tenant.address("Frank Dürr")
        [key] = self.tenant.oofctl("absence", "add", person, "--from", iso(80), "--to", iso(89), "--subject", "Dienstreise")["ids"]
        app = self.open_editor(person)
        app.set_text("^First day", iso(first))
        app.set_text("^Last day", iso(last))
        app.label("^Overlaps Dienstreise .*keeps both")
        return app, person, key

    def test_overlapped_absence_is_replaced(self):
        app, person, key = self.overlap(85, 95)
        app.click("^Replace$")
        app.label("^Overlaps Dienstreise .*takes the days in common")
        app.keys("ctrl+Return")
        wait(lambda: sorted((a["from"], a["to"]) for a in self.absences_of(person)) == [(iso(80), iso(84)), (iso(85), iso(95))], "the older one shortened", 90)
        app.click("^Undo$")
        wait(lambda: [(a["from"], a["to"]) for a in self.absences_of(person) if a["state"] == "planned"] == [(iso(80), iso(89))], "the older one as it was", 90)
        older = next(a for a in self.absences_of(person) if a["state"] == "planned")
        self.assertEqual((older["id"], older["movedFrom"]), (key, []))

    def test_split_absence_is_whole_again(self):
        app, person, key = self.overlap(83, 84)
        app.click("^Split$")
        app.label("^Overlaps Dienstreise .*shortens that around the new one")
        app.keys("ctrl+Return")
        wait(lambda: len([a for a in self.absences_of(person) if a["state"] == "planned"]) == 3, "the older one in two parts", 90)
        app.click("^Undo$")
        wait(lambda: [(a["id"], a["from"], a["to"]) for a in self.absences_of(person) if a["state"] == "planned"] == [(key, iso(80), iso(89))],
             "the older one as it was", 90)

    def plan_series(self, name):
        """Four weeks, all on the weekday of the first one."""
        person = self.tenant.address(name)
        weekday = str(day(30).tm_wday + 1)
        self.tenant.oofctl("absence", "add", person, "--from", iso(30), "--to", iso(51), "--weekly", weekday, "--subject", "Schulung")
        return person

    def planned_days(self, person):
        return sorted(a["from"] for a in self.absences_of(person) if a["state"] == "planned")

    def edit_second(self, first_day, row=2):
        self.select_row(("table", "tree table"), "^Absences$", row)  # the last one comes first
        self.app.click("^Edit…$")
        self.app.get(None, "^Edit absence$")
        self.app.set_text("^First day", first_day)
        self.app.keys("ctrl+Return")
        self.app.get(None, "^Change the series, too.$")

    def test_series_is_changed_from_one_day_on(self):
        person = self.plan_series("Daniel Straub")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        self.edit_second(iso(38))
        app.label("^It belongs to a weekly series: 2 later ones follow, the last one on ")
        app.click("^This and all following$")
        wait(lambda: self.planned_days(person) == [iso(30), iso(38), iso(45), iso(52)], "the three a day later", 90)
        app.label("^3 absences saved")
        app.click("^Undo$")
        wait(lambda: self.planned_days(person) == [iso(30), iso(37), iso(44), iso(51)], "the three as they were", 90)
        self.assertEqual([a["movedFrom"] for a in self.absences_of(person)], [[]] * 4)
        self.assertEqual(len({a["series"] for a in self.absences_of(person)}), 1)

    def test_later_ones_of_a_series_overlap(self):
        person = self.plan_series("Daniel Wendel")
        self.tenant.oofctl("absence", "add", person, "--from", iso(52), "--to", iso(53), "--subject", "Dienstreise")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        self.edit_second(iso(38), 3)  # the other one comes first
        overlap = r"The later ones of the series, changed likewise, overlap Dienstreise \(.*\)\.$"
        app.label(f"^{overlap}")
        app.label(f"^It belongs to a weekly series: .* {overlap}")
        app.click("^Back$")
        wait(lambda: not app.has(BUTTON, "^Only this one$"), "the question gone")
        app.click("^Split$")
        app.click("^Save$")
        app.click("^This and all following$")
        wait(lambda: (iso(53), iso(53)) in [(a["from"], a["to"]) for a in self.absences_of(person)], "the other one shortened", 90)

    def test_one_of_a_series_is_changed(self):
        person = self.plan_series("Daniel Straub")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        self.edit_second(iso(38))
        app.click("^Back$")
        wait(lambda: not app.has(BUTTON, "^Only this one$"), "the question gone")
        app.click("^Save$")
        app.click("^Only this one$")
        wait(lambda: self.planned_days(person) == [iso(30), iso(38), iso(44), iso(51)], "only the second one moved", 90)

    def test_series_is_cancelled_from_one_day_on(self):
        person = self.plan_series("Georg Lehmann")
        days = [iso(30), iso(37), iso(44), iso(51)]
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        app.label(r"^\d+ of \d+ absences$", 60)
        app.set_text("^Filter the absences$", "georg lehmann")
        app.label(r"^4 of \d+ absences$")
        self.select_row(("table", "tree table"), "^Absences$", 1)
        app.click("^Cancel absence…$")
        app.get(BUTTON, "^This and all following$")
        wait(lambda: any(answer.get_state_set().contains(Atspi.StateType.FOCUSED) for answer in app.each(BUTTON, "^Keep$")), "the harmless answer with the focus")
        app.keys("Return")
        wait(lambda: not app.has(BUTTON, "^Only this one$"), "the question gone")
        self.assertEqual(self.planned_days(person), days)
        app.click("^Cancel absence…$")
        app.click("^Only this one$")
        wait(lambda: self.planned_days(person) == [days[0], *days[2:]], "the second one cancelled", 90)
        app.click("^Undo$")
        wait(lambda: self.planned_days(person) == days, "all four again", 90)
        self.select_row(("table", "tree table"), "^Absences$", 1)
        app.click("^Cancel absence…$")
        app.click("^This and all following$")
        wait(lambda: self.planned_days(person) == days[:1], "only the first one left", 90)
        app.click("^Undo$")
        wait(lambda: self.planned_days(person) == days, "all four once more", 90)

    def test_weekly_series(self):
        person = self.tenant.address("Daniel Straub")
        app = self.open_editor(person)
        app.set_text("^First day", iso(30))
        app.set_text("^Last day", iso(30))
        self.tick("^Every week$")
        app.set_text("^Last day of the series", iso(30 + 21))
        app.label("^4 absences, the last one begins on ")
        app.keys("ctrl+Return")
        wait(lambda: sorted(a["from"] for a in self.absences_of(person)) == [iso(30), iso(37), iso(44), iso(51)], "the four occurrences", 90)

    def test_longer_than_allowed_becomes_a_chain(self):
        person = self.tenant.address("Claudia Fuchs")
        app = self.open_editor(person)
        app.set_text("^First day", iso(100))
        app.set_text("^Last day", iso(400))
        app.get(None, "^An absence lasts at most 6 months")
        self.tick("^Plan it as 2 absences that follow each other$")
        app.keys("ctrl+Return")
        chain = wait(lambda: [a for a in self.absences_of(person) if a["from"] >= iso(100)], "the chain in the service mailbox", 90)
        self.assertEqual([(len(chain), min(a["from"] for a in chain), max(a["to"] for a in chain))], [(2, iso(100), iso(400))])

    def test_moved_absence_is_found_under_moved(self):
        person = self.tenant.address("Georg Lehmann")
        self.tenant.oofctl("absence", "add", person, "--from", iso(40), "--to", iso(44), "--subject", "Urlaub")
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        app.label(r"^\d+ of \d+ absences$", 60)
        app.set_text("^Filter the absences$", "georg lehmann")
        app.label(r"^1 of \d+ absences$")
        self.select_first_row(("table", "tree table"), "^Absences$")
        app.click("^Move by days…$")
        app.get(None, "^Days to move by$")
        app.click("^Move$")
        wait(lambda: (iso(41), iso(45)) in [(a["from"], a["to"]) for a in self.absences_of(person)], "the new dates", 60)
        self.show_tab("Moved")
        app.get("list item", "^Georg Lehmann · Urlaub: moved from ")

    def test_closure_is_distributed_and_taken_back(self):
        def distributed():
            return [a for a in self.tenant.oofctl("absence", "list")["absences"] if a["from"] == iso(60)]
        app = self.start("--connection", self.tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.set_text("^First day", iso(60))
        app.set_text("^Last day", iso(64))
        self.choose("Subject", "Betriebsruhe")
        self.choose("Distribute to", "Ausbildung")
        app.label("^4 people of Ausbildung get it$")
        app.keys("ctrl+Return")
        app.click("^Undo$")
        wait(lambda: [a["state"] for a in distributed()] == ["cancelled"] * 4, "the four taken back", 60)

    def test_option_changed_and_its_effect(self):
        app = self.start("--connection", self.tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+comma")
        page = app.get("list item", "^Calendar$")
        Atspi.Selection.select_child(page.get_parent(), page.get_index_in_parent())
        app.click("^Allow planning by the hour", ("switch", "toggle button", "check box"))
        app.click("^Save$")
        wait(lambda: not app.has("label", "^Allow planning by the hour$"), "the dialog gone", 60)
        app.keys("ctrl+n")
        app.get(BUTTON, "^Whole days$")
        self.assertFalse(app.has(BUTTON, "^By the hour$"))

    def test_export(self):
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        app.label(r"^\d+ of \d+ absences$", 60)
        app.click("^Export CSV")
        target = SHOTS / "export" / "absences.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        app.get(None, "^Export absences$")
        app.keys("ctrl+a")
        app.type(str(target))
        app.keys("Return")
        wait(target.exists, "the file", 60)
        text = target.read_text(encoding="utf-8-sig")
        self.assertEqual(text.splitlines()[0], "State,Person,From,To,Subject,Template,Deputy,Forwarding,Applied,Created by")
        self.assertIn("Petra Hofmann", text)


if __name__ == "__main__":
    main(PlanningTest, __file__)
