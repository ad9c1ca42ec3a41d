"""A quarter as a seed makes it: who writes what and when, what people press. No two acts in one minute."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.quarter.calendar import DAY, HOUR, OFF, RAMADAN_WORK, at, date_of
from tests.quarter.naive_success import A_QUARTER, Contract

CUSTOMERS = 40
TOLD_AT = (8 * HOUR + 30, 10 * HOUR + 30)
"""Nobody does anything in the minute of the morning's message: either morning might tell of it."""
OUTAGE = (at(4, 11, 7), at(4, 11, 16))
"""A Sunday from 7:00 to 16:00: nothing of the product runs, and senders deliver again when it is back."""
QUARTER = (at(2, 21), at(5, 22))
"""90 days from a Sunday on: the second half of Ramadan, both Eids."""
TOLD = [
    *((at(3, 8, 19, 30), date(2027, 3, 9), kind) for kind in (RAMADAN_WORK,)),
    *((at(3, 8, 19, 31), date(2027, 3, day), OFF) for day in (10, 11, 12, 13)),
    *((at(3, 8, 19, 32), date(2027, 3, day), OFF) for day in (15,)),
]
"""The moon was not seen: Ramadan has thirty days, and the company is closed a day longer. The second Eid is
told by nobody and stays an estimate, and so does the fourteenth behind the told days of the first."""


@dataclass(frozen=True)
class Act:
    minute: int
    what: str
    person: int
    value: str | int = ""
    written_at: int | None = None
    """Earlier than `minute` where the product was down."""


@dataclass
class Making:
    random: Random
    window: tuple[int, int]
    acts: dict[int, Act] = field(default_factory=dict)

    def add(self, minute: int, what: str, person: int, value: str | int = "") -> int:
        """At the first free minute from this one on; returns it."""
        written = minute
        if OUTAGE[0] - 2 <= minute < OUTAGE[1]:
            minute = OUTAGE[1] + 1
        while minute % DAY in TOLD_AT or {minute - 1, minute, minute + 1} & self.acts.keys():
            minute += 1
        late = written if what == "writes" and minute > OUTAGE[1] and written < OUTAGE[1] else None
        if minute < self.window[1]:
            self.acts[minute] = Act(minute, what, person, value, late)
        return minute

    def thread(self, person: int) -> None:
        """One person's matter from the first line to its end, or without one."""
        roll = self.random
        begin, end = self.window
        weights = {"P0": 6, "P1": 18, "P2": 30, "P3": 46}
        priority = roll.choices(list(weights), list(weights.values()))[0]
        now = roll.randrange(begin + HOUR, end - 2 * HOUR)
        if roll.random() < 0.75:  # most write by day
            now = now - now % DAY + roll.randrange(8 * HOUR, 20 * HOUR)
        now = self.add(now, "writes", person, priority)
        if roll.random() < 0.3:
            now = self.add(now + roll.randrange(2, 15), "takes", person, roll.choice(["founder", "operator"]))
        if roll.random() < 0.15:
            now = self.add(now + roll.randrange(1, 40), "adds", person)
        reach = {"P0": 70, "P1": 300, "P2": 1800, "P3": 3000}[priority]
        now += roll.randrange(3, reach) if roll.random() < 0.9 else 4 * DAY
        course = roll.random()
        if course < 0.08:
            self.add(now, "needs_none", person)
            return
        if course < 0.14:
            self.add(now + 8 * DAY, "ends", person)
            return
        called = course < 0.22
        now = self.add(now, "called", person) if called else self._answers(now, person)
        for _ in range(roll.choice([0, 0, 1, 1, 2])):
            now = self.add(now + roll.randrange(5, 1500), "adds", person)
            now = self._answers(now + roll.randrange(4, reach), person)
        if roll.random() < 0.25:
            now = self.add(now + 30, "asks", person)
            now = self._answers(now + 5, person)
            now = now + roll.randrange(HOUR, 3 * DAY)
        if roll.random() < 0.85:
            self.add(now + roll.randrange(10, 2 * DAY), "ends", person)

    def _answers(self, now: int, person: int) -> int:
        """Approved, and said to be sent: soon, late, later than it was, or never."""
        roll = self.random
        now = self.add(now, "approves", person)
        course = roll.random()
        if course < 0.06:
            return now + 4 * DAY  # nobody says so, and the product gives it up
        gone = roll.randrange(1, 5) if course < 0.6 else roll.randrange(6, 180)
        back = roll.randrange(0, gone) if course > 0.5 else 0
        return self.add(now + gone, "sent", person, back)


def acts_of(seed: int, *, tickets: int, window: tuple[int, int] = QUARTER) -> list[Act]:
    making = Making(Random(seed), window)
    for person in range(1, tickets + 1):
        making.thread(person)
    return [making.acts[minute] for minute in sorted(making.acts)]


def proofs(seed: int, window: tuple[int, int]) -> dict[int, int]:
    """When something is recorded for a customer and a Proof Pack made of it: minute and customer, no two in
    one minute. Of every third customer never."""
    roll, made = Random(seed + 1), dict[int, int]()
    for customer in range(1, CUSTOMERS + 1):
        if customer % 3 == 0:
            continue
        now = window[0] - window[0] % DAY + roll.randrange(0, 25) * DAY
        while now < window[1]:
            minute = now + 12 * HOUR + roll.randrange(5, 50)
            made.setdefault(minute, customer)
            now += roll.randrange(8, 45) * DAY
    return {minute: customer for minute, customer in made.items() if minute < window[1]}


def book(seed: int, window: tuple[int, int]) -> list[Contract]:
    """Three of four contracts end within the quarter, the others are younger than a quarter.

    Nothing of theirs falls on a day just before the window: what was made before it is not played.
    """
    roll, first = Random(seed), date_of(window[0])
    return [_contract(customer, first, roll) for customer in range(1, CUSTOMERS + 1)]


def _contract(customer: int, first: date, roll: Random) -> Contract:
    while True:
        renews = first + timedelta(days=roll.randrange(32, 107))
        began = renews - timedelta(days=365)
        if customer % 4 == 0:
            began = first - timedelta(days=roll.randrange(1, 82))
            renews = began + timedelta(days=365)
        quarters = [(began + timedelta(days=A_QUARTER * count) - first).days for count in range(1, 5)]
        if not any(-10 < days <= 0 for days in quarters):
            return Contract(customer, began, renews)
