"""What our own rows know of the customer a card is about; nothing is guessed, so most of it may be absent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import persons
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
    """The last problem of the same customer before this ticket; `is_same`: this one is about the like."""

    ticket_id: int
    topic: Topic
    opened_at: datetime
    is_same: bool = False


@dataclass(frozen=True)
class Known:
    """`since`: the oldest row about a linked company, or about the person; `open_tickets` counts this one.

    What was agreed is known of a linked company only: since when, for which bundle (a key of the catalogue)
    and whole riyals a month, and until when.
    """

    since: datetime | None = None
    open_tickets: int = 0
    earlier: Earlier | None = None
    contract_on: date | None = None
    bundle_id: str | None = None
    monthly_sar: int | None = None
    renews_on: date | None = None


NOTHING_KNOWN = Known()


def known(session: Session, ticket: Ticket, conversation: Conversation) -> Known:
    own = _tickets_of(session, ticket, conversation)
    ours = own.with_only_columns(func.count()).where(Ticket.status.in_(tickets.LIVE))
    customer = session.get(Customer, ticket.customer_id) if ticket.customer_id is not None else None
    first = session.scalar(own.with_only_columns(func.min(Ticket.opened_at)))
    return Known(
        since=min(filter(None, (first, customer.created_at if customer else None)), default=None),
        open_tickets=session.scalar(ours) or 0,
        earlier=_earlier(session, ticket, own),
        contract_on=customer.contract_on if customer else None,
        bundle_id=customer.bundle_id if customer else None,
        monthly_sar=customer.monthly_sar if customer else None,
        renews_on=customer.renews_on if customer else None,
    )


def last_problem(session: Session, customer_id: int, *, now: datetime) -> Earlier | None:
    """Of a company, within a month."""
    query = select(Ticket).where(Ticket.customer_id == customer_id, Ticket.opened_at >= now - RECENT)
    return _newest_problem(session, query)


def _tickets_of(session: Session, ticket: Ticket, conversation: Conversation) -> Select[Ticket]:
    """Of the linked company; of an unlinked person, those of the same person."""
    query = select(Ticket).join(Conversation, Conversation.id == Ticket.conversation_id)
    same_person = Conversation.contact_id.in_(persons.of(session, conversation.contact_id))
    if ticket.customer_id is None:
        return query.where(same_person)
    return query.where(or_(Ticket.customer_id == ticket.customer_id, same_person))


def _earlier(session: Session, ticket: Ticket, own: Select[Ticket]) -> Earlier | None:
    """The newest of a month that named a problem; the linked one has a line of its own on the card."""
    before = own.where(Ticket.id < ticket.id, Ticket.opened_at >= ticket.opened_at - RECENT)
    if ticket.linked_ticket_id is not None:
        before = before.where(Ticket.id != ticket.linked_ticket_id)
    about = verdicts.matter(session, ticket)
    return _newest_problem(session, before, like=Topic(about.topic) if about else None)


def _newest_problem(session: Session, query: Select[Ticket], *, like: Topic | None = None) -> Earlier | None:
    said_more = TriageVerdict.topic.not_in([topic.value for topic in NO_PROBLEM])
    named = select(TriageVerdict.ticket_id).where(said_more)
    found = query.where(Ticket.id.in_(named)).order_by(Ticket.id.desc()).limit(3)
    for one in session.scalars(found):
        matter = verdicts.matter(session, one)
        if matter is not None and Topic(matter.topic) not in NO_PROBLEM:
            return Earlier(one.id, Topic(matter.topic), one.opened_at, Topic(matter.topic) is like)
    return None
