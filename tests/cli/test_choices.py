# SPDX-License-Identifier: GPL-3.0-or-later
"""Which template and why, and what the lists of users, subjects and people leave to whom."""
import harness
from harness import SimCase


class ChoiceTest(SimCase):
    scenario = "demo"

    def setUp(self):
        self.people = self.ask_ctl("people")["people"]
        self.author = next(user["account"] for user in self.ask_ctl("users")["users"] if user["administrator"])

    def which(self, *words):
        return self.ask_ctl("template", "which", *words)

    def pick(self, group):
        return next(person for person in self.people if group in person["groups"] and person["address"] != self.author)

    def test_template_which(self):
        groups = self.ask_ctl("groups")["groups"]
        group = next(line for line in groups[1:] if line["template"] and line["members"])
        person = self.pick(group["name"])["address"]
        got = self.which("--person", person, "--subject", "Urlaub")
        mine = [line for line in groups if line["name"] in next(p for p in self.people if p["address"] == person)["groups"]]
        last = [line for line in mine if line["template"]][-1]
        self.assertEqual((got["template"], got["by"], got["name"]), (last["template"], "group", last["name"]))
        steps = {step["name"]: step["outcome"] for step in got["steps"] if step["by"] == "group"}
        self.assertEqual(list(steps), [line["name"] for line in groups])
        self.assertEqual(steps[last["name"]], "taken")
        self.assertIn(last["name"], self.expect(0, self.run_ctl("template", "which", "--person", person)).out)

        # The default template of a subject goes before the group, in the plan, too.
        file = self.write("eltern.txt", "In Elternzeit\n")
        self.expect(0, self.run_ctl("template", "set", "Eltern", "--file", file))
        self.expect(0, self.run_ctl("subjects", "set", "Elternzeit", "--template", "Eltern"))
        got = self.which("--person", person, "--subject", "elternzeit")
        self.assertEqual((got["template"], got["by"], got["name"]), ("Eltern", "subject", "Elternzeit"))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2026-11-23", "--to", "2026-11-27",
                             "--subject", "Elternzeit", "--on-conflict", "replace")["ids"]
        self.assertEqual(self.which("--person", person, "--absence", key)["template"], "Eltern")
        [row] = self.run_ctl("plan", person, "--json", "--quiet").json()["people"]
        self.assertIn("In Elternzeit", [change["new"] for change in row["changes"] if change["field"] == "internal"])
        self.expect(2, self.run_ctl("template", "which"), "--person")
        self.expect(2, self.run_ctl("template", "which", "--person", person, "--absence", key, "--subject", "x"))

    def test_user_restricted(self):
        """Limited to groups; ordinary when the list names others; what is confidential stays so."""
        group = self.ask_ctl("groups")["groups"][1]["name"]
        inside, outside = self.pick(group)["address"], next(
            person["address"] for person in self.people
            if group not in person["groups"] and person["address"] != self.author)
        dates = ("--from", "2027-02-01", "--to", "2027-02-05", "--on-conflict", "keep", "--quiet")
        users = self.ask_ctl("users")["users"]
        self.expect(0, self.run_ctl("options", "set", "helpName", "Erika"))
        self.expect(0, self.run_ctl("subjects", "set", "Kur", "--confidential", "yes"))
        [key] = self.ask_ctl("absence", "add", outside, *dates, "--subject", "Kur", "--note", "geheim")["ids"]
        self.expect(0, self.run_ctl("users", "set", self.author, "--groups", group))
        self.expect(0, self.run_ctl("absence", "add", inside, *dates))
        refused = self.run_ctl("absence", "add", outside, *dates)
        self.assertNotEqual(refused.code, 0, str(refused))
        self.assertIn(f"plans for people of {group}; help: Erika", refused.error)
        self.assertEqual(self.find(key)["subject"], "Kur")
        self.refuse_acts(key, outside, f"plans for people of {group}; help: Erika")

        self.expect(0, self.run_ctl("users", "set", "chef@x.example", "--administrator", "yes"))
        self.expect(0, self.run_ctl("users", "remove", self.author))
        self.assertEqual((self.find(key)["subject"], self.find(key)["note"]), ("Abwesend", None))
        self.assertNotIn("geheim", self.expect(0, self.run_ctl("absence", "show", key)).out)
        self.assertNotRegex(self.expect(0, self.run_ctl("absence", "export", "--quiet")).out, r"\bKur\b")
        refused = self.run_ctl("absence", "add", inside, *dates)
        self.assertIn("is not one of the users", refused.error)
        self.assertIn("is not one of the users", self.run_ctl("absence", "edit", key, "--note", "neu").error)
        self.refuse_acts(key, outside, "is not one of the users")
        [own] = self.ask_ctl("absence", "add", self.author, *dates)["ids"]
        self.expect(0, self.run_ctl("absence", "cancel", own))
        self.expect(0, self.run_ctl("users", "remove", "chef@x.example"))
        for user in users:
            self.expect(0, self.run_ctl("users", "set", user["account"], "--groups", "; ".join(user["groups"]),
                                        "--administrator", "yes" if user["administrator"] else "no"))
        self.assertEqual((self.find(key)["subject"], self.find(key)["note"]), ("Kur", "geheim"))

    def refuse_acts(self, key, person, words):
        """Who may not plan for somebody may not take away or decide either (exit 1: an item, no sign-in)."""
        for command in (("absence", "cancel", key), ("drift", "keep", person), ("hold", "release", person)):
            with self.subTest(command):
                self.expect(1, self.run_ctl(*command), words)
        self.assertNotEqual(self.find(key)["state"], "cancelled")
        closure = next(line["closure"] for line in self.ask_ctl("absence", "list")["absences"] if line["closure"])
        if self.ask_ctl("users")["users"] != [] and "not one" in words:
            self.expect(1, self.run_ctl("absence", "cancel", closure["id"]), "only administrators")

    def find(self, key):
        return next(line for line in self.ask_ctl("absence", "list")["absences"] if line["id"] == key)

    def test_chain(self):
        """Longer than six months only as absences that touch; without end there is a reminder."""
        person = self.find_free()[-1]["address"]
        dates = (person, "--from", "2027-01-01", "--to", "2028-03-31")
        self.expect(2, self.run_ctl("absence", "add", *dates), "longer than 6 months")
        self.expect(2, self.run_ctl("absence", "add", *dates, "--chain", "--weekly", "mo"), "--chain")
        ids = self.ask_ctl("absence", "add", *dates, "--chain")["ids"]
        spans = [(self.find(key)["from"], self.find(key)["to"]) for key in ids[:2]]
        self.assertEqual((len(ids), spans), (3, [("2027-01-01", "2027-06-30"), ("2027-07-01", "2027-12-31")]))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2026-11-08", "--open-end", "--on-conflict", "keep")["ids"]
        self.assertEqual(self.find(key)["reminder"], "2026-11-22")

    def test_people_group(self):
        group = self.ask_ctl("groups")["groups"][1]
        members = {person["address"] for person in self.people if group["name"] in person["groups"]}
        self.expect(0, self.run_ctl("options", "set", "peopleGroup", group["name"]))
        self.assertEqual({person["address"] for person in self.ask_ctl("people")["people"]}, members)
        self.expect(0, self.run_ctl("options", "set", "peopleGroup", "gibt-es-nicht@x.example"))
        result = self.run_ctl("people", "--json")
        self.assertIn("peopleGroup: gibt-es-nicht@x.example", result.error)
        self.assertEqual(len(result.json()["people"]), len(self.people))
        self.expect(0, self.run_ctl("options", "set", "peopleGroup", ""))


if __name__ == "__main__":
    harness.main()
