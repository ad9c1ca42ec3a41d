"""A day that a founder told moves the due times that were counted over it: later, and never earlier.

Derived from rows and idempotent; why only later: `docs/decisions/0016-working-time-clocks.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Outbox
from dealix_ops.sla import clock_rows
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import NOT_MET, AppliedSla
from dealix_ops.sla.rules import Calendar
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Source
from dealix_ops.working_time.models import CalendarDay

OVERLAP = timedelta(minutes=5)
"""A clock that started just after the word may still have been counted without it."""


@dataclass(frozen=True)
class Recounting:
    outbox: Outbox
    channel: str
    elsewhere: Mapping[Source, str] = field(default_factory=dict)

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Live tickets with a clock that is due later by the days as they are known now."""
        told = session.scalar(select(func.max(CalendarDay.told_at)))
        if told is None:
            return []
        query = (
            select(AppliedSla)
            .join(Ticket, Ticket.id == AppliedSla.ticket_id)
            .where(Ticket.status.in_(LIVE), *_moves(now), AppliedSla.started_at < told + OVERLAP)
        )
        calendars = Calendars(session)
        rows = session.scalars(query)
        return sorted({row.ticket_id for row in rows if clock_rows.due_by(row, calendars) > row.due_at})

    def move(self, session: Session, ticket_id: int, *, now: datetime) -> bool:
        """False where nothing was to be moved any more. The card follows, quietly."""
        conversation = contacts.locked(session, session.get_one(Ticket, ticket_id).conversation_id)
        ticket = session.get_one(Ticket, ticket_id, populate_existing=True)
        query = select(AppliedSla).where(AppliedSla.ticket_id == ticket_id, *_moves(now))
        calendars, moved = Calendars(session), False
        for row in session.scalars(query.execution_options(populate_existing=True)):
            due_at = clock_rows.due_by(row, calendars)
            if ticket.status not in LIVE or due_at <= row.due_at:
                continue
            facts = {"metric": row.metric, "from": row.due_at.isoformat(), "to": due_at.isoformat()}
            ledger.record(session, Event.CLOCK_MOVED, at=now, ticket_id=ticket_id, facts=facts)
            row.due_at, moved = due_at, True
        if moved:
            channel = self.elsewhere.get(Source(conversation.source), self.channel)
            tickets.show(session, ticket, channel=channel, outbox=self.outbox, now=now)
        return moved


def _moves(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Not where the customer's pauses may lie behind the due time: they move nothing that has passed."""
    return (
        AppliedSla.calendar == Calendar.WORKING.value,
        NOT_MET,
        AppliedSla.void_as.is_(None),
        or_(AppliedSla.due_at >= now, AppliedSla.waited_working_s == 0),
    )
