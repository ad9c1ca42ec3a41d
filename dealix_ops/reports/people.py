"""Whose matter a card is about and what they wrote, as far as it is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.details import NO_DETAILS, Details, from_json
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.contacts.service import slack_user_of
from dealix_ops.media import service as media
from dealix_ops.media.rules import MediaState
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Means, Source


@dataclass(frozen=True)
class Line:
    """One line of the customer, masked of secrets; `kind` is WhatsApp's word for its type.

    `seconds` is how long a voice note is, where its file says so; `media` how its file stands.
    """

    kind: str
    text: str
    occurred_at: datetime
    details: Details = NO_DETAILS
    inbound_id: int = 0
    seconds: int | None = None
    media: MediaState | None = None


@dataclass(frozen=True)
class Who:
    """`customer` is the company the matter is about, None until somebody linked it.

    `our_address` is our number, mail address or channel; `colleague`: one of us wrote it down. `said_company`
    and `said_reach` are the sender's words; `unproved`: nothing shows that the sender is who the mail says.
    """

    name: str | None
    source: Source
    means: Means
    our_address: str | None
    customer: str | None = None
    colleague: bool = False
    slack_user: str | None = None
    said_company: str | None = None
    said_reach: str | None = None
    unproved: bool = False


def who(session: Session, ticket: Ticket, conversation: Conversation) -> Who:
    contact = session.get_one(Contact, conversation.contact_id)
    source = Source(conversation.source)
    customer = session.get(Customer, ticket.customer_id) if ticket.customer_id is not None else None
    told = details(session, ticket)
    return Who(
        name=contact.profile_name,
        source=source,
        means=contacts.means_of(contact, source),
        our_address=conversation.our_address,
        customer=customer.name if customer else None,
        colleague=source is Source.SLACK and contact.customer_id is None,
        slack_user=slack_user_of(contact) if source is Source.SLACK else None,
        said_company=next((one.company for one in told if one.company), None),
        said_reach=next((one.reach for one in told if one.reach), None),
        unproved=any(one.unproved for one in told),
    )


def lines(session: Session, ticket: Ticket, conversation: Conversation) -> tuple[Line, ...]:
    """The unanswered lines; where all are answered, the last ones of this ticket."""
    block = contacts.unanswered_block(session, conversation)
    if not block:
        query = select(Message).where(Message.ticket_id == ticket.id).order_by(Message.inbound_id)
        block = list(session.scalars(query))
    files = media.states(session, [message.inbound_id for message in block])
    return tuple(_line(message, files.get(message.inbound_id)) for message in block)


def _line(message: Message, file: MediaState | None) -> Line:
    kept = from_json(message.details)
    seconds = file.seconds if file else None
    return Line(message.kind, message.text, message.occurred_at, kept, message.inbound_id, seconds, file)


def details(session: Session, ticket: Ticket, *, through: int | None = None) -> list[Details]:
    """Of the lines that brought any, newest first; up to the inbound id `through` where it is given."""
    query = select(Message.details).where(Message.ticket_id == ticket.id, Message.details.is_not(None))
    if through is not None:
        query = query.where(Message.inbound_id <= through)
    return [from_json(kept) for kept in session.scalars(query.order_by(Message.inbound_id.desc()))]
