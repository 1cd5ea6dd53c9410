#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places that administrators use, end to end: test-admin.py BUILD-DIR [TEST…]; prints TAP. Runs inside
session.sh."""
import time

from drive import BUTTON, ENTRY, Atspi, clean, wait
from window_case import WindowCase, day, main


def iso(offset):
    return time.strftime("%Y-%m-%d", day(offset))


SWITCH = ("switch", "toggle button", "check box")


def is_on(switch):
    states = switch.get_state_set()
    return states.contains(Atspi.StateType.CHECKED) or states.contains(Atspi.StateType.PRESSED)


class AdminTest(WindowCase):
    def test_dry_run_then_a_part_is_applied(self):
        tenant = self.tenant
        first, second = tenant.address("Bernd Krause"), tenant.address("Dieter Lang")
        tenant.oofctl("run")
        for person in (first, second):
            tenant.oofctl("absence", "add", person, "--from", iso(0), "--to", iso(4), "--subject", "Urlaub")
        tenant.control("/clock", {"advance": "PT3H"})
        app = self.start("--connection", tenant.connection, "--place", "oof-task")
        app.get("label", "^The OOF task has not run since")
        app.get("label", "^Nothing has been looked at yet$")
        app.click("^Dry run$")
        app.get("label", "^Dry run at .*: 2 would change")
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "disabled")
        app.set_text("^Filter the differences$", "krause")
        app.click("^Apply to 1 mailbox$")
        app.get("label", "^Run at .*: 1 changed")
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "scheduled")
        self.assertEqual(tenant.control(f"/mailboxes/{second}")["state"], "disabled")
        app.click("^Run now$")
        wait(lambda: tenant.control(f"/mailboxes/{second}")["state"] == "scheduled", "the second mailbox", 60)
        app.get("label", "^Run at .*: 1 changed")
        wait(lambda: not app.has("label", "^The OOF task has not run since"), "the banner to go", 60)
        self.assertEqual(app.unnamed(), [])

    def test_decisions_that_another_runner_found(self):
        tenant = self.tenant
        people = {name: tenant.address(name) for name in ("Elif Kaya", "Claudia Scholz")}
        for person in people.values():
            tenant.oofctl("absence", "add", person, "--from", iso(0), "--to", iso(4), "--subject", "Urlaub")
        tenant.oofctl("run")
        tenant.control(f"/mailboxes/{people['Elif Kaya']}", {"internal": "<p>Bin doch da</p>"})
        tenant.oofctl("run")  # as the server does: it keeps what it found, and reports it
        app = self.start("--connection", tenant.connection, "--place", "home")
        changed = "The automatic reply was changed outside, somebody has to decide"
        app.get("label", "^Elif Kaya: " + changed)
        app.click("^Show$")
        wait(lambda: not app.has("label", changed), "the banner to go")
        # What has been looked at does not come back, the next one does.
        tenant.control(f"/mailboxes/{people['Claudia Scholz']}", {"internal": "<p>Bin auch da</p>"})
        tenant.oofctl("run")
        app.get("label", "^Claudia Scholz: " + changed, seconds=90)
        for person in people.values():
            tenant.oofctl("drift", "keep", person)
        tenant.oofctl("run")
        wait(lambda: not app.has("label", changed), "nothing left to decide", 90)
        self.assertEqual(app.unnamed(), [])

    def hold(self, kinds):
        """The server takes no such requests until release()."""
        for kind in kinds:
            self.tenant.control("/fault", {"match": kind, "kind": "throttle", "times": 1000})

    def release(self):
        self.tenant.control("/fault", {"kind": "none"})

    def test_run_is_paused_resumed_and_cancelled(self):
        tenant = self.tenant
        lease = ("graph.create-event", "graph.update-event")
        first, second = tenant.address("Carla Wolf"), tenant.address("Andreas Heinrich")
        tenant.oofctl("run")
        tenant.oofctl("absence", "add", first, "--from", iso(0), "--to", iso(4), "--subject", "Urlaub")
        app = self.start("--connection", tenant.connection, "--place", "oof-task")
        app.get("label", "^Nothing has been looked at yet$")
        self.hold(lease)  # the run cannot begin before there is somebody to pause it
        app.click("^Run now$")
        app.get("label", "^The OOF task is running$")
        app.click("^Pause$")
        app.get(BUTTON, "^Resume$")
        self.release()
        app.get("progress bar", "^Progress of the run: 0 of [1-9][0-9]* mailboxes$")
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "disabled")
        app.click("^Resume$")
        app.get("label", "^Run at .*: 1 changed")
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "scheduled")
        wait(lambda: not app.has(BUTTON, "^(Pause|Resume)$"), "the progress to go")

        tenant.oofctl("absence", "add", second, "--from", iso(0), "--to", iso(4), "--subject", "Urlaub")
        self.hold(lease)
        app.click("^Run now$")
        app.get("label", "^The OOF task is running$")
        app.click("^Pause$")
        self.release()
        app.get("progress bar", "^Progress of the run: 0 of [1-9][0-9]* mailboxes$")
        # The page on which a connection is opened has a button of that name, too.
        row = app.get(BUTTON, "^Resume$").get_parent()
        cancel = next(node for node in app.walk(row) if node.get_role_name() in BUTTON and clean(node.get_name()) == "Cancel")
        Atspi.Action.do_action(cancel, 0)
        app.get("label", "^Cancelled at .*: 0 changed")
        self.assertEqual(tenant.control(f"/mailboxes/{second}")["state"], "disabled")
        app.click("^Run now$")
        app.get("label", "^Run at .*: 1 changed")
        self.assertEqual(tenant.control(f"/mailboxes/{second}")["state"], "scheduled")
        self.assertEqual(app.unnamed(), [])

    def test_group_order_by_keyboard_and_undo(self):
        tenant = self.tenant
        before = [group["name"] for group in tenant.oofctl("groups")["groups"]]
        self.assertEqual(before[0], "Alle Benutzer")
        app = self.start("--connection", tenant.connection, "--place", "groups")
        app.get("list item", "^Vertrieb, .*priority")
        rows = app.get("list", "^Groups$")
        Atspi.Selection.select_child(rows, before.index("Vertrieb"))
        app.keys("Tab")  # from the places into the list, whose keys these are
        app.keys("alt+Up")
        app.get(None, "^Changes are not saved yet\\.$")
        app.keys("ctrl+s")
        wait(lambda: [group["name"] for group in tenant.oofctl("groups")["groups"]] != before, "the new order", 60)
        moved = [group["name"] for group in tenant.oofctl("groups")["groups"]]
        at = before.index("Vertrieb")
        self.assertEqual(moved, before[:at - 1] + ["Vertrieb", before[at - 1]] + before[at + 1:])
        app.click("^Undo$")
        wait(lambda: [group["name"] for group in tenant.oofctl("groups")["groups"]] == before, "the order of before", 60)
        self.assertEqual(app.unnamed(), [])

    def add_subject(self):
        """What is typed before it is there would go to another one."""
        self.app.click("^Add a subject$")
        wait(lambda: self.app.text(self.app.get(ENTRY, "^Text$")) == "New subject", "the new one in the form")

    def test_new_subject_is_saved_beside_somebody_elses(self):
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "subjects")
        app.get("list item", "^Urlaub")
        self.add_subject()
        app.set_text("^Text$", "Ehrenamt")
        tenant.oofctl("subjects", "set", "Sonderurlaub")
        app.keys("ctrl+s")
        app.get("label", "^Saved, together with what somebody else changed")
        names = [subject["name"] for subject in tenant.oofctl("subjects")["subjects"]]
        self.assertIn("Ehrenamt", names)
        self.assertIn("Sonderurlaub", names)
        app.get("list item", "^Sonderurlaub")
        self.assertEqual(app.unnamed(), [])

    def test_save_from_among_the_places(self):
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "subjects")
        app.get("list item", "^Urlaub")
        self.add_subject()
        app.set_text("^Text$", "Umzug")
        app.tab_to(app.get("list item", "^Subjects$"), 60)
        app.keys("ctrl+s")
        wait(lambda: "Umzug" in [subject["name"] for subject in tenant.oofctl("subjects")["subjects"]], "the stored subject", 60)

    def test_groups_of_a_user_follow_the_user(self):
        """The switches are used again for the next one: what is saved is of that one alone."""
        tenant = self.tenant
        app = self.start("--connection", tenant.connection, "--place", "users")
        row = app.get("list item", "^dieter.lang@")
        Atspi.Selection.select_child(row.get_parent(), row.get_index_in_parent())
        self.assertTrue(wait(lambda: is_on(app.get(SWITCH, "^Produktion$")), "the group of Dieter Lang"))
        row = app.get("list item", "^priya.raman@")
        Atspi.Selection.select_child(row.get_parent(), row.get_index_in_parent())
        wait(lambda: not is_on(app.get(SWITCH, "^Produktion$")) and is_on(app.get(SWITCH, "^Leeds$")), "the group of Priya Raman")
        app.click("^Vertrieb$", SWITCH)
        app.get(None, "^Changes are not saved yet\\.$")
        app.keys("ctrl+s")
        wait(lambda: self.groups_of("priya.raman") == ["Vertrieb", "Leeds"], "both groups in the service mailbox", 60)
        self.assertEqual(self.groups_of("dieter.lang"), ["Produktion"])

    def groups_of(self, name):
        return next(user["groups"] for user in self.tenant.oofctl("users")["users"] if user["account"].startswith(name))

    def test_lists_are_read_only_for_others(self):
        tenant = self.tenant
        tenant.oofctl("users", "set", tenant.address("Dieter Lang"), "--administrator", "yes")
        tenant.oofctl("users", "set", tenant.address("Anna Meier"), "--administrator", "no")
        self.addCleanup(tenant.oofctl, "users", "set", tenant.address("Anna Meier"), "--administrator", "yes")
        app = self.start("--connection", tenant.connection, "--place", "users")
        app.get("label", "^Only administrators change this")
        app.get(BUTTON, "^Language: Deutsch$")
        app.get("list item", "^anna.meier@.*, Anna Meier.*German")
        self.assertFalse(app.has(("push button", "button"), "^Add a user$"))


if __name__ == "__main__":
    main(AdminTest, __file__)
