#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in and setting up, end to end: test-connection.py BUILD-DIR [TEST…]; prints TAP. Runs inside session.sh, whose
bus has no keyring."""
import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from browser import decide  # noqa: E402
from window_case import WindowCase, main  # noqa: E402


class ConnectionTest(WindowCase):
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

    def test_code_without_a_keyring(self):
        app = self.start("--connection", self.write_connection(), environment={"G_MESSAGES_DEBUG": "all"})
        app.get("label", "^There is no keyring here", seconds=60)
        app.click("^Sign in…$")
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        decide(app.label("^http.*/device$"), user_code=code)
        app.get("label", "^Signed in as anna.meier@", seconds=60)
        self.assertEqual(app.unnamed(), [])
        app.keys("Escape")
        app.get("list item", "^Overview$", seconds=60)
        output = app.output()
        self.assertIn("openid-configuration", output)
        for secret in self.secrets + ["sim-refresh.", "sim-access-", "eyJ"]:
            self.assertNotIn(secret, output)

    def test_refusal_says_what_to_do(self):
        app = self.start("--connection", self.write_connection())
        app.click("^Sign in…$")
        app.click("^Use a code on another device$")
        code = app.label("^[0-9a-f]{8}$")
        decide(app.label("^http.*/device$"), "decline", user_code=code)
        app.get("label", "(?s)^OOF Manager .*authorization.?declined.*orrelation", seconds=60)
        self.assertEqual(app.unnamed(), [])
        app.click("^Try again$")
        app.get(("push button", "button"), "^Use a code on another device$")

    def test_options_show_the_state(self):
        app = self.start("--connection", self.tenant.connection, "--place", "options")
        app.get("label", "^Read and written from here", seconds=60)
        app.get("label", "^MailboxSettings.ReadWrite: granted")
        app.click("^Check: Sign-in of the runner")
        app.get("label", "^Signed in, and found the service mailbox", seconds=60)
        app.set_text("^Address of Exchange Web Services", "")
        app.set_text("^Server to ask for Autodiscover", self.tenant.line["autodiscover"])
        app.click("^Find: Address of Exchange Web Services")
        app.get("label", "^Found. Save to use it", seconds=60)
        app.set_text("^Tenant", "contoso.example")
        app.get("label", r"(?s)\[graph\] tenant: \S+ → contoso.example")
        self.assertEqual(app.unnamed(), [])


if __name__ == "__main__":
    main(ConnectionTest, __file__)
