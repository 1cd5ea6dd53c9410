# SPDX-License-Identifier: GPL-3.0-or-later
"""`oofctl timer`, with a systemctl that says what it is told; tests/data/check-units.sh verifies the units."""
import os
import pathlib
import tempfile

import harness
from harness import oofctl

SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$SYSTEMCTL_LOG"
[ -z "$SYSTEMCTL_FAILS" ] || { echo "Failed to connect to bus" >&2; exit 1; }
[ "$2" = show ] && echo "Mon 2026-11-23 10:00:00 UTC"
exit 0
"""


class Timer(harness.Case):
    def setUp(self):
        self.home = tempfile.mkdtemp(dir=self.folder.name)
        program = pathlib.Path(self.home) / "systemctl"
        program.write_text(SYSTEMCTL)
        program.chmod(0o755)
        self.log = pathlib.Path(self.home) / "log"
        self.units = pathlib.Path(self.home) / "config" / "systemd" / "user"
        self.connection = self.write('my "100%" $file.ini', "[service-mailbox]\naddress=a@x.example\n")
        self.env = {"PATH": self.home + ":" + os.environ["PATH"], "XDG_CONFIG_HOME": self.home + "/config",
                    "SYSTEMCTL_LOG": str(self.log), "SYSTEMCTL_FAILS": ""}

    def timer(self, *words, **env):
        return oofctl("timer", *words, connection=self.connection, **{**self.env, **env})

    def test_life(self):
        self.assertIn("no timer", self.expect(0, self.timer("status")).out)
        self.expect(0, self.timer("remove"))
        self.assertFalse(self.log.exists())
        self.assertIn("full hour", self.expect(0, self.timer("install")).out)
        self.assertEqual(self.log.read_text().splitlines(),
                         ["--user daemon-reload", "--user enable --now oof-manager-task.timer"])
        service = (self.units / "oof-manager-task.service").read_text()
        self.assertIn('my \\"100%%\\" $$file.ini" --quiet run --scheduled', service)
        timer = (self.units / "oof-manager-task.timer").read_text()
        for line in ("OnCalendar=hourly", "Persistent=yes", "RandomizedDelaySec=2min"):
            self.assertIn(line, timer)
        self.assertIn("10:00:00", self.expect(0, self.timer("status")).out)
        status = self.expect(0, self.timer("status", "--json")).json()
        self.assertEqual((status["installed"], status["active"]), (True, True))
        self.expect(0, self.timer("remove"))
        self.assertEqual(list(self.units.iterdir()), [])
        self.assertEqual(self.log.read_text().splitlines()[-2:],
                         ["--user disable --now oof-manager-task.timer", "--user daemon-reload"])

    def test_flatpak(self):
        for word in ("install", "remove", "status"):
            self.expect(2, self.timer(word, FLATPAK_ID="io.github.oofmanager.OofManager"), "Flatpak")
        self.assertFalse(self.units.exists())

    def test_without_systemd(self):
        self.expect(4, self.timer("install", SYSTEMCTL_FAILS="1"), "Failed to connect to bus")


if __name__ == "__main__":
    harness.main()
