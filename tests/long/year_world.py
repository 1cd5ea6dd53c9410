# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated tenant and the programs of the virtual year: oof-sim, and year-runner (year-runner.c)."""
import http.client
import json
import os
import subprocess
import tempfile
import urllib.parse

import harness
from year_model import TEMPLATES, to_text

RUNNER = os.environ.get("OOF_YEAR_RUNNER")
SCENARIOS = {"graph": "large", "ews": "onprem"}


class Control:
    """/_sim over one connection."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.path = parts.path
        self.http = http.client.HTTPConnection(parts.netloc, timeout=120)

    def ask(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        self.http.request("POST" if data else "GET", self.path + urllib.parse.quote(path), data)
        answer = self.http.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{path} {body}: {text}")
        return json.loads(text)


def cut_person(connection):
    """The connection file of a server: nobody sits there."""
    path = os.path.join(os.path.dirname(connection), "server.ini")
    with open(connection, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
        out.write("\n\n".join(part for part in file.read().split("\n\n") if not part.startswith("[person]")))
    return path


class Programs:
    """The desk and the runner, one command at a time."""

    def __init__(self, connection):
        self.state = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [RUNNER, connection], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8", env=harness.make_env(XDG_STATE_HOME=self.state.name))
        self.ran = self.troubles = 0

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().rstrip("\n")
        if not answer.startswith("ok"):
            raise AssertionError(f"{line[:300]}: {answer}")
        return answer

    def put(self, verb, absence):
        self.ask(f"{verb} {absence.key} {json.dumps(absence.to_json())}")

    def put_many(self, absences):
        self.ask("many " + "\t".join(f"{absence.key} {json.dumps(absence.to_json())}" for absence in absences))

    def put_series(self, absence, days):
        """The keys of its occurrences, by day."""
        return self.ask(f"series {days} {absence.key} {json.dumps(absence.to_json())}").split(" ")[1:]

    def run(self):
        """Waits for one more run. (whether it came to its end, all rows but those without a change, what went wrong
        meanwhile)"""
        _, ran, troubles, _, trouble, *rows = self.ask(f"run {self.ran} {self.troubles}").split("\t")
        over = int(ran) > self.ran
        if int(ran) == self.ran and int(troubles) == self.troubles:
            raise AssertionError("no run came to its end")
        trouble = trouble if int(troubles) > self.troubles else None
        self.ran, self.troubles = int(ran), int(troubles)
        return over, [row.split("|") for row in rows], trouble

    def stop(self):
        self.process.stdin.close()
        self.process.wait(120)
        self.process.stdout.close()
        self.state.cleanup()
        return self.process.returncode


class World:
    """A tenant with @people people that has no absences, and its programs; everybody is reached by @route."""

    def __init__(self, case, people, now, route):
        harness.NOW = to_text(now)
        self.route = route
        self.sim = harness.Sim(SCENARIOS[route], "--people", str(people))
        case.addCleanup(self.sim.stop)
        # For the whole year: a person's sign-in ends when it is not used for 90 days.
        self.sim.connection = cut_person(self.sim.connection)
        self.control = Control(self.sim.answer["control"])
        self.case = case
        self.set_templates()
        self.programs = Programs(self.sim.connection)
        for entry in self.programs.ask("list").split(" ")[1:]:
            self.programs.ask("cancel " + entry.split("|")[0])

    def employ(self, people):
        """Without Graph people are the members of groups: nobody is to vanish when leaving another one."""
        if self.route == "ews":
            self.control.ask("/groups/Alle Mitarbeiter", {"add": list(people)})

    def set_templates(self):
        for name, text in TEMPLATES.items():
            self.set_template(name, text)

    def set_template(self, name, text):
        self.case.ctl("template", "set", name, "--file", self.case.write(name, text), sim=self.sim)

    def list_people(self):
        """address -> (name, "de" or "en"), of those that have a cloud or an on-premises mailbox."""
        rows = self.case.ctl("people", sim=self.sim)["people"]
        return {row["address"]: (row["name"], (row["language"] or "de")[:2]) for row in rows
                if row["route"] != "none"}

    def clean(self, address):
        """As if nobody had ever been away."""
        self.control.ask(f"/mailboxes/{address}", {"state": "disabled", "audience": "all", "internal": "",
                                                   "external": "", "smtpForward": None, "rules": []})

    def set_clock(self, now):
        self.control.ask("/clock", {"now": to_text(now)})

    def count_writes(self):
        return self.control.ask("/requests")["writes"]
