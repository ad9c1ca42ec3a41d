"""Everything a judgement looks at, loaded once under the conversation's lock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.delegation import service as delegation
from dealix_ops.delegation.service import StandIn
from dealix_ops.drafts.compose import About
from dealix_ops.judging import verdicts
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.sending.errors import ButtonUnknown
from dealix_ops.tickets import closing
from dealix_ops.tickets.errors import PriorityChanged
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Meaning, Priority, Topic

CHANGES = (Event.TICKET_RAISED.value, Event.TICKET_LOWERED.value)


@dataclass(frozen=True)
class Matter:
    """Rows, for the length of one transaction; `reading` is None for a ticket without a customer's line."""

    ticket: Ticket
    conversation: Conversation
    contact: Contact
    reading: TriageVerdict | None

    @property
    def priority(self) -> Priority:
        return Priority(self.ticket.priority)

    @property
    def about(self) -> About:
        """What it is about, as it was read last."""
        if self.reading is not None:
            return verdicts.about(self.reading)
        return About(Meaning.OTHER, None, Topic.OTHER, formal=False)


@dataclass(frozen=True)
class Judged:
    """Who gave the ticket its priority, where triage did not; `reason` is set for a lowering."""

    by: str
    before: Priority
    reason: LowerReason | None
    at: datetime
    under: StandIn | None = None


def judged(session: Session, ticket: Ticket) -> Judged | None:
    """The last word on its priority, if it was somebody else's than triage's."""
    last = last_change(session, ticket)
    if last is None or last.actor == ledger.SYSTEM:
        return None
    reason = last.facts.get("reason")
    under = delegation.decided_under(session, ticket_id=ticket.id, by=last.actor, at=last.at)
    before = Priority(last.facts["from"])
    return Judged(last.actor, before, LowerReason(reason) if reason else None, last.at, under)


def matter_of(session: Session, ticket_id: int) -> Matter:
    """Locks the conversation, as processing does: whoever comes second reads what the first wrote.

    Raises ButtonUnknown.
    """
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise ButtonUnknown("no such ticket")
    conversation = contacts.locked(session, ticket.conversation_id)
    session.refresh(ticket)
    contact = session.get_one(Contact, conversation.contact_id)
    return Matter(ticket, conversation, contact, verdicts.matter(session, ticket))


def refuse_changed(session: Session, ticket: Ticket, shown: Priority) -> None:
    """Raises TicketClosed, or PriorityChanged with who was first."""
    closing.refuse(session, ticket, Move.JUDGE)
    if ticket.priority == shown.value:
        return
    last = last_change(session, ticket)
    if last is None:
        raise ButtonUnknown("the card never showed this priority")
    raise PriorityChanged(to=Priority(ticket.priority), by=last.actor, at=last.at)


def last_change(session: Session, ticket: Ticket) -> LedgerEntry | None:
    """Of its priority, by whomever."""
    query = select(LedgerEntry).where(LedgerEntry.ticket_id == ticket.id, LedgerEntry.event.in_(CHANGES))
    return session.scalars(query.order_by(LedgerEntry.id.desc()).limit(1)).first()


def given_by_person(session: Session, ticket_id: int) -> Priority | None:
    """What somebody last made of its priority, whatever triage made of later lines."""
    query = select(LedgerEntry).where(
        LedgerEntry.ticket_id == ticket_id,
        LedgerEntry.event.in_(CHANGES),
        LedgerEntry.actor != ledger.SYSTEM,
    )
    last = session.scalars(query.order_by(LedgerEntry.id.desc()).limit(1)).first()
    return Priority(last.facts["to"]) if last else None


def names_of(session: Session, matter: Matter) -> list[str | None]:
    """Whom the customer's words may name: the person, their company and the one the ticket is about."""
    ids = {matter.ticket.customer_id, matter.contact.customer_id} - {None}
    companies = session.scalars(select(Customer.name).where(Customer.id.in_(ids)).order_by(Customer.id))
    return [matter.contact.profile_name, *companies]
