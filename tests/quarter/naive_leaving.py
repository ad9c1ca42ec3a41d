"""Who may leave, who is met, whose Proof Pack is missing: from product.md 5, founder A17, the table of jobs.

«Inactive 14 days or more +40 (7: +20); last Proof Pack 14 days ago or more +30; medium from 30»; nobody
tells of drafts that wait on the customer's side here. «Met weekly in the first 30 days and while at
medium or high risk, else every fourth week, with a summary every second week between»; «at most three a day
until Wednesday».
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.quarter.calendar import OFF, Days
from tests.quarter.naive_success import GONE_AFTER, SUNDAY, Contract

THREE_A_DAY, WEDNESDAY = 3, 2
IN_THE_LIST = 12
"""Of the month's list with a line each; who else is missing stands in a menu."""


@dataclass
class Known:
    """Days on which something of a customer's happened; `packs` are Proof Packs."""

    active: date
    packs: list[date] = field(default_factory=list)
    score: int = 0
    why: str = ""


class Leaving:
    def __init__(self, days: Days, contracts: list[Contract], known_since: date) -> None:
        self._days, self._contracts = days, contracts
        self._of = {one.customer: Known(known_since) for one in contracts}

    def happened(self, customer: int, on: date) -> None:
        """They wrote, or something was recorded for them."""
        known = self._of[customer]
        known.active = max(known.active, on)

    def proved(self, customer: int, on: date) -> None:
        self.happened(customer, on)
        self._of[customer].packs.append(on)

    def read(self, today: date) -> None:
        """At eight; what was read stands until the next morning."""
        for known in self._of.values():
            silent = (today - known.active).days
            known.score, known.why = (0, "") if silent < 7 else (20, f"silent {silent}")
            if silent >= 14:
                known.score = 40
            if known.packs and (today - known.packs[-1]).days >= 14:
                if known.score < 30:
                    known.why = f"pack {(today - known.packs[-1]).days}"
                known.score += 30

    def told(self) -> str:
        """How many, and the two worst with the heaviest reason: the higher score first, then by name."""
        risky = sorted(self._risky(), key=lambda one: (-self._of[one].score, f"{one}"))
        named = [f"{one} {self._of[one].why}" for one in risky[:2]]
        return ", ".join([f"{len(risky)}", *named])

    def met(self, today: date) -> str:
        """Of the week: by day, without a day, and who gets a summary."""
        sunday, risky = today - timedelta(days=(today.weekday() - SUNDAY) % 7), self._risky()
        calls, written = [], []
        for one in self._served(today):
            turn = (sunday.toordinal() // 7 + one.customer) % 4  # which weeks are whose is said nowhere else
            if one.customer in risky or (sunday - one.began).days < 30 or turn == 1:
                calls.append(one)
            elif turn in (0, 2):
                written.append(one)
        for those in (calls, written):
            those.sort(key=lambda one: (one.customer not in risky, one.renews, f"{one.customer}"))
        told, day = [], today
        while calls and (day.weekday() == SUNDAY or day.weekday() <= WEDNESDAY):
            if self._days.kind(day) != OFF:
                told.append(_listed(f"{day.day}", calls[:THREE_A_DAY]))
                calls = calls[THREE_A_DAY:]
            day += timedelta(days=1)
        told += [_listed("left", calls)] if calls else []
        return " ".join([*told, *([_listed("written", written)] if written else [])])

    def without_pack(self, today: date) -> str:
        """On the month's first working day: who has none of this month, and when the last one was made."""
        missing = []
        for one in sorted(self._served(today), key=lambda one: f"{one.customer}"):
            packs = self._of[one.customer].packs
            if not packs or packs[-1] < today.replace(day=1):
                missing.append(f"{one.customer}:{packs[-1].day if packs else 0}")
        return " ".join([f"{len(missing)}", *missing[:IN_THE_LIST]])

    def _risky(self) -> set[int]:
        return {customer for customer, known in self._of.items() if known.score >= 30}

    def _served(self, today: date) -> list[Contract]:
        return [one for one in self._contracts if (today - one.renews).days <= GONE_AFTER]


def _listed(head: str, those: list[Contract]) -> str:
    return f"{head}:{','.join(str(one.customer) for one in those)}"
