# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole plan as a file and back, over both protocols."""
import json
import pathlib
import stat

import harness
from harness import SimCase


class Backup:
    delete = None

    def backup(self, name="plan.json"):
        path = str(pathlib.Path(self.folder.name) / name)
        self.assertEqual(self.ask_ctl("backup", path), {"file": path, "leftOut": [], "withheld": 0})
        return path

    def get_plan(self):
        return self.ask_ctl("absence", "list"), self.ask_ctl("template", "list"), self.ask_ctl("options", "show")

    def restore(self, path, *arguments):
        return self.ask_ctl("restore", path, *arguments)

    def test_1_file(self):
        path = pathlib.Path(self.backup())
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        content = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(len(content["absences"]), len(self.ask_ctl("absence", "list")["absences"]))
        self.assertEqual(self.expect(0, self.run_ctl("backup", "-", "--quiet")).out[:6], path.read_text()[:6])
        path.chmod(0o644)
        self.backup()
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual([file.name for file in path.parent.iterdir() if file.name.startswith("plan")], ["plan.json"])

    def test_2_nothing_to_restore(self):
        path, before = self.backup(), self.get_plan()
        for arguments in ([], ["--dry-run"]):
            report = self.restore(path, *arguments)
            self.assertEqual((report["created"], report["changed"], report["failed"]), (0, 0, []))
            self.assertGreater(report["unchanged"], 10)
        self.assertEqual(self.get_plan(), before)

    def test_3_bring_back(self):
        path = self.backup()
        absences = {a["id"]: a for a in self.ask_ctl("absence", "list")["absences"]}
        key = next(a["id"] for a in absences.values() if a["state"] in ("planned", "running"))
        self.ask_ctl("absence", "cancel", key)
        self.ask_ctl("options", "set", "leadDays", "9")
        name = self.ask_ctl("template", "list")["templates"][0]["name"]
        before = self.ask_ctl("template", "show", name)
        self.expect(0, self.run_ctl("template", "set", name, "--file", "-", stdin=b"Hallo"))
        changed = self.get_plan()
        dry = self.restore(path, "--dry-run")
        self.assertEqual((dry["created"], dry["changed"], dry["failed"]), (0, 3, []))
        self.assertEqual(self.get_plan(), changed)
        self.assertEqual(self.restore(path), dry)
        after = {a["id"]: a["state"] for a in self.ask_ctl("absence", "list")["absences"]}
        self.assertEqual(after, {id: a["state"] for id, a in absences.items()})
        self.assertEqual(self.ask_ctl("options", "get", "leadDays")["value"], 3)
        self.assertEqual(self.ask_ctl("template", "show", name), before)

    def test_4_partial_failure(self):
        path = self.backup()
        self.ask_ctl("options", "set", "leadDays", "9")
        self.sim.ask("/fault", {"match": self.update, "kind": "forbidden", "times": 1})
        result = self.run_ctl("restore", path, "--json")
        report = result.json()
        self.assertEqual((result.code, report["changed"], [row["key"] for row in report["failed"]]),
                         (1, 0, ["d:options"]), str(result))
        self.assertIn("d:options", result.error)
        self.assertEqual(self.restore(path)["changed"], 1)

    def test_6_confidential(self):
        """In plain only for those who may read it, and said; never when it is not wanted."""
        path, author = str(pathlib.Path(self.folder.name) / "secret.json"), "anna.meier@"
        person = self.find_free()[-1]["address"]
        self.expect(0, self.run_ctl("subjects", "set", "Kur", "--confidential", "yes"))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2027-03-01", "--to", "2027-03-05", "--subject", "Kur",
                             "--note", "geheim")["ids"]
        said = self.run_ctl("backup", path)
        self.assertEqual(said.code, 0, str(said))
        self.assertRegex(said.error, r"\d+ confidential absences? (is|are) in the backup in plain text")
        self.assertIn("geheim", pathlib.Path(path).read_text())
        report = self.ask_ctl("backup", path, "--without-confidential")
        self.assertGreaterEqual(report["withheld"], 1)
        content = json.loads(pathlib.Path(path).read_text())
        self.assertNotIn(key, [item["value"]["key"] for item in content["absences"]])
        self.assertNotIn("geheim", pathlib.Path(path).read_text())
        self.assertEqual(self.restore(path)["changed"], 0)
        self.assertIn(key, [absence["id"] for absence in self.ask_ctl("absence", "list")["absences"]])

        users = self.ask_ctl("users")["users"]
        author = next(user["account"] for user in users if user["account"].startswith(author))
        self.expect(0, self.run_ctl("users", "set", "chef@x.example", "--administrator", "yes"))
        self.expect(0, self.run_ctl("users", "remove", author))
        self.assertEqual(self.ask_ctl("backup", path)["withheld"], report["withheld"])
        self.assertNotIn("geheim", pathlib.Path(path).read_text())
        self.expect(0, self.run_ctl("users", "set", author, "--administrator", "yes"))
        self.expect(0, self.run_ctl("users", "remove", "chef@x.example"))

    def test_5_wrong_files(self):
        good = pathlib.Path(self.backup()).read_text(encoding="utf-8")
        before = self.get_plan()
        deep = "[" * 100000
        for name, text in (("empty", ""), ("blank", " \n"), ("text", "hello"), ("cut", good[:len(good) // 2]),
                           ("list", "[]"), ("nothing", "{}"), ("bytes", b"\xff\xfe"), ("deep", deep),
                           ("key", good.replace('"d:options"', '"l:20261123t090000z-1a2b3c4d"'))):
            with self.subTest(name):
                self.expect(2, self.run_ctl("restore", self.write(name + ".json", text)))
        self.expect(2, self.run_ctl("restore", "/does/not/exist"), "/does/not/exist")
        newer = json.loads(good)
        newer["v"] = 2
        self.expect(1, self.run_ctl("restore", self.write("newer.json", json.dumps(newer))))
        self.expect(2, self.run_ctl("backup", "/does/not/exist.json"), "/does/not/exist.json")
        self.assertEqual(self.get_plan(), before)


class CloudTest(Backup, SimCase):
    scenario = "demo"
    update = "graph.update-event"


class OnPremTest(Backup, SimCase):
    scenario = "onprem"
    update = "ews.update-item"


if __name__ == "__main__":
    harness.main()
