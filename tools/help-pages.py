#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the pages of the help, Markdown, into XHTML for the window and for browsers, and lists them as a
resource: tools/help-pages.py OUTPUT PREFIX LANGUAGE:FILE.md…

The Markdown is what these pages need and no more: headings, paragraphs, lists (one level), tables, indented
code, **bold**, *italic*, `code`, [links](page.md). Anything else is an error, so that a page never shows
what was meant as a mark. A link leads to a page of the same language, or to https."""
import html
import pathlib
import re
import sys

ALLOWED_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)")


class Bad(Exception):
    pass


def link(text, target):
    page, mark, anchor = target.partition("#")
    if target.startswith("https://"):
        return f'<a href="{html.escape(target)}">{inline(text)}</a>'
    if not page.endswith(".md") or "/" in page or mark:
        raise Bad(f"a link leads to a page of this folder or to https, not to {target}")
    return f'<a href="{page[:-3]}.html">{inline(text)}</a>'


def inline(text):
    out, at = "", 0
    for found in ALLOWED_INLINE.finditer(text):
        plain, at_next = text[at:found.start()], found.end()
        code, bold, italic, label, target = found.groups()
        out += html.escape(plain, quote=False)
        if code is not None:
            out += f"<code>{html.escape(code, quote=False)}</code>"
        elif bold is not None:
            out += f"<b>{inline(bold)}</b>"
        elif italic is not None:
            out += f"<i>{inline(italic)}</i>"
        else:
            out += link(label, target)
        at = at_next
    return out + html.escape(text[at:], quote=False)


def split_row(line):
    return [inline(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def table(lines):
    head, _, *rows = lines
    cells = split_row(head)
    out = ["<table>", "<tr>" + "".join(f"<th>{cell}</th>" for cell in cells) + "</tr>"]
    for row in rows:
        values = split_row(row)
        if len(values) != len(cells):
            raise Bad(f"a row of {len(values)} cells under {len(cells)} headings: {row}")
        out.append("<tr>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>")
    return out + ["</table>"]


def items(lines, mark):
    """A list; deeper lines go on with the item, and indented blocks in it are code."""
    out = []
    for line in lines:
        if re.match(mark, line):
            out.append(re.sub(mark, "", line, count=1))
        else:
            out[-1] += " " + line.strip()
    return [f"<li>{inline(item)}</li>" for item in out]


def blocks(text):
    """Groups of lines that belong together, without what is a comment."""
    group = []
    for line in re.sub(r"<!--.*?-->", "", text, flags=re.S).splitlines() + [""]:
        if line.strip():
            group.append(line.rstrip())
        elif group:
            yield group
            group = []


def convert_block(lines):
    first = lines[0]
    if re.match(r"#{1,2} ", first):
        level = first.index(" ")
        rest = lines[1:]
        return [f"<h{level}>{inline(first[level + 1:])}</h{level}>"] + (convert_block(rest) if rest else [])
    if all(re.match(r" {4,}", line) for line in lines):
        indent = min(len(line) - len(line.lstrip()) for line in lines)
        return ["<pre>" + html.escape("\n".join(line[indent:] for line in lines), quote=False) + "</pre>"]
    if first.startswith("|") and len(lines) > 1 and re.match(r"\|[-| ]+$", lines[1]):
        return table(lines)
    for mark, name in ((r"[-*] ", "ul"), (r"\d+\. ", "ol")):
        if re.match(mark, first):
            start = f' start="{first.split(".")[0]}"' if name == "ol" else ""
            return [f"<{name}{start}>"] + items(lines, mark) + [f"</{name}>"]
    if re.match(r"[#>|]|```", first):
        raise Bad(f"not understood: {first}")
    for number, line in enumerate(lines[1:], 1):  # what follows a paragraph without an empty line
        if re.match(r"(    |[-*] |\d+\. |\|)", line):
            return convert_block(lines[:number]) + convert_block(lines[number:])
    return [f"<p>{inline(' '.join(line.strip() for line in lines))}</p>"]


def convert(text, language):
    body = [line for group in blocks(text) for line in convert_block(group)]
    title = re.match(r"<h1>(.*)</h1>$", body[0])
    if not title:
        raise Bad("a page begins with its title")
    return "\n".join(['<!DOCTYPE html>', f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}">',
                      f'<head><meta charset="utf-8"/><title>{title.group(1)}</title></head>', "<body>", *body, "</body>", "</html>", ""])


def main():
    output, prefix = pathlib.Path(sys.argv[1]), sys.argv[2]
    files = []
    for argument in sys.argv[3:]:
        language, source = argument.split(":", 1)
        page = pathlib.Path(source)
        target = output / language / (page.stem + ".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.write_text(convert(page.read_text(encoding="utf-8"), language), encoding="utf-8")
        except (Bad, IndexError) as error:
            sys.exit(f"{source}: {error}")
        files.append(f"{language}/{target.name}")
    listed = "\n".join(f"    <file>{name}</file>" for name in files)
    (output / "help.gresource.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gresources>\n  <gresource prefix="{prefix}">\n{listed}\n  </gresource>\n</gresources>\n', encoding="utf-8")


if __name__ == "__main__":
    main()
