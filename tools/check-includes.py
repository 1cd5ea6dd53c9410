#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom (docs/architecture.md).

  tools/check-includes.py              check src/
  tools/check-includes.py --self-test  every fixture of tests/lint/fixtures/includes must be refused,
                                       each for the rule its first line names
  tools/check-includes.py FILE…        check these files as if they lay under src/ (path from "src/" on)
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Folder -> folders of ours whose headers it may include.
ALLOWED = {
    "core": set(),
    "format": {"core"},
    "wire": {"core", "format"},
    "auth": {"core", "format", "wire"},
    "graph": {"core", "format", "wire"},
    "ews": {"core", "format", "wire"},
    "store": {"core", "format"},
    "jobs": {"core", "format", "store"},
    "migration": {"core", "format", "store", "jobs"},
    "app": {"core", "format", "wire", "auth", "graph", "ews", "store", "jobs", "migration"},
    "ui": {"core", "jobs", "migration", "app"},
    "cli": {"core", "format", "jobs", "migration", "app"},
    "sim": {"core"},
}
PROGRAMS = {"main.c": {"ui", "app"}, "main-ctl.c": {"cli", "app"}, "main-sim.c": {"sim"}}

# Folder -> libraries beyond GLib and GIO that its .c files may include.
LIBRARIES = {
    "core": set(),
    "format": {"json-glib", "libxml", "libical-glib"},
    "wire": {"libsoup"},
    "auth": {"libsecret", "gnutls", "libsoup"},
    "ui": {"gtk", "adwaita.h", "gtksourceview", "gdk"},
    "sim": {"libsoup", "json-glib", "libxml", "gnutls"},
}
THIRD_PARTY = {"gtk", "gdk", "gsk", "adwaita.h", "gtksourceview", "libsoup", "json-glib", "libxml", "libsecret", "gnutls", "libical-glib"}
# Standard and GLib headers are free; a public header outside ui names only GLib, GIO and core types.
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def check(path, text):
    """path: below src/, as "core/oof-range.h" or "main.c". Gives the violations, each "rule: text"."""
    folder = path.split("/")[0] if "/" in path else None
    own = ALLOWED.get(folder, set()) if folder else PROGRAMS.get(path, set())
    if folder and folder not in ALLOWED:
        yield f"folder: src/{folder} is not in docs/architecture.md"
        return
    for kind, name in INCLUDE.findall(text):
        head = name.split("/")[0]
        if kind == '"':
            if name == "config.h":
                continue
            if "/" not in name or name.startswith("."):
                yield f'root: "{name}" is not written from src/ on'
            elif head != folder and head not in own:
                yield f'layer: {folder or path} may not include {head} ("{name}")'
        elif head in THIRD_PARTY:
            if head not in LIBRARIES.get(folder, set()):
                yield f"library: {folder or path} may not use {head} (<{name}>)"
            elif path.endswith(".h") and not path.endswith("-private.h") and folder not in ("ui", "sim"):
                yield f"header: a public header names only GLib, GIO and core types (<{name}>)"


def below_src(file):
    parts = pathlib.Path(file).parts
    return "/".join(parts[parts.index("src") + 1:]) if "src" in parts else pathlib.Path(file).name


def check_files(files):
    bad = 0
    for file in files:
        for violation in check(below_src(file), pathlib.Path(file).read_text(encoding="utf-8")):
            print(f"{file}: {violation}")
            bad += 1
    return bad


def self_test():
    fixtures = sorted((ROOT / "tests/lint/fixtures/includes").rglob("*.[ch]"))
    wrong = 0
    for fixture in fixtures:
        text = fixture.read_text(encoding="utf-8")
        expected = re.search(r"expect: (\w+)", text).group(1)
        found = {violation.split(":")[0] for violation in check(below_src(fixture), text)}
        if found != {expected}:
            print(f"{fixture.relative_to(ROOT)}: expected {expected}, found {sorted(found) or 'nothing'}")
            wrong += 1
    print(f"{len(fixtures)} fixtures, {wrong} wrong")
    return wrong or not fixtures


def main(arguments):
    if arguments == ["--self-test"]:
        return 1 if self_test() else 0
    files = arguments or sorted((ROOT / "src").rglob("*.[ch]"))
    return 1 if check_files(files) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
