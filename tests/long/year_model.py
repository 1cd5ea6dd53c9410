# SPDX-License-Identifier: GPL-3.0-or-later
"""What decisions 4 to 7 promise, written down a second time: absences, texts, and what each mailbox holds.

It shares nothing with the product: Python's own calendar and time zones, its own reading of the rules.
"""
import datetime as dt
from zoneinfo import ZoneInfo

INFINITY = 1 << 60
DAY = 86400
LEAD = 3 * DAY
SUBJECTS = {"Urlaub": False, "Krank": True, "Dienstreise": False, "Betriebsruhe": False}  # confidential?
TEMPLATES = {
    "Jahr": "[lang:de]\nIch bin vom @@ooffrom bis @@oofto nicht da.\nZurueck am ##oofback.\n"
            "Uhrzeit @@oofTimeFrom bis ##oofTimeTo\n##oofforwardusertrue Vertretung @@oofforwarddisplayName\n"
            "##oofforwardtrue Wird weitergeleitet\n##oofforwardfalse Bleibt liegen\n"
            "##oofinternal Grund @@EventSubject\n"
            "##oofexternal Firma @@displayName\n[/lang]\n[lang:en]\nAway from @@ooffrom until ##oofto\n[/lang]\n",
    "Jahr Betriebsruhe": "@@displayName: Betriebsruhe bis @@oofto\n##oofexternal Extern zu\n##oofinternal Intern zu\n",
    "Jahr Sonderfall": "Fassung 0\n@@displayName fehlt bis @@oofto\n",
}
edition = [0]  # of the last template, which people edit now and then
MONTHS = ("January February March April May June July August September October November December").split()


def to_instant(day, zone, minute=0):
    """The instant of a wall clock time."""
    wall = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), ZoneInfo(zone))
    return int(wall.timestamp())


def to_local(instant, zone):
    return dt.datetime.fromtimestamp(instant, ZoneInfo(zone))


def to_text(instant):
    return dt.datetime.fromtimestamp(instant, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Absence:
    """One absence. By days: first and last; by the hour: start and end (INFINITY: no end)."""

    def __init__(self, key, person, zone, created):
        self.key, self.person, self.zone, self.created = key, person, zone, created
        self.first = self.last = self.start = self.end = None
        self.subject, self.template, self.deputy, self.forward = "Urlaub", "Jahr", None, None
        self.calendar_only = self.cancelled = False
        self.series = self.closure = None
        self.left = False
        self.hold = self.hold_seen = False  # somebody keeps the task away; a run has seen that

    def get_span(self):
        if self.first is None:
            return self.start, self.end
        if self.last is None:
            return to_instant(self.first, self.zone), INFINITY
        return to_instant(self.first, self.zone), to_instant(self.last + dt.timedelta(1), self.zone)

    def is_live(self):
        return not self.cancelled and not self.calendar_only

    def holds(self, now):
        start, end = self.get_span()
        return self.is_live() and start <= now < end

    def get_face(self):
        """Everything that dates, texts and forwarding are made of."""
        return (self.get_span(), self.first is None, self.subject, self.template, self.deputy, self.forward)

    def get_days(self):
        if self.first is not None:
            return self.first, self.last
        start, end = self.get_span()
        first = to_local(start, self.zone).date()
        # An end at midnight belongs to the day before.
        return first, None if end == INFINITY else to_local(end - 1, self.zone).date()

    def to_json(self):
        by_day = self.first is not None
        start, end = self.get_span()
        return {"v": 1, "key": self.key, "rev": 1, "w": "0123456789abcdef", "person": self.person, "zone": self.zone,
                "allDay": by_day, "from": str(self.first) if by_day else to_text(start),
                "openEnd": end == INFINITY,
                "to": None if end == INFINITY else str(self.last) if by_day else to_text(end),
                "subject": self.subject, "template": self.template, "deputy": self.deputy,
                "forward": {"to": self.forward[0], "copy": self.forward[1]} if self.forward else None,
                "calendar": "calendar-only" if self.calendar_only else "standard", "series": self.series,
                "closure": {"id": self.closure[0], "group": self.closure[1]} if self.closure else None,
                "createdAt": to_text(self.created)}


def show_day(day, language):
    if day is None:
        return ""
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def find_back_on(last):
    if last is None:
        return None
    day = last + dt.timedelta(1)
    while day.isoweekday() > 5:
        day += dt.timedelta(1)
    return day


def write_german(absence, names, internal):
    first, last = absence.get_days()
    start, end = absence.get_span()
    yield f"Ich bin vom {show_day(first, 'de')} bis {show_day(last, 'de')} nicht da."
    if last is not None:
        yield f"Zurueck am {show_day(find_back_on(last), 'de')}."
    if absence.first is None and end != INFINITY:
        to = f"{to_local(end, absence.zone):%H:%M}"
        yield f"Uhrzeit {to_local(start, absence.zone):%H:%M} bis {'24:00' if to == '00:00' else to}"
    if absence.deputy:
        yield f"Vertretung {names[absence.deputy]}"
    yield "Wird weitergeleitet" if absence.forward else "Bleibt liegen"
    if internal:
        yield f"Grund {'Abwesend' if SUBJECTS[absence.subject] else absence.subject}"
    else:
        yield f"Firma {names[absence.person]}"


def write_text(absence, names, language, internal):
    """The reply as lines."""
    first, last = absence.get_days()
    if absence.template == "Jahr Betriebsruhe":
        day = show_day(last, language)
        return [f"{names[absence.person]}: Betriebsruhe bis {day}".strip(), "Intern zu" if internal else "Extern zu"]
    if absence.template == "Jahr Sonderfall":
        return [f"Fassung {edition[0]}", f"{names[absence.person]} fehlt bis {show_day(last, language)}".strip()]
    german = list(write_german(absence, names, internal))
    english = [f"Away from {show_day(first, 'en')} until {show_day(last, 'en')}"] if last is not None else []
    lines = german + english if language == "de" else english + german
    return [" ".join(line.split()) for line in lines]


class Mailbox:
    """What Exchange holds for one person after the last run: ("off",), ("on", text) or ("window", start, end, text).

    A text is a pair: for colleagues, for everybody else; each a tuple of lines.
    """

    def __init__(self, person, names, language):
        self.person, self.names, self.language = person, names, language
        self.absences = []
        self.held = ("off",)
        self.ours = None      # (key, face) of the absence that we wrote for, once it was
        self.written = None   # what we wrote then
        self.seen = None      # (held, when) by the last run
        self.displaced = None  # (key, face, held): a hand's change that another absence took the place of
        self.writes = 0
        self.answered = set()
        self.before = None    # (held before our last write, whether that was the first one for its absence, when)
        self.rule = None      # (target, copy)
        self.rules_at = 0     # when they changed last
        self.n_forwards = 0   # how often one was set
        self.n_restored = 0   # how often one was taken back
        self.rivals = []      # [target, enabled]: rules of the person's own that forward
        self.switched = []    # those of them that are off for ours
        self.history = []
        self.lost = False     # it deviated
        self.open = False     # the last run could not do its work here
        self.following = False  # joined or left a group with a closure since the last run

    def note(self, now, what):
        self.history = self.history[-15:] + [f"{to_text(now)} {what}"]

    # Which absence counts (decisions 5)

    def find_counting(self, instant):
        holding = [absence for absence in self.absences if absence.holds(instant)]
        return max(holding, key=lambda absence: (absence.closure is not None, absence.get_span()[0], absence.created),
                   default=None)

    def find_deciding(self, now):
        counting = self.find_counting(now)
        if counting:
            return counting, True
        starts = [absence.get_span()[0] for absence in self.absences if absence.is_live()]
        starts = [start for start in starts if now < start <= now + LEAD]
        return (self.find_counting(min(starts)) if starts else None), False

    def find_coverage_end(self, absence, running):
        spans = sorted(other.get_span() for other in self.absences if other.is_live())
        start, end = absence.get_span()
        for other_start, other_end in spans:
            if running or other_end != INFINITY:
                if other_start <= end and other_end >= start:
                    start, end = min(start, other_start), max(end, other_end)
        return end

    # What is to be written (decisions 7)

    def build(self, absence, running):
        start = absence.get_span()[0]
        end = self.find_coverage_end(absence, running)
        text = tuple(tuple(write_text(absence, self.names, self.language, internal)) for internal in (True, False))
        return ("on", text) if end == INFINITY else ("window", start, end, text)

    def is_ours(self):
        return self.ours is not None and self.held == self.written

    def write(self, now, wanted, absence):
        if absence is not None and self.ours and self.ours[0] != absence.key and not self.is_ours():
            self.displaced = (*self.ours, self.held)
        first = absence is not None and (self.ours is None or self.ours[0] != absence.key)
        self.before = (self.held, first, now)
        self.held, self.writes = wanted, self.writes + 1
        self.answered.clear()
        self.ours = (absence.key, absence.get_face()) if absence else None
        self.written = wanted
        self.note(now, f"write {wanted}")

    def run(self, now):
        absence, running = self.find_deciding(now)
        if absence is not None and absence.hold:
            absence.hold_seen = True
            if running:
                self.give_back(now, absence, None)
        elif absence is None or (not running and self.build(absence, running)[0] == "on"):
            if self.held != ("off",) and self.is_ours():
                self.write(now, ("off",), None)
        else:
            self.plan(now, absence, running)
        self.seen = (self.held, now)
        self.run_rules(now)

    def plan(self, now, absence, running):
        wanted = self.build(absence, running)
        face = (absence.key, absence.get_face())
        start = absence.get_span()[0]
        if self.held == wanted or self.give_back(now, absence, wanted):
            return
        if self.ours == face and self.held != self.written:
            if running and self.seen[0] == self.held and self.seen[1] < start:
                self.write(now, wanted, absence)
            elif running and self.held == ("off",) and answers(self.written, now):
                self.come_back(now)
        elif start > now and not self.is_ours() and (answers(self.held, now) or answers(self.held, start)):
            pass
        else:
            self.write(now, wanted, absence)

    def give_back(self, now, absence, wanted):
        """What a hand had made of this absence's reply before another absence took its place comes back."""
        if not self.displaced or not self.is_ours() or self.ours[0] == absence.key:
            return False
        key, face, held = self.displaced
        same = key == absence.key and (absence.hold or face == absence.get_face())
        if not same or held[0] == "window" and held[2] <= now:
            return False
        self.write(now, held, absence)
        self.written = wanted  # it stays the hand's
        self.displaced = None
        return True

    def come_back(self, now):
        """Whoever switches the running reply off is back: what runs ends."""
        self.note(now, "came back")
        for absence in self.absences:
            if absence.holds(now):
                start = absence.get_span()[0]
                absence.first, absence.last, absence.start, absence.end = None, None, start, now // 60 * 60
                absence.cancelled = absence.end <= start

    def run_rules(self, now):
        counting = self.find_counting(now)
        if counting and counting.hold:
            return
        wanted = counting.forward if counting else None
        if wanted != self.rule:
            self.rules_at = now
            self.n_forwards += wanted is not None
            self.n_restored += wanted is None
        for rival in self.rivals:
            if wanted and rival[1]:
                rival[1] = False
                self.switched.append(rival)
            elif not wanted and rival in self.switched:
                rival[1] = True
                self.switched.remove(rival)
        self.rule = wanted

    # What people decide (decisions 7: what a hand did stays)

    def find_alone(self, now):
        """The absence that runs now and has an end, when no other one is near it."""
        absence = self.find_counting(now)
        if absence is None or absence.get_span()[1] == INFINITY:
            return None
        near = [other for other in self.absences
                if other.is_live() and other.get_span()[1] > now - DAY
                and other.get_span()[0] < absence.get_span()[1] + DAY]
        return absence if len(near) == 1 else None

    def is_on_hold(self, now):
        return any(absence.hold and absence.is_live() and absence.get_span()[1] > now - DAY for absence in self.absences)

    def undo(self, now, absence):
        """Our last write is taken back, and what would write it again is kept away."""
        held = self.before[0]
        over = held[0] == "window" and held[2] <= now
        self.held = ("off",) if over else held
        self.writes += 1
        self.answered.clear()
        self.ours, self.written, absence.hold = None, self.held, True
        self.seen = (self.held, now)

    # What a sender sees

    def list_targets(self):
        """Where a mail to this mailbox goes on to, and whether it stays here."""
        targets = [self.rule[0]] if self.rule else []
        targets += [target for target, enabled in self.rivals if enabled]
        return targets, not (self.rule and not self.rule[1])


def answers(held, now):
    return held[0] == "on" or (held[0] == "window" and held[1] <= now < held[2])


def list_deliveries(mailboxes, address):
    """In whose inboxes a mail to @address ends up."""
    passed, delivered, left = set(), set(), [address]
    while left:
        one = left.pop()
        if one in passed:
            continue
        passed.add(one)
        targets, stays = mailboxes[one].list_targets()
        delivered |= {one} if stays else set()
        left += targets
    return delivered
