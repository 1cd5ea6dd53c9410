# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl migrate: the wizard's engine without its window."""
import pathlib
import tempfile

import harness
from harness import Case, SimCase, oofctl

CHECKS = ["service-mailbox", "service-licence", "mailboxes", "directory-sync", "owa", "rights", "active-forwards",
          "ews-cloud", "foreign-rules", "public-calendar", "old-task"]


class MigrateCase(SimCase):
    arguments = ("--people", "60")

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
        self.assertIn("all 60 mailboxes", answer["reasons"][0])

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

    def test_no_secret(self):
        self.check()
        file, = pathlib.Path(self.state).rglob("migration-*.json")
        text = file.read_text(encoding="utf-8")
        for secret in pathlib.Path(self.sim.connection).parent.glob("*-*"):
            if secret.is_file():
                self.assertNotIn(secret.read_text(encoding="utf-8").strip(), text)


class Blocked(MigrateCase):
    scenario = "hybrid-blocked"

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


class Premises(MigrateCase):
    scenario = "onprem"

    def test_no_migration(self):
        answer = self.check()
        self.assertEqual((answer["scenario"], answer["ready"]), (None, False))


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
        seed = harness.SOURCE.parent.parent / "shared/seed/migration-in-ci-cloud.de.txt"
        rows = [row[0] for row in self.read()]
        self.assertEqual(len(rows), 63)
        if not seed.exists():
            self.skipTest("the guide itself is not here")
        lines = [line.strip() for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
        self.assertEqual(rows, lines)


if __name__ == "__main__":
    harness.main()
