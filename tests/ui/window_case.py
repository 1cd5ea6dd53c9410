# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the real window share: a tenant of their own, the program, and running each test alone."""
import configparser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from drive import BUTTON, App, Atspi, wait

BUILD = pathlib.Path(sys.argv[1])
SHOTS = BUILD / "tests/ui"
LEAKS = 99  # exit code of a program that leaked, see tools/test


def day(offset):
    """A day as people in the window's zone (TZ, see meson.build) count them."""
    return time.localtime(time.time() + offset * 86400)


class Tenant:
    """oof-sim as a child process, with its control calls and oofctl."""

    def __init__(self, scenario="demo", *arguments):
        self.process = subprocess.Popen([BUILD / "oof-sim", "--scenario", scenario, "--listen", "127.0.0.1:0", "--die-with-parent", *arguments],
                                        stdout=subprocess.PIPE, text=True)
        self.line = json.loads(self.process.stdout.readline())
        self.connection = self.line["connection"]

    def control(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(self.line["control"] + path, data, timeout=60) as answer:
            return json.load(answer)

    def mail(self, sender, to):
        return self.control("/mail", {"from": sender, "to": to, "subject": "Frage", "text": "?", "kind": "direct"})

    def oofctl(self, *arguments, **environment):
        done = subprocess.run([BUILD / "oofctl", "--connection", self.connection, "--json", *arguments], capture_output=True, text=True, check=True,
                              timeout=300, env={**os.environ, **environment})
        return json.loads(done.stdout or "null")

    def address(self, name):
        return next(person["address"] for person in self.oofctl("people", "--search", name)["people"] if person["name"] == name)

    def without_runner(self):
        """A connection file for the same tenant, as on a helpdesk's machine: somebody sits there, the runner is elsewhere."""
        file = configparser.ConfigParser(interpolation=None)
        file.optionxform = str
        file.read(self.connection, encoding="utf-8")
        for section in ("runner", "ews"):
            file.remove_section(section)
        path = pathlib.Path(self.connection).with_name("helpdesk.ini")
        with open(path, "w", encoding="utf-8") as out:
            file.write(out, space_around_delimiters=False)
        path.chmod(0o600)
        return path

    def watch(self, **environment):
        """The runner elsewhere: a process that serves until it is terminated."""
        return subprocess.Popen([BUILD / "oofctl", "--connection", self.connection, "run", "--watch"], stdout=subprocess.DEVNULL,
                                env={**os.environ, **environment})

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


LEAK = re.compile(r"(?:Direct|Indirect) leak of (\d+) byte\(s\) in (\d+) object\(s\) allocated from:\n((?: +#.*\n)+)")


def is_foreign(size, count, stack):
    """Two leaks that are not ours, below which the libraries keep no frames, so that no suppression can name them:
    the first block of GLib's quarks, left behind on purpose from the 2049th name on (gquark.c: readers take no
    lock; GtkSourceView brings that many), and two paths that libcloudproviders builds for the file chooser."""
    if stack.count("#") != 2:
        return False
    return (size, count) == (16384, 1) and " in g_malloc " in stack or size == 128 * count and " in g_realloc " in stack


def forget_foreign_leaks(code, output):
    found = LEAK.findall(output)
    if code != LEAKS or not found or not all(is_foreign(int(size), int(count), stack) for size, count, stack in found):
        return code, output
    return 0, re.sub(r"(?s)=+\n==\d+==ERROR: LeakSanitizer.*?\nSUMMARY: AddressSanitizer[^\n]*\n", "", output)


# What newer ones say of themselves. libadwaita 1.7 asks the large heading of a question, which does not wrap, for less than
# it needs, before it takes the small one; GTK 4.24 complains of its own clock on X11.
# With GTK 4.8 no such warning is forgiven, and layouts of ours are the same.
FOREIGN_WARNING = re.compile(r"\n?\(oof-manager:\d+\): (Gtk-WARNING \*\*: [\d:.]+: Trying to measure GtkLabel 0x[0-9a-f]+ for width of [2-4]\d\d, "
                             r"but it needs at least [2-4]\d\d|Gdk-WARNING \*\*: [\d:.]+: gdk_frame_timings_submitted\(\) called on submitted frame\.)\n")


def is_old_gtk():
    if os.environ.get("OOF_WINDOW_COMMAND"):
        return False
    version = subprocess.run(["pkg-config", "--modversion", "gtk4"], check=True, capture_output=True, text=True).stdout
    return version.startswith("4.8.")


def forget_foreign_warnings(output):
    return output if is_old_gtk() else FOREIGN_WARNING.sub("", output)


class WindowCase(unittest.TestCase):
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
        code, output = forget_foreign_leaks(*self.app.quit())
        output = forget_foreign_warnings(output)
        self.assertEqual(code, 0, output[-3000:])
        for word in ("CRITICAL", "WARNING", "AddressSanitizer", "LeakSanitizer", "runtime error"):
            self.assertNotIn(word, output, output[-3000:])

    def write_connection(self):
        """The tenant's connection with a person who has not signed in, and nobody else."""
        with open(self.tenant.connection, encoding="utf-8") as file:
            text = file.read()
        self.secrets = [pathlib.Path(path).read_text(encoding="utf-8").strip() for path in re.findall("secret-file=(.*)", text)]
        sections = dict(re.findall(r"(?ms)^\[([\w-]+)\]\n(.*?)(?=^\[|\Z)", text))
        person = re.sub("secret-file=.*", "", sections["person"])
        path = os.path.join(tempfile.mkdtemp(prefix="oof-connection-"), "connection.ini")
        pathlib.Path(path).write_text(f"[service-mailbox]\n{sections['service-mailbox']}[graph]\n{sections['graph']}[person]\n{person}", encoding="utf-8")
        return path

    def open_template(self, name):
        app = self.start("--connection", self.tenant.connection, "--place", "templates")
        row = app.get("list item", f"^{name}, ")
        Atspi.Selection.select_child(row.get_parent(), row.get_index_in_parent())
        wait(lambda: app.text(app.get("text", "^Name of the template$")) == name, "the template in the editor")
        return app

    def pick_folder(self, folder):
        """Import a folder of templates, as a person does who types its path into the dialog for files."""
        app = self.app
        app.click("^Duplicate, import, export$")
        app.click("^Import a folder…$", ("menu item",))
        app.get(None, "^Folder with templates$")
        app.type(f"{folder}/")
        app.keys("Return")

    def rows_of(self, roles, name, index=0):
        """Of the table of that name which has rows: pages that are hidden may have one of the same name."""
        def rows():
            return next((node for table in self.app.each(roles, name) for node in self.app.walk(table)
                         if node.get_selection_iface() and node.get_child_count() > index), None)
        return wait(rows, f"row {index} in {name!r}")

    def select_row(self, roles, name, index):
        Atspi.Selection.select_child(self.rows_of(roles, name, index), index)

    def select_first_row(self, roles, name):
        self.select_row(roles, name, 0)

    def choose(self, title, value):
        """A drop-down by keyboard: opened, to the top, down to an entry. Where the keys begin depends on GTK's version."""
        for index in range(20):
            button = self.app.get(BUTTON, f"^{title}: ")
            if button.get_name() == f"{title}: {value}":
                return
            self.app.click(f"^{title}: ")
            wait(lambda: is_down(button), f"the list of {title}")
            self.app.keys("Down", "Home", *["Down"] * index, "Return")
            wait(lambda: not is_down(button), f"the list of {title} closed")
        self.fail(f"{title} never becomes {value}")


def is_down(button):
    states = button.get_state_set()
    return states.contains(Atspi.StateType.PRESSED) or states.contains(Atspi.StateType.CHECKED)


def run_alone(case, name):
    """One test in a process of its own, as this program is started for each: libatspi may crash on objects of
    a program that has ended, so no test sees what another one left. Prints what failed; gives the exit code."""
    test = unittest.TestSuite([case(name)])
    result = unittest.TextTestRunner(stream=open(os.devnull, "w", encoding="utf-8")).run(test)
    for _, text in result.failures + result.errors:
        print("\n".join("# " + line for line in text.splitlines()))
    return 0 if result.wasSuccessful() else 1


def run_each(script, names):
    """Prints one TAP line a test, so that meson counts them. What fails is tried once more, and says so (SECOND_TRY in
    tools/count-tests.py): libatspi crashes, and on a busy machine the keys of xdotool get lost."""
    print(f"1..{len(names)}")
    failed = False
    for number, name in enumerate(names, 1):
        command = [sys.executable, script, str(BUILD), "--alone", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            print(f"# second try of {name}, it ended with {done.returncode}\n{done.stdout}", end="", flush=True)
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        failed |= done.returncode != 0
        print(f"{'ok' if done.returncode == 0 else 'not ok'} {number} - {name}\n{done.stdout}", end="", flush=True)
    return 1 if failed else 0


def main(case, script):
    """The tests that the arguments name (none: all); one with a - before it is left out."""
    if sys.argv[2:3] == ["--alone"]:
        sys.exit(run_alone(case, sys.argv[3]))
    left_out = [name[1:] for name in sys.argv[2:] if name.startswith("-")]
    names = [name for name in sys.argv[2:] if name[1:] not in left_out] or unittest.defaultTestLoader.getTestCaseNames(case)
    if unknown := [name for name in left_out if name not in names]:
        sys.exit(f"there is no test {', '.join(unknown)}")
    sys.exit(run_each(script, [name for name in names if name not in left_out]))
