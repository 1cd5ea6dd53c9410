# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, subjects and users: read, set, removed, refused; over both protocols."""
import harness
from harness import SimCase


class Lists:
    def one(self, what, name, identity="name"):
        found = [line for line in self.ask_ctl(what)[what] if line[identity] == name]
        self.assertLessEqual(len(found), 1)
        return found[0] if found else None

    def set(self, what, *words):
        self.assertEqual(self.expect(0, self.run_ctl(what, "set", *words, "--quiet")).out, "")

    def test_groups(self):
        before = self.ask_ctl("groups")["groups"]
        self.assertEqual(before[0]["name"], "Alle Benutzer")
        group = before[1]
        other = before[2]
        self.set("groups", group["name"], "--template", "Standard", "--open-end", "yes")
        self.assertEqual(self.one("groups", group["name"]), {**group, "template": "Standard", "openEnd": True})
        self.set("groups", group["name"], "--template", "", "--open-end", "no")
        self.assertEqual(self.one("groups", group["name"]), {**group, "template": None, "openEnd": False})
        self.expect(2, self.run_ctl("groups", "set", group["name"], "--priority", str(other["priority"])), other["name"])
        self.expect(2, self.run_ctl("groups", "set", group["name"], "--template", "Nirgends"), "Nirgends")
        for option, value in (("--priority", "0"), ("--priority", "zehn"), ("--open-end", "ja"),
                              ("--forward-required", "true")):
            self.expect(2, self.run_ctl("groups", "set", group["name"], option, value))
        self.expect(2, self.run_ctl("groups", "set", "Alle Benutzer", "--address", "alle@x.example"))
        self.set("groups", group["name"], "--priority", "9999", "--template", group["template"] or "")
        self.assertEqual([line["name"] for line in self.ask_ctl("groups")["groups"]][-1], group["name"])
        self.set("groups", group["name"], "--priority", str(group["priority"]),
                 "--open-end", "yes" if group["openEnd"] else "no")
        self.assertEqual(self.ask_ctl("groups")["groups"], before)

    def test_new_group(self):
        """One that the directory does not know is kept, said, and has no members."""
        before = self.ask_ctl("groups")["groups"]
        self.set("groups", "Gibt es nicht", "--template", "Standard")
        result = self.run_ctl("groups", "--json")
        self.assertEqual(result.code, 0)
        self.assertIn("Gibt es nicht", result.error)
        last = result.json()["groups"][-1]
        self.assertEqual((last["name"], last["members"], last["template"]), ("Gibt es nicht", None, "Standard"))
        self.assertEqual(last["priority"], max(line["priority"] for line in before) + 10)
        self.expect(0, self.run_ctl("groups", "remove", "gibt es NICHT", "--quiet"))
        self.assertEqual(self.ask_ctl("groups")["groups"], before)
        self.expect(2, self.run_ctl("groups", "remove", "Gibt es nicht", "--quiet"), "Gibt es nicht")

    def test_subjects(self):
        self.set("subjects", "Umzug", "--color", "#1A5FB4", "--pattern", "dots", "--template", "Standard",
                 "--confidential", "yes", "--administrators", "yes", "--closure", "yes")
        line = {"name": "Umzug", "color": "#1A5FB4", "pattern": "dots", "template": "Standard",
                "confidential": True, "administrators": True, "closure": True}
        self.assertEqual(self.one("subjects", "Umzug"), line)
        self.set("subjects", "umzug", "--color", "", "--closure", "no")
        self.assertEqual(self.one("subjects", "Umzug"), {**line, "color": None, "closure": False})
        for option, value in (("--color", "blau"), ("--pattern", "stars"), ("--template", "Nirgends"), ("--closure", "")):
            with self.subTest(option):
                self.expect(2, self.run_ctl("subjects", "set", "Umzug", option, value))
        self.expect(2, self.run_ctl("subjects", "set", ""))
        self.expect(2, self.run_ctl("subjects", "set", "two\nlines"))
        self.assertIn("Umzug", self.expect(0, self.run_ctl("subjects")).out)
        self.expect(0, self.run_ctl("subjects", "remove", "Umzug"))
        self.assertIsNone(self.one("subjects", "Umzug"))
        self.expect(2, self.run_ctl("subjects", "remove", "Umzug"), "Umzug")

    def test_users(self):
        group = self.ask_ctl("groups")["groups"][1]["name"]
        self.set("users", "Neu@x.example", "--language", "en", "--alias", "MAB", "--groups", f"{group.upper()}; ",
                 "--administrator", "yes")
        line = {"account": "neu@x.example", "language": "en", "alias": "MAB", "administrator": True, "groups": [group]}
        self.assertEqual(self.one("users", "neu@x.example", "account"), line)
        self.set("users", "neu@x.example", "--groups", "", "--administrator", "no", "--alias", "")
        self.assertEqual(self.one("users", "neu@x.example", "account"),
                         {**line, "groups": [], "administrator": False, "alias": None})
        self.expect(2, self.run_ctl("users", "set", "neu@x.example", "--groups", "Nirgends"), "Nirgends")
        self.expect(2, self.run_ctl("users", "set", "neu@x.example", "--language", "deutsch"))
        self.expect(2, self.run_ctl("users", "set", "neu"), "neu")
        self.assertIn("neu@x.example", self.expect(0, self.run_ctl("users")).out)
        self.expect(0, self.run_ctl("users", "remove", "NEU@x.example"))
        self.assertIsNone(self.one("users", "neu@x.example", "account"))
        self.expect(2, self.run_ctl("users", "remove", "neu@x.example"))

    def test_names(self):
        """A line of text that looks like no other one; everybody stays."""
        for name in ("", " ", " Vertrieb", "Vertrieb\u00a0", "a\nb", "a\x1b[31mb", "x" * 256):
            for command in (("groups",), ("subjects",), ("template",)):
                with self.subTest(name=name[:20], command=command):
                    arguments = ("--file", "-") if command == ("template",) else ()
                    self.expect(2, self.run_ctl(*command, "set", name, *arguments, stdin=b"Hallo"), "the name")
        self.expect(2, self.run_ctl("groups", "remove", "alle benutzer"), "Alle Benutzer")
        self.assertEqual(self.ask_ctl("groups")["groups"][0]["name"], "Alle Benutzer")

    def test_words(self):
        for words in (("groups", "set"), ("groups", "add", "x"), ("subjects", "set", "a", "b"), ("users", "x")):
            with self.subTest(words):
                self.expect(2, self.run_ctl(*words))


class CloudTest(Lists, SimCase):
    scenario = "demo"


class OnPremTest(Lists, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
