# SPDX-License-Identifier: GPL-3.0-or-later
"""What oofctl reads from and writes to: files that never end, pipes, devices, links, closed streams, prompts."""
import os
import pathlib
import resource
import signal
import stat
import subprocess

import harness
from harness import OOFCTL, SECONDS, SimCase, make_env
from terminal import Terminal

READERS = {"absence import": ["absence", "import"], "people import": ["people", "import"],
           "holidays import": ["holidays", "import", "Bayern"], "doctor": ["doctor", "--mailboxes"],
           "template set": ["template", "set", "X", "--file"], "template external": ["template", "set", "X", "--external"],
           "restore": ["restore"], "rules": ["migrate", "rules"], "picture": ["migrate", "picture", "exchange"],
           "subjects": ["migrate", "transfer", "subjects"]}
WRITERS = {"absence export": ["absence", "export"], "people export": ["people", "export"], "log": ["log", "--export"],
           "backup": ["backup"], "report": ["migrate", "report"]}


def start(connection, *arguments, **options):
    return subprocess.Popen([OOFCTL, "--connection", connection, *arguments], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=make_env(), **options)


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


class StreamsTest(SimCase):
    def path(self, name):
        return pathlib.Path(self.folder.name) / name

    def ends(self, process, code):
        try:
            out, error = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.fail("it does not end")
        self.assertEqual(process.returncode, code, error)
        return out.decode(), error.decode()

    def test_files_without_end(self):
        """Refused as too long, not read until no memory is left."""
        for name, command in READERS.items():
            with self.subTest(name):
                self.expect(2, self.run_ctl(*command, "/dev/zero"), "/dev/zero")

    def test_folders(self):
        for name, command in READERS.items():
            with self.subTest(name):
                self.expect(2, self.run_ctl(*command, self.folder.name), self.folder.name)

    def test_nothing_there(self):
        for name, command in READERS.items():
            with self.subTest(name):
                result = self.expect(2, self.run_ctl(*command, str(self.path("none"))), "none")
                self.assertEqual(result.out, "")

    def test_standard_input(self):
        self.expect(1, self.run_ctl("absence", "import", "-", stdin=b"person,from\nniemand,2026-12-01\n"), "niemand")
        self.expect(2, self.run_ctl("people", "import", "-", stdin=b"nichts\n"), "-: ")

    def test_pipe_that_nobody_writes_into(self):
        """A signal ends the wait."""
        for name, command in READERS.items():
            with self.subTest(name):
                pipe = self.path("pipe " + name)
                os.mkfifo(pipe)
                process = start(self.sim.connection, *command, str(pipe))
                with open(pipe, "wb"):  # waits until it is read from, and says nothing
                    process.send_signal(signal.SIGTERM)
                    _, error = self.ends(process, 1)
                self.assertTrue(error.startswith("oofctl: "), error)

    def test_pipe_that_is_filled(self):
        pipe = self.path("filled")
        os.mkfifo(pipe)
        process = start(self.sim.connection, "template", "set", "Aus der Leitung", "--file", str(pipe))
        with open(pipe, "wb") as out:
            out.write(b"Hallo")
        self.ends(process, 0)
        self.assertEqual(self.ask_ctl("template", "show", "Aus der Leitung")["body"], "Hallo")

    def test_devices_stay_devices(self):
        """What is no file is written into: nothing takes its place, not even for root."""
        for name, command in WRITERS.items():
            with self.subTest(name):
                link = self.path("link " + name)
                link.symlink_to("/dev/null")
                self.expect(0, self.run_ctl(*command, str(link), "--quiet"))
                self.assertTrue(link.is_symlink())
                self.assertTrue(stat.S_ISCHR(os.stat(link).st_mode))

    def test_pipe_is_written_into(self):
        pipe = self.path("out")
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        self.expect(0, self.run_ctl("absence", "export", str(pipe), "--quiet"))
        self.assertEqual(os.read(reader, 10), b"id,person,")

    def test_pipe_that_nobody_reads(self):
        pipe = self.path("unread")
        os.mkfifo(pipe)
        self.ends(start(self.sim.connection, "absence", "export", str(pipe)), 2)

    def test_links_stay_links(self):
        target = self.path("target.csv")
        target.write_text("old", encoding="utf-8")
        link = self.path("link.csv")
        link.symlink_to(target)
        self.expect(0, self.run_ctl("absence", "export", str(link), "--quiet"))
        self.assertTrue(link.is_symlink())
        self.assertTrue(target.read_text(encoding="utf-8").startswith("id,person,"))

    def test_disk_full(self):
        """No signal, no half a file, and what was there stays."""
        for name, command in {**WRITERS, "templates": ["template", "export"]}.items():
            if name in ("people export", "log"):  # as good as nothing to write
                continue
            with self.subTest(name):
                path = self.path("full " + name)
                _, error = self.ends(start(self.sim.connection, *command, str(path), preexec_fn=limit_files), 1)
                self.assertIn("oofctl: ", error)
                left = [file for file in self.path("").glob("full " + name + "*") if not file.is_dir()]
                self.assertEqual(left, [])

    def test_output_that_cannot_be_written(self):
        for command in (["people"], ["plan", "--json"], ["absence", "export"], ["backup", "-"], ["migrate", "pages"]):
            with self.subTest(command), open("/dev/full", "w", encoding="utf-8") as full:
                process = subprocess.run([OOFCTL, "--connection", self.sim.connection, *command, "--quiet"], stdout=full,
                                         stderr=subprocess.PIPE, timeout=SECONDS, env=make_env(), check=False)
                self.assertEqual(process.returncode, 1)
                self.assertIn(b"No space left", process.stderr)

    def test_closed_streams(self):
        """What is printed never goes to the server instead, whose connection would have that number."""
        for closed in (">&-", "<&- >&-", "<&- >&- 2>&-"):
            for command in ("people", "backup -", "run --json"):
                with self.subTest(closed + command):
                    self.sim.ask("/reset", {})
                    script = f'exec "$0" --connection "$1" {command} --quiet {closed}'
                    process = subprocess.run(["/bin/sh", "-c", script, OOFCTL, self.sim.connection], timeout=SECONDS,
                                             stderr=subprocess.PIPE, env=make_env(), check=False)
                    self.assertEqual(process.returncode, 1, process.stderr)
                    if "2>" not in closed:
                        self.assertIn(b"Bad file descriptor", process.stderr)

    def test_closed_pipe(self):
        """Whoever has seen enough is no reason for a signal, before the network nor after it."""
        for command in (["migrate", "pages"], ["people", "--json"]):
            with self.subTest(command):
                process = start(self.sim.connection, *command)
                process.stdout.close()
                with process.stderr:
                    self.assertEqual((process.wait(SECONDS), process.stderr.read()), (1, b""))


class PromptTest(SimCase):
    def ask(self, question, *arguments):
        terminal = Terminal(self.sim.connection, *arguments)
        self.addCleanup(terminal.close)
        self.assertTrue(terminal.read_until(question), terminal.text)
        return terminal

    def find_absent(self):
        running = {absence["person"] for absence in self.ask_ctl("absence", "list", "--state", "running")["absences"]}
        return next(row["address"] for row in self.run_ctl("status", "--json", "--quiet").json()["people"]
                    if row["address"] in running and row["state"] == "scheduled")

    def test_ccs(self):
        person = self.find_absent()
        command = ("ccs", "--person", person)
        for answer in ("\n", "n\n", "nein yes\n", "\x04"):
            with self.subTest(answer):
                code, out = self.ask("[y/N]", *command).answer(answer)
                self.assertEqual(code, 0)
                self.assertNotIn("switched off", out)
        self.assertEqual(self.ask("[y/N]", *command).interrupt(), (1, ""))
        self.assertEqual(self.sim.ask(f"/mailboxes/{person}")["state"], "scheduled")
        code, out = self.ask("[y/N]", *command).answer("Yes\n")
        self.assertEqual((code, out), (0, f"{person}: switched off\n"))
        self.assertEqual(self.sim.ask(f"/mailboxes/{person}")["state"], "disabled")

    def test_secret(self):
        """Ctrl-C ends it, and the terminal shows again what is typed."""
        terminal = self.ask("Type the secret", "secret", "set", "runner")
        self.assertEqual(terminal.interrupt(), (1, ""))
        self.assertTrue(terminal.shows_what_is_typed())
        self.assertEqual(self.ask("Type the secret", "secret", "set", "runner").answer("\n")[0], 2)


if __name__ == "__main__":
    harness.main()
