"""A clock of a P0 or P1 that presses, or that is late for long, calls one person in its card's thread.

Derived from rows, each call once for each due time; a P2 or P3 calls nobody. The breach itself is told by
`breaches.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.language.times_ar import deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.sla import awaited, copy_ar
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import SlaPing
from dealix_ops.sla.rules import Due, Time
from dealix_ops.sla.standing import Standing, standing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority, Source

GRAVE = (Priority.P0.value, Priority.P1.value)


class Call(StrEnum):
    """`pressing`: 80 % of the target is gone. `next_person`: half of it again is gone since the breach."""

    PRESSING = "pressing"
    NEXT_PERSON = "next_person"


@dataclass(frozen=True)
class Calls:
    """`on_call` are called in the order of their ids, one at a time; `founders` where nobody is left."""

    outbox: Outbox
    channel: str
    on_call: Collection[str]
    founders: Collection[str]
    elsewhere: Mapping[Source, str] = field(default_factory=dict)

    def due(self, session: Session, *, now: datetime) -> list[int]:
        """Tickets of which somebody is to be called, the gravest first."""
        grave = Ticket.priority.in_(GRAVE)
        query = select(Ticket).where(Ticket.status.in_(LIVE), grave, awaited.may_wait())
        waiting = session.scalars(query.order_by(Ticket.priority, Ticket.id))
        return [ticket.id for ticket in waiting if _uncalled(session, ticket, now) is not None]

    def call(self, session: Session, ticket_id: int, *, now: datetime) -> bool:
        """False where it was answered, or called by the other clock, meanwhile."""
        conversation_id = session.get_one(Ticket, ticket_id).conversation_id
        conversation = contacts.locked(session, conversation_id)
        ticket = session.get_one(Ticket, ticket_id, populate_existing=True)
        if ticket.status not in LIVE or ticket.priority not in GRAVE:
            return False
        found = _uncalled(session, ticket, now)
        if found is None:
            return False
        which, due = found
        before = _called_before(session, ticket, due)
        called = self._whom(ticket, before if which is Call.NEXT_PERSON else None)
        if called is None:
            return False
        session.add(SlaPing(ticket_id=ticket.id, kind=which.value, due_at=due.due_at, called=called, at=now))
        facts = {"kind": which.value, "metric": due.metric.value, "called": called}
        ledger.record(session, Event.CLOCK_CALLED, at=now, ticket_id=ticket.id, facts=facts)
        channel = self.elsewhere.get(Source(conversation.source), self.channel)
        text = _text(which, due, called, before, now)
        payload = {"channel": channel, "ticket_id": ticket.id, "text": text}
        self.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)
        # Whoever comes sees the colour of a clock that presses; in place, the mention rings.
        tickets.show(session, ticket, channel=channel, outbox=self.outbox, now=now)
        return True

    def _whom(self, ticket: Ticket, before: str | None) -> str | None:
        """Who took it, else the first on call; after `before` the next on call, and then a founder."""
        on_call, founders = sorted(self.on_call), sorted(self.founders)
        if before is None:
            return ticket.claimed_by or next(iter([*on_call, *founders]), None)
        behind = on_call.index(before) + 1 if before in on_call else 0
        order = [*on_call[behind:], *on_call[:behind], *founders]
        return next((one for one in order if one != before), next(iter(founders), None))


def _uncalled(session: Session, ticket: Ticket, now: datetime) -> tuple[Call, Due] | None:
    due = awaited.answer(session, ticket)
    which = _which(due, now, Calendars(session).time(due.calendar)) if due is not None else None
    if due is None or which is None:
        return None
    told = select(SlaPing.id).where(
        SlaPing.ticket_id == ticket.id, SlaPing.kind == which.value, SlaPing.due_at == due.due_at
    )
    return (which, due) if session.scalar(told) is None else None


def _which(due: Due, now: datetime, time: Time) -> Call | None:
    stands = standing(due, now, time)
    if stands is Standing.PRESSING:
        return Call.PRESSING
    long_late = stands is Standing.BREACHED and now > time.add(due.due_at, due.target / 2)
    return Call.NEXT_PERSON if long_late else None


def _called_before(session: Session, ticket: Ticket, due: Due) -> str | None:
    """Whom this due time called last; where the clock of ours stood still, who has the ticket."""
    query = select(SlaPing.called).where(SlaPing.ticket_id == ticket.id, SlaPing.due_at == due.due_at)
    return session.scalar(query.order_by(SlaPing.id.desc()).limit(1)) or ticket.claimed_by


def _text(which: Call, due: Due, called: str, before: str | None, now: datetime) -> str:
    clock, person = copy_ar.CLOCK[due.metric], f"<@{called}>"
    if which is Call.PRESSING:
        deadline = deadline_ar(due.due_at, now)
        return copy_ar.PRESSING.format(clock=clock, deadline=deadline, person=person)
    if before is None or before == called:
        return copy_ar.STILL_WAITING_ALONE.format(clock=clock, person=person)
    return copy_ar.STILL_WAITING.format(clock=clock, before=f"<@{before}>", person=person)
