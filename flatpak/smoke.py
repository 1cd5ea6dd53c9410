#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, end to end: smoke.py BUILD-DIR; prints TAP. Runs inside tests/ui/session.sh with the
services that flatpak/test names. The simulated organisation runs outside the sandbox, in BUILD-DIR."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1]).resolve()
ID = os.environ.get("APP_ID", "io.github.oofmanager.OofManager")
os.environ.update(OOFCTL=str(BUILD / "oofctl"), OOF_SIM=str(BUILD / "oof-sim"))
sys.path[:0] = [str(ROOT / "tests/cli"), str(ROOT / "tests/ui")]
import harness  # noqa: E402
from test_signin import decide, fetch  # noqa: E402

# flatpak writes x11 beside fallback-x11; the latter rules.
PERMISSIONS = {"shared": {"network", "ipc"}, "sockets": {"wayland", "fallback-x11"}, "devices": {"dri"}}
WINDOW_TESTS = ("test_sample_organisation_from_the_first_page", "test_plan_an_absence_and_the_mail_gets_the_reply", "test_help_is_about_the_place")
SECONDS = 120


def sandbox(*options):
    return ["flatpak", "run", "--user", "--die-with-parent", *options]


def unlock_keyring():
    """A desktop does this at log-in. Portals choose their implementation by the name of the desktop."""
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"pw", stdout=subprocess.DEVNULL, check=True)
    subprocess.run(["dbus-update-activation-environment", "XDG_CURRENT_DESKTOP=GNOME"], check=True)


class Flatpak(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        unlock_keyring()
        cls.sim = harness.Sim("cloud")
        cls.addClassCleanup(cls.sim.stop)
        # The folder of the connection, the one thing an administrator opens to the sandbox (flatpak/README.md).
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="oof-connection-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        text = pathlib.Path(cls.sim.connection).read_text(encoding="utf-8")
        cls.secret = pathlib.Path(re.search(r"auth=secret\nsecret-file=(.*)", text)[1]).read_text(encoding="utf-8")
        cls.connection = cls.folder / "connection.ini"
        cls.connection.write_text(re.sub("secret-file=.*", "", text), encoding="utf-8")
        cls.runner = cls.folder / "runner.ini"
        cls.runner.write_text(re.sub("secret-file=.*", "", re.sub(r"(?s)\[person\].*?(?=\n\[)", "", text)), encoding="utf-8")

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

    def test_6_window(self):
        """The tests of the window that is built here, with the window that is installed."""
        command = [*sandbox("--filesystem=/tmp:ro", f"--filesystem={tempfile.gettempdir()}", ID)]
        environment = {**os.environ, "OOF_WINDOW_COMMAND": " ".join(command), "TZ": "Europe/Berlin"}
        for name in WINDOW_TESTS:
            with self.subTest(name):
                done = subprocess.run(["/usr/bin/python3", ROOT / "tests/ui/test-window.py", BUILD, name], capture_output=True, text=True, env=environment, check=False)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    harness.main()
