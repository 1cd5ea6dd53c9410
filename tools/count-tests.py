#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints "N passed, N failed, N skipped" from meson's logs: count-tests.py BUILD/meson-logs

Each TAP line counts as one test; a program that crashed, timed out or ended with an error counts as one
failure more. Exits with 1 when anything failed or when nothing ran."""
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def count_cases(logs):
    passed = failed = skipped = 0
    for case in ElementTree.parse(logs / "testlog.junit.xml").getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_broken_programs(logs):
    """Programs that ended badly although none of their own lines says so."""
    lines = (logs / "testlog.json").read_text(encoding="utf-8").splitlines()
    return sum(json.loads(line)["result"] in ("ERROR", "TIMEOUT", "INTERRUPT") for line in lines if line)


def main():
    logs = pathlib.Path(sys.argv[1])
    passed, failed, skipped = count_cases(logs)
    failed += count_broken_programs(logs)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
