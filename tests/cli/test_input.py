# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong input against a tenant, and a tenant that misbehaves: exit codes and sentences."""
import configparser
import json
import os
import signal
import subprocess

import harness
from harness import Sim, SimCase, oofctl

UNKNOWN = "a:00000000-0000-4000-8000-000000000000"


class InputTest(SimCase):
    def add(self, person, *arguments, first="2026-12-07", last="2026-12-11"):
        return self.run_ctl("absence", "add", person, "--from", first, "--to", last, *arguments)

    def test_unknown_person(self):
        for arguments in (["status", "niemand@nirgends.example"], ["plan", "Niemand"], ["run", "--person", "Niemand"],
                          ["absence", "list", "Niemand"], ["status", ""],
                          ["template", "render", "Standard", "--person", "Niemand"]):
            with self.subTest(arguments):
                self.assertEqual(self.expect(2, self.run_ctl(*arguments)).out, "")
        self.expect(2, self.add("niemand@nirgends.example"), "niemand@nirgends.example")
        self.expect(2, self.add(self.find_free()[0]["address"], "--deputy", "Niemand"), "Niemand")

    def test_ambiguous_person(self):
        people = self.ask_ctl("people")["people"]
        first = people[0]["name"].split()[0][:1]
        result = self.expect(2, self.run_ctl("status", first), "@")
        self.assertEqual(result.out, "")

    def test_nothing_is_saved_when_one_person_is_wrong(self):
        person = self.find_free()[0]["address"]
        self.expect(2, self.run_ctl("absence", "add", person, "Niemand", "--from", "2026-12-07", "--open-end"))
        self.assertEqual(self.ask_ctl("absence", "list", person)["absences"], [])

    def test_unknown_absence(self):
        for key in (UNKNOWN, "nonsense", "", "a:", "d:options", "a:' or 1 eq 1"):
            with self.subTest(key):
                self.assertEqual(self.expect(2, self.run_ctl("absence", "cancel", key)).out, "")
        person = self.find_free()[0]["address"]
        name = self.ask_ctl("template", "list")["templates"][0]["name"]
        self.expect(2, self.run_ctl("template", "render", name, "--person", person, "--absence", UNKNOWN), UNKNOWN)

    def test_some_cannot_be_cancelled(self):
        person = self.find_free()[0]["address"]
        key = self.add(person, first="2027-03-01", last="2027-03-02").out.strip()
        result = self.expect(1, self.run_ctl("absence", "cancel", UNKNOWN, key, "--json"), UNKNOWN)
        self.assertEqual(result.json(), {"ids": [key]})

    def test_too_long(self):
        self.expect(2, self.add(self.find_free()[0]["address"], first="2026-12-07", last="2027-12-07"))

    def test_unknown_template(self):
        self.expect(2, self.add(self.find_free()[0]["address"], "--template", "Gibt es nicht"), "Gibt es nicht")
        for command in ("show", "check"):
            self.expect(2, self.run_ctl("template", command, "Gibt es nicht"), "Gibt es nicht")

    def test_own_deputy(self):
        person = self.find_free()[0]["address"]
        self.expect(2, self.add(person, "--deputy", person))

    def test_conflict(self):
        person = self.find_free()[-1]["address"]
        first = self.add(person).out.strip()
        for days in (("2026-12-11", "2026-12-18"), ("2026-12-01", "2026-12-07"), ("2026-12-09", "2026-12-09")):
            result = self.expect(6, self.add(person, first=days[0], last=days[1]), first)
            self.assertEqual(result.out, "")
        self.assertEqual(len(self.ask_ctl("absence", "list", person)["absences"]), 1)
        self.expect(0, self.add(person, first="2026-12-12", last="2026-12-13"))
        self.expect(0, self.add(person, "--on-conflict", "keep"))
        self.assertEqual(len(self.ask_ctl("absence", "list", person)["absences"]), 3)

    def test_template_with_mistakes(self):
        for text in ("Hallo @@gibtesnicht!", "[lang:de] ohne Ende", "", " \n"):
            with self.subTest(text):
                result = self.run_ctl("template", "set", "Fehlerhaft", "--file", "-", stdin=text.encode())
                self.expect(2, result)
        self.assertIn("gibtesnicht", self.run_ctl("template", "set", "Fehlerhaft", "--file", "-",
                                                  stdin=b"eins\nHallo @@gibtesnicht!").error)
        self.expect(2, self.run_ctl("template", "show", "Fehlerhaft"))

    def test_template_from_windows(self):
        self.expect(0, self.run_ctl("template", "set", "Alt", "--file", self.write("alt.txt", "\ufeffeins\r\nzwei\r\n")))
        self.assertEqual(self.expect(0, self.run_ctl("template", "show", "Alt")).out, "eins\nzwei\n")
        self.expect(0, self.run_ctl("template", "set", "alt", "--file", "-", "--format", "html", stdin=b"<p>drei</p>"))
        self.assertEqual(self.ask_ctl("template", "show", "Alt")["format"], "html")
        self.assertEqual(self.ask_ctl("template", "show", "Alt")["body"], "<p>drei</p>")

    def test_wrong_secret(self):
        self.expect(3, self.run_ctl("people", "--secret-file", self.write("wrong.secret", "falsch")))
        for mode in (0o644, 0o604, 0o640):
            self.expect(2, self.run_ctl("people", "--secret-file", self.write("open.secret", "falsch", mode)))
        self.expect(2, self.run_ctl("people", "--secret-file", "/does/not/exist"))

    def test_wrong_tenant(self):
        file = configparser.ConfigParser(interpolation=None)
        file.read(self.sim.connection, encoding="utf-8")
        folder = os.path.dirname(self.sim.connection)
        for group in file.sections():
            for key in ("secret-file", "ca-file"):
                if file[group].get(key):
                    file[group][key] = os.path.join(folder, file[group][key])
        file["graph"]["tenant"] = "11111111-2222-4333-8444-555555555555"
        path = os.path.join(self.folder.name, "other.ini")
        with open(path, "w", encoding="utf-8") as out:
            file.write(out, space_around_delimiters=False)
        self.expect(3, oofctl("people", connection=path))


class OnPremInputTest(InputTest):
    scenario = "onprem"
    test_wrong_tenant = None


class FaultTest(SimCase):
    def tearDown(self):
        self.sim.ask("/reset", {})

    def test_unreachable(self):
        sim = Sim("demo")
        self.addCleanup(sim.stop)
        sim.process.kill()  # so that it cannot tidy its connection file away
        sim.process.wait(harness.SECONDS)
        self.expect(4, oofctl("people", connection=sim.connection))
        self.assertEqual(oofctl("run", "--json", connection=sim.connection).out, "")

    def test_one_mailbox_fails(self):
        people = [person["address"] for person in self.find_free("graph")[:3]]
        self.ask_ctl("absence", "add", *people, "--from", "2026-11-23", "--to", "2026-11-27")
        self.sim.ask("/fault", {"match": "graph.get-settings", "kind": "forbidden", "times": 1})
        arguments = [word for person in people for word in ("--person", person)]
        result = self.expect(1, self.run_ctl("run", "--json", "--quiet", *arguments))
        run = result.json()
        self.assertEqual((run["changed"], run["failed"]), (2, 1))
        [failed] = [row for row in run["people"] if row["result"] == "failed"]
        self.assertIn(failed["address"], result.error)
        self.assertIsNotNone(failed["error"])

    def test_unreadable_mailbox(self):
        person = self.find_free("graph")[0]["address"]
        self.sim.ask("/fault", {"match": "graph.get-settings", "kind": "forbidden", "times": 1})
        result = self.expect(1, self.run_ctl("status", person, "--json"), person)
        [row] = result.json()["people"]
        self.assertEqual((row["state"], row["verdict"], row["internal"], row["asOf"]), (None, "unreadable", None, None))

    def test_limit_errors(self):
        """What is read together fails together; nothing is begun after that."""
        people = [person["address"] for person in self.find_free("graph")[:45]]
        self.ask_ctl("absence", "add", *people, "--from", "2026-11-23", "--to", "2026-11-27")
        self.sim.ask("/fault", {"match": "graph.get-settings", "kind": "forbidden", "times": 100})
        arguments = [word for person in people for word in ("--person", person)]
        run = self.expect(1, self.run_ctl("run", "--json", "--limit-errors", "1", *arguments)).json()
        results = [row["result"] for row in run["people"]]
        self.assertEqual(len(results), 45)
        self.assertIn("skipped", results)
        self.assertEqual((run["changed"], run["failed"]), (0, results.count("failed")))

    def interrupt(self, fault, kind, *arguments):
        """Ends a command that waits for an answer of the @kind."""
        self.sim.ask("/fault", {"match": fault, "kind": "hang", "times": 1})
        before = self.sim.ask("/requests")["byKind"].get(kind, 0)
        process = subprocess.Popen([harness.OOFCTL, "--connection", self.sim.connection, *arguments],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=harness.make_env())
        while self.sim.ask("/requests")["byKind"].get(kind, 0) == before and process.poll() is None:
            pass
        process.send_signal(signal.SIGTERM)
        process.wait(harness.SECONDS)
        with process.stdout, process.stderr:
            return process.returncode, process.stdout.read(), process.stderr.read()

    def test_interrupted_before_the_run(self):
        code, out, error = self.interrupt("calendar-list", "graph.list-events", "run", "--json")
        self.assertEqual((code, out), (1, b""))
        self.assertTrue(error.startswith(b"oofctl: "), error)

    def test_interrupted_run_prints_its_account(self):
        code, out, error = self.interrupt("graph.get-settings", "graph.get-settings", "run", "--json")
        self.assertEqual(code, 1)
        self.assertIn("people", json.loads(out))
        self.assertTrue(error.startswith(b"oofctl: "), error)


if __name__ == "__main__":
    harness.main()
