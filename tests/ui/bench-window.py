#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How large organisations and large texts weigh on the window: bench-window.py BUILD-DIR [BENCH…]. Runs inside session.sh,
by `meson test --benchmark`.

Each thing is done twice, small and large, and the ratio is printed: of the processor time that the program took, which
does not depend on what else the machine does, and of the longest time in which it answered nobody. Nothing here fails but
what never ends: what is fast enough is for people to say."""
import os
import pathlib
import subprocess
import sys
import time

from audit import ACCESSIBLE
from drive import App, Atspi, GLib, wait
from window_case import BUILD, SHOTS, Tenant

TICKS = os.sysconf("SC_CLK_TCK")
PEOPLE = int(os.environ.get("OOF_BENCH_PEOPLE", "10000"))
GROUPS = int(os.environ.get("OOF_BENCH_GROUPS", "300"))
SMALL = ("--people", "100", "--groups", "3")
LARGE = ("--people", str(PEOPLE), "--groups", str(GROUPS))
LINE = "Guten Tag, @@displayName ist bis @@oofto nicht im Haus und kommt am @@oofback zurück.\n"
MEGABYTE = 1024 * 1024


class Probe:
    """Asks the program for a role, again and again: the longest answer is the longest stop of its window."""

    def __init__(self, app):
        self.app = app
        self.longest = 0
        self.asked = None

    def _answered(self, bus, result):
        bus.call_finish(result)
        self.longest = max(self.longest, time.monotonic() - self.asked)
        self.asked = None

    def _ask(self):
        if self.asked is None:
            self.asked = time.monotonic()
            snapshot = self.app.snapshot
            snapshot.bus.call(snapshot.name, snapshot.root, ACCESSIBLE, "GetRole", None, None, 0, 60000, None, self._answered)
        return True

    def processor(self):
        fields = pathlib.Path(f"/proc/{self.app.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def watch(self, act, times, pause):
        """Does it so often, with pauses, until the program has nothing to do any more. Gives the processor time and the
        longest stop."""
        context = GLib.MainContext.default()
        before, self.longest = self.processor(), 0
        source = GLib.timeout_add(10, self._ask)
        for _ in range(times):
            act()
            end = time.monotonic() + pause
            while time.monotonic() < end:
                context.iteration(False) or time.sleep(0.002)
        self.settle()
        GLib.source_remove(source)
        while self.asked is not None:
            context.iteration(True)
        return self.processor() - before, self.longest

    def settle(self):
        """Until it took next to no time for a second: a caret blinks."""
        context = GLib.MainContext.default()
        last, end = 0, time.monotonic() + 120
        while self.processor() - last > 0.1 and time.monotonic() < end:
            last = self.processor()
            until = time.monotonic() + 1
            while time.monotonic() < until:
                context.iteration(False) or time.sleep(0.002)


def press(*keys):
    return lambda: subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def start(tenant, place):
    """The place as soon as it says who is signed in. Gives the program and what its start took."""
    before = time.monotonic()
    app = App([BUILD / "oof-manager", "--connection", tenant.connection, "--place", place], str(SHOTS / "bench.log"), {"LC_ALL": "C.UTF-8"})
    wait(lambda: any("read" in name and ":" in name for name in app.snapshot.read()), "the place", 300)
    seconds = time.monotonic() - before
    probe = Probe(app)
    probe.settle()
    return app, probe, (probe.processor(), seconds)


def wheel():
    """What lies under the pointer, in the middle of the place."""
    subprocess.run(["xdotool", "mousemove", "900", "600", "click", "--repeat", "5", "--delay", "5", "5"], check=True)


def bench_place(place, act, first=()):
    found = {}
    for size, arguments in (("small", SMALL), ("large", LARGE)):
        tenant = Tenant("large", *arguments)
        try:
            app, probe, started = start(tenant, place)
            if first:
                app.keys(*first)
            found[size] = {"start": started, "scroll": probe.watch(act, 30, 0.1)}
            app.shot(str(SHOTS / f"bench-{place}-{size}.png"))
            app.quit()
        finally:
            tenant.stop()
    return found


def bench_template():
    """Typing in the middle of it, with what the preview and the text check do in the pauses."""
    found = {}
    for size, n_bytes in (("small", MEGABYTE // 64), ("large", MEGABYTE)):
        tenant = Tenant()
        try:
            app, probe, _ = start(tenant, "templates")
            text = app.get("text", "^Text of the template$")
            words = LINE * (n_bytes // len(LINE.encode()) + 1)
            opened = probe.watch(lambda: Atspi.EditableText.set_text_contents(text, words), 1, 0)
            app.tab_to(text)
            found[size] = {"open": opened, "type": probe.watch(press("a"), 30, 0.1), "pause": probe.watch(press("a"), 4, 1.5)}
            app.quit()
        finally:
            tenant.stop()
    return found


BENCHES = {
    "home": lambda: bench_place("home", press("alt+Page_Down")),
    "overview": lambda: bench_place("overview", wheel),
    "timeline": lambda: bench_place("timeline", wheel),
    "groups": lambda: bench_place("groups", press("Down"), ["Tab"]),
    "users": lambda: bench_place("users", press("Down"), ["Tab"]),
    "template": bench_template,
}


def main():
    SHOTS.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or BENCHES:
        found = BENCHES[name]()
        for what in found["small"]:
            (small, stop_small), (large, stop_large) = found["small"][what], found["large"][what]
            print(f"{name:10} {what:7} processor {small:7.2f} s -> {large:7.2f} s, {large / max(small, 1 / TICKS):6.1f} times; "
                  f"{'until shown' if what == 'start' else 'longest stop'} {stop_small:6.2f} s -> {stop_large:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
