#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints "N passed, N failed, N skipped" from meson's logs: count-tests.py BUILD/meson-logs

Each TAP line counts as one test; a program that crashed, timed out or ended with an error counts as one
failure more. What failed is named first, with the end of what it said: where only the end of a log is kept, it is
there. Exits with 1 when anything failed or when nothing ran."""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

REASON_LINES = 12
SECOND_TRY = "# second try of "  # tests/ui/window_case.py


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


def read_programs(logs):
    lines = (logs / "testlog.json").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def is_broken(program):
    """It ended badly although none of its own lines says so."""
    return program["result"] in ("ERROR", "TIMEOUT", "INTERRUPT")


def list_failures(output):
    """The lines that say "not ok", each with the end of its comments."""
    results = re.split(r"(?m)^(?=(?:not )?ok\b)", output)
    for first, *comments in (result.splitlines() for result in results if result.startswith("not ok")):
        yield [first, *comments[-REASON_LINES:]]


def print_failures(programs):
    for program in programs:
        if is_broken(program) or program["result"] == "FAIL":
            print(f"\n{program['name']}: {program['result']}")
            for failure in list_failures(program.get("stdout", "")):
                print("\n".join(f"  {line[:300]}" for line in failure))


def print_second_tries(programs):
    for program in programs:
        for line in program.get("stdout", "").splitlines():
            if line.startswith(SECOND_TRY):
                print(f"{program['name']}: {line[2:]}")


def main():
    logs = pathlib.Path(sys.argv[1])
    passed, failed, skipped = count_cases(logs)
    programs = read_programs(logs)
    failed += sum(is_broken(program) for program in programs)
    print_second_tries(programs)
    print_failures(programs)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
