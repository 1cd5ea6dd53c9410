# SPDX-License-Identifier: GPL-3.0-or-later
"""One tenant, two connection files cut from its own: the person alone, and the runner alone."""
import configparser
import json
import os
import select
import signal
import subprocess

from harness import OOFCTL, SECONDS, SimCase, make_env

NOT_THE_RUNNERS = {"ews": ("user", "auth", "secret-file")}
NOT_THE_PERSONS = {"person": None}


class Watch:
    """`oofctl run --watch` in the background."""

    def __init__(self, connection, **env):
        self.process = subprocess.Popen(
            [OOFCTL, "--connection", connection, "--json", "run", "--watch"], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=make_env(**env))

    def read_run(self):
        """The next run's JSON: the lease is held, and requests are served."""
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        return json.loads(self.process.stdout.readline()) if ready else None

    def stop(self, number=signal.SIGTERM):
        """The exit code, and what stood on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, error = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, error.decode("utf-8")


class WatchCase(SimCase):
    def cut(self, name, without):
        """The tenant's connection file without some groups or keys."""
        keys = configparser.RawConfigParser()
        keys.optionxform = str
        keys.read(self.sim.connection)
        for group in (["runner"] if "ews" in without else []) + list(without):
            for key in without.get(group) or ():
                keys.remove_option(group, key)
            if without.get(group) is None:
                keys.remove_section(group)
        folder = os.path.dirname(self.sim.connection)
        for group in keys.sections():
            for key in ("secret-file", "ca-file"):
                if keys.has_option(group, key):
                    keys.set(group, key, os.path.join(folder, keys.get(group, key)))
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            keys.write(file, space_around_delimiters=False)
        return path

    def setUp(self):
        self.person = self.cut("person.ini", NOT_THE_RUNNERS)
        self.runner = self.cut("runner.ini", NOT_THE_PERSONS)

    def watch(self, **env):
        watch = Watch(self.runner, **env)
        self.addCleanup(watch.stop)
        self.assertIsNotNone(watch.read_run(), "the watching runner made no run")
        return watch
