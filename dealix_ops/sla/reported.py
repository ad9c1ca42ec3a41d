"""What somebody outside says happened to a ticket: kept once, and the first response stops its clock."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sla import service as sla
from dealix_ops.sla.models import SlaEvent
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


class SlaEventKind(StrEnum):
    """Anything else is refused."""

    OPENED = "opened"
    FIRST_RESPONSE = "first_response"
    RESOLVED = "resolved"
    ESCALATED = "escalated"


def report(session: Session, ticket_id: int, event: SlaEventKind, *, actor: str, now: datetime) -> bool:
    """False where it was told before. `resolved` closes nothing: that takes the customer's yes."""
    ticket = session.get_one(Ticket, ticket_id)
    contacts.locked(session, ticket.conversation_id)
    told = select(SlaEvent.id).where(SlaEvent.ticket_id == ticket_id, SlaEvent.event == event.value)
    if session.scalar(told) is not None:
        return False
    session.add(SlaEvent(ticket_id=ticket_id, event=event.value, actor=actor, at=now))
    ledger.record(
        session, Event.SLA_REPORTED, at=now, actor=actor, ticket_id=ticket_id, facts={"event": event.value}
    )
    if event is SlaEventKind.FIRST_RESPONSE:
        sla.meet_first_response(session, ticket_id, met_at=now, actor=actor)
    session.flush()
    return True


def priority_of(session: Session, ticket_id: int) -> Priority:
    return Priority(session.get_one(Ticket, ticket_id).priority)
