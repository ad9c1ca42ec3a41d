"""Which company a matter is about: said of one ticket, true of its person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import persons
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.errors import LinkMoved
from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source


def locked(session: Session, ticket: Ticket, *, shown: int | None) -> None:
    """Every conversation of the ticket's person; `shown` is the customer that whoever decides has seen.

    Raises LinkMoved with who was first.
    """
    for conversation_id in _conversations(session, _people(session, ticket)):
        contacts.locked(session, conversation_id)
    contacts.locked(session, ticket.conversation_id)
    session.refresh(ticket)
    if ticket.customer_id == shown:
        return
    last = ledger.last(session, Event.TICKET_LINKED, ticket_id=ticket.id)
    customer = session.get(Customer, ticket.customer_id) if ticket.customer_id is not None else None
    by, at = (last.actor, last.at) if last else (ledger.SYSTEM, ticket.opened_at)
    raise LinkMoved(customer=customer.name if customer else None, by=by, at=at)


def link(
    session: Session, ticket: Ticket, customer_id: int | None, *, actor: str, now: datetime
) -> list[Ticket]:
    """The ticket, its person, and the person's open tickets that stood with the same company (or none).

    Returns every ticket that changed. A colleague in the support channel speaks for every customer, so
    nothing is learnt of that person; a ticket that shares a card is left to that card. Raises CardShared.
    """
    before, people = ticket.customer_id, _people(session, ticket)
    changed = [ticket]
    for contact in session.scalars(select(Contact).where(Contact.id.in_(people)).order_by(Contact.id)):
        facts = {"contact": contact.id, "customer": customer_id, "before": contact.customer_id}
        contact.customer_id = customer_id
        ledger.record(session, Event.CONTACT_LINKED, at=now, actor=actor, facts=facts)
    same = Ticket.customer_id.is_(None) if before is None else Ticket.customer_id == before
    query = select(Ticket).where(
        Ticket.conversation_id.in_(_conversations(session, people)),
        Ticket.status.in_(tickets.LIVE),
        Ticket.id != ticket.id,
        Ticket.matter_id.is_(None),
        same,
    )
    changed += session.scalars(query.order_by(Ticket.id))
    for one in changed:
        tickets.link_customer(session, one, customer_id, actor=actor, now=now)
    return changed


def _people(session: Session, ticket: Ticket) -> frozenset[int]:
    conversation = session.get_one(Conversation, ticket.conversation_id)
    if conversation.source == Source.SLACK.value:
        return frozenset()
    return persons.of(session, conversation.contact_id)


def _conversations(session: Session, people: frozenset[int]) -> list[int]:
    """In the order in which everybody locks them."""
    query = select(Conversation.id).where(Conversation.contact_id.in_(people))
    return list(session.scalars(query.order_by(Conversation.id)))
