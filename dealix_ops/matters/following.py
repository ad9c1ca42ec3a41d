"""Open matters of nobody whose person belongs to a customer by now: by a file, or by somebody's word."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.matters.joining import Joining
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source


def people(session: Session) -> set[int]:
    """The contacts of such matters. A colleague in the support channel speaks for every customer."""
    query = select(Conversation.contact_id).join(Ticket, Ticket.conversation_id == Conversation.id)
    linked = query.join(Contact, Contact.id == Conversation.contact_id).where(
        Contact.customer_id.is_not(None)
    )
    of_nobody = (Ticket.customer_id.is_(None), Ticket.matter_id.is_(None), Ticket.status.in_(tickets.LIVE))
    return set(session.scalars(linked.where(Conversation.source != Source.SLACK.value, *of_nobody)))


def locked(session: Session, contact_ids: Collection[int]) -> list[Conversation]:
    """Their conversations, in the order in which everybody locks them and before any customer."""
    query = select(Conversation.id).where(Conversation.contact_id.in_(contact_ids)).order_by(Conversation.id)
    return [contacts.locked(session, one) for one in session.scalars(query)]


def follow(
    session: Session, conversations: Sequence[Conversation], joining: Joining, *, actor: str, now: datetime
) -> None:
    """Each open matter of nobody in these goes where its person went, and its card says so."""
    for conversation in conversations:
        customer_id = session.get_one(Contact, conversation.contact_id).customer_id
        if customer_id is None or conversation.source == Source.SLACK.value:
            continue
        query = select(Ticket).where(
            Ticket.conversation_id == conversation.id,
            Ticket.customer_id.is_(None),
            Ticket.matter_id.is_(None),
            Ticket.status.in_(tickets.LIVE),
        )
        linked = session.scalars(query.order_by(Ticket.id)).all()
        for ticket in linked:
            tickets.link_customer(session, ticket, customer_id, actor=actor, now=now)
        show(session, joining, linked, now=now)


def show(session: Session, joining: Joining, linked: Sequence[Ticket], *, now: datetime) -> None:
    """What somebody else of the customer reported too may stand on one card with it."""
    for one in linked:
        joining.by_itself(session, one, now=now)
        tickets.show(session, one, channel=joining.channel, outbox=joining.outbox, now=now)
