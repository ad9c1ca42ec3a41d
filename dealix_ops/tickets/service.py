"""Open a ticket, raise and lower it, take it, resolve and reopen it; find the one a conversation is about."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import persons
from dealix_ops.contacts.models import Conversation
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.tickets.errors import CardShared, TicketAlreadyClaimed, TicketClosed
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.showing import show as show
from dealix_ops.tickets.states import LIVE as LIVE
from dealix_ops.tickets.states import Closing as Closing
from dealix_ops.tickets.states import Move, may
from dealix_ops.tickets.states import TicketStatus as TicketStatus
from dealix_ops.vocabulary import Priority


def open_of(session: Session, conversation_id: int) -> Ticket | None:
    """The newest open ticket of a conversation."""
    query = (
        select(Ticket)
        .where(Ticket.conversation_id == conversation_id, Ticket.status.in_(LIVE))
        .order_by(Ticket.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def goes_on_as(session: Session, ticket: Ticket) -> Ticket:
    """The ticket that took its lines over; itself where none did."""
    while ticket.merged_into_id is not None:
        ticket = session.get_one(Ticket, ticket.merged_into_id)
    return ticket


def has_grave(session: Session, contact_id: int) -> bool:
    """Whether this person has a P0 or P1 open, whatever way it came."""
    query = (
        select(Ticket.id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .where(
            Conversation.contact_id.in_(persons.of(session, contact_id)),
            Ticket.status.in_(LIVE),
            Ticket.priority.in_((Priority.P0.value, Priority.P1.value)),
        )
    )
    return session.scalar(query.limit(1)) is not None


def open_ticket(
    session: Session,
    conversation_id: int,
    *,
    priority: Priority,
    needs_listen: bool,
    opened_at: datetime,
    linked_to: Ticket | None,
    customer_id: int | None,
    now: datetime,
) -> Ticket:
    """A new ticket; `linked_to` is the answered one whose matter grew graver."""
    ticket = Ticket(
        conversation_id=conversation_id,
        linked_ticket_id=linked_to.id if linked_to else None,
        customer_id=customer_id,
        status=TicketStatus.OPEN.value,
        priority=priority.value,
        needs_listen=needs_listen,
        opened_at=opened_at,
        card_version=0,
        p0_since=now if priority is Priority.P0 else None,
    )
    session.add(ticket)
    session.flush()
    facts = {"priority": priority.value, "linked_ticket": ticket.linked_ticket_id}
    ledger.record(session, Event.TICKET_OPENED, at=now, ticket_id=ticket.id, facts=facts)
    return ticket


def raise_to(
    session: Session, ticket: Ticket, priority: Priority, *, now: datetime, actor: str = ledger.SYSTEM
) -> bool:
    """Upwards only; a graver or equal priority stays, and False says so."""
    old = Priority(ticket.priority)
    if priority.rank >= old.rank:
        return False
    ticket.priority = priority.value
    ticket.p0_since = ticket.p0_since or (now if priority is Priority.P0 else None)
    facts = {"from": old.value, "to": priority.value}
    ledger.record(session, Event.TICKET_RAISED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
    return True


def lower(
    session: Session,
    ticket: Ticket,
    priority: Priority,
    *,
    reason: str,
    note: str,
    actor: str,
    now: datetime,
) -> None:
    """A person's word with its reason; `note` stays in the ledger for ever, so it names nobody."""
    facts = {"from": ticket.priority, "to": priority.value, "reason": reason, "note": note}
    ticket.priority = priority.value
    if priority is not Priority.P0:
        ticket.p0_since = None
    ledger.record(session, Event.TICKET_LOWERED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)


def link_customer(
    session: Session, ticket: Ticket, customer_id: int | None, *, actor: str, now: datetime
) -> None:
    """A person says which company the matter is about, or that none of ours.

    Raises CardShared: one card is one customer's.
    """
    if ticket.matter_id is not None and ticket.customer_id != customer_id:
        raise CardShared(f"ticket {ticket.id} shares a card with others of its customer")
    facts = {"customer": customer_id, "before": ticket.customer_id}
    ticket.customer_id = customer_id
    ledger.record(session, Event.TICKET_LINKED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)


def claim(session: Session, ticket: Ticket, *, actor: str, now: datetime) -> None:
    """«استلمتها»: one person wins, whoever else presses.

    Raises TicketAlreadyClaimed, TicketClosed.
    """
    free = (Ticket.claimed_by.is_(None), Ticket.status.in_(LIVE))
    taken = update(Ticket).where(Ticket.id == ticket.id, *free).values(claimed_by=actor, claimed_at=now)
    won = session.scalar(taken.returning(Ticket.id).execution_options(synchronize_session=False))
    session.refresh(ticket)
    if won is None and ticket.claimed_by is not None and ticket.claimed_at is not None:
        raise TicketAlreadyClaimed(by=ticket.claimed_by, at=ticket.claimed_at)
    if won is None:
        raise TicketClosed(f"ticket {ticket.id} is {ticket.status}")
    ledger.record(session, Event.TICKET_CLAIMED, at=now, actor=actor, ticket_id=ticket.id)


def resolve(session: Session, ticket: Ticket, *, at: datetime, actor: str, now: datetime) -> bool:
    """Its source says that it ended, at `at`; False where it was resolved before."""
    if not may(Move.SOURCE_ENDS, ticket.status):
        return False
    ticket.status = TicketStatus.RESOLVED.value
    ticket.resolved_at, ticket.closed_as = at, Closing.SOURCE.value
    facts = {"resolved_at": at.isoformat()}
    ledger.record(session, Event.TICKET_RESOLVED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
    return True


def reopen(session: Session, ticket: Ticket, *, actor: str, now: datetime) -> bool:
    """The matter is back, and nobody has taken it yet; False where it never was resolved."""
    if not may(Move.REOPEN, ticket.status):
        return False
    facts = {"claimed_before": ticket.claimed_by, "closed_as": ticket.closed_as}
    ticket.status = TicketStatus.OPEN.value
    ticket.closed_as = ticket.closed_why = ticket.closing_asked_at = ticket.closing_inbound_id = None
    ticket.resolved_at = ticket.claimed_by = ticket.claimed_at = None
    ledger.record(session, Event.TICKET_REOPENED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
    return True


def listened(session: Session, ticket: Ticket, *, actor: str, now: datetime) -> bool:
    """Somebody heard or looked at what cannot be read; False where nothing waited for it."""
    if not ticket.needs_listen:
        return False
    ticket.needs_listen = False
    ticket.listened_by, ticket.listened_at = actor, now
    ledger.record(session, Event.LISTENED, at=now, actor=actor, ticket_id=ticket.id)
    return True
