"""Targets and due times. Figures: product facts, support priorities; `docs/sla.md` prints them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dealix_ops.vocabulary import Priority


class Metric(StrEnum):
    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"


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
OLDEST_START = timedelta(hours=24)
"""A source that delivers late starts the clock in the past, but not further back than this."""


def target(priority: Priority, metric: Metric, *, needs_listen: bool) -> timedelta:
    """A voice note may hold anything, so until somebody listened it is answered as fast as a P1."""
    own = TARGETS[priority].of(metric)
    if needs_listen and metric is Metric.FIRST_RESPONSE:
        return min(own, TARGETS[Priority.P1].first_response)
    return own


def clock_start(*, occurred_at: datetime, received_at: datetime) -> datetime:
    """The source's time, not later than ours and at most 24 hours earlier."""
    return min(received_at, max(occurred_at, received_at - OLDEST_START))
