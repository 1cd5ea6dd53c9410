#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of tools/screenshots; runs inside tests/ui/session.sh. Exit code 1 when a place
could not be shown."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PICTURES = BUILD / "screenshots"
NOW = "2026-11-24T13:02:07Z"
PLACES = ("home", "overview", "timeline", "other-mailbox", "details", "templates", "subjects", "groups", "users", "oof-task", "options",
          "new-absence", "migration")
# The pages of the wizard, each a place of its own when it is asked for; "migration" itself is the checks.
PAGES = ("welcome", "checks", "desktop", "screenshots", "cloud", "scenario", "existing", "rehearsal", "cutover", "afterwards", "report")
LOOKS = {
    "light": {},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "contrast": {"ADW_DEBUG_HIGH_CONTRAST": "1"},
    "german": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    "large": {},
    "narrow": {},
    "rtl": {"OOF_TEXT_DIRECTION": "rtl"},
}
SIZES = {"narrow": (360, 720)}
# Places that a key opens over another one.
KEYS = {"new-absence": ("home", "ctrl+n")}
PERSON = "Petra Hofmann"


def run(*arguments, **options):
    return subprocess.run([str(argument) for argument in arguments], check=True, capture_output=True, **options).stdout


def start_simulator(scenario="demo"):
    process = subprocess.Popen([BUILD / "oof-sim", "--scenario", scenario, "--listen", "127.0.0.1:0", "--now", NOW, "--die-with-parent"],
                               stdout=subprocess.PIPE, text=True)
    line = json.loads(process.stdout.readline())
    return process, line["connection"], line["control"]


def oofctl(connection, *arguments):
    return json.loads(run(BUILD / "oofctl", "--connection", connection, "--json", *arguments))


class Migration:
    """A hybrid organisation half-way through the wizard, and its states: before the cut-over and after it."""

    def __init__(self):
        self.process, self.connection, control = start_simulator("hybrid")
        self.folder = tempfile.TemporaryDirectory(prefix="oof-migration-")
        self.open = pathlib.Path(self.folder.name) / "open"
        self.over = pathlib.Path(self.folder.name) / "over"
        run("curl", "-sf", "-d", json.dumps({"count": 48, "odd": 8}), control + "/old-calendar")
        self.prepare()

    def ctl(self, state, *arguments):
        run(BUILD / "oofctl", "--connection", self.connection, "migrate", *arguments, env={**os.environ, "XDG_STATE_HOME": str(state)})

    def prepare(self):
        subjects = pathlib.Path(self.folder.name) / "subjects"
        subjects.write_text("Urlaub\nElternzeit\nSonderurlaub\n", encoding="utf-8")
        picture = pathlib.Path(self.folder.name) / "kalender.png"
        run("convert", "-size", "640x420", "xc:#f0f0f0", "-pointsize", "18", "-fill", "#202020", "-draw",
            "text 24,40 'OOF Manager - Optionen - Kalender' text 24,110 'Wochenstart:      Montag' text 24,160 'Arbeitstage:      5'"
            " text 24,210 'Tagedifferenz:    45'", picture)
        for words in ("check", "answer owa yes", "answer support yes", "step support done", "step update done", f"picture kalender {picture}",
                      "transfer option dayDifference 45", f"transfer subjects {subjects}", "check", "read", "import", "rehearse"):
            self.ctl(self.open, *words.split())
        self.ctl(self.open, "step", "billing", "skip", "--reason", "Wird hier nicht abgerechnet")
        self.ctl(self.open, "step", "licensing-group", "later")
        shutil.copytree(self.open, self.over)
        self.ctl(self.over, "cut-over", "--yes")
        self.ctl(self.over, "step", "old-task", "later")

    def go_to(self, page, look):
        """The environment in which the wizard stands at this page. What checks have seen is kept in words."""
        state = self.over if page in ("afterwards", "report") else self.open
        if page == "checks":
            run(BUILD / "oofctl", "--connection", self.connection, "migrate", "check", env={**os.environ, **LOOKS[look], "XDG_STATE_HOME": str(state)})
        self.ctl(state, "page", page)
        return {"XDG_STATE_HOME": str(state)}

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.folder.cleanup()


def prepare_look(look):
    """Large text is a setting of the display; a caret that blinks would never give two equal pictures."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.ini").write_text("[Settings]\ngtk-cursor-blink=0\ngtk-font-name=Cantarell 11\n", encoding="utf-8")
    run("xrdb", "-merge", input=f"Xft.dpi: {192 if look == 'large' else 96}\n".encode())
    run("xsetroot", "-solid", "#404040")


def windows_of(process):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], capture_output=True, text=True, check=False)
    return found.stdout.split()


def wait(function, what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = function()
        if value:
            return value
        time.sleep(0.1)
    raise SystemExit(f"waited for {what}")


def wait_until_still(process, equal=6):
    """Spinners turn as long as something is read: the window is ready when nothing moves any more."""
    last, same = None, 0
    end = time.monotonic() + 90
    while same < equal and time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the window ended with {process.returncode}")
        picture = run("import", "-window", "root", "rgb:-")
        same = same + 1 if picture == last else 0
        last = picture
        time.sleep(0.25)


def resize(process, look):
    """Every window gets the size of the look; what folds away at the first makes room for the second."""
    for _ in range(2 if look in SIZES else 0):
        for window in windows_of(process):
            run("xdotool", "windowsize", window, *SIZES[look])
        wait_until_still(process)


def open_dialog(process, key):
    """Keys that come before the place has been read are lost."""
    def pressed():
        run("xdotool", "key", key)
        end = time.monotonic() + 5
        while len(windows_of(process)) < 2 and time.monotonic() < end:
            time.sleep(0.1)
        return len(windows_of(process)) > 1
    wait(pressed, "the dialog")


def take(connection, person, place, look, environment=None):
    """One picture; gives whether it was taken."""
    first, key = KEYS.get(place, (place.split("-")[0] if environment else place, None))
    log = open(PICTURES / f"{place}-{look}.log", "w+", encoding="utf-8")
    process = subprocess.Popen([BUILD / "oof-manager", "--connection", connection, "--place", first, "--person", person], stdout=log, stderr=log,
                               env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin", "GTK_A11Y": "none", **LOOKS[look],
                                    **(environment or {})})
    try:
        wait(lambda: windows_of(process) or process.poll() is not None, "the window")
        if process.poll() == 2:
            return False
        resize(process, look)
        wait_until_still(process)
        if key:
            open_dialog(process, key)
            resize(process, look)
            wait_until_still(process)
        run("import", "-window", "root", "-trim", "+repage", PICTURES / f"{place}-{look}.png")
        return True
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def take_page(migration, place, look):
    page = place.partition("-")[2] or "checks"
    person = oofctl(migration.connection, "people")["people"][0]["address"]
    return take(migration.connection, person, place, look, migration.go_to(page, look))


def parse():
    parser = argparse.ArgumentParser(prog="tools/screenshots")
    parser.add_argument("--only", action="append", metavar="PLACE[,LOOK]")
    wanted = []
    for only in parser.parse_args().only or []:
        place, _, look = only.partition(",")
        if place == "migration-all":
            wanted += [(f"migration-{page}", each) for page in PAGES for each in ([look] if look else LOOKS)]
            continue
        if place not in PLACES + tuple(f"migration-{page}" for page in PAGES) or (look and look not in LOOKS):
            parser.error(f"there is no {only!r}: places are {', '.join(PLACES)}; looks are {', '.join(LOOKS)}")
        wanted += [(place, each) for each in ([look] if look else LOOKS)]
    return wanted or [(place, look) for place in PLACES for look in LOOKS]


def main():
    wanted = parse()
    PICTURES.mkdir(parents=True, exist_ok=True)
    simulator, connection, _ = start_simulator()
    migration = Migration() if any(place.startswith("migration") for place, _ in wanted) else None
    bad, missing = 0, set()
    try:
        oofctl(connection, "run")
        person = next(p["address"] for p in oofctl(connection, "people", "--search", PERSON)["people"] if p["name"] == PERSON)
        for look in LOOKS:
            prepare_look(look)
            for place in PLACES + tuple(f"migration-{page}" for page in PAGES):
                if (place, look) not in wanted or place in missing:
                    continue
                if not (take_page(migration, place, look) if place.startswith("migration") else take(connection, person, place, look)):
                    missing.add(place)
                    (PICTURES / f"{place}-{look}.log").unlink()
                    print(f"{place}: skipped, this build has no such place", flush=True)
                    continue
                log = PICTURES / f"{place}-{look}.log"
                said = log.read_text(encoding="utf-8").strip()
                if said:
                    bad += 1
                    print(f"{place}-{look}: {said}", flush=True)
                else:
                    log.unlink()
                    print(f"{place}-{look}.png", flush=True)
    finally:
        simulator.terminate()
        simulator.wait(20)
        if migration:
            migration.stop()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
