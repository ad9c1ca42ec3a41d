"""Time that counts: hours of working days in Riyadh, added and measured. Days and hours come as arguments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.errors import OpsError
from dealix_ops.working_hours import Shift

LONGEST_CLOSURE = timedelta(days=60)
"""No company is closed longer; whoever asks for the next open minute then asks a table that is wrong."""


class NeverOpen(OpsError):
    """The calendar has no working minute within sixty days."""


class DayKind(StrEnum):
    WORKDAY = "workday"
    RAMADAN = "ramadan"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


OPEN_KINDS = (DayKind.WORKDAY, DayKind.RAMADAN)
Kinds = Callable[[date], DayKind]
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hours:
    ordinary: tuple[Shift, ...]
    ramadan: tuple[Shift, ...]


@dataclass(frozen=True)
class WorkingTime:
    """Instants come and go aware, in any zone; results are in UTC+3. Half-open: closing time is closed."""

    hours: Hours
    kinds: Kinds

    def add(self, start: datetime, work: timedelta) -> datetime:
        """When `work` (0 or more) of open time has passed; for 0 the first open minute. Raises NeverOpen."""
        left = work
        for opens, closes in self._open_from(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise NeverOpen("no working time follows")  # pragma: no cover - the iterator raises first

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from `start` to `end`; zero where `end` is not later."""
        if end <= start:
            return timedelta(0)
        until, worked = riyadh(end), timedelta(0)
        day = riyadh(start).date()
        while day <= until.date():
            for opens, closes in self._shifts(day):
                worked += max(min(closes, until) - max(opens, riyadh(start)), timedelta(0))
            day += timedelta(days=1)
        return worked

    def is_open(self, at: datetime) -> bool:
        return self.closes(at) is not None

    def closes(self, at: datetime) -> datetime | None:
        """When the shift that is open at this moment ends; None where none is."""
        here = riyadh(at)
        return next((closes for opens, closes in self._shifts(here.date()) if opens <= here < closes), None)

    def next_open(self, at: datetime) -> datetime:
        """`at` itself where it is open. Raises NeverOpen."""
        return self.add(at, timedelta(0))

    def _open_from(self, start: datetime) -> Iterator[Interval]:
        here = riyadh(start)
        day, last_open = here.date(), here.date()
        while day - last_open <= LONGEST_CLOSURE:
            for opens, closes in self._shifts(day):
                if closes > here:
                    last_open = day
                    yield max(opens, here), closes
            day += timedelta(days=1)
        raise NeverOpen(f"no working minute in {LONGEST_CLOSURE.days} days after {last_open}")

    def _shifts(self, day: date) -> Iterator[Interval]:
        kind = self.kinds(day)
        if kind not in OPEN_KINDS:
            return
        midnight = datetime.combine(day, time(0), tzinfo=RIYADH)
        for shift in self.hours.ramadan if kind is DayKind.RAMADAN else self.hours.ordinary:
            # Riyadh never changes its clocks, so minutes of the day are minutes since midnight.
            yield midnight + timedelta(minutes=shift.start), midnight + timedelta(minutes=shift.end)
