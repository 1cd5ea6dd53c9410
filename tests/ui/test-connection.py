#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in and setting up, end to end: test-connection.py BUILD-DIR [TEST…]; prints TAP. Runs inside session.sh, whose
bus has no keyring."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from browser import decide, fetch  # noqa: E402
from drive import A_WHILE, App, Gio, GLib, wait  # noqa: E402
from window_case import BUILD, SHOTS, WindowCase, main  # noqa: E402

SECRETS = "org.freedesktop.secrets"
# Owns the name and stops: whoever asks gets no answer.
SILENT = f"""
import os, signal
from gi.repository import Gio, GLib
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName", GLib.Variant("(su)", ("{SECRETS}", 0)), None, 0, 10000)
os.kill(os.getpid(), signal.SIGSTOP)
"""


class ConnectionTest(WindowCase):
    def test_code_without_a_keyring(self):
        app = self.start("--connection", self.write_connection(), environment={"G_MESSAGES_DEBUG": "all"})
        app.get("label", "^There is no keyring here")
        app.click("^Sign in…$")
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        decide(app.label("^http.*/device$"), user_code=code)
        app.get("label", "^Signed in as anna.meier@")
        self.assertEqual(app.unnamed(), [])
        app.keys("Escape")
        app.get("list item", "^Overview$")
        output = app.output()
        self.assertIn("openid-configuration", output)
        for secret in self.secrets + ["sim-refresh.", "sim-access-", "eyJ"]:
            self.assertNotIn(secret, output)

    def install_browser(self):
        """What opens pages here: a program of ours that writes the address down. Gives the environment and the file."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="oof-browser-"))
        opened = folder / "opened"
        applications = folder / "applications"
        applications.mkdir()
        (folder / "browser").write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part\nmv {opened}.part {opened}\n', encoding="utf-8")
        (folder / "browser").chmod(0o755)
        (applications / "browser.desktop").write_text(f"[Desktop Entry]\nType=Application\nName=Browser\nExec={folder}/browser %u\n"
                                                      "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n", encoding="utf-8")
        (applications / "mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/http=browser.desktop\n", encoding="utf-8")
        return {"XDG_DATA_HOME": str(folder)}, opened

    def decide_in(self, opened, decision="accept"):
        """The person decides on the page that was opened, and is sent back. Gives the link of the page."""
        wait(opened.exists, "the page in the browser", 60)
        link = opened.read_text(encoding="utf-8")
        back = decide(link, decision)
        self.assertRegex(back, "^http://(localhost|127.0.0.1):[0-9]+/")
        self.assertNotIn("code=", fetch(back).read().decode())
        return link

    def test_browser_of_this_machine(self):
        environment, opened = self.install_browser()
        app = self.start("--connection", self.write_connection(), environment=environment)
        app.click("^Sign in…$")
        app.click("^Sign in in the browser$")
        self.assertIn("code_challenge", self.decide_in(opened))
        app.get("label", "^Signed in as anna.meier@")
        self.assertEqual(app.unnamed(), [])

    def test_administrator_agrees_in_the_browser(self):
        environment, opened = self.install_browser()
        app = self.start("--connection", self.tenant.connection, "--place", "options", environment=environment)
        self.shows("^Read and written from here")
        app.click("^Administrator…")
        app.click("^Agree in the browser$")
        self.assertIn("/adminconsent?", self.decide_in(opened))
        app.get("label", "^An administrator has agreed")
        self.assertEqual(app.unnamed(), [])

    def start_keyring(self):
        keyring = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.kill)
        keyring.stdin.write(b"pw")
        keyring.stdin.close()
        self.await_secrets()

    def await_secrets(self):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        wait(lambda: bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", GLib.Variant("(s)", (SECRETS,)), None, 0, 10000).unpack()[0],
             "the Secret Service", 60)
        return bus

    def test_keyring_keeps_and_is_locked(self):
        self.start_keyring()
        path = self.write_connection()
        first = App([BUILD / "oof-manager", "--connection", path], str(SHOTS / "keyring.log"), {"LC_ALL": "C.UTF-8"})
        self.addCleanup(first.process.kill)
        first.get("label", "^Nobody has signed in here yet")
        first.click("^Sign in…$")
        first.click("^Use a code on another device$")
        decide(first.label("^http.*/device$"), user_code=first.label("^[0-9a-f]{8}$"))
        first.get("label", "^Signed in as anna.meier@")
        self.assertFalse(first.has("label", "^There is no keyring"))
        first.quit()
        self.await_secrets().call_sync(SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
                                       GLib.Variant("(ao)", (["/org/freedesktop/secrets/collection/login"],)), None, 0, 10000)
        app = self.start("--connection", path)
        app.get("label", "^The keyring is locked")

    def test_silent_keyring_can_be_left(self):
        silent = subprocess.Popen([sys.executable, "-c", SILENT])
        self.addCleanup(silent.wait)
        self.addCleanup(silent.kill)
        self.await_secrets()
        app = self.start("--connection", self.write_connection())
        app.get("label", "^Asking the keyring and the servers")
        app.click("^Cancel$")
        app.get(("push button", "button"), "^Set up a connection…$")

    def test_refusal_says_what_to_do(self):
        app = self.start("--connection", self.write_connection())
        app.click("^Sign in…$")
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        decide(app.label("^http.*/device$"), "decline", user_code=code)
        app.get("label", "(?s)^OOF Manager .*authorization.?declined.*orrelation")
        self.assertEqual(app.unnamed(), [])
        app.click("^Try again$")
        app.get(("push button", "button"), "^Use a code on another device$")

    def shows(self, pattern, seconds=A_WHILE):
        """Somewhere on the page: fast, where a walk through all of its rows is not."""
        wait(lambda: any(re.search(pattern, name) for name in self.app.snapshot.read()), repr(pattern), seconds)

    def test_options_show_the_state(self):
        self.start("--connection", self.tenant.connection, "--place", "options")
        self.shows("^Read and written from here")
        for words in ("^Signed in with the secret in .*runner-secret", "^MailboxSettings.ReadWrite: granted", "^Cloud$"):
            self.shows(words, 1)


if __name__ == "__main__":
    main(ConnectionTest, __file__)
