# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl migrate: the wizard's engine without its window."""
import base64
import html
import os
import pathlib
import re
import subprocess
import tempfile
import time

import harness
from harness import Case, SimCase, oofctl

CHECKS = ["service-mailbox", "service-licence", "mailboxes", "directory-sync", "owa", "rights", "active-forwards",
          "ews-cloud", "foreign-rules", "public-calendar", "old-task"]


if os.environ.get("OOF_LONG"):
    harness.SECONDS = 1800

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


class MigrateCase(SimCase):
    arguments = ("--people", "30")

    def setUp(self):
        state = tempfile.TemporaryDirectory(prefix="oof-migrate-")
        self.addCleanup(state.cleanup)
        self.state = state.name

    def migrate(self, *arguments, code=0, error=None):
        return self.expect(code, self.run_ctl("migrate", *arguments, XDG_STATE_HOME=self.state), error)

    def check(self):
        answer = self.migrate("check", "--json").json()
        self.assertEqual(list(answer), ["scenario", "ready", "reasons", "checks"])
        self.assertEqual([check["id"] for check in answer["checks"]], CHECKS)
        for check in answer["checks"]:
            self.assertEqual(list(check), ["id", "verdict", "evidence"])
            self.assertIn(check["verdict"], ("ok", "warning", "blocked", "unknown"))
            self.assertTrue(check["evidence"])
        self.assertTrue(answer["reasons"])
        return answer

    def verdicts(self):
        return {check["id"]: check["verdict"] for check in self.check()["checks"]}

    def status(self):
        return self.migrate("status", "--json").json()


class Cloud(MigrateCase):
    scenario = "cloud"

    def tearDown(self):
        self.sim.ask("/reset", {})

    def find_two(self):
        return [person["address"] for person in self.find_free()[:2]]

    def test_first_scenario(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (1, True))
        self.assertIn("all 30 mailboxes", answer["reasons"][0])

    def test_licence(self):
        self.sim.ask("/organization", {"licence": False})
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (1, False))
        self.assertIn("licence", answer["reasons"][1])

    def test_one_mailbox_on_premises(self):
        """Moved between two checks: without a server of our own it is seen by what Graph does not have."""
        self.assertEqual(self.check()["scenario"], 1)
        self.sim.ask(f"/mailboxes/{self.find_two()[0]}", {"location": "onprem"})
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (3, False))
        self.assertIn("local Exchange server", " ".join(answer["reasons"]))
        decisions = self.status()["decisions"]
        self.assertEqual(decisions, 2)

    def test_rules_set_through_ews(self):
        first, second = self.find_two()
        for person, state in ((first, "enabled"), (second, "disabled")):
            self.sim.ask(f"/mailboxes/{person}", {"state": state, "internal": "alt", "rule": {
                "name": "OOF alt", "enabled": True, "redirectTo": ["x@example.org"], "readOnly": True}})
        verdicts = self.verdicts()
        self.assertEqual([verdicts[name] for name in ("active-forwards", "ews-cloud", "foreign-rules")],
                         ["warning", "unknown", "warning"])
        self.assertIn("ews-token", [step["id"] for step in self.status()["steps"]])
        self.migrate("answer", "ews-cloud", "yes")
        self.assertEqual(self.verdicts()["ews-cloud"], "ok")

    def test_old_program_still_runs(self):
        person = self.find_two()[0]
        self.assertEqual(self.verdicts()["old-task"], "unknown")
        self.sim.ask("/clock", {"advance": "PT1H"})
        self.assertEqual(self.verdicts()["old-task"], "ok")
        self.sim.ask("/clock", {"advance": "PT1H"})
        self.sim.ask(f"/mailboxes/{person}", {"state": "enabled", "internal": "Ich bin im Urlaub."})
        self.assertEqual(self.verdicts()["old-task"], "warning")

    def test_status_before_anything(self):
        status = self.status()
        self.assertEqual((status["page"], status["scenario"], status["checks"]), ("welcome", None, []))
        self.assertEqual({step["status"] for step in status["steps"]}, {"open"})
        self.assertEqual(list(pathlib.Path(self.state).rglob("migration-*.json")), [])

    def test_decisions(self):
        self.migrate("step", "update", "done", code=6, error="support")
        self.migrate("step", "support", "done")
        self.migrate("step", "update", "done")
        self.migrate("step", "ci-toolbar", "skip", code=2, error="reason")
        self.migrate("step", "nonsense", "done", code=2, error="nonsense")
        self.migrate("answer", "owa", "perhaps", code=2, error="perhaps")
        self.migrate("answer", "nonsense", "yes", code=2, error="nonsense")
        self.migrate("scenario", "4", code=2, error="auto")
        self.migrate("scenario", "3", code=2, error="reason")
        self.migrate("scenario", "3", "--reason", "ein Postfach ist noch hier")
        self.migrate("goal", "trial")
        self.migrate("skip", "desktop", "--reason", "läuft nicht mehr")
        status = self.status()
        steps = {step["id"]: step for step in status["steps"]}
        self.assertEqual((status["scenario"], status["goal"]), (3, "trial"))
        self.assertEqual(steps["update"]["status"], "done")
        self.assertIn("trial-mailbox", steps)
        text = self.migrate("status").out
        self.assertIn("corrected", text)

    def test_broken_state(self):
        self.migrate("goal", "trial")
        file, = pathlib.Path(self.state).rglob("migration-*.json")
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        whole = file.read_text(encoding="utf-8")
        for text, code, words in ((whole[:-9], 2, "cut off"), (whole.replace("true", "false", 1), 2, "something else"),
                                  (whole.replace(":1,", ":9,", 1), 1, "newer version")):
            file.write_text(text, encoding="utf-8")
            result = self.run_ctl("migrate", "status", XDG_STATE_HOME=self.state)
            self.assertEqual(result.code, code, str(result))
            self.assertIn(words, result.error)
            self.assertIn(str(file), result.error)
            self.assertEqual(file.read_text(encoding="utf-8"), text)
        self.assertIn(".old", self.migrate("restart").out)
        self.assertEqual(self.status()["goal"], "real")

    def test_moved_in_between(self):
        """A mailbox moves on premises after the rehearsal: the next check closes the cut-over."""
        self.check()
        self.migrate("rehearse")
        self.sim.ask(f"/mailboxes/{self.find_two()[0]}", {"location": "onprem"})
        self.check()
        self.migrate("cut-over", "--yes", code=6, error="not ready")
        self.assertIsNone(self.status()["cutOverAt"])

    def test_consent_withdrawn_in_between(self):
        """Nothing is half done and nothing forgotten: the state stays, and it goes on when consent is back."""
        self.sim.ask("/old-calendar", {"count": 8, "odd": 0})
        self.check()
        take = self.migrate("read", "--json").json()["counts"]["take"]
        self.sim.ask("/fault", {"match": "calendar-list", "kind": "forbidden", "times": 1})
        result = self.run_ctl("migrate", "import", XDG_STATE_HOME=self.state)
        self.assertNotEqual(result.code, 0, str(result))
        self.assertEqual(self.status()["imported"], 0)
        self.assertEqual(self.migrate("import", "--json").json()["counts"]["taken"], take)

    def test_page(self):
        self.migrate("page", "nonsense", code=2, error="nonsense")
        self.migrate("page", "existing", code=6, error="scenario")
        self.check()
        self.migrate("page", "existing")
        self.assertEqual(self.status()["page"], "existing")
        self.migrate("page", "afterwards", code=6, error="rehearsal")

    def test_rendered_texts(self):
        """What Exchange holds today against what would be written, as a reader sees it."""
        same, other, silent = [person["address"] for person in self.find_free()[:3]]
        before = self.migrate("rehearse", "--json").json()
        self.ask_ctl("absence", "add", same, other, silent, "--from", "2026-11-23", "--to", "2026-11-26")
        plan = {row["address"]: {change["field"]: html.escape(change["new"]).replace("\n", "<br>") for change in row["changes"]} for row in self.ask_ctl("plan", same, other, silent)["people"]}
        self.sim.ask(f"/mailboxes/{same}", {"state": "enabled", "audience": "all", "internal": plan[same]["internal"], "external": plan[same]["external"]})
        self.sim.ask(f"/mailboxes/{other}", {"state": "enabled", "audience": "all", "internal": "<p>Ich bin &lt;weg&gt;.</p>", "external": plan[other]["external"]})
        after = self.migrate("rehearse", "--json").json()
        self.assertEqual([after[name] - before[name] for name in ("textsSame", "textsDifferent", "textsNew")], [1, 1, 1])
        text, = [text for text in after["texts"] if text not in before["texts"]]
        self.assertEqual((text["person"], text["audience"], text["old"]), (other, "internal", "Ich bin <weg>."))
        self.assertEqual(text["new"].split(), html.unescape(plan[other]["internal"]).replace("<br>", " ").split())
        file = str(pathlib.Path(self.state) / "report.html")
        self.migrate("report", file, "--language", "de")
        report = pathlib.Path(file).read_text(encoding="utf-8")
        for words in (other, "Ich bin &lt;weg&gt;.", "1 bekämen einen anderen"):
            self.assertIn(words, report)
        self.assertIn(f"{other} (internal): Ich bin <weg>. →", self.migrate("rehearse").out)

    def test_rehearsal_knows_the_options_to_come(self):
        """Options that wait for the cut-over count as if they were saved, and are not."""
        now = self.migrate("rehearse", "--json").json()
        self.migrate("transfer", "option", "audience", "none")
        to_come = self.migrate("rehearse", "--json").json()
        self.assertEqual(now["changed"], 0)
        self.assertGreater(to_come["changed"], 0)
        self.migrate("transfer", "back")
        self.assertEqual(self.migrate("rehearse", "--json").json()["changed"], 0)

    def transfers(self):
        return {one["what"]: (one["old"], one["new"]) for one in self.migrate("transfer", "--json").json()["transfers"]}

    def test_transfers(self):
        for words, error in ((("option", "nonsense", "1"), "nonsense"), (("option", "dayDifference", "many"), "dayDifference"), (("back", "option x"), "waits"),
                             (("nonsense",), "subjects FILE"), (("subjects", "/nonexistent"), "nonexistent"),
                             (("subjects", self.write("long", "x" * 300)), "255")):
            self.migrate("transfer", *words, code=2, error=error)
        self.migrate("transfer", "option", "dayDifference", "45")
        self.migrate("transfer", "option", "weekStart", "7")
        self.migrate("transfer", "subjects", self.write("subjects", "Urlaub\n\n  Inventur  \nSonderurlaub\nInventur\n"))
        waiting = {"option dayDifference": ("30", "45"), "option weekStart": ("1", "7"), "subject Inventur": (None, "Inventur"),
                   "subject Sonderurlaub": (None, "Sonderurlaub")}
        self.assertEqual(self.transfers(), waiting)
        decisions = self.status()["decisions"]
        self.migrate("transfer", "option", "weekStart", "7")  # says nothing new
        self.assertEqual(self.status()["decisions"], decisions)
        self.migrate("transfer", "option", "weekStart", "1")  # what it is already
        self.migrate("transfer", "back", "subject Inventur")
        self.assertEqual(set(self.transfers()), {"option dayDifference", "subject Sonderurlaub"})
        self.assertEqual(self.ask_ctl("options", "show")["dayDifference"], 30)
        self.check()
        self.migrate("rehearse")
        self.migrate("cut-over", "--yes")
        options = self.ask_ctl("options", "show")
        self.assertEqual((options["dayDifference"], options["weekStart"]), (45, 1))
        names = [subject["name"] for subject in self.ask_ctl("subjects")["subjects"]]
        self.assertIn("Sonderurlaub", names)
        self.assertNotIn("Inventur", names)
        self.assertEqual(self.transfers()["option dayDifference"], ("30", "45"))
        self.migrate("transfer", "back", code=6, error="cut-over")
        self.migrate("transfer", "option", "dayDifference", "60", code=6, error="cut-over")

    def test_all_taken_back(self):
        self.migrate("transfer", "option", "dayDifference", "45")
        self.migrate("transfer", "subjects", self.write("subjects", "Inventur"))
        self.migrate("transfer", "back")
        self.assertEqual(self.transfers(), {})
        self.check()
        before = self.ask_ctl("options", "show"), self.ask_ctl("subjects")
        self.migrate("rehearse")
        self.migrate("cut-over", "--yes")
        after = self.ask_ctl("options", "show"), self.ask_ctl("subjects")
        self.assertEqual({**after[0], "savedAt": ""}, {**before[0], "savedAt": ""})
        self.assertEqual(after[1], before[1])

    def test_reminders(self):
        """After the cut-over each step of "afterwards" stays until it is done or skipped because."""
        self.check()
        self.migrate("rehearse")
        self.migrate("cut-over", "--yes")
        steps = [step["id"] for step in self.status()["steps"] if step["page"] == "afterwards"]
        self.assertEqual(steps, ["calendar-settings", "old-task", "logon-script", "ci-toolbar", "remove-old", "leftovers"])
        self.migrate("step", "logon-script", "skip", code=2, error="reason")
        for step, status in zip(steps, ("done", "later", "skip", "done", "skip", "later")):
            self.migrate("step", step, status, *(("--reason", "nicht benutzt") if status == "skip" else ()))
        states = {step["id"]: (step["status"], step["reason"]) for step in self.status()["steps"]}
        self.assertEqual([states[step][0] for step in steps], ["done", "later", "skipped", "done", "skipped", "later"])
        self.assertEqual(states["logon-script"][1], "nicht benutzt")

    def test_no_secret(self):
        self.check()
        file, = pathlib.Path(self.state).rglob("migration-*.json")
        text = file.read_text(encoding="utf-8")
        for secret in pathlib.Path(self.sim.connection).parent.glob("*-*"):
            if secret.is_file():
                self.assertNotIn(secret.read_text(encoding="utf-8").strip(), text)


class Blocked(MigrateCase):
    scenario = "hybrid-blocked"

    def test_nothing_to_read_yet(self):
        self.migrate("read", code=1, error="migrated to Microsoft 365 first")

    def test_second_scenario(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (2, False))
        self.assertIn("migrated to Microsoft 365 first", answer["reasons"][0])
        self.migrate("step", "move-service-mailbox", "done", code=6, error="premises")


class Hybrid(MigrateCase):
    scenario = "hybrid"

    def tearDown(self):
        self.sim.ask("/reset", {})

    def test_third_scenario(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (3, True))
        self.migrate("answer", "owa", "yes")
        self.assertEqual(self.verdicts()["owa"], "ok")

    def test_not_ready(self):
        for change, words in (({"sync": False}, "Azure AD Connect"), ({"sync": None}, "Azure AD Connect"),
                              ({"lastSync": "2026-11-21T09:00:00Z"}, "more than a day"), ({"owa": False}, "OWA")):
            self.sim.ask("/reset", {})
            self.sim.ask("/organization", change)
            answer = self.check()
            self.assertEqual((answer["scenario"], answer["ready"]), (3, False), change)
            self.assertIn(words, " ".join(answer["reasons"]))

    def test_consent_withdrawn(self):
        """What cannot be seen is said, and nothing is concluded from it."""
        self.sim.ask("/fault", {"match": "graph.organization", "kind": "forbidden", "times": 9})
        answer = self.check()
        self.assertFalse(answer["ready"])
        self.assertIn("rights are missing", " ".join(answer["reasons"]))


class Existing(MigrateCase):
    """The old calendar: OOF_LONG=1 has 2,000 appointments, 40 of them odd."""
    scenario = "cloud"
    count, odd = (2000, 40) if os.environ.get("OOF_LONG") else (48, 8)

    def calendar(self):
        return {item["id"]: item for item in self.sim.ask("/calendar")["items"]}

    def read(self):
        return self.migrate("read", "--json").json()

    def test_all_the_way(self):
        foreign = self.read()["total"]
        self.sim.ask("/old-calendar", {"count": self.count, "odd": self.odd})
        before = self.calendar()
        self.migrate("check", "--json")
        first = self.read()
        counts = first["counts"]
        each = self.odd // 8  # eight kinds of odd ones in turn
        self.assertEqual(first["total"], foreign + self.count)
        self.assertEqual(counts["no-person"], foreign + 3 * each)
        self.assertEqual([counts[name] for name in ("unknown-person", "ambiguous", "duplicate", "invalid")],
                         [each, each, each, 2 * each])
        self.assertEqual(counts["take"] + counts["past"], self.count - self.odd)
        self.assertEqual(len(first["odd"]), foreign + self.odd)
        self.assertEqual(sum(row["before"] for row in first["people"]), counts["take"])
        self.assertEqual({row["after"] for row in first["people"]}, {0})
        self.assertEqual({row["kind"] for row in first["people"]}, {"Urlaub", "Fortbildung", "Dienstreise", "krank"})

        after = self.migrate("import", "--json").json()
        self.assertEqual((after["counts"]["taken"], after["counts"]["take"]), (counts["take"], 0))
        for row in after["people"]:
            self.assertEqual(row["before"], row["after"], row)
        now = self.calendar()
        self.assertEqual({name: now[name] for name in before}, before)  # not even a change key
        self.assertEqual(len(now), len(before) + counts["take"])
        absences = [a for a in self.ask_ctl("absence", "list")["absences"] if a["note"] and "Nr." in a["note"]]
        self.assertTrue(absences and all(a["deputy"] for a in absences))
        backup = str(pathlib.Path(self.state) / "backup.json")  # of all times; a list reaches 400 days
        self.assertEqual(self.run_ctl("backup", backup).code, 0)
        notes = re.findall(r"Nr\. \d+", pathlib.Path(backup).read_text(encoding="utf-8"))
        self.assertEqual((len(notes), len(set(notes))), (counts["take"], counts["take"]))

        again = self.migrate("import", "--json").json()  # twice makes nothing twice
        self.assertEqual(again["counts"]["taken"], counts["take"])
        self.assertEqual(len(self.calendar()), len(now))
        rehearsal = self.migrate("rehearse", "--json").json()
        self.assertEqual(rehearsal["failed"], 0)
        self.migrate("take-back")
        self.assertEqual(self.calendar(), before)
        self.assertEqual(self.read()["counts"], counts)
        self.assertEqual(self.status()["imported"], 0)

        self.migrate("cut-over", code=2, error="no return")
        self.migrate("import", "--quiet")
        self.migrate("cut-over", "--yes")
        self.migrate("take-back", code=6, error="cut-over")
        now = self.calendar()
        self.assertEqual({name: now[name] for name in before}, before)
        self.assertIsNotNone(self.status()["cutOverAt"])

    def test_killed_in_between(self):
        """What is half taken over is taken over to its end, and taken back as a whole."""
        self.sim.ask("/reset", {})
        self.sim.ask("/old-calendar", {"count": 40, "odd": 0})
        before = self.calendar()
        self.migrate("check", "--json")
        whole = self.read()["counts"]["take"]
        env = harness.make_env(XDG_STATE_HOME=self.state)
        process = subprocess.Popen([harness.OOFCTL, "--connection", self.sim.connection, "migrate", "import"], env=env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + harness.SECONDS
        while len(self.calendar()) < len(before) + 3 and process.poll() is None and time.monotonic() < deadline:
            pass
        process.kill()
        process.wait()
        answer = self.migrate("import", "--json").json()
        self.assertEqual((answer["counts"]["taken"], answer["counts"]["take"]), (whole, 0))
        self.assertEqual(len(self.calendar()), len(before) + whole)
        self.migrate("take-back")
        self.assertEqual(self.calendar(), before)

    def test_rules(self):
        self.sim.ask("/reset", {})
        person = self.find_free()[0]
        default = self.migrate("rules").out
        self.assertIn("subject: {person} - {subject}", default)
        for text, words in (("subject: {who}", "{person}"), ("nonsense", "field"), ("subject: text", "placeholder"),
                            ("subject: {person}{subject}", "between"), ("body: x\nperson: Bernd", "rule 1")):
            self.migrate("rules", self.write("bad", text), code=2, error=words)
        self.assertEqual(self.migrate("rules").out, default)
        self.sim.ask("/old-calendar", {"count": 8, "odd": 8})
        file = self.write("rules", f"subject: {{person}} - {{subject}}\nkind: Urlaub = Ferien\n"
                                   f"person: Waldemar Ehemals = {person['address']}\n")
        self.migrate("rules", file)
        answer = self.read()
        self.assertEqual(answer["counts"]["unknown-person"], 0)
        self.assertIn({"person": person["address"], "kind": "Ferien", "before": 1, "after": 0}, answer["people"])


class Report(MigrateCase):
    scenario = "hybrid"

    def test_report(self):
        self.check()
        self.migrate("step", "update", "skip", "--reason", "kein <Support>")
        self.migrate("picture", "kalender", self.write("a.png", PNG))
        for language, words in (("en", ("Place, date", "Missing: Exchange", "skipped")),
                                ("de", ("Ort, Datum", "Es fehlen: Exchange", "ausgelassen"))):
            file = str(pathlib.Path(self.state) / "report.html")
            self.migrate("report", file, "--language", language)
            page = pathlib.Path(file).read_text(encoding="utf-8")
            for word in (*words, "kein &lt;Support&gt;", "data:image/png;base64,", "Update" if language == "en" else "Aktualisieren"):
                self.assertIn(word, page)
            self.assertNotRegex(page, r"<(script|link)|(src|href)=.http")
            for secret in pathlib.Path(self.sim.connection).parent.glob("*-*"):
                if secret.is_file():
                    self.assertNotIn(secret.read_text(encoding="utf-8").strip(), page)
        for _ in range(2):
            self.migrate("report", file, "--keep")
        self.ask_ctl("absence", "list")  # nothing unreadable is said on standard error
        self.migrate("report", "-", "--language", "fr", code=2, error="“en”")

    def test_pictures(self):
        self.migrate("picture", "nonsense", self.write("a.png", PNG), code=2, error="slots")
        for name, content, code, words in (("cut.png", PNG[:40], 2, "broken"), ("text.png", b"Hallo", 2, "neither"),
                                           ("a.gif", b"GIF89a" + bytes(20), 2, "animated"),
                                           ("huge.png", PNG + bytes(21 * 1024 * 1024), 2, "too long"), ("cut.jpg", b"\xff\xd8\xff\xe0" + bytes(40), 2, "broken"),
                                           ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 2, "neither"), ("none", b"", 2, "neither"),
                                           ("wide.png", PNG[:16] + b"\0\1\0\0" + PNG[20:], 1, "too large"),
                                           ("apng.png", PNG[:33] + b"\0\0\0\0acTL\0\0\0\0" + PNG[33:], 2, "animated")):
            self.migrate("picture", "lizenz", self.write(name, content), code=code, error=words)
        self.migrate("picture", "lizenz", "/nonexistent", code=2)
        self.assertEqual(list(pathlib.Path(self.state).rglob("lizenz*")), [])
        self.migrate("picture", "lizenz", self.write("called.txt", PNG))
        stored, = pathlib.Path(self.state).rglob("lizenz.png")
        self.assertEqual(stored.stat().st_mode & 0o777, 0o600)


class Premises(MigrateCase):
    scenario = "onprem"

    def test_no_migration(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (None, False))


class WithoutRunner(MigrateCase):
    """Where nobody's mailbox can be read nothing is concluded from it: this one is scenario 3."""
    scenario = "hybrid"
    arguments = ("--people", "30", "--as", "person")

    def test_nothing_is_concluded(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (None, False))
        verdicts = self.verdicts()
        self.assertEqual(verdicts["mailboxes"], "blocked")
        for check in ("directory-sync", "owa", "active-forwards", "ews-cloud", "foreign-rules", "old-task"):
            self.assertEqual(verdicts[check], "unknown", check)


class Table(Case):
    """docs/migration.md: each sentence of the guide has its page, and its step or check."""

    def read(self):
        lines = (harness.SOURCE / "docs/migration.md").read_text(encoding="utf-8").splitlines()
        rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
        self.assertEqual(rows[0], ["the guide", "page", "step", "check"])
        return rows[1:]

    def test_every_name_exists(self):
        answer = self.expect(0, oofctl("migrate", "pages", "--json")).json()
        pages = {page["id"]: {step["id"] for step in page["steps"]} for page in answer["pages"]}
        steps = set().union(*pages.values())
        headings = 0
        used = set()
        for sentence, page, step, check in self.read():
            self.assertIn(page, pages, sentence)
            if step != "–":
                self.assertIn(step, steps, sentence)
                used.add(step)
            if check != "–":
                self.assertIn(check, answer["checks"], sentence)
            headings += step == check == "–"
        self.assertLessEqual(headings, 4)  # the title and the names of the chapters
        added = {"map", "templates", "reconcile", "remove-trial", "sign-off"}
        self.assertEqual(steps - used, added)

    def test_every_sentence_is_there(self):
        places = [folder / "shared/seed/migration-in-ci-cloud.de.txt" for folder in harness.SOURCE.parents]
        seed = next((place for place in places if place.exists()), None)
        rows = [row[0] for row in self.read()]
        self.assertEqual(len(rows), 63)
        if seed is None:
            self.skipTest("the guide itself is not here")
        lines = [line.strip() for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
        self.assertEqual(rows, lines)


if __name__ == "__main__":
    harness.main()
