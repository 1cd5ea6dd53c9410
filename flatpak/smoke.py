#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only the installed Flatpak has, end to end: its permissions and the portals: smoke.py BUILD-DIR; prints TAP. Runs
inside tests/ui/session.sh with the services that flatpak/test names. The simulated organisation runs outside the sandbox,
in BUILD-DIR. xdg-desktop-portal is the real one; desktop.py answers as a person would."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1]).resolve()
ID = os.environ.get("APP_ID", "io.github.oofmanager.OofManager")
os.environ.update(OOFCTL=str(BUILD / "oofctl"), OOF_SIM=str(BUILD / "oof-sim"))
sys.path[:0] = [str(ROOT / "tests/cli"), str(ROOT / "tests/ui")]
import harness  # noqa: E402
from browser import decide, fetch  # noqa: E402
from drive import BUTTON, PATIENCE, App, wait  # noqa: E402
from window_case import Tenant, day  # noqa: E402

# flatpak writes x11 beside fallback-x11; the latter rules.
PERMISSIONS = {"shared": {"network", "ipc"}, "sockets": {"wayland", "fallback-x11"}, "devices": {"dri"}}
SECONDS = 120 * PATIENCE
SWITCH = ("switch", "check box", "toggle button")


def sandbox(*options):
    return ["flatpak", "run", "--user", "--die-with-parent", *options]


def without(section, text):
    return re.sub(rf"(?ms)^\[{section}\]\n.*?(?=^\[|\Z)", "", text)


class Desktop:
    """Who sits in front of it: the keyring is unlocked, as at log-in, and questions of portals are answered."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="oof-desktop-"))
        (self.folder / "answers").mkdir()
        self.process = subprocess.Popen(["/usr/bin/python3", ROOT / "flatpak/desktop.py", self.folder])
        wait(lambda: (self.folder / "portals/oof-test.portal").exists(), "the desktop")
        # The bus starts the portals later, with what it is told here; they choose whom to ask by the desktop's name.
        subprocess.run(["dbus-update-activation-environment", "XDG_CURRENT_DESKTOP=GNOME", f"XDG_DESKTOP_PORTAL_DIR={self.folder}/portals"], check=True)
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"pw", stdout=subprocess.DEVNULL, check=True)

    def answer(self, method, text):
        (self.folder / "answers" / method).write_text(str(text), encoding="utf-8")

    def asked(self, method):
        log = self.folder / "asked"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [call["arguments"] for call in map(json.loads, lines) if call["method"] == method]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder, True)


class Flatpak(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = Desktop()
        cls.addClassCleanup(cls.desktop.stop)
        cls.sim = harness.Sim("cloud")
        cls.addClassCleanup(cls.sim.stop)
        # The folder of the connection, the one thing an administrator opens to the sandbox (flatpak/README.md).
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="oof-connection-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        text = pathlib.Path(cls.sim.connection).read_text(encoding="utf-8")
        cls.secret = pathlib.Path(re.search(r"auth=secret\nsecret-file=(.*)", text)[1]).read_text(encoding="utf-8")
        # A workstation, with a person alone, and a server, with the runner alone: each gets its secret here.
        text = re.sub("secret-file=.*", "", text)
        cls.connection = cls.folder / "connection.ini"
        cls.connection.write_text(without("runner", text), encoding="utf-8")
        cls.runner = cls.folder / "runner.ini"
        cls.runner.write_text(without("person", text), encoding="utf-8")

    def start(self, *arguments, connection=None):
        options = ("--unset-env=DISPLAY", f"--filesystem={self.folder}:ro", "--command=oofctl", ID)
        return subprocess.Popen([*sandbox(*options), "--connection", str(connection or self.connection), *arguments], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def oofctl(self, code, *arguments, given="", connection=None):
        process = self.start(*arguments, connection=connection)
        out, error = process.communicate(given, timeout=SECONDS)
        self.assertEqual(process.returncode, code, out + error)
        return out + error

    def test_1_permissions_are_those_of_a_window_with_a_network(self):
        shown = subprocess.run(["flatpak", "info", "--user", "--show-permissions", ID], capture_output=True, text=True, check=True).stdout
        found = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
        self.assertEqual({name: set(values.split(";")) - {"", "x11"} for name, values in found.items()}, PERMISSIONS, shown)

    def test_2_nothing_of_the_host_is_seen(self):
        home = pathlib.Path(os.environ["HOME"])
        (home / "private").write_text("private", encoding="utf-8")
        seen = subprocess.run([*sandbox("--command=cat", ID), str(home / "private")], capture_output=True, check=False)
        self.assertNotEqual(seen.returncode, 0, seen.stdout)

    def test_2_pictures_are_in_the_theme(self):
        """Themes drop names: what the window shows has to be in this runtime's, too."""
        names = set()
        for file in [*ROOT.glob("src/ui/**/*.c"), *ROOT.glob("src/ui/**/*.ui")]:
            names |= set(re.findall(r"[\">]([a-z0-9-]+-symbolic)[\"<]", file.read_text(encoding="utf-8")))
        own = {file.stem for file in ROOT.glob("src/ui/icons/*.svg")}
        listed = subprocess.run([*sandbox("--command=find", ID), "/usr/share/icons", "-name", "*-symbolic.svg"], capture_output=True, text=True, check=True).stdout
        self.assertGreater(len(names), 20)
        self.assertEqual(names - own - {pathlib.PurePath(line).stem for line in listed.splitlines()}, set())

    def test_3_secret_goes_through_the_portal(self):
        self.oofctl(3, "run", "--quiet", connection=self.runner)
        self.oofctl(0, "secret", "set", "runner", given=self.secret, connection=self.runner)
        kept = pathlib.Path(os.environ["HOME"], ".var/app", ID, "data/keyrings/default.keyring")
        self.assertTrue(kept.exists(), list(kept.parent.parent.rglob("*")))
        self.assertNotIn(self.secret.encode(), kept.read_bytes())
        outside = subprocess.run(["secret-tool", "search", "--all", "role", "runner"], capture_output=True, text=True, check=False)
        self.assertNotIn(self.secret, outside.stdout + outside.stderr)
        report = json.loads(self.oofctl(0, "run", "--quiet", "--json", connection=self.runner))
        self.assertEqual(report["failed"], 0, report)
        self.oofctl(0, "secret", "clear", "runner", connection=self.runner)
        self.oofctl(3, "run", "--quiet", connection=self.runner)

    def test_4_tokens_go_through_the_portal(self):
        process = self.start("signin")
        link = next(line.strip() for line in process.stdout if line.startswith("http"))
        fetch(decide(link))
        out, error = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0, out + error)
        self.assertIn("Signed in as", out)
        self.assertGreater(len(json.loads(self.oofctl(0, "people", "--json"))["people"]), 10)
        self.oofctl(0, "signout")
        self.oofctl(3, "people", "--json")

    def test_5_no_timer(self):
        self.assertIn("Flatpak", self.oofctl(2, "timer", "install"))

    # The window. The tests of tests/ui run in this sandbox, too (flatpak/test); here is what goes through portals.

    def window(self, tenant, *arguments):
        """The sandbox sees the folder of the connection and no other."""
        folder = pathlib.Path(tenant.connection).parent
        os.environ["OOF_WINDOW_COMMAND"] = " ".join(sandbox(f"--filesystem={folder}:ro", ID))
        app = App(["oof-manager", *arguments], str(self.folder / f"{self._testMethodName}.log"),
                  {"LC_ALL": "C.UTF-8", "GSETTINGS_BACKEND": "keyfile"})  # as in a sandbox, not as session.sh says
        self.addCleanup(self.finish, app)
        return app

    def finish(self, app):
        if app.log.closed:  # ended by the test
            return
        code, output = app.quit()
        self.assertEqual(code, 0, output)
        self.assertNotIn("CRITICAL", output)

    def tenant(self):
        tenant = Tenant()
        self.addCleanup(tenant.stop)
        return tenant

    def test_6_files_go_through_the_portal(self):
        tenant = self.tenant()
        private = pathlib.Path(os.environ["HOME"], "Documents")
        private.mkdir(exist_ok=True)
        connection = private / "connection.ini"
        shutil.copy(tenant.connection, connection)
        self.desktop.answer("SaveFile", private / "absences.csv")
        self.desktop.answer("OpenFile", connection)
        app = self.window(tenant)
        app.click("^Open a connection file")
        app.label("read live", 60)
        self.assertEqual([call[3] for call in self.desktop.asked("OpenFile")], ["Open a connection file"])
        self.finish(app)

        # It is remembered, and what is written goes where the person says.
        app = self.window(tenant, "--place", "overview")
        app.label(r"^\d+ of \d+ absences$", 60)
        app.click("^Export CSV")
        wait(lambda: (private / "absences.csv").exists() and "Petra Hofmann" in (private / "absences.csv").read_text(encoding="utf-8-sig"), "the exported file", 60)
        self.assertEqual([call[3] for call in self.desktop.asked("SaveFile")], ["Export absences"])

    def test_7_task_goes_on_in_the_background_and_notifies(self):
        tenant = self.tenant()
        person = tenant.address("Claudia Fuchs")
        today, later = (time.strftime("%Y-%m-%d", day(offset)) for offset in (0, 3))
        tenant.oofctl("absence", "add", person, "--from", today, "--to", later, "--subject", "Urlaub")
        tenant.oofctl("run")
        tenant.control(f"/mailboxes/{person}", {"internal": "<p>Ich bin doch da.</p>"})
        app = self.window(tenant, "--connection", tenant.connection, "--place", "oof-task")
        app.get("label", "^Nothing has been looked at yet$", seconds=60)
        app.click("^Run it from this window$", SWITCH)
        # The frontend of the portal asks nobody the first time, and only sees to it that nothing starts at log-in.
        wait(lambda: self.desktop.asked("EnableAutostart"), "the question for the background", 60)
        self.assertEqual(self.desktop.asked("EnableAutostart")[0][:2], [ID, False])
        app.keys("alt+F4")
        # Asked of both: xdotool finds nothing, too, while a window is going.
        wait(lambda: not self.windows() and app.root.get_child_count() == 0, "no window", 60)
        self.assertIsNone(app.process.poll(), "the task goes on")
        subprocess.run(sandbox(ID), check=True, timeout=SECONDS)  # brings the window back
        wait(self.windows, "the window again", 60)

        # Two hours later, which the window learns when it reads.
        tenant.control("/clock", {"advance": "PT2H"})
        app.keys("F5")
        notice = wait(lambda: self.desktop.asked("AddNotification"), "the notification", 120)[0]
        self.assertEqual(notice[0], ID)
        self.assertEqual(notice[2]["title"], "The OOF task needs somebody")

    @staticmethod
    def windows():
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "oof-manager"], capture_output=True, text=True, check=False).stdout.split()

    def test_8_screenshot_goes_through_the_portal(self):
        tenant = self.tenant()
        picture = pathlib.Path(os.environ["HOME"], "picture.png")
        subprocess.run(["convert", "-size", "320x200", "xc:white", picture], check=True)
        self.desktop.answer("Screenshot", picture)
        app = self.window(tenant, "--connection", tenant.connection, "--place", "migration")
        app.label("^Migration to the CI-Cloud version$", 60)
        app.click("^Next$")
        app.get(BUTTON, "^Check again$")  # "Checks" stands in the list of the pages, too
        for title in ("Prepare the desktop version", "Screenshots"):
            app.click("^Next$")
            app.label(f"^{title}$")
        app.click("^Take a screenshot")
        app.click("^Keep this picture$")
        self.assertTrue(self.desktop.asked("Screenshot")[0][3]["interactive"])


if __name__ == "__main__":
    harness.main()
