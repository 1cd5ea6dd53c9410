#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No letter is taken twice in one window or menu, in any language: check-mnemonics.py SOURCE
A .ui file is one scope, each menu in it one of its own, and so is each page of a stack."""
import collections
import itertools
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as Tree

SOURCE = pathlib.Path(sys.argv[1])


def read_catalogue(file):
    """msgid -> msgstr, of one line each."""
    text = subprocess.run(["msgcat", "--no-wrap", file], capture_output=True, text=True, check=True).stdout
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, re.MULTILINE))


def collect(node, scope, scopes, numbers):
    for child in node:
        inner = scope
        if child.tag == "menu" or child.get("class") in ("GtkStackPage", "AdwViewStackPage"):
            inner = f"{scope}/{child.get('id') or next(numbers)}"
        label = (child.text or "").replace("__", "")
        if child.get("translatable") == "yes" and "_" in label:
            scopes[scope].append(label)
        collect(child, inner, scopes, numbers)


def clashes(labels, translate):
    taken = collections.defaultdict(set)
    for label in set(labels):
        said = translate.get(label, label)
        found = re.search(r"_(\w)", said)
        if found:
            taken[found[1].lower()].add(said)
    return [sorted(all_of_one) for all_of_one in taken.values() if len(all_of_one) > 1]


def main():
    languages = {"en": {}}
    languages.update({file.stem: read_catalogue(file) for file in sorted((SOURCE / "po").glob("*.po"))})
    bad = 0
    for file in sorted((SOURCE / "src/ui").rglob("*.ui")):
        scopes = collections.defaultdict(list)
        collect(Tree.parse(file).getroot(), file.name, scopes, itertools.count())
        for scope, labels in scopes.items():
            for language, translate in languages.items():
                for clash in clashes(labels, translate):
                    print(f"{scope}, {language}: {' and '.join(clash)}", file=sys.stderr)
                    bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
