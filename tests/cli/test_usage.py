# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl without a tenant: help, version, wrong usage, connection files."""
import subprocess

import harness
from harness import Case, oofctl

COMMANDS = ["people", "groups", "status", "absence add", "absence list", "absence cancel", "plan", "run",
            "template list", "template show", "template set", "template check", "template render", "options show",
            "options get", "options set", "log", "doctor", "backup", "restore"]
NEEDED = {"absence add": ["x", "--from", "2026-11-23", "--to", "2026-11-24"], "absence cancel": ["x"],
          "template show": ["x"], "template check": ["x"], "template set": ["x", "--file", __file__],
          "template render": ["x", "--person", "y"], "options get": ["leadDays"], "backup": ["x"], "restore": [__file__], "options set": ["leadDays", "3"]}
GOOD = "[service-mailbox]\naddress=oof@firma.example\nroute=graph\n"
GRAPH = "[graph]\nendpoint=http://127.0.0.1:9/v1.0\nauthority=http://127.0.0.1:9\ntenant=t\n"
RUNNER = "[runner]\nclient-id=c\nauth=secret\nsecret-file=runner.secret\n"


class HelpTest(Case):
    def test_help(self):
        overview = self.expect(0, oofctl("--help")).out
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(f"oofctl {command}", overview)
                self.assertIn(f"oofctl {command} ", self.expect(0, oofctl(*command.split(), "--help")).out)

    def test_help_of_a_group(self):
        out = self.expect(0, oofctl("absence", "--help")).out
        self.assertIn("oofctl absence cancel", out)
        self.assertNotIn("oofctl people", out)

    def test_version(self):
        for arguments in (["--version"], ["people", "--version"]):
            self.assertRegex(self.expect(0, oofctl(*arguments)).out, r"^oofctl \d+\.\d+\.\d+\n$")

    def test_documents_name_every_command(self):
        page = (harness.SOURCE / "data/man/oofctl.1").read_text(encoding="utf-8")
        completion = (harness.SOURCE / "data/bash-completion/oofctl").read_text(encoding="utf-8")
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(command, page)
                self.assertIn(command.split()[-1], completion)

    def test_documents_name_every_option(self):
        page = (harness.SOURCE / "data/man/oofctl.1").read_text(encoding="utf-8").replace("\\-", "-")
        completion = (harness.SOURCE / "data/bash-completion/oofctl").read_text(encoding="utf-8")
        for command in COMMANDS:
            for word in oofctl(*command.split(), "--help").out.split():
                option = word.split("=")[0]
                if option.startswith("--"):
                    with self.subTest(f"{command} {option}"):
                        self.assertIn(option, page)
                        self.assertIn(option, completion)


class UsageTest(Case):
    def test_nothing(self):
        self.expect(2, oofctl())

    def test_unknown(self):
        for arguments in (["nonsense"], ["nonsense", "--help"], ["absence"], ["absence", "nonsense"],
                          ["template", "nonsense"], ["--nonsense"], ["people", "--nonsense"], ["/auto"],
                          ["people", "too", "many"], ["status", "--forward", "x"],
                          ["absence", "add", "x", "--forward", "y"]):
            with self.subTest(arguments):
                self.assertEqual(self.expect(2, oofctl(*arguments)).out, "")

    def test_missing_arguments(self):
        for arguments in (["absence", "add"], ["absence", "cancel"], ["template", "show"], ["template", "check"],
                          ["template", "set"], ["template", "set", "x"], ["template", "render", "x"],
                          ["--connection"], ["run", "--person"]):
            with self.subTest(arguments):
                self.expect(2, oofctl(*arguments))

    def test_wrong_values(self):
        add = ["absence", "add", "x"]
        day = ["--from", "2026-11-23"]
        for arguments in (add, add + day, add + day + ["--to", "2026-11-22"], add + day + ["--to", "tomorrow"],
                          add + ["--from", "23.11.2026", "--to", "2026-11-24"],
                          add + ["--from", "2026-02-30", "--to", "2026-03-01"],
                          add + day + ["--to", "2026-11-24", "--open-end"],
                          add + day + ["--time-from", "08:00"], add + day + ["--time-to", "08:00"],
                          add + day + ["--time-from", "08:00", "--time-to", "08:00"],
                          add + day + ["--time-from", "08:00", "--time-to", "24:30"],
                          add + day + ["--time-from", "8:00", "--time-to", "12:00"],
                          add + day + ["--open-end", "--time-to", "12:00"],
                          add + day + ["--to", "2026-11-24", "--audience", "friends"],
                          add + day + ["--to", "2026-11-24", "--calendar-only", "--no-calendar"],
                          add + day + ["--to", "2026-11-24", "--on-conflict", "both"],
                          ["absence", "list", "--state", "lost"], ["plan", "--at", "soon"],
                          ["run", "--limit-errors", "-1"], ["run", "--limit-errors", "some"],
                          ["template", "set", "x", "--file", "/does/not/exist"],
                          ["template", "set", "x", "--file", "/"],
                          ["template", "set", "x", "--file", "/dev/zero"],
                          ["template", "set", "x", "--file", "-", "--format", "rtf"],
                          ["template", "render", "x", "--person", "y", "--audience", "everybody"]):
            with self.subTest(arguments):
                self.expect(2, oofctl(*arguments))

    def test_not_utf8(self):
        self.expect(2, oofctl("people", "--search", b"\xff"))
        self.expect(2, oofctl("template", "set", "x", "--file", "-", stdin=b"caf\xe9"), "UTF-8")
        self.expect(2, oofctl("template", "set", "x", "--file", "-", stdin=b"a\0b"), "UTF-8")

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            process = subprocess.run([harness.OOFCTL, "--help"], stdout=full, stderr=subprocess.PIPE,
                                     timeout=harness.SECONDS, check=False)
        self.assertEqual(process.returncode, 1)

    def test_no_connection_file(self):
        for command in COMMANDS:
            with self.subTest(command):
                result = oofctl(*command.split(), *NEEDED.get(command, []), XDG_CONFIG_HOME=self.folder.name)
                self.expect(2, result, "--connection")

    def test_old_switches(self):
        for arguments in (["/auto", "/oof"], ["/oof"], ["/Auto", "/OOF", "/user:anna"]):
            with self.subTest(arguments):
                self.expect(2, oofctl(*arguments, XDG_CONFIG_HOME=self.folder.name), "--connection")


class ConnectionTest(Case):
    def connect(self, text, *arguments):
        return oofctl("people", *arguments, connection=self.write("connection.ini", text))

    def test_missing(self):
        self.expect(2, oofctl("people", connection="/does/not/exist"), "/does/not/exist")
        self.expect(2, oofctl("people", connection="/"))

    def test_broken(self):
        for text in ("", "nonsense", "[service-mailbox", GOOD, GOOD + RUNNER, GOOD + GRAPH + "[runner]\nauth=magic\n",
                     GOOD.replace("graph", "pigeon") + GRAPH + RUNNER, b"\xff\xfe\0"):
            with self.subTest(text):
                self.expect(2, self.connect(text))

    def test_secret_file(self):
        text = GOOD + GRAPH + RUNNER
        self.expect(2, self.connect(text), "runner.secret")
        self.write("runner.secret", "hush", 0o644)
        self.expect(2, self.connect(text), "runner.secret")
        self.write("runner.secret", "hush", 0o640)
        self.expect(2, self.connect(text), "runner.secret")

    def test_nobody_answers(self):
        self.write("good.secret", "hush")
        text = GOOD + GRAPH + RUNNER.replace("runner.secret", "good.secret")
        self.expect(4, self.connect(text))
        self.assertNotIn("hush", str(self.connect(text, "--json")))

    def test_usual_place(self):
        folder = harness.pathlib.Path(self.folder.name) / "oof-manager"
        folder.mkdir()
        (folder / "connection.ini").write_text("nonsense", encoding="utf-8")
        self.expect(2, oofctl("people", XDG_CONFIG_HOME=self.folder.name), "oof-manager/connection.ini")


if __name__ == "__main__":
    harness.main()
