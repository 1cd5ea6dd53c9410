# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens in a virtual year: what people plan and change their minds about, what servers do."""
import collections
import datetime as dt
import uuid

from year_model import DAY, INFINITY, TEMPLATES, Absence, answers, edition, to_instant, to_local, to_text

HOUR = 3600
ZONES = ("Europe/Berlin",) * 5 + ("Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
                                  "Pacific/Auckland")
GROUPS = ("Ausbildung", "IT", "Leeds", "Verwaltung")
FAULTS = {
    "graph": (("any", "unavailable"), ("any", "reset"), ("graph.batch", "wrong-content"),
              ("graph.patch-settings", "lost-answer"), ("graph.patch-settings", "unavailable"),
              ("graph.update-event", "touched"), ("graph.list-users", "empty"),
              ("calendar-list", "half-answer"), ("graph.create-event", "lost-answer")),
    "ews": (("any", "unavailable"), ("any", "reset"), ("ews.get-oof", "wrong-content"), ("ews.get-oof", "busy"),
            ("ews.set-oof", "lost-answer"), ("ews.set-oof", "unavailable"),
            ("ews.update-item", "touched"), ("ews.expand-dl", "empty"),
            ("calendar-list", "half-answer"), ("ews.create-item", "lost-answer")),
}
# How often each of these happens to one person in a year.
RATES = (("plan", 11), ("move", 4), ("cancel", 1.5), ("edit", 1.5), ("come_back", 0.8), ("set_own", 0.8),
         ("plan_open", 0.4), ("end_open", 0.4), ("plan_series", 0.1), ("make_rival", 0.1),
         ("keep_theirs", 0.7), ("undo", 0.7), ("release", 0.3))
TEMPLATE_EDITS = 12
OUTAGES = 36
HOURS_A_YEAR = 365 * 24


class Life:
    def __init__(self, random, world, mailboxes, pace):
        self.random, self.world, self.mailboxes = random, world, mailboxes
        self.people = sorted(mailboxes)
        self.pace = pace
        self.home = {person: random.choice(ZONES) for person in self.people}
        self.counts = collections.Counter()
        self.n_created = 0
        self.off_until = 0
        self.closures = {}  # id -> (group, first, last)

    def get_summary(self):
        return ", ".join(f"{count} x {what}" for what, count in sorted(self.counts.items()))

    # Chance

    def happens(self, times_a_year):
        return self.random.random() < times_a_year * self.pace / HOURS_A_YEAR

    def change_something(self, now):
        for name, rate in RATES:
            expected = rate * self.pace * len(self.people) / HOURS_A_YEAR
            while self.random.random() < expected:
                expected -= 1
                # Not everybody can do everything at any time.
                if any(getattr(self, name)(now, self.random.choice(self.people)) for _ in range(10)):
                    self.counts[name] += 1
        if self.counts["plan_series"] == 0:  # a short life has one, too
            self.counts["plan_series"] += self.plan_series(now, self.people[0])
        if self.happens(TEMPLATE_EDITS):
            self.edit_template()
        if self.happens(14):
            self.close(now)
        if self.closures and self.happens(60):
            self.change_group(now)
        if self.closures and self.happens(6):
            self.withdraw(now)

    def is_runner_on(self, now):
        if now >= self.off_until and self.happens(14 / self.pace):
            self.off_until = now + self.random.randint(1, 9) * HOUR
            self.counts["runner off"] += 1
        return now >= self.off_until

    def break_something(self):
        """An outage costs real seconds: they are as rare at any pace."""
        if self.happens(OUTAGES / self.pace) or (self.counts["outage"] == 0 and self.happens(400)):
            match, kind = self.random.choice(FAULTS[self.world.route])
            self.world.control.ask("/fault", {"match": match, "kind": kind, "times": self.random.randint(1, 6)})
            self.counts["outage"] += 1

    # Planning

    def create(self, now, person, zone):
        self.n_created += 1
        key = f"a:{uuid.UUID(int=self.random.getrandbits(128), version=4)}"
        return Absence(key, person, zone, now + self.n_created % HOUR)

    def choose_dates(self, absence, now):
        today = to_local(now, absence.zone).date()
        ahead = self.random.choice((0, 0, 1, 2, 3, 4, 5, 7, 10, 14, 20, 40, 80))
        first = today + dt.timedelta(ahead)
        length = self.random.choice((0, 0, 1, 2, 4, 4, 6, 11, 13, 20))
        if self.random.random() < 0.65:
            absence.first, absence.last = first, first + dt.timedelta(length)
            absence.start = absence.end = None
            return
        minutes = self.random.choice(range(6 * 60, 20 * 60, 15)), self.random.choice(range(6 * 60, 20 * 60, 15))
        absence.first = absence.last = None
        absence.start = to_instant(first, absence.zone, minutes[0])
        absence.end = to_instant(first + dt.timedelta(length), absence.zone, minutes[1])
        if absence.end <= absence.start:
            absence.end = absence.start + 2 * HOUR

    def decorate(self, absence):
        others = [person for person in self.people if person != absence.person]
        absence.subject = self.random.choice(("Urlaub", "Urlaub", "Krank", "Dienstreise"))
        absence.template = "Jahr Sonderfall" if self.random.random() < 0.1 else "Jahr"
        if self.random.random() < 0.4:
            absence.deputy = self.random.choice(others)
        if self.random.random() < 0.2:
            absence.forward = (self.random.choice(others), self.random.random() < 0.5)

    def is_clear(self, absence, now):
        """It does not begin with another one at the same time, where only the order of saving would decide."""
        start, end = absence.get_span()
        if self.mailboxes[absence.person].is_on_hold(now):
            return False
        return end > now + HOUR and all(
            other is absence or other.cancelled or other.get_span()[0] != start
            for other in self.mailboxes[absence.person].absences)

    def store(self, now, absence, what):
        self.mailboxes[absence.person].absences.append(absence)
        self.mailboxes[absence.person].note(now, f"{what} {absence.to_json()}")
        self.world.programs.put("add", absence)

    def plan(self, now, person):
        absence = self.create(now, person, self.home[person])
        self.choose_dates(absence, now)
        self.decorate(absence)
        absence.calendar_only = self.random.random() < 0.06
        if absence.calendar_only:
            absence.forward = None
        if self.is_clear(absence, now):
            self.store(now, absence, "plan")
            return True
        return False

    def plan_open(self, now, person):
        absence = self.create(now, person, self.home[person])
        absence.first = to_local(now, absence.zone).date() + dt.timedelta(self.random.randint(0, 9))
        self.decorate(absence)
        if self.is_clear(absence, now) and not self.choose(now, person, lambda other: other.get_span()[1] == INFINITY):
            self.store(now, absence, "plan without end")
            return True
        return False

    def plan_series(self, now, person):
        """Without end: the desk stores a year of it, the OOF task what comes after."""
        zone = self.home[person]
        days = sorted(self.random.sample(range(5), self.random.randint(1, 2)))
        today = to_local(now, zone).date()
        model = self.create(now, person, zone)
        model.first = model.last = today + dt.timedelta(1)
        model.subject = "Dienstreise"
        keys = self.world.programs.put_series(model, ",".join("mo tu we th fr".split()[day] for day in days))
        coming = [today + dt.timedelta(ahead) for ahead in range(1, 368)]
        for key, day in zip(keys, (day for day in coming if day.weekday() in days), strict=True):
            absence = Absence(key, person, zone, model.created)
            absence.first = absence.last = day
            absence.subject, absence.series = model.subject, model.key
            self.mailboxes[person].absences.append(absence)
        self.mailboxes[person].note(now, f"series {model.to_json()} {days}")
        return True

    def choose(self, now, person, accepts=lambda absence: True):
        found = [absence for absence in self.mailboxes[person].absences
                 if absence.is_live() and not absence.closure and absence.get_span()[1] > now + HOUR
                 and accepts(absence)]
        return self.random.choice(found) if found else None

    def move(self, now, person):
        absence = self.choose(now, person, lambda other: other.get_span()[1] != INFINITY)
        if absence is None:
            return False
        old = vars(absence).copy()
        start = absence.get_span()[0]
        if start > now:
            self.choose_dates(absence, now)
        elif absence.first is not None:
            absence.last = to_local(now, absence.zone).date() + dt.timedelta(self.random.randint(1, 8))
        else:
            absence.end = now // HOUR * HOUR + self.random.randint(3, 100) * HOUR
        if not self.is_clear(absence, now) or absence.get_span() == Absence.get_span(_Old(old)):
            vars(absence).update(old)
            return False
        self.mailboxes[person].note(now, f"move {absence.to_json()}")
        self.world.programs.put("change", absence)
        return True

    def cancel_one(self, now, absence):
        absence.cancelled = True
        self.mailboxes[absence.person].note(now, f"cancel {absence.key}")
        self.world.programs.ask(f"cancel {absence.key}")

    def cancel(self, now, person):
        absence = self.choose(now, person)
        if absence is not None:
            self.cancel_one(now, absence)
        return absence is not None

    def end_open(self, now, person):
        absence = self.choose(now, person, lambda other: other.get_span()[1] == INFINITY)
        if absence is None:
            return False
        absence.last = max(absence.first, to_local(now, absence.zone).date()) + dt.timedelta(self.random.randint(1, 6))
        self.mailboxes[person].note(now, f"end {absence.to_json()}")
        self.world.programs.put("change", absence)
        return True

    def edit_template(self):
        edition[0] += 1
        name = "Jahr Sonderfall"
        self.world.set_template(name, TEMPLATES[name].replace("Fassung 0", f"Fassung {edition[0]}"))
        self.counts["template edited"] += 1

    # What people decide about mailboxes

    def find_undisturbed(self, now, person):
        """The absence that somebody may decide about, with nothing near that would come into it."""
        mailbox = self.mailboxes[person]
        absence = mailbox.find_alone(now)
        if absence is None or absence.closure or absence.hold or mailbox.open:
            return None
        settled = mailbox.seen is not None and mailbox.seen[0] == mailbox.held and mailbox.displaced is None
        ours = mailbox.ours == (absence.key, absence.get_face()) and mailbox.is_ours()
        return absence if settled and ours and absence.get_span()[1] > now + HOUR else None

    def keep_theirs(self, now, person):
        """Another text by hand, and somebody agrees to that."""
        mailbox, absence = self.mailboxes[person], self.find_undisturbed(now, person)
        if absence is None or not self.edit(now, person):
            return False
        mailbox.note(now, "keep theirs")
        self.world.programs.ask(f"act keep {person}")
        absence.hold, mailbox.seen = True, (mailbox.held, now)
        return True

    def undo(self, now, person):
        mailbox, absence = self.mailboxes[person], self.find_undisturbed(now, person)
        if absence is None or absence.forward or mailbox.rule or not mailbox.before[1] \
                or mailbox.rules_at >= mailbox.before[2]:
            return False
        mailbox.note(now, f"undo {mailbox.before}")
        self.world.programs.ask(f"act undo {person}")
        mailbox.undo(now, absence)
        return True

    def release(self, now, person):
        """The next run decides again."""
        mailbox = self.mailboxes[person]
        held = [absence for absence in mailbox.absences if absence.hold and absence.hold_seen and absence.holds(now)]
        if not held:
            return False
        mailbox.note(now, "release")
        self.world.programs.ask(f"release {person}")
        held[0].hold = held[0].hold_seen = False
        mailbox.ours = None
        return True

    # What hands do in Outlook

    def set_reply(self, now, mailbox, held, what):
        text = held[-1] if len(held) > 1 else (("",), ("",))
        change = {"state": {"off": "disabled", "on": "enabled", "window": "scheduled"}[held[0]], "audience": "all"}
        if held[0] != "off":
            change.update(internal=f"<p>{text[0][0]}</p>", external=f"<p>{text[1][0]}</p>")
        if held[0] == "window":
            change.update({"from": to_text(held[1]), "to": to_text(held[2])})
        self.world.control.ask(f"/mailboxes/{mailbox.person}", change)
        mailbox.held = held
        mailbox.answered.clear()
        mailbox.note(now, f"{what} {held}")

    def get_own_text(self, now):
        return ((f"Eigener Text {now}",), (f"Eigener Text aussen {now}",))

    def edit(self, now, person):
        """Another text; whatever is set stays."""
        mailbox = self.mailboxes[person]
        if mailbox.held == ("off",) or (mailbox.held[0] == "window" and mailbox.held[2] <= now):
            return False
        self.set_reply(now, mailbox, mailbox.held[:-1] + (self.get_own_text(now),), "edit")
        return True

    def come_back(self, now, person):
        mailbox = self.mailboxes[person]
        if not answers(mailbox.held, now):
            return False
        self.set_reply(now, mailbox, ("off",), "switch off")
        return True

    def set_own(self, now, person):
        mailbox = self.mailboxes[person]
        if mailbox.held[0] != "off" and not (mailbox.held[0] == "window" and mailbox.held[2] <= now):
            return False
        text = self.get_own_text(now)
        held = ("on", text) if self.random.random() < 0.3 else \
            ("window", now // HOUR * HOUR, now // HOUR * HOUR + self.random.randint(5, 120) * HOUR, text)
        self.set_reply(now, mailbox, held, "set")
        return True

    def make_rival(self, now, person):
        """A rule of the person's own that forwards everything."""
        mailbox = self.mailboxes[person]
        if mailbox.rivals or mailbox.rule:
            return False
        target = self.random.choice([other for other in self.people if other != person])
        self.world.control.ask(f"/mailboxes/{person}", {"rule": {"name": "Weiter", "forwardTo": [target]}})
        mailbox.rivals.append([target, True])
        return True

    # Closures

    def ask_members(self, group, change=None):
        members = self.world.control.ask(f"/groups/{group}", change or {})["members"]
        return [person for person in members if person in self.mailboxes]

    def close(self, now):
        group = self.random.choice(GROUPS)
        if any(closure[0] == group for closure in self.closures.values()):
            return
        first = to_local(now, "Europe/Berlin").date() + dt.timedelta(self.random.randint(1, 20))
        last = first + dt.timedelta(self.random.randint(0, 9))
        number = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        members = self.ask_members(group)
        if not members or any(self.mailboxes[person].is_on_hold(now) for person in members):
            return  # how a closure meets what is on hold has tests of its own
        self.world.programs.put_many([self.add_closure(now, person, number, (group, first, last), self.home[person])
                                      for person in members])
        self.closures[number] = (group, first, last)
        self.counts["closure"] += 1

    def add_closure(self, now, person, number, closure, zone):
        group, first, last = closure
        absence = self.create(now, person, zone)
        absence.first, absence.last, absence.closure = first, last, (number, group)
        absence.subject, absence.template = "Betriebsruhe", "Jahr Betriebsruhe"
        self.mailboxes[person].absences.append(absence)
        self.mailboxes[person].note(now, f"closure {absence.to_json()}")
        return absence

    def change_group(self, now):
        """Somebody joins and somebody leaves while a closure is ahead or on; those that are over go."""
        self.closures = {number: closure for number, closure in self.closures.items()
                         if to_instant(closure[2], "Europe/Berlin") > now + DAY}
        if not self.closures:
            return
        number, (group, first, last) = self.random.choice(sorted(self.closures.items()))
        members = self.ask_members(group)
        if len(members) < 2:
            return
        joining = self.random.choice([person for person in self.people
                                      if person not in members and not self.mailboxes[person].is_on_hold(now)])
        leaving = self.random.choice(members)
        self.ask_members(group, {"add": [joining], "remove": [leaving]})
        self.mailboxes[joining].following = self.mailboxes[leaving].following = True
        self.counts["group changed"] += 1
        for absence in self.mailboxes[leaving].absences:
            if absence.closure and absence.closure[0] == number and not absence.cancelled \
                    and absence.get_span()[1] > now + HOUR:
                absence.cancelled = absence.left = True
                self.mailboxes[leaving].note(now, f"left {group}")
        there = [absence for absence in self.mailboxes[joining].absences
                 if absence.closure and absence.closure[0] == number]
        for absence in there:
            if absence.left:
                absence.cancelled = absence.left = False
                self.mailboxes[joining].note(now, f"back in {group}")
        if not there:
            zone = self.world.control.ask(f"/mailboxes/{joining}")["zone"]
            self.add_closure(now, joining, number, (group, first, last), zone)

    def withdraw(self, now):
        number = self.random.choice(sorted(self.closures))
        del self.closures[number]
        self.counts["closure withdrawn"] += 1
        self.world.programs.ask(f"withdraw {number}")
        for mailbox in self.mailboxes.values():
            for absence in mailbox.absences:
                if absence.closure and absence.closure[0] == number and not absence.cancelled \
                        and absence.get_span()[1] > now:
                    absence.cancelled = True
                    mailbox.note(now, "closure withdrawn")


class _Old:
    """An absence as it was."""

    def __init__(self, values):
        vars(self).update(values)
