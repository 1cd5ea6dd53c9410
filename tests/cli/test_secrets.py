# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's secret (LoadCredential) is missing, unreadable or cut off: a clear word, an exit code, and nothing done;
with the secret in its place the next run goes on."""
import configparser
import os
import pathlib

import harness


class Secrets(harness.SimCase):
    scenario = None
    role = None

    def setUp(self):
        keys = configparser.RawConfigParser()
        keys.optionxform = str
        keys.read(self.sim.connection)
        folder = pathlib.Path(self.sim.connection).parent
        self.secret = (folder / keys.get(self.role, "secret-file")).read_text(encoding="utf-8")
        keys.remove_option(self.role, "secret-file")
        keys.remove_section("person")
        self.connection = os.path.join(self.folder.name, "service.ini")
        with open(self.connection, "w", encoding="utf-8") as file:
            keys.write(file, space_around_delimiters=False)
        self.credentials = pathlib.Path(self.folder.name) / "credentials"
        self.credentials.mkdir()
        self.file = self.credentials / self.role

    def run_as_service(self, *arguments):
        return harness.oofctl("run", *arguments, connection=self.connection,
                              CREDENTIALS_DIRECTORY=str(self.credentials))

    def put(self, how):
        """The file as it should not be."""
        if how == "cut off":
            self.file.write_text(self.secret[:len(self.secret) // 2], encoding="utf-8")
        elif how == "empty":
            self.file.write_bytes(b"")
        elif how == "no text":
            self.file.write_bytes(b"\xff\xfe\0")
        elif how == "a folder":
            self.file.mkdir()
        elif how == "a loop":
            self.file.symlink_to(self.role)

    def take_away(self, how):
        if how == "a folder":
            self.file.rmdir()
        elif how != "missing":
            self.file.unlink()

    def test_secrets(self):
        person = self.find_free()[0]["address"]
        day = self.sim.ask("/clock")["now"][:10]
        self.ask_ctl("absence", "add", person, "--from", day, "--to", day)
        before = self.sim.ask("/requests")["writes"]
        logs = self.ask_ctl("log")["runs"]
        for how, code in {"missing": 3, "cut off": 3, "empty": 2, "no text": 2, "a folder": 2, "a loop": 2}.items():
            self.put(how)
            for arguments in (("--scheduled",), ("--watch",)):
                with self.subTest(how=how, arguments=arguments):
                    result = self.run_as_service(*arguments)
                    self.assertEqual(result.code, code, str(result))
                    if how != "cut off":
                        self.assertIn(str(self.file), result.error)
                    self.assertNotIn(self.secret[:len(self.secret) // 2], result.error + result.out)
                    self.assertEqual(result.out, "")
            self.take_away(how)
        self.assertEqual(self.sim.ask("/requests")["writes"], before, "nothing is written")
        self.assertEqual(self.ask_ctl("log")["runs"], logs, "no run is logged")
        self.file.write_text(self.secret, encoding="utf-8")
        result = self.run_as_service("--scheduled")
        self.assertIn(result.code, (0, 1), str(result))
        self.assertEqual(self.sim.ask("/requests")["writes"].get(person, 0), before.get(person, 0) + 1)


class Graph(Secrets):
    scenario = "cloud"
    role = "runner"


class Exchange(Secrets):
    scenario = "onprem"
    role = "ews"


del Secrets

if __name__ == "__main__":
    harness.main()
