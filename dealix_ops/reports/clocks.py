"""Clocks of tickets that were met or ran out in a span of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import OF_EVERY_TICKET, Calendar, Counting, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Span:
    """From `since` on, before `until`."""

    since: datetime
    until: datetime

    @property
    def before(self) -> "Span":
        """The span of the same length before this one."""
        return Span(self.since - (self.until - self.since), self.since)

    def holds(self, at: datetime | None) -> bool:
        return at is not None and self.since <= at < self.until


@dataclass(frozen=True)
class Ended:
    """A clock that was met, or ran out: each belongs to the span in which it was met in time, or fell due.

    `late_by`, in the clock's own calendar, is None where it was met in time; `still`: nobody has met it yet.
    """

    ticket_id: int
    priority: Priority
    metric: Metric
    due_at: datetime
    late_by: timedelta | None
    still: bool
    calendar: Calendar = Calendar.WALL


class Clock(NamedTuple):
    """Columns, not the row's object: a busy week has thousands."""

    ticket_id: int
    priority: str
    metric: str
    calendar: str
    target_minutes: int
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    paused_at: datetime | None
    waited_s: int
    waited_working_s: int


def clocks(session: Session, span: Span) -> list[Clock]:
    """Met or due in the span: one look into an index each, because no plan takes both for an «or».

    Whole rows are united, not ids: looking the rows up by ids, PostgreSQL would read them all.
    """
    of_it = (
        AppliedSla.metric.in_([metric.value for metric in OF_EVERY_TICKET]),
        AppliedSla.void_as.is_(None),
    )
    met = select(AppliedSla).where(AppliedSla.met_at >= span.since, AppliedSla.met_at < span.until, *of_it)
    due = select(AppliedSla).where(AppliedSla.due_at >= span.since, AppliedSla.due_at < span.until, *of_it)
    one = union(met, due).subquery().c
    query = select(
        one.ticket_id,
        Ticket.priority,
        one.metric,
        one.calendar,
        one.target_minutes,
        one.started_at,
        one.due_at,
        one.met_at,
        one.paused_at,
        one.waited_s,
        one.waited_working_s,
    ).join(Ticket, Ticket.id == one.ticket_id)
    return [Clock(*row) for row in session.execute(query)]


def took(found: Sequence[Clock], metric: Metric, span: Span) -> list[float]:
    """Seconds on the wall, without the time in which the ticket waited for its customer."""
    return [
        max((one.met_at - one.started_at).total_seconds() - one.waited_s, 0)
        for one in found
        if one.metric == metric.value and one.met_at is not None and span.holds(one.met_at)
    ]


def ended(found: Sequence[Clock], span: Span, counting: Counting, now: datetime) -> list[Ended]:
    told = []
    for one in found:
        # One that stands still for the customer ended for us when it began to.
        stopped = one.paused_at or one.met_at or now
        late = stopped > one.due_at
        if not span.holds(one.due_at if late else one.met_at):
            continue
        late_by, priority = _late_by(one, stopped, counting) if late else None, Priority(one.priority)
        still, metric, calendar = one.met_at is None, Metric(one.metric), Calendar(one.calendar)
        told.append(
            Ended(one.ticket_id, priority, metric, one.due_at, late_by, still=still, calendar=calendar)
        )
    return told


def _late_by(one: Clock, stopped: datetime, counting: Counting) -> timedelta:
    """Since the due time, without what waited for the customer in between: what waited before moved it."""
    time = counting.time(Calendar(one.calendar))
    waited = timedelta(seconds=one.waited_s if one.calendar == Calendar.WALL else one.waited_working_s)
    if one.paused_at is not None and one.met_at is not None:
        waited -= time.between(one.paused_at, one.met_at)  # behind `stopped`
    before = time.between(one.started_at, one.due_at) - timedelta(minutes=one.target_minutes)
    return max(time.between(one.due_at, stopped) - max(waited - before, timedelta(0)), timedelta(0))
