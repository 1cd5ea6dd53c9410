# SPDX-License-Identifier: GPL-3.0-or-later
"""One runner at a time: the lease between machines, the lock on one machine."""
import os
import signal
import time

import harness
from harness import oofctl
from watching import WatchCase


class Lease(WatchCase):
    def elsewhere(self):
        """The environment of another machine: its own name and lock."""
        folder = os.path.join(self.folder.name, "elsewhere")
        os.makedirs(folder, exist_ok=True)
        return {"XDG_STATE_HOME": folder}

    def test_second_runner(self):
        watch = self.watch()
        free = self.find_free()[0]["address"]
        for env in ({}, self.elsewhere()):
            for arguments in (["run"], ["run", "--watch"], ["run", "--scheduled"]):
                result = self.expect(5, oofctl(*arguments, connection=self.runner, **env))
                self.assertEqual(result.out, "")
            # One mailbox on a person's command needs no lease.
            self.expect(0, oofctl("run", "--person", free, connection=self.runner, **env))
            self.expect(0, oofctl("run", "--dry-run", connection=self.runner, **env))
        self.assertEqual(watch.stop(), (0, ""))
        # Released: another machine has it at once.
        self.expect(0, oofctl("run", connection=self.runner, **self.elsewhere()))

    def test_killed(self):
        self.assertEqual(self.watch().stop(signal.SIGKILL)[0], -signal.SIGKILL)
        self.expect(5, oofctl("run", connection=self.runner, **self.elsewhere()))
        start = time.monotonic()
        watch = self.watch()
        self.assertLess(time.monotonic() - start, 10)
        self.assertEqual(watch.stop(signal.SIGINT), (0, ""))

    def test_full_hour(self):
        watch = self.watch()
        self.sim.ask("/clock", {"advance": "PT1H"})
        run = watch.read_run()
        self.assertTrue(run["run"].startswith("20261123T10"), run)
        self.assertEqual(watch.stop(), (0, ""))

    def test_wrong_words(self):
        for arguments in (["--watch", "--dry-run"], ["--watch", "--person", "x"], ["--wait", "-1"]):
            self.expect(2, oofctl("run", *arguments, connection=self.runner))


if __name__ == "__main__":
    harness.main()
