#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler does not see: sizes, banned calls, licence lines, habits (CONTRIBUTING.md).

  tools/check-source.py              check every tracked or new source file
  tools/check-source.py --self-test  every fixture of tests/lint/fixtures/source must be refused,
                                     each for the rule its "expect:" line names
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests/lint/fixtures/source"

FILE_LINES = 1000
FUNCTION_LINES = 80
NESTING = 4

# Token -> (folders below src/ where it is allowed, what to use instead).
BANNED = {
    r"g_usleep|usleep|sleep|nanosleep": ((), "a GSource: nothing blocks"),
    r"atoi|atol|atof|strtol|strtoul|strtoll|strtoull|strtod": ((), "g_ascii_string_to_signed / _unsigned, g_ascii_strtod"),
    r"sprintf|vsprintf|strcpy|strcat|gets": ((), "g_strdup_printf, g_strlcpy, GString"),
    r"system|popen|g_spawn_command_line_\w+": ((), "GSubprocess with an argument vector"),
    r"g_random_\w+|g_rand_\w+|rand|srand|random": ((), "getrandom or g_uuid_string_random"),
    r"xmlNewChild": ((), "xmlNewTextChild: xmlNewChild does not escape"),
    r"XML_PARSE_(?:NOENT|HUGE|RECOVER|DTDLOAD|DTDATTR)": ((), "the readers of format/"),
    r"json_parser_\w+": (("format", "sim"), "the readers of format/"),
    r"g_print|g_printerr|printf|puts": (("cli", "main"), "the log, or the words of app/"),
    r"getenv|g_getenv|setenv|g_setenv": (("app", "main", "ui/compat"), "settings handed down from app/"),
    r"gtk_dialog_\w+|gtk_message_dialog_\w+|gtk_tree_view_\w+|gtk_combo_box_\w+|gtk_info_bar_\w+|gtk_assistant_\w+": ((), "codebases.md 3.6"),
    r"gtk_widget_(?:show|hide)": ((), "gtk_widget_set_visible"),
    r"gtk_native_dialog_run|gtk_show_uri\w*|gtk_file_chooser_native_\w+|adw_message_dialog_\w+|adw_about_window_\w+": (("ui/compat",), "ui/compat"),
    r"GTK_CHECK_VERSION|ADW_CHECK_VERSION|G_GNUC_BEGIN_IGNORE_DEPRECATIONS": (("ui/compat",), "ui/compat"),
    r"g_main_loop_run|g_main_context_iteration": (("main", "sync"), "GTask: no nested main loops"),
    r"g_get_real_time|g_date_time_new_now\w*|time": (("wire", "sim", "main"), "the OofClock port"),
    r"goto": ((), "g_autoptr and short functions"),
    r"soup_message_headers_append": (("sim",), "soup_message_headers_replace"),
}
# Wrong on purpose, another's text, and templates of mails: every line of those would be sent.
NOT_OURS = ("tests/lint/fixtures/", "LICENSES/", "tests/core/golden/", "data/templates/")
TEXT_SUFFIXES = {".c", ".h", ".py", ".sh", ".build", ".ui", ".css", ".md", ".xml", ".txt", ".yml", ""}


def blank_comments_and_strings(text):
    """The same text with comments, strings and characters blanked, so that positions stay."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def place_of(path):
    """Where a file stands for the table above: "core", "ui/compat", "main", "sync", …"""
    parts = path.split("/")
    if "src" in parts:
        parts = parts[parts.index("src") + 1:]
    if len(parts) == 1:
        return "main"
    if parts[-1].endswith("-sync.c"):
        return "sync"
    return "/".join(parts[:-1])


def check_calls(path, code):
    place = place_of(path)
    for pattern, (allowed, instead) in BANNED.items():
        if any(place == folder or place.startswith(folder + "/") for folder in allowed):
            continue
        call = r"\b(" + pattern + r")\b" + ("" if pattern in ("goto",) or pattern.isupper() or pattern.startswith(("XML_", "GTK_")) else r"\s*\(")
        for match in re.finditer(call, code):
            line = code.count("\n", 0, match.start()) + 1
            yield line, f"banned: {match.group(1)}: use {instead}"


def check_functions(code):
    start = None
    depth = worst = 0
    for number, line in enumerate(code.split("\n"), 1):
        if line.startswith("{") and start is None:
            start, depth, worst = number, 0, 0
        if start is None:
            continue
        depth += line.count("{") - line.count("}")
        worst = max(worst, depth - 1)
        if line.startswith("}"):
            if number - start - 1 > FUNCTION_LINES:
                yield start, f"function: {number - start - 1} lines, at most {FUNCTION_LINES}"
            if worst > NESTING:
                yield start, f"nesting: {worst} deep, at most {NESTING}"
            start = None


def check_c(path, text):
    code = blank_comments_and_strings(text)
    if re.search(r"^\s*//", text, re.MULTILINE):
        yield 1, "comment: /* */, not //"
    if path.endswith(".h") and "#pragma once" not in text:
        yield 1, "header: no #pragma once"
    for match in re.finditer(r"==\s*(TRUE|FALSE)\b", code):
        yield code.count("\n", 0, match.start()) + 1, "boolean: compare with neither TRUE nor FALSE"
    yield from check_calls(path, code)
    yield from check_functions(code)


def check(path, text):
    """Gives (line, "rule: what") for every violation in one file."""
    head = text[:400]
    # debian/copyright says it for the packaging, whose formats know no comments.
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in head and not path.startswith(("LICENSES/", "po/LINGUAS", "debian/")) and text:
        yield 1, "spdx: no SPDX-License-Identifier in the first lines"
    lines = text.count("\n")
    in_source = "src/" in path
    if in_source and lines > FILE_LINES:
        yield lines, f"file: {lines} lines, at most {FILE_LINES}"
    if re.search(r"[ \t]+$", text, re.MULTILINE) and not path.endswith((".md", ".po")):
        yield 1, "blank: blanks at the end of a line"
    if in_source and path.endswith((".c", ".h")):
        yield from check_c(path, text)


def source_files():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in listed:
        file = ROOT / name
        if not name or not file.is_file() or name.startswith(NOT_OURS):
            continue
        if name.split("/")[-1] in (".gitignore", "LINGUAS", "POTFILES") or file.suffix in (".png", ".json", ".svg", ".po", ".pot", ".html", ".htm", ".ics", ".csv"):
            continue
        if file.suffix in TEXT_SUFFIXES:
            yield name


def self_test():
    wrong = count = 0
    for fixture in sorted(FIXTURES.rglob("*.[ch]")):
        count += 1
        text = fixture.read_text(encoding="utf-8")
        expected = re.search(r"expect: (\w+)", text).group(1)
        path = str(fixture.relative_to(FIXTURES))
        if expected == "function":
            text = text.replace("BODY", "  g_assert (1);\n" * (FUNCTION_LINES + 1))
        if expected == "file":
            text += "\n" * FILE_LINES
        found = {what.split(":")[0] for _, what in check(path, text)}
        if found != {expected}:
            print(f"{fixture.relative_to(ROOT)}: expected {expected}, found {sorted(found) or 'nothing'}")
            wrong += 1
    print(f"{count} fixtures, {wrong} wrong")
    return wrong or not count


def main(arguments):
    if arguments == ["--self-test"]:
        return 1 if self_test() else 0
    bad = 0
    for name in arguments or source_files():
        for line, what in check(name, (ROOT / name).read_text(encoding="utf-8")):
            print(f"{name}:{line}: {what}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
