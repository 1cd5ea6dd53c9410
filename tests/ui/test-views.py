#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places where absences are looked at and worked on, as a clerk uses them: test-views.py BUILD-DIR [TEST…]."""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drive import BUTTON, Atspi, clean, wait  # noqa: E402
from window_case import WindowCase, main  # noqa: E402


def iso(offset):
    """A day as people in the window's zone (TZ, see meson.build) count them."""
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + offset * 86400))


class ViewsTest(WindowCase):
    def add(self, name, first, last, *more):
        person = self.tenant.address(name)
        self.tenant.oofctl("absence", "add", person, "--from", iso(first), "--to", iso(last), *more)
        return person

    def open_timeline(self):
        """Its frame has the focus, and is returned: walking all of the tree again and again takes long."""
        app = self.start("--connection", self.tenant.connection, "--place", "timeline",
                         "--person", self.tenant.address("Alexander Ludwig"))
        view = app.get(None, "^Alexander Ludwig, .*, present$")
        app.tab_to(view)
        return app, view

    def test_timeline_speaks_rows_and_cells(self):
        self.add("Benjamin Göbel", 0, 3, "--subject", "Urlaub")
        app, view = self.open_timeline()
        self.assertEqual(app.unnamed(), [])
        app.get("list item", "^Benjamin Göbel: Urlaub .*, running$")
        app.keys("Down")
        wait(lambda: re.match("Benjamin Göbel, .*, away, Urlaub, set by ", view.get_name()), "the cell of today")
        app.keys("Right", "Right", "Right", "Right")
        wait(lambda: re.match("Benjamin Göbel, .*, present$", view.get_name()), "the cell after it")

    def test_timeline_plans_for_selected_days(self):
        app, _ = self.open_timeline()
        app.keys("shift+Right", "shift+Right")
        app.get("label", "^3 days × 1 person$")
        app.keys("Return")
        self.assertEqual(app.text(app.get(("text", "entry"), "^First day")), iso(0))
        self.assertEqual(app.text(app.get(("text", "entry"), "^Last day")), iso(2))

    def find_cell(self, app, view):
        """Positions are not told: clicks down the middle of the screen until the frame says that it is on somebody."""
        width, height = map(int, subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True, text=True, check=True).stdout.split())
        for y in range(height // 3, height * 2 // 3, 20):
            before = view.get_name()
            app.mouse("mousemove", width * 3 // 5, y, "click", 1)
            if view.get_name() != before and re.match(r"\w+ \w+, \w+ \d+ ", view.get_name()):
                return width * 3 // 5, y
        return self.fail("no cell under the mouse")

    def test_timeline_days_are_selected_by_mouse(self):
        app, view = self.open_timeline()
        x, y = self.find_cell(app, view)
        begin = view.get_name()
        # From beside it: two clicks at one place would open the editor.
        app.mouse("mousemove", x + 40, y, "mousedown", 1, "mousemove", x + 80, y, "mousemove", x + 240, y, "mouseup", 1)
        words = app.label(r"^\d+ days × 1 person$")
        self.assertEqual(view.get_name().split(",")[0], begin.split(",")[0])
        self.assertNotEqual(view.get_name(), begin)
        app.mouse("mousemove", x + 140, y, "click", 3)
        app.click("^New absence…$", ("menu item",))
        first, last = (app.text(app.get(("text", "entry"), f"^{end} day")) for end in ("First", "Last"))
        between = time.mktime(time.strptime(last, "%Y-%m-%d")) - time.mktime(time.strptime(first, "%Y-%m-%d"))
        self.assertEqual(round(between / 86400) + 1, int(words.split()[0]))
        app.keys("Escape")
        app.mouse("mousemove", x, y, "click", 1)
        wait(lambda: not app.has("label", r"^\d+ days × "), "nothing selected any more")

    def test_timeline_menu_of_a_range(self):
        first = self.add("Alexander Ludwig", 1, 2, "--subject", "Urlaub")
        second = self.add("Benjamin Göbel", 1, 4, "--subject", "Schulung")
        app, view = self.open_timeline()
        app.keys("shift+Right", "shift+Right", "shift+Down", "Menu")
        app.label("^3 days × 2 people$")
        app.click("^New closure…$", ("menu item",))
        app.get(None, "^Subject: Betriebsruhe$")
        app.label("^DISTRIBUTE$")
        app.get(None, "^Distribute to: Only the people above$")
        app.keys("Escape")
        wait(lambda: not app.has("label", "^DISTRIBUTE$"), "the editor gone")
        wait(lambda: view.get_state_set().contains(Atspi.StateType.FOCUSED), "the frame with the focus again")
        app.keys("Menu")
        app.click("^Cancel absences…$", ("menu item",))
        app.get(None, r"^Cancel 2 absences\?$")
        app.click("^Cancel absences$")
        states = lambda: [a["state"] for person in (first, second) for a in self.absences_of(person) if a["from"] == iso(1)]
        wait(lambda: states() == ["cancelled", "cancelled"], "both cancelled", 90)
        app.click("^Undo$")
        wait(lambda: states() == ["planned", "planned"], "both planned again", 90)

    # The urgent lane and the editor.

    def pick(self, app, name):
        app.keys("ctrl+k")
        app.type(name.lower())
        wait(lambda: app.has("label", f"^{name}$"), "the person in the list")
        app.keys("Return")

    def absences_of(self, address):
        return self.tenant.oofctl("absence", "list", address)["absences"]

    def test_sick_today_by_keyboard_alone(self):
        person = self.tenant.address("Dieter Lang")
        app = self.start("--connection", self.tenant.connection)
        app.label("read live", 60)
        self.pick(app, "Dieter Lang")
        app.keys("Return")
        app.label("for Dieter Lang on ")
        app.keys("Return")
        app.label("^Saved, applied and read back at ", 60)
        app.label("^Away until", 60)
        held = self.tenant.control(f"/mailboxes/{person}")
        self.assertEqual((held["state"], held["writes"]), ("scheduled", 1))
        self.assertEqual([(a["subject"].lower(), a["state"]) for a in self.absences_of(person)], [("krank", "running")])
        app.click("^Undo$")
        app.label("^Taken back", 60)
        self.assertEqual(self.tenant.control(f"/mailboxes/{person}")["state"], "disabled")

    def drift(self, name):
        """A reply of ours that somebody changes behind our back."""
        person = self.add(name, 0, 3, "--subject", "Urlaub")
        self.tenant.oofctl("run")
        self.tenant.control(f"/mailboxes/{person}", {"internal": "<p>Ich bin doch da.</p>"})
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("changed outside", 60)
        return app, person

    def test_drift_is_kept(self):
        app, person = self.drift("Claudia Fuchs")
        app.click("^Keep theirs$")
        # What was stored: the toast is gone before a busy machine finds it.
        wait(lambda: self.absences_of(person)[0]["state"] == "on-hold", "the absence on hold", 60)
        self.assertIn("doch da", self.tenant.control(f"/mailboxes/{person}")["internal"])

    def test_drift_is_restored(self):
        app, person = self.drift("Daniel Straub")
        app.click("^Restore ours$")
        wait(lambda: "doch da" not in self.tenant.control(f"/mailboxes/{person}")["internal"], "our text again", 60)

    def test_switch_off_ends_the_absence(self):
        person = self.add("Daniel Wendel", -1, 3, "--subject", "Urlaub")
        self.tenant.oofctl("run")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("^Away until", 60)
        app.click("^Switch off$")
        wait(lambda: self.tenant.control(f"/mailboxes/{person}")["state"] == "disabled", "the reply off", 60)
        wait(lambda: self.absences_of(person)[0]["state"] == "ended", "the absence ended", 60)

    def test_where_mails_go_is_shown(self):
        person, deputy = self.add("Claudia Fuchs", 0, 3, "--subject", "Urlaub", "--forward", self.tenant.address("Elif Kaya")), "Elif Kaya"
        self.tenant.oofctl("run")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label(f"^Forwarded to {deputy}, with copy$", 60)
        place = app.get("list item", "^Details$")
        Atspi.Selection.select_child(place.get_parent(), place.get_index_in_parent())
        app.label("^Forwarding found$", 60)

    def test_people_are_gone_through_by_name(self):
        names = [person["name"] for person in self.tenant.oofctl("people")["people"]]
        app = self.start("--connection", self.tenant.connection, "--person", self.tenant.address(names[0]))
        app.label(f"^{names[0]}$", 60)
        app.click("^Next person$")
        app.label(f"^{names[1]}$", 60)
        app.click("^Previous person$")
        app.label(f"^{names[0]}$", 60)
        app.click("^Previous person$")
        app.label(f"^{names[-1]}$", 60)

    # The runner elsewhere.

    def open_helpdesk(self, person):
        app = self.start("--connection", str(self.tenant.without_runner()), "--person", person)
        app.label("published by the runner", 60)
        return app

    def start_runner(self):
        runner = self.tenant.watch()
        self.addCleanup(runner.wait)
        self.addCleanup(runner.terminate)

    def test_request_is_followed_step_by_step(self):
        person = self.add("Daniel Wendel", -1, 3, "--subject", "Urlaub")
        self.tenant.oofctl("run")
        app = self.open_helpdesk(person)
        app.click("^Switch off$")
        app.label(r"^Switch off: asked \d\d:\d\d:\d\d$")
        app.get(None, "^waiting for the runner$")
        app.get(None, r"^at the next run, \d\d:00$", 60)
        self.assertEqual(self.tenant.control(f"/mailboxes/{person}")["state"], "scheduled")
        self.start_runner()
        wait(lambda: self.tenant.control(f"/mailboxes/{person}")["state"] == "disabled", "the reply off", 90)
        wait(lambda: app.keys("F5") or app.has(None, r"^applied, read back \d\d:\d\d:\d\d$"), "the answer", 60)
        app.label("^Present$", 60)

    def test_what_is_saved_is_asked_of_the_runner(self):
        person = self.tenant.address("Dieter Lang")
        self.tenant.oofctl("run", "--person", person)
        app = self.open_helpdesk(person)
        self.start_runner()
        app.keys("alt+i")
        app.label("for Dieter Lang on ")
        app.keys("Return")
        app.label(r"^Apply now: asked \d\d:\d\d:\d\d$", 60)
        app.get(None, r"^applied, read back \d\d:\d\d:\d\d$", 60)
        app.label("^Away until", 60)
        self.assertEqual(self.tenant.control(f"/mailboxes/{person}")["state"], "scheduled")

    def select_absences(self, text, number):
        """In the Overview: all rows of those whose subject has this text."""
        self.app.set_text("^Filter the absences$", text)
        self.app.label(f"^{number} of ")
        Atspi.Selection.select_all(self.rows_of(("table", "tree table"), "^Absences$", number - 1))
        if number > 1:
            self.app.label(f"^{number} selected")

    def add_many(self, subject, number=12):
        """Absences that begin today, of people who have none."""
        tenant = self.tenant
        busy = {absence["person"] for absence in tenant.oofctl("absence", "list")["absences"]}
        people = [address for person in tenant.oofctl("people")["people"] if (address := person["address"]) not in busy][:number]
        for person in people:
            tenant.oofctl("absence", "add", person, "--from", iso(0), "--to", iso(4), "--subject", subject)
        return people

    def are_written(self, people):
        return {self.tenant.control(f"/mailboxes/{person}")["state"] for person in people} == {"scheduled"}

    def test_many_are_written_here_after_a_question(self):
        people = self.add_many("Gruppenreise")
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        self.select_absences("gruppenreise", 12)
        app.click("^Re-apply$")
        app.get(None, r"^Apply the plan to 12 mailboxes\?$")
        app.click("^Apply$")
        wait(lambda: self.are_written(people), "all of them written", 120)
        wait(lambda: not app.has("progress bar", "^Mailboxes written"), "the bar gone", 60)
        runs = self.tenant.oofctl("log")["runs"]  # one run under the lease, not twelve
        self.assertIn(12, [run["changed"] for run in runs])

    def test_somebody_elses_lease_is_respected(self):
        """Of a runner on another machine that is gone: what was saved here waits for the next one, and is not called done."""
        first = self.add("Dieter Lang", 0, 3, "--subject", "Urlaub")
        with tempfile.TemporaryDirectory() as state:
            runner = self.tenant.watch(XDG_STATE_HOME=state)
            wait(lambda: self.are_written([first]), "the lease and the first run", 60)
            runner.kill()
            runner.wait(30)
        people = self.add_many("Zweierreise", 2)
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        self.select_absences("zweierreise", 2)
        app.click("^Move by days…$")
        app.click("^Move$")
        app.get(None, "^2 mailboxes are not written yet", 90)
        self.assertEqual({self.tenant.control(f"/mailboxes/{person}")["state"] for person in people}, {"disabled"})

    def test_many_wait_until_somebody_applies_them(self):
        tenant = self.tenant
        seen = tenant.address("Georg Lehmann")
        tenant.oofctl("run", "--person", seen)
        self.add("Georg Lehmann", 0, 4, "--subject", "Urlaub")
        people = self.add_many("Sammelurlaub")
        app = self.start("--connection", str(tenant.without_runner()), "--person", seen)
        app.label(r"^waits for the next run of the OOF task, \d\d:00 · published by the runner ", 60)
        app.get(BUTTON, "^Apply now$")
        place = app.get("list item", "^Overview$")
        Atspi.Selection.select_child(place.get_parent(), place.get_index_in_parent())
        self.select_absences("sammelurlaub", 12)
        app.get(BUTTON, "^Cancel absences…$")
        self.assertFalse(app.has(BUTTON, "^Show person$"))  # which of the twelve?
        app.click("^Move by days…$")
        app.click("^Move$")
        app.click("^Move$")  # the question names their number
        app.get(None, r"^12 mailboxes are not written yet: they wait for the next run of the OOF task, \d\d:00\.$", 60)
        app.click("^Apply now$")
        app.get(None, "^The runner is asked to write the mailboxes$")
        bar = app.get("progress bar", "^Mailboxes written: 0 of 12 mailboxes$").get_parent()
        # The page on which a connection is opened has a button of that name, too.
        cancel = next(node for node in app.walk(bar) if node.get_role_name() in BUTTON and clean(node.get_name()) == "Cancel")
        Atspi.Action.do_action(cancel, 0)
        app.get(None, "^12 mailboxes are not written yet")
        self.assertEqual(app.unnamed(), [])
        self.start_runner()
        app.click("^Apply now$")
        wait(lambda: self.are_written(people), "all of them written", 120)
        wait(lambda: not app.has("progress bar", "^Mailboxes written"), "the bar gone", 60)
        self.assertFalse(app.has(None, "mailboxes are not written yet"))

    def test_re_apply_without_the_runner(self):
        def is_written(person):
            return self.tenant.control(f"/mailboxes/{person}")["state"] == "scheduled"
        first = self.add("Frank Dürr", 0, 3, "--subject", "Urlaub")
        self.start_runner()
        wait(lambda: is_written(first), "the run with which the runner begins", 60)
        person = self.add("Claudia Scholz", 0, 3, "--subject", "Nachtwache")  # after it: nobody writes that before the next hour
        app = self.start("--connection", str(self.tenant.without_runner()), "--place", "overview")
        self.select_absences("nachtwache", 1)
        app.click("^Re-apply$")
        wait(lambda: is_written(person), "the reply", 60)

    def test_details_show_hostile_html_as_words(self):
        person = self.add("Elif Kaya", 0, 3, "--subject", "Urlaub")
        self.tenant.oofctl("run")
        self.tenant.control(f"/mailboxes/{person}", {"internal": "<script>alert(1)</script><p>Nur <b>Worte</b></p><img src='http://127.0.0.1:1/x'>"})
        app = self.start("--connection", self.tenant.connection, "--person", person, "--place", "details")
        paper = app.get(("text", "entry"), "^Internal reply$")
        wait(lambda: "Nur Worte" in app.text(paper), "the words")
        self.assertNotIn("alert", app.text(paper))
        self.assertIn("[picture, not sent by Exchange]", app.text(paper))
        self.assertEqual(app.unnamed(), [])

    def test_conflict_is_said_before_saving(self):
        person = self.add("Frank Dürr", 70, 75, "--subject", "Dienstreise")
        app = self.start("--connection", self.tenant.connection, "--person", person)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.set_text("^First day", iso(72))
        app.set_text("^Last day", iso(73))
        app.label("^Overlaps Dienstreise ")
        app.keys("ctrl+Return")
        wait(lambda: len(self.absences_of(person)) == 2, "both in the service mailbox", 60)


if __name__ == "__main__":
    main(ViewsTest, __file__)
