"""Targets and due times. Figures: product facts, support priorities; `docs/sla.md` prints them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from dealix_ops.clock import riyadh
from dealix_ops.vocabulary import Priority


class Metric(StrEnum):
    """`listen` runs beside the two of every ticket; `next_reply` is derived from messages, never stored."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"
    LISTEN = "listen"
    NEXT_REPLY = "next_reply"


OF_EVERY_TICKET = (Metric.FIRST_RESPONSE, Metric.RESOLUTION)


class Calendar(StrEnum):
    """`WALL` counts every minute of the week."""

    WALL = "wall"


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
WEEKEND = (4, 5)
"""Friday and Saturday, as `datetime.weekday` counts."""
OLDEST_START = timedelta(hours=24)
"""A source that delivers late starts the clock in the past, but not further back than this."""


class Void(StrEnum):
    """Why a clock counts neither as met nor as late."""

    NO_REPLY_NEEDED = "no_reply_needed"
    PROSPECT = "prospect"
    SPAM = "spam"
    FALSE_ALARM = "false_alarm"
    CLOSED = "closed"


@dataclass(frozen=True)
class Due:
    """One clock of a ticket."""

    metric: Metric
    target: timedelta
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    void_as: str | None = None

    @property
    def running(self) -> bool:
        return self.met_at is None and self.void_as is None


def strictest(clocks: Iterable[Due | None]) -> Due | None:
    """The one number a card shows: of the clocks that run, the one that is due first."""
    running = [clock for clock in clocks if clock is not None and clock.running]
    return min(running, key=lambda clock: clock.due_at, default=None)


def target(priority: Priority, metric: Metric, *, needs_listen: bool) -> timedelta:
    """A voice note may hold anything, so until somebody listened it is answered as fast as a P1."""
    own = TARGETS[priority].of(metric)
    if needs_listen and metric is Metric.FIRST_RESPONSE:
        return min(own, TARGETS[Priority.P1].first_response)
    return own


def working_days_between(start: datetime, end: datetime) -> int:
    """Whole days of working time, Sunday to Thursday in Riyadh, around the clock; 0 where `end` is earlier.

    From Thursday 16:00 the third ends on Tuesday 16:00. Holidays come with the calendar.
    """
    here, there = riyadh(start), riyadh(end)
    worked = timedelta(0)
    while here < there:
        midnight = datetime.combine(here.date() + timedelta(days=1), time(0), tzinfo=here.tzinfo)
        if here.weekday() not in WEEKEND:
            worked += min(midnight, there) - here
        here = midnight
    return worked // timedelta(days=1)


def clock_start(*, occurred_at: datetime, received_at: datetime) -> datetime:
    """The source's time, not later than ours and at most 24 hours earlier."""
    return min(received_at, max(occurred_at, received_at - OLDEST_START))
