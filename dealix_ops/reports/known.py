"""What our own rows know of the customer a card is about; nothing is guessed, so most of it may be absent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation, Customer
from dealix_ops.judging import verdicts
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Topic

RECENT = timedelta(days=30)
NO_PROBLEM = (Topic.OTHER, Topic.THANKS, Topic.PRICING, Topic.HOW_TO)
"""Small talk and questions: nobody decides by them."""


@dataclass(frozen=True)
class Earlier:
    """The last problem of the same customer before this ticket."""

    ticket_id: int
    topic: Topic
    opened_at: datetime


@dataclass(frozen=True)
class Known:
    """`since`: the oldest row about a linked company, or about the person; `open_tickets` counts this one."""

    since: datetime | None = None
    open_tickets: int = 0
    earlier: Earlier | None = None


NOTHING_KNOWN = Known()


def known(session: Session, ticket: Ticket, conversation: Conversation) -> Known:
    own = _tickets_of(ticket, conversation)
    ours = own.with_only_columns(func.count()).where(Ticket.status.in_(tickets.LIVE))
    return Known(
        since=_since(session, ticket, own),
        open_tickets=session.scalar(ours) or 0,
        earlier=_earlier(session, ticket, own),
    )


def _tickets_of(ticket: Ticket, conversation: Conversation) -> Select[Ticket]:
    """Of the linked company; of an unlinked person, those of the same person."""
    query = select(Ticket).join(Conversation, Conversation.id == Ticket.conversation_id)
    same_person = Conversation.contact_id == conversation.contact_id
    if ticket.customer_id is None:
        return query.where(same_person)
    return query.where(or_(Ticket.customer_id == ticket.customer_id, same_person))


def _since(session: Session, ticket: Ticket, own: Select[Ticket]) -> datetime | None:
    first = session.scalar(own.with_only_columns(func.min(Ticket.opened_at)))
    customer = session.get(Customer, ticket.customer_id) if ticket.customer_id is not None else None
    return min(filter(None, (first, customer.created_at if customer else None)), default=None)


def _earlier(session: Session, ticket: Ticket, own: Select[Ticket]) -> Earlier | None:
    """The newest of a month that named a problem; the linked one has a line of its own on the card."""
    before = own.where(Ticket.id < ticket.id, Ticket.opened_at >= ticket.opened_at - RECENT)
    if ticket.linked_ticket_id is not None:
        before = before.where(Ticket.id != ticket.linked_ticket_id)
    said_more = TriageVerdict.topic.not_in([topic.value for topic in NO_PROBLEM])
    named = select(TriageVerdict.ticket_id).where(said_more)
    found = before.where(Ticket.id.in_(named)).order_by(Ticket.id.desc()).limit(3)
    for one in session.scalars(found):
        matter = verdicts.matter(session, one)
        if matter is not None and Topic(matter.topic) not in NO_PROBLEM:
            return Earlier(one.id, Topic(matter.topic), one.opened_at)
    return None
