# SPDX-License-Identifier: GPL-3.0-or-later
"""Absences shown, edited, in each other's way, in series, written and read as CSV; deputies."""
import csv
import io
import json
import signal
import subprocess

import harness
from harness import SimCase

DAYS = ("--from", "2027-02-01", "--to", "2027-02-02")


class Absences:
    def setUp(self):
        self.people = iter(self.find_free())

    def free(self):
        return next(self.people)["address"]

    def add(self, person, first, last, *options):
        return self.ask_ctl("absence", "add", person, "--from", first, "--to", last, *options)["ids"]

    def show(self, key):
        return self.ask_ctl("absence", "show", key)

    def dates(self, person):
        """The live absences of one person, by start."""
        return [(one["from"], one["to"], one["subject"]) for one in self.ask_ctl("absence", "list", person)["absences"]
                if one["state"] != "cancelled"]

    def test_show_and_edit(self):
        person = self.free()
        [key] = self.add(person, "2026-12-07", "2026-12-11", "--subject", "Urlaub", "--ticket", "T-1")
        self.assertEqual(self.show(key), self.ask_ctl("absence", "list", person)["absences"][0])
        self.assertIn("T-1", self.expect(0, self.run_ctl("absence", "show", key)).out)
        self.expect(2, self.run_ctl("absence", "show", "nonsense"), "nonsense")
        self.assertEqual(self.ask_ctl("absence", "edit", key, "--to", "2026-12-12", "--note", "Ruhe",
                                      "--subject", "")["ids"], [key])
        one = self.show(key)
        self.assertEqual((one["from"], one["to"], one["subject"], one["note"]),
                         ("2026-12-07", "2026-12-12", None, "Ruhe"))
        self.assertEqual(one["movedFrom"], [{"from": "2026-12-07", "to": "2026-12-11"}])
        self.ask_ctl("absence", "edit", key, "--time-from", "08:00", "--time-to", "12:00")
        one = self.show(key)
        self.assertFalse(one["allDay"])
        self.assertEqual((one["from"][:10], one["to"][:10]), ("2026-12-07", "2026-12-12"))
        self.ask_ctl("absence", "edit", key, "--open-end", "--note", "")
        self.assertEqual((self.show(key)["to"], self.show(key)["note"]), (None, None))
        for words in (("--to", "2026-12-01"), ("--to", "morgen"), ("--deputy", person), ("--template", "Nirgends"),
                      ("--weekly", "mo"), ("--time-to", "25:00"), ("--audience", "everybody")):
            with self.subTest(words):
                self.assertIn(self.run_ctl("absence", "edit", key, *words).code, (2,))

    def test_far_away(self):
        """Beyond the 400 days that are read as a rule: listed when asked for, and found by id."""
        person = self.free()
        [near] = self.add(person, "2026-12-07", "2026-12-11", "--subject", "nah")
        [far] = self.add(person, "2029-07-02", "2029-07-06", "--subject", "fern")

        def listed(*words):
            return [one["id"] for one in self.ask_ctl("absence", "list", person, *words)["absences"]]
        self.assertEqual(listed(), [near])
        self.assertEqual(listed("--from", "2026-12-11"), [near, far])
        self.assertEqual(listed("--from", "2026-12-12"), [far])
        self.assertEqual(listed("--from", "2029-07-06", "--to", "2029-07-06"), [far])
        self.assertEqual(listed("--from", "2029-07-07"), [])
        self.assertEqual(listed("--to", "2029-07-02"), [near, far])
        self.assertEqual(listed("--to", "2029-07-01"), [near])
        table = self.expect(0, self.run_ctl("absence", "export", "--from", "2029-01-01")).out
        self.assertEqual([row["id"] for row in csv.DictReader(io.StringIO(table)) if row["person"] == person], [far])
        self.expect(2, self.run_ctl("absence", "list", "--from", "2029-07-07", "--to", "2029-07-06"), "--from")
        self.expect(2, self.run_ctl("absence", "export", "--to", "bald"), "bald")
        self.assertEqual(self.show(far)["subject"], "fern")
        self.ask_ctl("absence", "edit", far, "--note", "weit weg")
        self.assertEqual(self.show(far)["note"], "weit weg")
        self.expect(0, self.run_ctl("absence", "cancel", far))
        self.assertEqual(self.show(far)["state"], "cancelled")

    def test_conflicts(self):
        person = self.free()
        self.add(person, "2026-12-01", "2026-12-14", "--subject", "alt")
        again = ("absence", "add", person, "--from", "2026-12-05", "--to", "2026-12-07", "--subject", "neu")
        self.assertEqual(self.expect(6, self.run_ctl(*again), "--on-conflict").out, "")
        self.expect(2, self.run_ctl(*again, "--on-conflict", "both"), "both")
        self.assertEqual(len(self.dates(person)), 1)
        self.ask_ctl(*again, "--on-conflict", "split")
        self.assertEqual(self.dates(person), [("2026-12-01", "2026-12-04", "alt"), ("2026-12-05", "2026-12-07", "neu"),
                                              ("2026-12-08", "2026-12-14", "alt")])
        self.expect(6, self.run_ctl(*again, "--on-conflict", "split"))
        [key] = self.ask_ctl(*again, "--on-conflict", "replace")["ids"]
        self.assertEqual(len(self.dates(person)), 3)
        self.expect(6, self.run_ctl("absence", "edit", key, "--to", "2026-12-10"))
        self.ask_ctl("absence", "edit", key, "--to", "2026-12-10", "--on-conflict", "replace")
        self.assertEqual(self.dates(person)[1:], [("2026-12-05", "2026-12-10", "neu"),
                                                  ("2026-12-11", "2026-12-14", "alt")])

    def test_forwarding_is_edited(self):
        person, other = self.free(), self.free()
        [key] = self.add(person, "2026-12-07", "2026-12-11")
        self.expect(2, self.run_ctl("absence", "edit", key, "--no-copy"), "--no-copy")
        self.ask_ctl("absence", "edit", key, "--forward", other)
        self.assertEqual(self.show(key)["forward"], {"to": other, "copy": True})
        self.ask_ctl("absence", "edit", key, "--no-copy")
        self.assertEqual(self.show(key)["forward"], {"to": other, "copy": False})
        self.ask_ctl("absence", "edit", key, "--note", "Ruhe")
        self.assertEqual(self.show(key)["forward"], {"to": other, "copy": False})
        self.expect(2, self.run_ctl("absence", "edit", key, "--forward", person), "forward")
        self.ask_ctl("absence", "edit", key, "--forward", "")
        self.assertIsNone(self.show(key)["forward"])
        self.expect(2, self.run_ctl("absence", "edit", key, "--chain"), "--chain")

    def test_following(self):
        person = self.free()
        keys = self.add(person, "2026-12-01", "2026-12-31", "--weekly", "mo", "--subject", "Teilzeit")
        days = ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]
        changed = self.ask_ctl("absence", "edit", keys[1], "--following", "--subject", "Schule", "--from", "2026-12-15", "--to", "2026-12-16")
        self.assertEqual(changed["ids"], keys[1:])
        self.assertEqual(self.dates(person), [(days[0], days[0], "Teilzeit"), ("2026-12-15", "2026-12-16", "Schule"),
                                              ("2026-12-22", "2026-12-23", "Schule"), ("2026-12-29", "2026-12-30", "Schule")])
        series = [one["series"] for one in self.ask_ctl("absence", "list", person)["absences"]]
        self.assertEqual((len(set(series)), len(set(series[1:]))), (2, 1))
        self.add(person, "2026-12-23", "2026-12-24", "--subject", "Urlaub", "--on-conflict", "keep")
        later = ("absence", "edit", keys[1], "--following", "--from", "2026-12-16", "--to", "2026-12-17")
        self.expect(6, self.run_ctl(*later))
        self.ask_ctl(*later, "--on-conflict", "keep")
        self.assertEqual(self.ask_ctl("absence", "cancel", keys[2], "--following")["ids"], keys[2:])
        self.assertEqual(self.dates(person), [(days[0], days[0], "Teilzeit"), ("2026-12-16", "2026-12-17", "Schule"),
                                              ("2026-12-23", "2026-12-24", "Urlaub")])
        # A week later each takes the place of the next one: no overlap.
        other = self.free()
        [first, second] = self.add(other, "2026-12-01", "2026-12-15", "--weekly", "mo")
        self.ask_ctl("absence", "edit", first, "--following", "--from", "2026-12-14", "--to", "2026-12-14")
        self.assertEqual([self.show(key)["from"] for key in (first, second)], ["2026-12-14", "2026-12-21"])
        self.expect(2, self.run_ctl("absence", "cancel", keys[0], "--following", "--closure"), "--following")
        self.expect(2, self.run_ctl("absence", "edit", keys[0], "--following", "--open-end"), "--following")
        self.expect(2, self.run_ctl("absence", "add", person, "--from", "2027-01-01", "--open-end", "--following"), "--following")
        self.expect(2, self.run_ctl("absence", "cancel", "nonsense", "--following"), "nonsense")

    def test_weekly(self):
        person = self.free()
        keys = self.add(person, "2026-12-01", "2026-12-20", "--weekly", "fr,mo", "--subject", "Teilzeit")
        self.assertEqual(self.dates(person), [(day, day, "Teilzeit") for day in (
            "2026-12-04", "2026-12-07", "2026-12-11", "2026-12-14", "2026-12-18")])
        series = {self.show(key)["series"] for key in keys}
        self.assertEqual(len(series), 1)
        self.assertNotIn(None, series)
        self.expect(2, self.run_ctl("absence", "add", person, "--from", "2026-12-01", "--to", "2026-12-02",
                                    "--weekly", "su"))
        self.expect(2, self.run_ctl("absence", "add", person, "--from", "2026-12-01", "--to", "2026-12-02",
                                    "--weekly", "heute"), "heute")

    def test_deputies(self):
        one, two, three = self.free(), self.free(), self.free()
        self.add(two, "2027-02-01", "2027-02-05", "--deputy", three)
        self.add(three, "2027-02-03", "2027-02-09", "--deputy", one)
        result = self.run_ctl("absence", "add", one, "--from", "2027-02-01", "--to", "2027-02-02", "--deputy", two)
        self.assertEqual(result.code, 0, str(result))
        self.assertIn(two, result.error)

    def test_csv(self):
        one, two = self.free(), self.free()
        self.add(one, "2027-03-01", "2027-03-05", "--subject", 'Urlaub, "lang"', "--note", "zwei\nZeilen", "--ticket", "T")
        self.add(two, "2027-03-02", "2027-03-02", "--time-from", "08:00", "--time-to", "12:30", "--audience", "none")
        text = self.expect(0, self.run_ctl("absence", "export", "--quiet")).out
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["person"] in (one, two)]
        self.assertEqual([(row["from"], row["to"], row["timeFrom"], row["timeTo"], row["note"]) for row in rows],
                         [("2027-03-01", "2027-03-05", "", "", "zwei\nZeilen"),
                          ("2027-03-02", "2027-03-02", "08:00", "12:30", "")])
        before = [self.show(row["id"]) for row in rows]
        file = self.write("all.csv", text)
        self.assertEqual(self.ask_ctl("absence", "import", file)["ids"], [])  # everything is there
        for row in rows:  # with other ids they are other absences
            row["id"] = ""
        for row, person in zip(rows, (self.free(), self.free())):
            row["person"] = person
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows + [{**rows[0], "person": "niemand@x.example"}, {**rows[0], "from": "heute"}, rows[1]])
        file = self.write("some.csv", out.getvalue())
        result = self.run_ctl("absence", "import", file, "--dry-run", "--json")
        self.assertEqual((result.code, len(result.json()["ids"])), (1, 2), str(result))
        self.assertEqual(self.dates(rows[0]["person"]), [])
        result = self.run_ctl("absence", "import", file, "--json")
        self.assertEqual((result.code, len(result.json()["ids"])), (1, 2), str(result))
        for line in ("line 5:", "line 7:", "line 9:"):
            self.assertIn(line, result.error)
        after = [self.show(key) for key in result.json()["ids"]]
        for old, new in zip(before, after):
            for name in ("from", "to", "allDay", "subject", "note", "template", "audience", "calendar"):
                if old["zone"] == new["zone"] or name not in ("from", "to"):
                    self.assertEqual(old[name], new[name], name)
        self.expect(2, self.run_ctl("absence", "import", self.write("bad.csv", "a,b\n1,2\n")), "person")
        self.expect(2, self.run_ctl("absence", "import", "/nirgends.csv"), "nirgends")


class CloudTest(Absences, SimCase):
    scenario = "demo"


class OnPremTest(Absences, SimCase):
    scenario = "onprem"


class WrongClock:
    """This machine's clock is years off: the days that are read lie around the server's."""
    arguments = ("--now", "2031-03-03T09:00:00Z", "--as", "runner")

    def test_wrong_clock(self):
        running = [absence["person"] for absence in self.ask_ctl("absence", "list", "--state", "running")["absences"]]
        self.assertNotEqual(running, [])
        person = self.find_free()[0]["address"]
        [key] = self.ask_ctl("absence", "add", person, "--from", "2031-03-04", "--to", "2031-03-05")["ids"]
        self.assertEqual(self.ask_ctl("run", "--person", person)["changed"], 1)
        self.assertEqual(self.sim.ask(f"/mailboxes/{person}")["state"], "scheduled")
        self.expect(0, self.run_ctl("absence", "cancel", key))
        self.assertEqual(self.ask_ctl("run")["changed"], 1)
        self.assertEqual(self.sim.ask(f"/mailboxes/{person}")["state"], "disabled")


class CloudWrongClockTest(WrongClock, SimCase):
    scenario = "demo"


class OnPremWrongClockTest(WrongClock, SimCase):
    scenario = "onprem"


class InterruptedTest(SimCase):
    """Whatever the moment of the signal: what is printed is what has happened."""
    arguments = ("--latency", "40")

    def interrupt(self, kind, *arguments):
        before = self.sim.ask("/requests")["byKind"].get(kind, 0)
        process = subprocess.Popen([harness.OOFCTL, "--connection", self.sim.connection, *arguments, "--json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=harness.make_env())
        while self.sim.ask("/requests")["byKind"].get(kind, 0) < before + 3 and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=harness.SECONDS)
        self.assertEqual(process.returncode, 1, error)
        self.assertNotIn(b"Message", error)
        return json.loads(out)

    def list_ids(self, state):
        return {absence["id"] for absence in self.ask_ctl("absence", "list", "--state", state, "--from", DAYS[1],
                                                          "--to", DAYS[3])["absences"]}

    def test_interrupted(self):
        people = [person["address"] for person in self.find_free("graph")[:20]]
        added = self.interrupt("graph.create-event", "absence", "add", *people, *DAYS)["ids"]
        self.assertIn(len(added), range(1, 20))
        self.assertEqual(set(added), self.list_ids("planned"))
        self.ask_ctl("absence", "add", *people, *DAYS, "--on-conflict", "keep")
        keys = sorted(self.list_ids("planned"))
        cancelled = self.interrupt("graph.update-event", "absence", "cancel", *keys)["ids"]
        self.assertIn(len(cancelled), range(1, len(keys)))
        self.assertEqual(set(cancelled), self.list_ids("cancelled"))


if __name__ == "__main__":
    harness.main()
