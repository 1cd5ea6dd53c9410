# SPDX-License-Identifier: GPL-3.0-or-later
"""oofctl with somebody in front of it."""
import os
import pty
import select
import signal
import subprocess
import termios
import time

from harness import OOFCTL, SECONDS, make_env


class Terminal:
    """oofctl on a terminal of its own."""

    def __init__(self, connection, *arguments):
        self.fd, child = pty.openpty()
        self.process = subprocess.Popen([OOFCTL, "--connection", connection, *arguments], stdin=child,
                                        stdout=subprocess.PIPE, stderr=child, env=make_env())
        os.close(child)
        self.text = ""

    def read_until(self, words):
        end = time.monotonic() + SECONDS
        while words not in self.text and time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], 1)
            if ready:
                self.text += os.read(self.fd, 4096).decode("utf-8", "replace")
        return words in self.text

    def shows_what_is_typed(self):
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)

    def answer(self, text):
        os.write(self.fd, text.encode())
        return self.wait()

    def interrupt(self):
        """What Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self):
        try:
            out, _ = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return self.process.returncode, out.decode()

    def close(self):
        os.close(self.fd)
