"""Targets and due times. Figures: product facts, support priorities; `docs/sla.md` prints them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from dealix_ops.clock import riyadh
from dealix_ops.vocabulary import Priority


class Metric(StrEnum):
    """`listen` runs beside the two of every ticket; `next_reply` is derived from messages and `promise` from
    what was sent: neither is stored as a clock."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"
    LISTEN = "listen"
    NEXT_REPLY = "next_reply"
    PROMISE = "promise"


OF_EVERY_TICKET = (Metric.FIRST_RESPONSE, Metric.RESOLUTION)


class Calendar(StrEnum):
    """`WALL` counts every minute of the week, `WORKING` the company's hours on its working days."""

    WALL = "wall"
    WORKING = "working"


class Time(Protocol):
    """What a calendar can do; `working_time.rules.WorkingTime` is the other one."""

    def add(self, start: datetime, work: timedelta) -> datetime: ...
    def between(self, start: datetime, end: datetime) -> timedelta: ...


class WallTime:
    """Every minute counts."""

    def add(self, start: datetime, work: timedelta) -> datetime:
        return start + work

    def between(self, start: datetime, end: datetime) -> timedelta:
        return max(end - start, timedelta(0))


class Counting(Protocol):
    """Which calendar the clocks of a priority have, and how each calendar counts."""

    def of(self, priority: Priority) -> Calendar: ...
    def time(self, calendar: Calendar) -> Time: ...


@dataclass(frozen=True)
class Target:
    first_response: timedelta
    resolution: timedelta

    def of(self, metric: Metric) -> timedelta:
        return self.first_response if metric is Metric.FIRST_RESPONSE else self.resolution


TARGETS = {
    Priority.P0: Target(timedelta(minutes=30), timedelta(hours=4)),
    Priority.P1: Target(timedelta(hours=2), timedelta(hours=24)),
    Priority.P2: Target(timedelta(hours=8), timedelta(hours=72)),
    Priority.P3: Target(timedelta(hours=24), timedelta(days=7)),
}
LISTEN_WITHIN = timedelta(minutes=15)
LISTEN_WITHIN_URGENT = timedelta(minutes=5)
"""Where the contact has an open P0 or P1: the voice note most likely belongs to it."""
OLDEST_START = timedelta(hours=24)
"""A source that delivers late starts the clock in the past, but not further back than this."""


class Void(StrEnum):
    """Why a clock counts neither as met nor as late."""

    NO_REPLY_NEEDED = "no_reply_needed"
    PROSPECT = "prospect"
    SPAM = "spam"
    FALSE_ALARM = "false_alarm"
    CLOSED = "closed"
    MERGED = "merged"


@dataclass(frozen=True)
class Due:
    """One clock of a ticket. `paused_at` is since when the ticket waits for its customer."""

    metric: Metric
    target: timedelta
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    void_as: str | None = None
    calendar: Calendar = Calendar.WALL
    paused_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Neither met nor void; a clock that is paused goes on."""
        return self.met_at is None and self.void_as is None

    def reached(self, now: datetime) -> datetime:
        """The moment by which it is judged: where it was met, else where it stands still, else now."""
        return self.met_at or self.paused_at or now


def strictest(clocks: Iterable[Due | None]) -> Due | None:
    """The one number a card shows: of the clocks that run, the one that is due first."""
    running = [clock for clock in clocks if clock is not None and clock.running]
    return min(running, key=lambda clock: clock.due_at, default=None)


def target(priority: Priority, metric: Metric, *, needs_listen: bool) -> timedelta:
    return TARGETS[graded(priority, metric, needs_listen=needs_listen)].of(metric)


def graded(priority: Priority, metric: Metric, *, needs_listen: bool) -> Priority:
    """Whose target and calendar count. A voice note may hold anything: it is answered like a P1 at least."""
    if needs_listen and metric is Metric.FIRST_RESPONSE:
        return min(priority, Priority.P1, key=lambda one: one.rank)
    return priority


def working_days_between(start: datetime, end: datetime, works: Callable[[date], bool]) -> int:
    """Whole days of working time in Riyadh, around the clock; 0 where `end` is earlier.

    From Thursday 16:00 the third ends on Tuesday 16:00; `works` knows the weekend and the holidays.
    """
    here, there = riyadh(start), riyadh(end)
    worked = timedelta(0)
    while here < there:
        midnight = datetime.combine(here.date() + timedelta(days=1), time(0), tzinfo=here.tzinfo)
        if works(here.date()):
            worked += min(midnight, there) - here
        here = midnight
    return worked // timedelta(days=1)


def clock_start(*, occurred_at: datetime, received_at: datetime) -> datetime:
    """The source's time, not later than ours and at most 24 hours earlier."""
    return min(received_at, max(occurred_at, received_at - OLDEST_START))
