# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates: files in and out, versions, the text check, removing."""
import configparser
import pathlib
import tempfile

import harness
from harness import SimCase


class Templates:
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def set(self, name, text, *more):
        return self.expect(0, self.run_ctl("template", "set", name, "--file", "-", *more, stdin=text.encode()))

    def body(self, name):
        return self.ask_ctl("template", "show", name)["body"]

    def names(self):
        return [row["name"] for row in self.ask_ctl("template", "list")["templates"]]

    def import_folder(self, *more):
        return {row["file"]: row for row in self.ask_ctl("template", "import", str(self.path), *more)["templates"]}

    def test_versions(self):
        for text in ("eins", "zwei", "drei"):
            self.set("Fassungen", text)
        answer = self.ask_ctl("template", "versions", "Fassungen")
        self.assertEqual([row["version"] for row in answer["versions"]], [3, 2, 1])
        self.assertEqual(list(answer["versions"][0]), ["version", "savedAt", "savedBy"])
        self.assertIn("3", self.expect(0, self.run_ctl("template", "versions", "Fassungen")).out)
        self.expect(0, self.run_ctl("template", "restore", "fassungen", "1"))
        self.assertEqual(self.body("Fassungen"), "eins")
        self.assertEqual(len(self.ask_ctl("template", "versions", "Fassungen")["versions"]), 4)
        for version in ("4", "99", "0", "-1", "eins", ""):
            self.expect(2, self.run_ctl("template", "restore", "Fassungen", version))
        self.assertEqual(self.body("Fassungen"), "eins")

    def test_remove(self):
        self.set("Weg damit", "x")
        self.expect(0, self.run_ctl("template", "remove", "weg damit"))
        self.assertNotIn("Weg damit", self.names())
        self.expect(2, self.run_ctl("template", "remove", "Weg damit"), "Weg damit")

    def test_remove_what_is_used(self):
        used = next(group["template"] for group in self.ask_ctl("groups")["groups"] if group["template"] == "Vertrieb")
        body = self.body(used)
        self.expect(6, self.run_ctl("template", "remove", used), "Vertrieb")
        self.assertIn(used, self.names())
        self.expect(0, self.run_ctl("template", "remove", used, "--force"))
        self.assertNotIn(used, self.names())
        self.set(used, body)

    def test_import(self):
        (self.path / "Alt.txt").write_bytes("Gr\u00fc\u00dfe \u20ac\r\nbis @@oofto\r\n".encode("windows-1252"))
        (self.path / "Neu.TXT").write_bytes("\ufeffGr\u00fc\u00dfe".encode("utf-8"))
        (self.path / "Breit.txt").write_bytes("Gr\u00fc\u00dfe".encode("utf-16"))
        (self.path / "Seite.htm").write_text("<p>bis @@oofto</p>", "utf-8")
        (self.path / "Paar intern.txt").write_text("innen", "utf-8")
        (self.path / "Paar extern.txt").write_text("au\u00dfen", "utf-8")
        (self.path / "Nur extern.txt").write_text("allein", "utf-8")
        (self.path / "Bin\u00e4r.txt").write_bytes(b"a\0b")
        (self.path / "Fehler.txt").write_text("bis @@oofton", "utf-8")
        (self.path / "Liesmich.doc").write_text("x", "utf-8")
        (self.path / ".txt").write_text("x", "utf-8")
        (self.path / "Ordner.txt").mkdir()
        dry = self.run_ctl("template", "import", str(self.path), "--dry-run", "--json").json()["templates"]
        self.assertNotIn("Breit", self.names())
        result = self.run_ctl("template", "import", str(self.path), "--json")
        self.assertEqual(result.code, 1, str(result))
        rows = {row["file"]: row for row in result.json()["templates"]}
        self.assertEqual([row["file"] for row in dry], list(rows))
        self.assertEqual(sorted(rows), ["Alt.txt", "Bin\u00e4r.txt", "Breit.txt", "Fehler.txt", "Neu.TXT",
                                        "Nur extern.txt", "Paar intern.txt", "Seite.htm"])
        self.assertEqual(list(rows["Alt.txt"]), ["file", "name", "format", "encoding", "result", "error", "findings",
                                                 "readings"])
        self.assertEqual({name: (row["encoding"], row["result"], row["format"]) for name, row in rows.items()}, {
            "Alt.txt": ("windows-1252", "new", "text"), "Neu.TXT": ("utf-8", "new", "text"),
            "Breit.txt": ("utf-16", "new", "text"), "Seite.htm": ("utf-8", "new", "html"),
            "Paar intern.txt": ("utf-8", "new", "text"), "Nur extern.txt": ("utf-8", "new", "text"),
            "Fehler.txt": ("utf-8", "new", "text"), "Bin\u00e4r.txt": (None, "failed", None)})
        self.assertIn("oofton", rows["Fehler.txt"]["findings"][0]["what"])
        self.assertEqual(rows["Alt.txt"]["readings"], None)
        self.assertEqual(self.body("Alt"), "Gr\u00fc\u00dfe \u20ac\nbis @@oofto\n")
        self.assertEqual((self.body("Neu"), self.body("Breit")), ("Gr\u00fc\u00dfe", "Gr\u00fc\u00dfe"))
        self.assertEqual(self.ask_ctl("template", "show", "Seite")["format"], "html")
        pair = self.ask_ctl("template", "show", "Paar")
        self.assertEqual((pair["body"], pair["external"]), ("innen", "au\u00dfen"))
        self.assertEqual(self.ask_ctl("template", "show", "Nur extern")["external"], None)
        again = self.run_ctl("template", "import", str(self.path), "--json").json()["templates"]
        self.assertEqual({row["result"] for row in again}, {"unchanged", "failed"})
        (self.path / "Alt.txt").write_text("anders", "utf-8")
        self.assertEqual({row["file"]: row["result"] for row in
                          self.run_ctl("template", "import", str(self.path), "--json").json()["templates"]}["Alt.txt"],
                         "changed")
        self.assertEqual(len(self.ask_ctl("template", "versions", "Alt")["versions"]), 2)

    def test_readings(self):
        (self.path / "Lesart.txt").write_text("##oofforwardtrue ja\n##oofforwardfalse nein\n", "utf-8")
        kept, turned = {"forwarded": "ja", "notForwarded": "nein"}, {"forwarded": "nein", "notForwarded": "ja"}
        self.assertEqual(self.import_folder()["Lesart.txt"]["readings"], {"kept": kept, "reversed": turned})
        self.assertEqual(self.body("Lesart"), "##oofforwardtrue ja\n##oofforwardfalse nein\n")
        self.import_folder("--reversed")
        self.assertEqual(self.body("Lesart"), "##oofforwardfalse ja\n##oofforwardtrue nein\n")
        text = self.expect(0, self.run_ctl("template", "import", str(self.path), "--dry-run")).out
        self.assertIn("--reversed", text)
        self.assertLess(text.index("ja\n"), text.index("nein\n"))

    def test_wrong_import(self):
        self.expect(2, self.run_ctl("template", "import"))
        self.expect(2, self.run_ctl("template", "import", str(self.path / "gibt es nicht")), "gibt es nicht")
        self.expect(2, self.run_ctl("template", "import", str(self.path), "--standard"))
        self.assertEqual(self.ask_ctl("template", "import", str(self.path)), {"templates": []})

    def test_export(self):
        self.set("Hin/und:her", "a\n##oofforwardtrue b\n")
        self.set("Seitenweise", "<p>\u00fc</p>", "--format", "html")
        files = self.ask_ctl("template", "export", str(self.path / "neu"), "Hin/und:her", "seitenweise")["files"]
        self.assertEqual(files, ["Hin_und_her.txt", "Seitenweise.htm"])
        self.assertEqual((self.path / "neu" / files[0]).read_text("utf-8"), "a\n##oofforwardtrue b\n")
        self.assertEqual((self.path / "neu" / files[1]).read_text("utf-8"), "<p>\u00fc</p>")
        (self.path / "Zwei intern.txt").write_text("innen", "utf-8")
        (self.path / "Zwei extern.txt").write_text("", "utf-8")
        self.import_folder()
        self.assertEqual(self.ask_ctl("template", "export", str(self.path / "alle"), "Zwei")["files"],
                         ["Zwei.txt", "Zwei extern.txt"])
        self.path = self.path / "alle"
        self.assertEqual({row["result"] for row in self.import_folder().values()}, {"unchanged"})
        self.expect(2, self.run_ctl("template", "export", str(self.path), "Gibt es nicht"), "Gibt es nicht")
        self.expect(2, self.run_ctl("template", "export", "/dev/null/x"), "/dev/null/x")
        self.expect(0, self.run_ctl("template", "remove", "Hin/und:her"))

    def test_export_everything(self):
        names = self.names()
        files = self.ask_ctl("template", "export", str(self.path))["files"]
        self.assertGreaterEqual(len(files), len(names))
        self.assertEqual({row["result"] for row in self.import_folder().values()}, {"unchanged"})

    def test_standard(self):
        self.ask_ctl("template", "import", "--standard")
        body = self.body("Standard")
        self.assertIn("[lang:de]", body)
        self.assertIn("[lang:en]", body)
        self.assertEqual(self.ask_ctl("template", "check", "Standard"), {"findings": []})
        self.expect(0, self.run_ctl("template", "restore", "Standard", "1"))

    def test_check_for_an_absence(self):
        person = self.find_free()[0]["address"]
        self.set("L\u00fcckenhaft", "Bitte an @@oofforwarddisplayName\nbis @@oofto und @@oofback")
        self.assertEqual(self.ask_ctl("template", "check", "L\u00fcckenhaft"), {"findings": []})
        [finding] = self.ask_ctl("template", "check", "L\u00fcckenhaft", "--person", person)["findings"]
        self.assertEqual((finding["severity"], finding["line"]), ("warning", 1))
        self.assertIn("oofforwarddisplayName", finding["what"])
        self.expect(2, self.run_ctl("template", "check", "L\u00fcckenhaft", "--absence", "x"))
        [key] = self.ask_ctl("absence", "add", person, "--from", "2027-06-14", "--to", "2027-06-15", "--deputy",
                             self.find_free()[1]["address"])["ids"]
        self.assertEqual(self.ask_ctl("template", "check", "L\u00fcckenhaft", "--person", person, "--absence", key),
                         {"findings": []})

    def test_audience_and_groups(self):
        people = {person["address"]: person["groups"] for person in self.ask_ctl("people")["people"]}
        free = [person["address"] for person in self.find_free()]
        outsider, groups = next((person, [group["name"]]) for group in self.ask_ctl("groups")["groups"][1:]
                                for person in free if group["name"] not in people[person])
        inside = self.write("innen.txt", "innen")
        self.set("Begrenzt", "au\u00dfen")
        self.expect(0, self.run_ctl("template", "set", "Begrenzt", "--file", inside, "--external", "-", "--audience", "none",
                                    "--groups", ";".join(groups), stdin="au\u00dfen".encode()))
        self.assertEqual(self.ask_ctl("template", "show", "Begrenzt"), {
            "name": "Begrenzt", "format": "text", "body": "innen", "external": "au\u00dfen", "audience": "none",
            "groups": groups})
        days = ("--from", "2027-03-01", "--to", "2027-03-02", "--template", "Begrenzt")
        self.expect(2, self.run_ctl("absence", "add", outsider, *days), "Begrenzt")
        self.expect(0, self.run_ctl("template", "set", "Begrenzt", "--audience", "default", "--groups", ""))
        shown = self.ask_ctl("template", "show", "Begrenzt")
        self.assertEqual((shown["body"], shown["audience"], shown["groups"]), ("innen", None, None))
        self.expect(0, self.run_ctl("template", "set", "Begrenzt", "--format", "html"))
        self.assertEqual(self.ask_ctl("template", "show", "Begrenzt"), {**shown, "format": "html"})
        self.expect(2, self.run_ctl("template", "set", "Neu", "--format", "html"), "--file")
        self.ask_ctl("absence", "add", outsider, *days)
        for wrong in (["--audience", "enemies"], ["--groups", "Gibt es nicht"], ["--format", "rtf"], []):
            self.expect(2, self.run_ctl("template", "set", "Begrenzt", *wrong))
        self.expect(2, self.run_ctl("template", "set", "Ganz neu", "--audience", "all"), "--file")

    def test_hostile(self):
        for text in ("<script>alert(1)</script>", "<p onclick='x()'>a</p>", "<a href=\"javascript:x()\">a</a>",
                     "<iframe src='http://x.example'></iframe>", "<!-- a", "<p>" + "x" * 300000):
            with self.subTest(text[:30]):
                result = self.run_ctl("template", "set", "B\u00f6se", "--file", "-", "--format", "html",
                                      stdin=text.encode())
                self.assertEqual(result.code, 2, str(result))
        self.assertNotIn("B\u00f6se", self.names())


class CloudTest(Templates, SimCase):
    scenario = "demo"


class OnPremTest(Templates, SimCase):
    scenario = "onprem"


class NewDatabaseTest(SimCase):
    """A database whose options were never saved."""

    def names(self):
        return [row["name"] for row in self.ask_ctl("template", "list")["templates"]]

    def test_first_save(self):
        connection = configparser.ConfigParser()
        connection.read(self.sim.connection, "utf-8")
        for name in self.names():
            self.expect(0, self.run_ctl("template", "remove", name, "--force"))
        self.sim.ask("/mailboxes/" + connection["service-mailbox"]["address"], {"deleteItem": "d:options"})
        self.assertIsNone(self.ask_ctl("options", "show")["savedAt"])
        self.expect(0, self.run_ctl("options", "set", "leadDays", "4"))
        self.assertEqual(self.names(), ["Standard"])
        self.assertEqual(self.ask_ctl("options", "get", "leadDays")["value"], 4)
        # Later it is not forced upon anybody.
        self.expect(0, self.run_ctl("template", "remove", "Standard", "--force"))
        self.expect(0, self.run_ctl("options", "set", "leadDays", "5"))
        self.assertEqual(self.names(), [])


if __name__ == "__main__":
    harness.main()
