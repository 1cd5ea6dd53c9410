# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl signin, signout and secret, the browser played by a plain HTTP client; no secret in anything they write."""
import base64
import os
import re
import shutil
import subprocess
import tempfile
import urllib.parse

import harness
from browser import decide, fetch
from harness import OOFCTL, SimCase

SESSION = """eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"; exec "$@" """


class SignInCase(SimCase):
    scenario = "cloud"

    def setUp(self):
        super().setUp()
        self.home = tempfile.mkdtemp(prefix="oof-signin-")
        self.addCleanup(shutil.rmtree, self.home, True)
        with open(self.sim.connection, encoding="utf-8") as file:
            self.full = text = file.read()
        self.secrets = [open(path, encoding="utf-8").read() for path in re.findall("secret-file=(.*)", text)]
        person = text[text.index("[person]"):]
        person = person[:person.index("\n[")] if "\n[" in person else person
        graph = text[text.index("[graph]"):text.index("[person]")]
        self.connection = os.path.join(self.home, "connection.ini")
        with open(self.connection, "w", encoding="utf-8") as file:
            file.write(text[:text.index("[graph]")] + graph + re.sub("secret-file=.*", "", person) + "\n")
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        runtime = os.path.join(self.home, "run")
        os.mkdir(runtime, 0o700)
        self.environment.update(HOME=self.home, XDG_RUNTIME_DIR=runtime, G_MESSAGES_DEBUG="all", LC_ALL="C.UTF-8",
                                XDG_DATA_HOME=self.home + "/data", XDG_CONFIG_HOME=self.home + "/config")
        self.written = ""

    def start(self, *arguments, wrapper=()):
        return subprocess.Popen([*wrapper, OOFCTL, "--connection", self.connection, *arguments], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.environment, encoding="utf-8")

    def finish(self, process, code, given=None):
        out, err = process.communicate(given, timeout=60)
        self.written += out + err
        self.assertEqual(process.returncode, code, out + err)
        return out, err

    def read_link(self, process):
        for line in process.stdout:
            self.written += line
            if line.startswith("http"):
                return line.strip()
        self.fail("no link: " + process.stderr.read())

    def tearDown(self):
        for secret in self.secrets:
            self.assertNotIn(secret, self.written)
        self.assertNotIn("sim-refresh.", self.written)
        self.assertNotIn("sim-access-", self.written)
        self.assertNotIn("eyJ", self.written)
        super().tearDown()


class WholeConnectionTest(SignInCase):
    """Person, runner and the account on premises at work, at the most talkative level: no secret of theirs in what
    is printed, and none in a file that is left behind."""
    scenario = "hybrid"

    def test_no_secret_is_written(self):
        with open(self.connection, "w", encoding="utf-8") as file:
            file.write(self.full)
        self.environment["XDG_STATE_HOME"] = self.home + "/state"
        user = re.search(r"(?s)\[ews\].*?user=(\S+)", self.full).group(1)
        self.secrets = [secret.strip() for secret in self.secrets]
        self.assertEqual(len(self.secrets), 3)
        self.secrets += [base64.b64encode(f"{user}:{secret}".encode()).decode() for secret in self.secrets]
        for command in (["doctor"], ["run"], ["status"]):
            self.finish(self.start(*command), 0)
        self.assertRegex(self.written, "(GET|POST) .*/EWS/Exchange.asmx")  # the talkative level is on
        for folder, _, names in os.walk(self.home):
            for name in names:
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    self.written += file.read()


class WithoutKeyringTest(SignInCase):
    def test_browser(self):
        process = self.start("signin")
        fetch(decide(self.read_link(process)))
        _, err = self.finish(process, 3)
        self.assertIn("cannot be kept", err)

    def test_declined(self):
        process = self.start("signin")
        fetch(decide(self.read_link(process), "decline"))
        _, err = self.finish(process, 3)
        self.assertIn("access_denied", err)

    def test_ended_while_waiting(self):
        process = self.start("signin")
        self.read_link(process)
        process.terminate()
        self.finish(process, 1)

    def test_admin_consent(self):
        self.sim.ask("/sign-in", {"delegated": []})
        process = self.start("signin", "--admin-consent")
        fetch(decide(self.read_link(process)))
        self.finish(process, 0)

    def test_demand_of_graph_is_met_by_the_next_sign_in(self):
        self.environment["XDG_STATE_HOME"] = self.home + "/state"
        person = next(path for path in re.findall("secret-file=(.*)", self.full) if "person" in path)
        self.sim.ask("/sign-in", {"challenge": "sign-in"})
        self.addCleanup(self.sim.ask, "/sign-in", {"challenge": "none"})
        self.finish(self.start("--secret-file", person, "people"), 3)
        self.assertEqual(len(os.listdir(self.home + "/state/oof-manager")), 1)
        process = self.start("signin")
        link = self.read_link(process)
        self.assertIn("1700000000", urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["claims"][0])
        fetch(decide(link))
        self.finish(process, 3)
        self.assertEqual(os.listdir(self.home + "/state/oof-manager"), [])

    def test_no_secret(self):
        _, err = self.finish(self.start("people"), 3)
        self.assertIn("oofctl signin", err)

    def test_runner_without_its_secret(self):
        """Each sign-in that the file names has to be there: the person's does not do for the runner's."""
        before, runner, after = re.split(r"(?ms)^(\[runner\]\n.*?)(?=^\[|\Z)", self.full)
        with open(self.connection, "w", encoding="utf-8") as file:
            file.write(before + re.sub("secret-file=.*", "", runner) + after)
        _, err = self.finish(self.start("people"), 3)
        self.assertIn('No secret for "runner"', err)
        self.assertIn("oofctl secret set runner", err)
        with open(self.connection, "w", encoding="utf-8") as file:
            file.write(before + after)
        out, _ = self.finish(self.start("people"), 0)
        self.assertIn("anna.meier@", out)

    def test_way_of_an_administrator(self):
        self.sim.ask("/sign-in", {"delegated": ["User.Read"]})
        result = harness.oofctl("people", connection=self.sim.connection)
        self.assertEqual(result.code, 3, str(result))
        self.assertIn("oofctl signin", result.error)
        self.sim.ask("/sign-in", {"application": []})
        result = harness.oofctl("people", connection=self.sim.connection)
        self.assertEqual(result.code, 3, str(result))
        self.assertIn("/adminconsent?client_id=", result.error)


class WithKeyringTest(SignInCase):
    def run_in_session(self, script):
        path = os.path.join(self.home, "script")
        with open(path, "w", encoding="utf-8") as file:
            file.write(script)
        return subprocess.Popen(["dbus-run-session", "--", "bash", "-c", SESSION, "bash", "bash", path], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=dict(self.environment, OOFCTL=OOFCTL, FILE=self.connection), encoding="utf-8")

    def test_kept_and_forgotten(self):
        process = self.run_in_session('''
"$OOFCTL" --connection "$FILE" signin || exit 91
"$OOFCTL" --connection "$FILE" --json people > "$FILE.json" || exit 92
"$OOFCTL" --connection "$FILE" signout || exit 93
"$OOFCTL" --connection "$FILE" people && exit 94
exit 0''')
        fetch(decide(self.read_link(process)))
        out, _ = self.finish(process, 0)
        self.assertIn("anna.meier@", out)
        with open(self.connection + ".json", encoding="utf-8") as file:
            self.assertIn("bernd.krause@", file.read())

    def test_device(self):
        process = self.run_in_session('"$OOFCTL" --connection "$FILE" signin --device')
        line = process.stdout.readline()
        code = re.search(r"[0-9a-f]{8}", line).group(0)
        decide(self.read_link(process), user_code=code)
        self.finish(process, 0)

    def test_secret(self):
        process = self.run_in_session('''
"$OOFCTL" --connection "$FILE" secret set runner || exit 91
secret-tool search --all role runner 2>&1 | grep -q "secret = hush-hush" || exit 92
"$OOFCTL" --connection "$FILE" secret clear runner || exit 93
secret-tool search --all role runner 2>&1 | grep -q hush && exit 94
exit 0''')
        self.finish(process, 0, "hush-hush\n")
        self.assertNotIn("hush-hush", self.written)
        _, err = self.finish(self.start("secret", "set", "boss"), 2, "x\n")
        self.assertIn("boss", err)
        self.finish(self.start("secret", "set", "runner"), 2, "")


if __name__ == "__main__":
    harness.main()
