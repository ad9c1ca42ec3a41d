"""What we begin ourselves, from product.md 5, founder A17 and the table of jobs in docs/operations.md.

«30 and 7 days before a renewal and on its day, and the review of each full quarter»; «what falls on days
without work is made on the working day before»; «once for each occasion of a customer»; «nothing in a
freeze, and nothing for a contract that ended more than 30 days ago».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.quarter.calendar import OFF, Days

A_QUARTER, GONE_AFTER = 90, 30
BEFORE = {"renewal_30_day": 30, "renewal_7_day": 7, "renewal_day": 0}
SUNDAY = 6


@dataclass(frozen=True)
class Contract:
    """`customer` is its place in the book, from 1."""

    customer: int
    began: date
    renews: date


class Success:
    def __init__(self, days: Days, contracts: list[Contract]) -> None:
        self._days, self._contracts = days, contracts
        self._made: set[tuple[int, str, date]] = set()

    def proposed(self, today: date) -> list[tuple[str, int]]:
        """Occasion and customer; today and the days without work behind it."""
        if self._is_off(today):
            return []
        made: list[tuple[str, int]] = []
        for day in self._reach(today):
            for contract in self._contracts:
                for occasion in _occasions(contract, day):
                    if (contract.customer, occasion, day) not in self._made:
                        self._made.add((contract.customer, occasion, day))
                        made.append((occasion, contract.customer))
        return made

    def is_first_of_week(self, today: date) -> bool:
        """A week begins on Sunday; «on the first working day of a week»."""
        back = (today.weekday() - SUNDAY) % 7
        return self._is_first(today, [today - timedelta(days=ago) for ago in range(1, back + 1)])

    def is_first_of_month(self, today: date) -> bool:
        return self._is_first(today, [today.replace(day=day) for day in range(1, today.day)])

    def _is_first(self, today: date, before: list[date]) -> bool:
        return not self._is_off(today) and all(self._is_off(day) for day in before)

    def _is_off(self, day: date) -> bool:
        return self._days.kind(day) == OFF

    def _reach(self, today: date) -> list[date]:
        reached = [today]
        while self._is_off(reached[-1] + timedelta(days=1)):
            reached.append(reached[-1] + timedelta(days=1))
        return reached


def _occasions(contract: Contract, day: date) -> Iterator[str]:
    if (day - contract.renews).days > GONE_AFTER:
        return
    for occasion, days in BEFORE.items():
        if day == contract.renews - timedelta(days=days):
            yield occasion
    gone = (day - contract.began).days
    if gone > 0 and gone % A_QUARTER == 0:
        yield "quarterly_review"
