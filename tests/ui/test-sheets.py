#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheets of connections and sign-ins as a screen reader and a keyboard meet them (audit.py): test-sheets.py BUILD-DIR
[TEST…]; prints TAP. Runs inside session.sh."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from audit_case import AuditCase  # noqa: E402
from browser import decide  # noqa: E402
from drive import BUTTON  # noqa: E402
from window_case import main  # noqa: E402


class SheetsTest(AuditCase):
    def test_sign_in(self):
        app = self.start("--connection", self.write_connection())
        app.click("^Sign in…$")
        app.get(BUTTON, "^Use a code on another device$")
        with self.subTest(state="start"):
            self.assert_accessible()
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        with self.subTest(state="waiting"):
            self.assert_accessible()
        decide(app.label("^http.*/device$"), "decline", user_code=code)
        app.get(BUTTON, "^Try again$")
        with self.subTest(state="error"):
            self.assert_accessible()

    def test_signed_in(self):
        app = self.start("--connection", self.write_connection())
        app.click("^Sign in…$")
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        decide(app.label("^http.*/device$"), user_code=code)
        app.get("label", "^Signed in as anna.meier@")
        self.assert_accessible()

    def test_consent(self):
        app = self.open("home")
        app.keys("ctrl+comma")
        app.click("^Administrator…")
        app.get(BUTTON, "^Agree in the browser$")
        self.assert_accessible()

    def test_secret(self):
        app = self.open("home")
        app.keys("ctrl+comma")
        app.click("^Enter a secret…")
        app.get(BUTTON, "^Keep it$")
        self.assert_accessible()

    def test_connection(self):
        app = self.start()
        app.click("^Set up a connection…$")
        app.get(BUTTON, "^Save and connect$")
        self.assert_accessible()


if __name__ == "__main__":
    main(SheetsTest, __file__)
