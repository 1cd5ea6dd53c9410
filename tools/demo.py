#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the sample organisation; tools/demo builds first and calls this.

  demo.py            headless: plan, run, mail, cancel; prints tables, leaves pictures in build/demo/
  demo.py --window   opens the window on the sample organisation and ends with it"""
import json
import pathlib
import subprocess
import sys
import time
import unicodedata
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SHOTS = BUILD / "demo"
LOOKS = {"light": {}, "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, "german": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}}


def start_simulator():
    process = subprocess.Popen([BUILD / "oof-sim", "--scenario", "demo", "--listen", "127.0.0.1:0", "--die-with-parent"], stdout=subprocess.PIPE, text=True)
    return process, json.loads(process.stdout.readline())


def oofctl(connection, *arguments):
    done = subprocess.run([BUILD / "oofctl", "--connection", connection, "--json", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"oofctl {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def mail(control, sender, to):
    body = {"from": sender, "to": to, "subject": "Angebot", "text": "Wann passt es?", "kind": "direct"}
    request = urllib.request.Request(control + "/mail", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def table(title, heads, rows):
    rows = [[str(cell if cell is not None else "–") for cell in row] for row in rows]
    widths = [max(width(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    print(f"\n{title}")
    for row in [heads, ["─" * w for w in widths], *rows]:
        print("  " + "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths)).rstrip())


def indent(text):
    return "\n".join("  │ " + line for line in text.splitlines())


def day(offset):
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + offset * 86400))


def show_reply(control, sender, to, who):
    answer = mail(control, sender, to)
    print(f"\nA mail from {who} ({sender}): {'answered' if answer['answered'] else 'no reply'}, {answer['reason']}")
    if answer["answered"]:
        print(f"  │ {answer['reply']['subject']}\n  │")
        print(indent(answer["reply"]["text"]))
    return answer


def show(look, connection, *arguments):
    sys.path.insert(0, str(ROOT / "tests/ui"))
    from drive import App
    return App([BUILD / "oof-manager", "--connection", connection, *arguments], SHOTS / f"{look}.log", {"LC_ALL": "C.UTF-8", **LOOKS[look]})


def take_home(look, connection, person):
    app = show(look, connection, "--person", person)
    app.label(r"read live|live gelesen")
    app.shot(str(SHOTS / f"home-{look}.png"))
    app.keys("ctrl+n")
    app.get(None, r"^(New absence|Neuen Termin erstellen)$")
    app.shot(str(SHOTS / f"new-absence-{look}.png"))
    app.quit()


def take_overview(look, connection, _person):
    app = show(look, connection, "--place", "overview")
    app.label(r"\d+ (of|von) \d+")
    app.shot(str(SHOTS / f"overview-{look}.png"))
    app.quit()


PICTURES = {"home": take_home, "overview": take_overview}


def take_pictures(connection, person):
    """Each program by a process of its own: libatspi may crash on objects of one that has ended; then once more."""
    for look in LOOKS:
        for place in PICTURES:
            command = [sys.executable, __file__, "--picture", place, look, connection, person]
            if subprocess.run(command, check=False).returncode != 0:
                subprocess.run(command, check=True)


def main_job(line):
    connection, control = line["connection"], line["control"]
    people = oofctl(connection, "people")["people"]
    named = {person["name"]: person for person in people}
    absent, deputy, colleague = (named[name]["address"] for name in ("Bernd Krause", "Carla Wolf", "Dieter Lang"))
    table(f"People: {len(people)} in the sample organisation, for instance", ["Name", "Address", "Department", "Route"],
          [[person["name"], person["address"], person["department"], person["route"]]
           for person in (named["Anna Meier"], named["Bernd Krause"], named["Carla Wolf"], named["Dieter Lang"])])

    key = oofctl(connection, "absence", "add", absent, "--from", day(0), "--to", day(11), "--subject", "Urlaub", "--deputy", deputy)["ids"][0]
    run = oofctl(connection, "run")
    again = oofctl(connection, "run")
    absences = [absence for absence in oofctl(connection, "absence", "list", absent)["absences"] if absence["id"] == key]
    table("Absence, planned by the helpdesk", ["Person", "From", "To", "Subject", "Deputy", "State"],
          [[a["person"], a["from"], a["to"], a["subject"], a["deputy"], a["state"]] for a in absences])
    table("OOF task", ["Run", "Written", "Unchanged", "Failed"],
          [[report["run"], report["changed"], report["unchanged"], report["failed"]] for report in (run, again)])
    state = oofctl(connection, "status", absent)["people"]
    table("Reply state in Exchange", ["Mailbox", "State", "From", "To", "Outside", "Verdict"],
          [[s["address"], s["state"], s["from"], s["to"], s["audience"], s["verdict"]] for s in state])

    rendered = oofctl_text(connection, "template", "render", *template_of(connection, key, absent), "--person", absent, "--absence", key)
    inside = show_reply(control, colleague, absent, "a colleague")
    show_reply(control, "jane.doe@customer.example", absent, "a stranger")
    show_reply(control, colleague, absent, "the same colleague again")
    take_pictures(connection, absent)
    oofctl(connection, "absence", "cancel", key)
    oofctl(connection, "run")
    silent = show_reply(control, "john.roe@supplier.example", absent, "somebody after the absence was cancelled")
    ok = inside["reply"]["text"].strip() == rendered.strip() and not silent["answered"] and run["changed"] == 1 and again["changed"] == 0
    print(f"\n{'The reply is exactly the text of the template.' if ok else 'SOMETHING IS WRONG: see above.'}")
    print(f"Pictures: {SHOTS}/")
    return 0 if ok else 1


def oofctl_text(connection, *arguments):
    return subprocess.run([BUILD / "oofctl", "--connection", connection, *arguments], capture_output=True, text=True, check=True).stdout


def template_of(connection, key, absent):
    """The template that the planner takes: the one named in the absence, else that of the person's last group."""
    absence = next(a for a in oofctl(connection, "absence", "list", absent)["absences"] if a["id"] == key)
    groups = oofctl(connection, "groups")["groups"]
    person = next(p for p in oofctl(connection, "people", "--search", absent)["people"] if p["address"] == absent)
    named = [group["template"] for group in groups if group["template"] and (group["name"] in person["groups"] or group["name"] == "Alle Benutzer")]
    return [absence["template"] or (named[-1] if named else "Standard")]


def main():
    if "--picture" in sys.argv:
        place, *arguments = sys.argv[2:]
        PICTURES[place](*arguments)
        return 0
    simulator, line = start_simulator()
    try:
        if "--window" in sys.argv:
            return subprocess.run([BUILD / "oof-manager", "--connection", line["connection"]], check=False).returncode
        return main_job(line)
    finally:
        simulator.terminate()
        simulator.wait(20)


if __name__ == "__main__":
    sys.exit(main())
