# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual year: people plan, move and cancel absences, edit their replies, closures come and go, servers fail.

After the run of every virtual hour a mail to each absent person gets the right reply, one to somebody present none, and
each real change of a reply was one write. A short form runs with every suite; OOF_LONG=1 (tools/test --long) is
the whole year with 300 people. OOF_SEED gives another year, OOF_YEAR_PEOPLE and OOF_YEAR_HOURS another size,
OOF_YEAR_ROUTE=ews a server of one's own instead of Microsoft 365.
"""
import datetime as dt
import os
import random
import sys
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"),
                os.path.dirname(os.path.abspath(__file__))]
import harness  # noqa: E402
from year_life import Life  # noqa: E402
from year_model import Mailbox, answers, list_deliveries, to_text  # noqa: E402
from year_world import World  # noqa: E402

LONG = os.environ.get("OOF_LONG") == "1"
PEOPLE = int(os.environ.get("OOF_YEAR_PEOPLE", 300 if LONG else 10))
HOURS = int(os.environ.get("OOF_YEAR_HOURS", 365 * 24 if LONG else 5 * 24))
SEED = int(os.environ.get("OOF_SEED", 1 if LONG else 9))  # in 9 everything happens, forwards and closures included
ROUTE = os.environ.get("OOF_YEAR_ROUTE", "graph")
PACE = int(os.environ.get("OOF_YEAR_PACE", 1 if LONG else 14))  # so many things happen in a year, times this
BEGIN = "2026-09-28T00:00:00" if LONG else "2026-10-24T00:00:00"  # both have days of 23, 24.5 and 25 hours
HOUR = 3600
PRESENT = 25         # how many of the present are asked each hour
MANY_DEVIATIONS = 12  # then it is no use to go on


class Year(harness.Case):
    def ctl(self, *arguments, sim):
        return self.expect(0, harness.oofctl(*arguments, "--json", "--quiet", connection=sim.connection)).json() \
            if arguments[0] == "people" else \
            self.expect(0, harness.oofctl(*arguments, "--quiet", connection=sim.connection))

    def set_up(self):
        self.now = int(dt.datetime.fromisoformat(BEGIN).replace(tzinfo=dt.timezone.utc).timestamp())
        self.random = random.Random(SEED)
        self.world = World(self, PEOPLE, self.now, ROUTE)
        self.addCleanup(self.world.programs.stop)
        people = self.world.list_people()
        self.world.employ(people)
        self.names = {address: row[0] for address, row in people.items()}
        self.mailboxes = {address: Mailbox(address, self.names, row[1]) for address, row in people.items()}
        self.domain = next(iter(people)).split("@")[1]
        for address in people:
            self.world.clean(address)
        self.deviations, self.asked, self.n_answers = [], 0, 0
        self.running = False
        self.turn_runner(True)
        self.settle()
        self.writes_before = self.world.count_writes()
        self.life = Life(self.random, self.world, self.mailboxes, PACE)

    def turn_runner(self, on):
        if on != self.running:
            self.world.programs.ask("start" if on else "stop")
        self.running = on

    # The run

    def settle(self):
        """A run that goes through: an outage ends, and a minute later it is tried again. Those whose mailbox failed."""
        ran, rows, trouble = self.world.programs.run()
        for _ in range(200):
            self.world.control.ask("/fault", {"kind": "none"})
            if ran:
                return {address for address, result, *_ in rows if result in ("failed", "skipped")}, trouble
            time.sleep(1)  # the client's pace goes by the real time
            self.now += 60
            self.world.set_clock(self.now)
            ran, rows, again = self.world.programs.run()
            trouble = again or trouble
        self.fail(f"no run goes through: {rows[:5]} {trouble}")

    def run_task(self):
        """What failed waits for the next hour, and what its mailbox holds until then is open."""
        failed, trouble = self.settle()
        for mailbox in self.mailboxes.values():
            # What a closure could not follow now it follows at the next run.
            mailbox.following = mailbox.following and trouble is not None
            mailbox.open = mailbox.person in failed or mailbox.following
            if not mailbox.open:
                mailbox.run(self.now)

    # What is asked

    def deviate(self, mailbox, what):
        if mailbox.lost:
            return
        mailbox.lost = True  # what follows from it says nothing new
        self.deviations.append(f"{to_text(self.now)} {mailbox.person}: {what}")
        print(f"# deviation: {self.deviations[-1]}", flush=True)
        for line in mailbox.history:
            print(f"#     {line}", flush=True)
        for absence in mailbox.absences:
            start, end = absence.get_span()
            if end > self.now - 40 * 86400:
                print(f"#     {to_text(start)}..{to_text(min(end, 1 << 32))} {vars(absence)}", flush=True)
        if len(self.deviations) >= MANY_DEVIATIONS:
            self.fail("too many deviations")

    def choose_mails(self):
        """(sender, whom) of this hour: everybody who is away, once more from the same customer now and then, and some
        of those who are not."""
        hour = self.now // HOUR
        sender = f"k{hour}@kunde.example" if hour % 2 else f"u{hour}@{self.domain}"
        certain = [person for person, mailbox in self.mailboxes.items() if not mailbox.open]
        away = [person for person in certain if answers(self.mailboxes[person].held, self.now)]
        there = [person for person in certain if person not in set(away)]
        mails = [(sender, person) for person in away]
        mails += [(sender, person) for person in self.random.sample(there, min(PRESENT, len(there)))]
        if hour % 6 == 0:
            mails += [("stammkunde@kunde.example", person) for person in away]
        return mails

    def ask(self):
        mails = self.choose_mails()
        answered = self.world.control.ask("/mail", {"mails": [{"from": sender, "to": person, "subject": "Frage"}
                                                              for sender, person in mails]})["deliveries"]
        self.asked += len(mails)
        for (sender, person), delivery in zip(mails, answered):
            self.check_reply(sender, self.mailboxes[person], delivery)

    def check_reply(self, sender, mailbox, delivery):
        expected = list(mailbox.held[-1][0 if sender.endswith(self.domain) else 1]) \
            if answers(mailbox.held, self.now) else None
        again = sender.startswith("stamm") and sender in mailbox.answered
        if expected is not None and not again:
            self.n_answers += 1
            if sender.startswith("stamm"):
                mailbox.answered.add(sender)
        got = [" ".join(line.split()) for line in delivery["reply"]["text"].splitlines() if line.strip()] \
            if delivery["answered"] else None
        if got != (None if again else expected):
            self.deviate(mailbox, f"{sender} got {got} ({delivery['reason']}), expected {expected}, "
                                  f"already answered {again}")
        targets = sorted(list_deliveries(self.mailboxes, mailbox.person))
        if sorted(delivery["delivered"]) != targets:
            self.deviate(mailbox, f"went to {delivery['delivered']}, expected {targets}")

    def check_writes(self):
        """One write for each real change, so that no memory was wiped needlessly."""
        writes = self.world.count_writes()
        for person, mailbox in self.mailboxes.items():
            count = writes.get(person, 0) - self.writes_before.get(person, 0)
            if count != mailbox.writes and not mailbox.open:
                self.deviate(mailbox, f"{count} writes, expected {mailbox.writes}")
                self.writes_before[person] = writes.get(person, 0) - mailbox.writes

    def check_series(self):
        """Those without end reach a year ahead."""
        last = {}
        for entry in self.world.programs.ask("list").split(" ")[1:]:
            _, _, series, begins = entry.split("|")
            if series:
                last[series] = max(last.get(series, ""), begins[:10])
        least = to_text(self.now + 358 * 24 * HOUR)[:10]
        self.assertEqual({series: day for series, day in last.items() if day < least}, {})

    def live_one_hour(self):
        self.turn_runner(self.life.is_runner_on(self.now))
        self.life.change_something(self.now)
        self.now += HOUR - self.now % HOUR
        self.world.set_clock(self.now)
        if self.running:
            self.life.break_something()
            self.run_task()
        self.ask()
        if not LONG or self.now // HOUR % 6 == 0:
            self.check_writes()

    def test_year(self):
        print(f"# {ROUTE}, seed {SEED}, {PEOPLE} people, {HOURS} hours, pace {PACE}", flush=True)
        self.set_up()
        begun = time.monotonic()
        end = self.now + HOURS * HOUR
        while self.now < end:
            self.live_one_hour()
            if self.now // HOUR % (24 * 7) == 0:
                print(f"# {to_text(self.now)[:10]}: {time.monotonic() - begun:.0f} s", flush=True)
        self.turn_runner(True)
        self.check_writes()
        self.check_series()
        writes = sum(mailbox.writes for mailbox in self.mailboxes.values())
        forwards = [sum(mailbox.n_forwards for mailbox in self.mailboxes.values()),
                    sum(mailbox.n_restored for mailbox in self.mailboxes.values())]
        print(f"# {HOURS} hours in {time.monotonic() - begun:.0f} s: {self.asked} mails, {self.n_answers} answered, "
              f"{writes} writes, {forwards[0]} forwards set, {forwards[1]} taken back; {self.life.get_summary()}",
              flush=True)
        self.assertEqual(self.deviations, [])


if __name__ == "__main__":
    harness.main()
