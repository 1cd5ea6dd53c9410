#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, end to end, through accessibility and real keys: test-window.py BUILD-DIR [TEST…]; prints TAP.
Runs inside session.sh. Pictures of failures land in BUILD-DIR/tests/ui/."""
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drive import App, wait  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
SHOTS = BUILD / "tests/ui"


def day(offset):
    return time.gmtime(time.time() + offset * 86400)


class Tenant:
    """oof-sim as a child process, with its control calls and oofctl."""

    def __init__(self):
        self.process = subprocess.Popen([BUILD / "oof-sim", "--scenario", "demo", "--listen", "127.0.0.1:0", "--die-with-parent"], stdout=subprocess.PIPE, text=True)
        self.line = json.loads(self.process.stdout.readline())
        self.connection = self.line["connection"]

    def control(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(self.line["control"] + path, data, timeout=60) as answer:
            return json.load(answer)

    def mail(self, sender, to):
        return self.control("/mail", {"from": sender, "to": to, "subject": "Frage", "text": "?", "kind": "direct"})

    def oofctl(self, *arguments):
        done = subprocess.run([BUILD / "oofctl", "--connection", self.connection, "--json", *arguments], capture_output=True, text=True, check=True, timeout=300)
        return json.loads(done.stdout)

    def address(self, name):
        return next(person["address"] for person in self.oofctl("people", "--search", name)["people"] if person["name"] == name)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tenant = Tenant()

    @classmethod
    def tearDownClass(cls):
        cls.tenant.stop()

    def start(self, *arguments, environment=None):
        log = SHOTS / f"{self._testMethodName}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        self.app = App([BUILD / "oof-manager", *arguments], str(log), {"LC_ALL": "C.UTF-8", **(environment or {})})
        self.addCleanup(self.finish)
        return self.app

    def finish(self):
        outcome = self._outcome.result
        if any(case is self for case, _ in outcome.failures + outcome.errors):
            self.app.shot(str(SHOTS / f"FAIL-{self._testMethodName}.png"))
        code, output = self.app.quit()
        self.assertEqual(code, 0, output[-3000:])
        for word in ("CRITICAL", "WARNING", "AddressSanitizer", "LeakSanitizer", "runtime error"):
            self.assertNotIn(word, output, output[-3000:])

    def test_sample_organisation_from_the_first_page(self):
        app = self.start()
        app.click("Try it with a sample organisation")
        self.assertRegex(app.label("read live", 60), "read live")
        self.assertTrue(app.has("label", "^Anna Meier$"))
        self.assertEqual(app.unnamed(), [])

    def test_plan_an_absence_and_the_mail_gets_the_reply(self):
        tenant = self.tenant
        absent, colleague = tenant.address("Bernd Krause"), tenant.address("Dieter Lang")
        app = self.start("--connection", tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+k")
        app.type("bernd krause")
        wait(lambda: app.has("label", "^Bernd Krause$"), "the person in the list")
        app.keys("Return")
        wait(lambda: app.has("label", "^Present$"), "the status of Bernd Krause")

        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        app.set_text("^First day", time.strftime("%d.%m.%Y", day(0)))
        app.set_text("^Last day", time.strftime("%d.%m.%Y", day(11)))
        app.keys("ctrl+Return")
        app.label("applied and read back", 60)
        app.label("^Away until", 60)
        app.label("as planned", 60)

        key = next(a["id"] for a in tenant.oofctl("absence", "list", absent)["absences"] if a["state"] == "running")
        held = tenant.control(f"/mailboxes/{absent}")
        self.assertEqual(held["state"], "scheduled")
        self.assertEqual(held["writes"], 1)
        self.assertEqual(tenant.oofctl("run")["changed"], 0)
        answer = tenant.mail(colleague, absent)
        self.assertTrue(answer["answered"], answer)
        self.assertIn("Krause", answer["reply"]["text"])

        tenant.oofctl("absence", "cancel", key)
        tenant.oofctl("run")
        self.assertFalse(tenant.mail("somebody@else.example", absent)["answered"])

    def test_cancel_an_absence_in_the_window(self):
        tenant = self.tenant
        absent = tenant.address("Carla Wolf")
        tenant.oofctl("absence", "add", absent, "--from", time.strftime("%Y-%m-%d", day(0)), "--to", time.strftime("%Y-%m-%d", day(3)), "--subject", "Urlaub")
        tenant.oofctl("run")
        app = self.start("--connection", tenant.connection, "--person", absent)
        app.label("^Away until", 60)
        table = app.get(("table", "tree table", "list"), "^Absences$")
        self.select_first_row(table)
        app.click("^Cancel absence…$")
        app.click("^Cancel absence$")
        app.label("^Cancelled, applied and read back", 60)
        app.label("^Present$", 60)
        self.assertEqual(tenant.control(f"/mailboxes/{absent}")["state"], "disabled")

    def test_log_of_the_runs(self):
        from gi.repository import Atspi
        tenant = self.tenant
        person = tenant.address("Dieter Lang")
        tenant.oofctl("absence", "add", person, "--from", time.strftime("%Y-%m-%d", day(0)), "--to", time.strftime("%Y-%m-%d", day(3)))
        tenant.oofctl("run")
        app = self.start("--connection", tenant.connection, "--place", "overview")
        app.label("of .* absences", 60)
        tabs = app.get("page tab", "^Log$").get_parent()
        index = next(i for i in range(tabs.get_child_count()) if tabs.get_child_at_index(i).get_name() == "Log")
        Atspi.Selection.select_child(tabs, index)
        app.get("list item", "1 changed", seconds=60)
        app.get("list item", "^Dieter Lang, .*automatic reply: disabled → scheduled", seconds=60)
        app.click("^Read the log again$")
        app.get("list item", "^Dieter Lang", seconds=60)
        self.assertEqual(app.unnamed(), [])

    def select_first_row(self, table):
        from gi.repository import Atspi
        for node in self.app.walk(table):
            if node.get_selection_iface() and node.get_child_count() > 0:
                Atspi.Selection.select_child(node, 0)
                return
        self.fail("no list of absences")

    def test_overview_filters_by_text(self):
        app = self.start("--connection", self.tenant.connection, "--place", "overview")
        everything = app.label(r"^\d+ of \d+ absences$", 60)
        app.set_text("^Filter the absences$", "nobody is called like this")
        self.assertRegex(app.label(r"^0 of \d+ absences$"), everything.split(" of ")[1])
        self.assertTrue(app.has("label", "^No absences$"))

    def test_every_control_has_a_name(self):
        app = self.start("--connection", self.tenant.connection)
        app.label("read live", 60)
        app.keys("ctrl+n")
        app.get(None, "^New absence$")
        self.assertEqual(app.unnamed(), [])

    def test_broken_connection_says_what_and_where(self):
        broken = SHOTS / "broken.ini"
        broken.parent.mkdir(parents=True, exist_ok=True)
        broken.write_text("[service-mailbox]\naddress=\n", encoding="utf-8")
        app = self.start("--connection", str(broken))
        self.assertIn("broken.ini: [service-mailbox] address: is missing", app.label("broken.ini", 60))

    def test_server_that_is_gone_can_be_tried_again(self):
        gone = Tenant()
        kept = pathlib.Path(gone.connection)
        copy = SHOTS / "gone"
        copy.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", f"{kept.parent}/.", copy], check=True)
        text = (copy / kept.name).read_text(encoding="utf-8").replace(str(kept.parent), str(copy))
        (copy / kept.name).write_text(text, encoding="utf-8")
        gone.stop()
        app = self.start("--connection", str(copy / kept.name))
        app.label("Exchange cannot be reached", 60)
        app.click("^Try again$")
        app.label("Exchange cannot be reached", 60)
        app.click("^Back$")
        app.get(None, "^Try it with a sample organisation$")


def run_alone(name):
    """One test in a process of its own, as this program is started for each: libatspi may crash on objects of
    a program that has ended, so no test sees what another one left. Prints what failed; gives the exit code."""
    test = unittest.TestSuite([WindowTest(name)])
    result = unittest.TextTestRunner(stream=open(os.devnull, "w", encoding="utf-8")).run(test)
    for _, text in result.failures + result.errors:
        print("\n".join("# " + line for line in text.splitlines()))
    return 0 if result.wasSuccessful() else 1


def run_each(names):
    """Prints one TAP line a test, so that meson counts them."""
    print(f"1..{len(names)}")
    failed = False
    for number, name in enumerate(names, 1):
        command = [sys.executable, __file__, str(BUILD), "--alone", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode < 0:
            print(f"# {name}: the driver died of signal {-done.returncode} (libatspi), once more")
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        failed |= done.returncode != 0
        print(f"{'ok' if done.returncode == 0 else 'not ok'} {number} - {name}\n{done.stdout}", end="", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[2:3] == ["--alone"]:
        sys.exit(run_alone(sys.argv[3]))
    sys.exit(run_each(sys.argv[2:] or unittest.defaultTestLoader.getTestCaseNames(WindowTest)))
