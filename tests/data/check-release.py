#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version is said in meson.build alone; what lists the releases begins with that one: check-release.py SOURCE VERSION"""
import pathlib
import re
import sys

SOURCE, VERSION = pathlib.Path(sys.argv[1]), sys.argv[2]
LISTS = {
    "NEWS.md": r"^## (\S+)",
    "data/io.github.oofmanager.OofManager.metainfo.xml.in": r'<release version="([^"]+)"',
    "debian/changelog": r"^oof-manager \(([^)]+)\)",
}


def main():
    bad = 0
    for name, pattern in LISTS.items():
        found = re.search(pattern, (SOURCE / name).read_text(encoding="utf-8"), re.MULTILINE)
        if not found or found[1] != VERSION:
            print(f"{name} begins with {found and found[1]}, not with {VERSION}", file=sys.stderr)
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
