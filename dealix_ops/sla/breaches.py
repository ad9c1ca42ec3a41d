"""A customer of a P0 or P1 who waits longer than promised: the card is posted anew, once for each due time.

Derived from rows; a P2 or P3 rings nobody, it waits for the day's summary, unless it holds a voice note or
picture that nobody opened: that may be anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Outbox
from dealix_ops.sla import awaited
from dealix_ops.sla.rules import Due
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority, Source

GRAVE = (Priority.P0.value, Priority.P1.value)


@dataclass(frozen=True)
class Breaches:
    """`channel` is where cards stand, `elsewhere` where those of some sources do."""

    outbox: Outbox
    channel: str
    elsewhere: Mapping[Source, str] = field(default_factory=dict)

    def late(self, session: Session, *, now: datetime) -> list[int]:
        """Tickets whose breach nobody was told yet, the gravest first."""
        rings = or_(Ticket.priority.in_(GRAVE), Ticket.needs_listen)
        query = select(Ticket).where(Ticket.status.in_(LIVE), rings, awaited.may_wait())
        waiting = session.scalars(query.order_by(Ticket.priority, Ticket.id))
        return [ticket.id for ticket in waiting if _untold(session, ticket, now) is not None]

    def tell(self, session: Session, ticket_id: int, *, now: datetime) -> bool:
        """False where it was answered, or told by the other clock, meanwhile."""
        conversation_id = session.get_one(Ticket, ticket_id).conversation_id
        conversation = contacts.locked(session, conversation_id)
        ticket = session.get_one(Ticket, ticket_id, populate_existing=True)
        if ticket.status not in LIVE:
            return False
        due = _untold(session, ticket, now)
        if due is None:
            return False
        ticket.late_told_for = due.due_at
        facts = {"metric": due.metric.value, "due_at": due.due_at.isoformat()}
        ledger.record(session, Event.BREACHED, at=now, ticket_id=ticket_id, facts=facts)
        channel = self.elsewhere.get(Source(conversation.source), self.channel)
        tickets.show(session, ticket, channel=channel, outbox=self.outbox, now=now, fresh=True)
        return True


def _untold(session: Session, ticket: Ticket, now: datetime) -> Due | None:
    """A ticket that was late, was answered and waits again may be late for that one too."""
    dues = [awaited.listening(session, ticket)]
    if ticket.priority in GRAVE:
        dues.append(awaited.answer(session, ticket))
    late = [due for due in dues if due is not None and now > due.due_at]
    told = ticket.late_told_for
    untold = [due for due in late if told is None or told < due.due_at]
    return max(untold, key=lambda due: due.due_at, default=None)
