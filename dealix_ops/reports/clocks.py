"""Clocks of tickets that were met or ran out in a span of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import OF_EVERY_TICKET, Metric
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

    `late_by` is None where it was met in time; `still`: nobody has met it yet.
    """

    ticket_id: int
    priority: Priority
    metric: Metric
    due_at: datetime
    late_by: timedelta | None
    still: bool


class Clock(NamedTuple):
    """Columns, not the row's object: a busy week has thousands."""

    ticket_id: int
    priority: str
    metric: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    paused_at: datetime | None
    waited_s: int


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
        one.started_at,
        one.due_at,
        one.met_at,
        one.paused_at,
        one.waited_s,
    ).join(Ticket, Ticket.id == one.ticket_id)
    return [Clock(*row) for row in session.execute(query)]


def took(found: Sequence[Clock], metric: Metric, span: Span) -> list[float]:
    """Seconds on the wall, without the time in which the ticket waited for its customer."""
    return [
        max((one.met_at - one.started_at).total_seconds() - one.waited_s, 0)
        for one in found
        if one.metric == metric.value and one.met_at is not None and span.holds(one.met_at)
    ]


def ended(found: Sequence[Clock], span: Span, now: datetime) -> list[Ended]:
    told = []
    for one in found:
        # One that stands still for the customer ended for us when it began to.
        stopped = one.paused_at or one.met_at
        late = (stopped or now) > one.due_at
        if not span.holds(one.due_at if late else one.met_at):
            continue
        late_by, priority = (stopped or now) - one.due_at if late else None, Priority(one.priority)
        still, metric = one.met_at is None, Metric(one.metric)
        told.append(Ended(one.ticket_id, priority, metric, one.due_at, late_by, still=still))
    return told
