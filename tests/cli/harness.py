# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the programs share: a running oof-sim, oofctl, results as TAP."""
import atexit
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

OOFCTL = os.environ.get("OOFCTL")
OOF_SIM = os.environ.get("OOF_SIM")
OOF_MANAGER = os.environ.get("OOF_MANAGER")
SOURCE = pathlib.Path(os.environ.get("OOF_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
SECONDS = 60
NOW = "2026-11-23T09:00:00Z"  # a Monday
STATE = tempfile.TemporaryDirectory(prefix="oof-state-")  # lock and name of the runner


class Sim:
    """oof-sim on a free port, with its line read."""

    def __init__(self, scenario="demo", *arguments):
        self.process = subprocess.Popen(
            [OOF_SIM, "--scenario", scenario, "--listen", "127.0.0.1:0", "--now", NOW, *arguments],
            stdout=subprocess.PIPE, text=True, encoding="utf-8")
        atexit.register(self.stop)
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.stop()
            raise RuntimeError("oof-sim did not start")
        self.answer = json.loads(line)
        self.connection = self.answer["connection"]

    def ask(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.answer["control"] + path, data=data)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.load(answer)

    def mail(self, sender, recipient):
        return self.ask("/mail", {"from": sender, "to": recipient, "subject": "Angebot 4711",
                                  "text": "Guten Tag", "kind": "direct"})

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        return self.process.returncode


class Result:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode("utf-8")
        self.error = process.stderr.decode("utf-8")

    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"exit {self.code}\n{self.out}{self.error}"


def make_env(**changes):
    env = {name: value for name, value in os.environ.items()
           if name not in ("LANGUAGE", "CREDENTIALS_DIRECTORY", "DBUS_SESSION_BUS_ADDRESS")}
    env["XDG_STATE_HOME"] = STATE.name
    env.update(changes)
    return env


def oofctl(*arguments, connection=None, stdin=b"", **env):
    """Runs oofctl to its end."""
    before = ["--connection", connection] if connection else []
    return Result(subprocess.run([OOFCTL, *before, *arguments], input=stdin, capture_output=True,
                                 timeout=SECONDS, env=make_env(**env), check=False))


class Case(unittest.TestCase):
    longMessage = True

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def write(self, name, text, mode=0o600):
        file = pathlib.Path(self.folder.name) / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        file.chmod(mode)
        return str(file)

    def expect(self, code, result, error=None):
        """The exit code, silence on standard error when it is 0, else a sentence with @error."""
        self.assertEqual(result.code, code, str(result))
        if code == 0:
            self.assertEqual(result.error, "")
        else:
            self.assertTrue(result.error.startswith("oofctl: "), str(result))
        if error is not None:
            self.assertIn(error, result.error)
        return result


class SimCase(Case):
    """One oof-sim for all tests of the class."""
    scenario = "demo"
    arguments = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sim = Sim(cls.scenario, *cls.arguments)
        cls.addClassCleanup(cls.sim.stop)

    def run_ctl(self, *arguments, **options):
        return oofctl(*arguments, connection=self.sim.connection, **options)

    def ask_ctl(self, *arguments, **options):
        """A command that works, as JSON."""
        return self.expect(0, self.run_ctl(*arguments, "--json", "--quiet", **options)).json()

    def find_free(self, route=None):
        """People who are present, have no absence and no reply and stand in for nobody, by address."""
        absences = self.ask_ctl("absence", "list")["absences"]
        busy = {absence[who] for absence in absences for who in ("person", "deputy")}
        people = {person["address"]: person for person in self.ask_ctl("people")["people"]}
        found = self.run_ctl("status", "--json", "--quiet").json()["people"]
        return [people[row["address"]] for row in found
                if row["state"] == "disabled" and row["verdict"] == "as-planned"
                and row["address"] not in busy and (route is None or row["route"] == route)]


class TapResult(unittest.TestResult):
    """Each test one line as soon as it is known."""
    number = 0

    def _line(self, ok, test, remark=""):
        self.number += 1
        print(f"{'ok' if ok else 'not ok'} {self.number} - {test.id().split('.', 1)[-1]}{remark}", flush=True)

    def _failed(self, test, error):
        self._line(False, test)
        for line in self._exc_info_to_string(error, test).splitlines():
            print(f"# {line}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._line(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._failed(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._failed(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._failed(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._line(True, test, f" # SKIP {reason}")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that every oof-sim ends, too
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = suite.run(TapResult())
    print(f"1..{result.number}")
    sys.exit(0 if result.wasSuccessful() else 1)
