"""Find or make the person and the conversation; nothing here guesses that two persons are one."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.vocabulary import Means, Source

LEDGER_KEY_BYTES = 32
LONGEST_SLACK_USER = 32


@dataclass(frozen=True, kw_only=True)
class Sender:
    """What a source says of who wrote; `key` is its own name for them, absent only on WhatsApp."""

    name: str | None
    key: str | None = None
    wa_id: str | None = None
    wa_user_id: str | None = None
    email: str | None = None
    phone: str | None = None
    customer_id: int | None = None


def find_or_create(session: Session, sender: Sender, *, now: datetime) -> Contact:
    """The contact with any of these ids. What is learnt later is added; unless we gave a name of
    our own, it follows the newest message."""
    ids = (
        (Contact.key, sender.key),
        (Contact.wa_user_id, sender.wa_user_id),
        (Contact.wa_id, sender.wa_id),
    )
    known = [column == value for column, value in ids if value is not None]
    # Where both are known to different rows the user id decides: it is the one WhatsApp never withholds.
    found = session.scalars(select(Contact).where(or_(*known))).all() if known else []
    user_id = sender.wa_user_id
    contact = next((c for c in found if user_id and c.wa_user_id == user_id), None) or next(iter(found), None)
    if contact is None:
        contact = Contact(
            key=sender.key,
            wa_id=sender.wa_id,
            wa_user_id=user_id,
            ledger_key=secrets.token_bytes(LEDGER_KEY_BYTES),
            created_at=now,
        )
        session.add(contact)
    elif len(found) == 1:
        contact.wa_id = contact.wa_id or sender.wa_id
        contact.wa_user_id = contact.wa_user_id or user_id
    contact.profile_name = contact.known_name or sender.name or contact.profile_name
    contact.email = sender.email or contact.email
    contact.phone = sender.phone or contact.phone
    contact.customer_id = contact.customer_id or sender.customer_id
    session.flush()
    return contact


def conversation(
    session: Session,
    key: str,
    *,
    source: Source,
    contact: Contact,
    our_address: str | None,
    now: datetime,
) -> Conversation:
    """Found or made, and locked until the transaction ends."""
    found = locked_by_key(session, key)
    if found is None:
        found = Conversation(
            key=key,
            source=source.value,
            contact_id=contact.id,
            created_at=now,
            answered_through_inbound_id=0,
        )
        session.add(found)
    found.our_address = our_address or found.our_address
    session.flush()
    return found


def locked_by_key(session: Session, key: str) -> Conversation | None:
    """None where nobody has written here before."""
    query = select(Conversation).where(Conversation.key == key).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def locked(session: Session, conversation_id: int) -> Conversation:
    """The row every change around a conversation waits for, so that no two read, decide and overwrite."""
    return session.get_one(Conversation, conversation_id, with_for_update=True, populate_existing=True)


def root_of(conversation: Conversation) -> int:
    """The conversation into which the person writes; what was split off stands beside it."""
    return conversation.split_from_id or conversation.id


def written_into(root_id: int) -> ColumnElement[bool]:
    """Of `Conversation`: this one, with what was split off from it."""
    return or_(Conversation.id == root_id, Conversation.split_from_id == root_id)


def slack_key(user: str, customer_id: int | None) -> str:
    """What a Slack user is known by: in each customer's channel a person of that customer, else one of us."""
    return f"slack:{user}" if customer_id is None else f"slack:{customer_id}:{user}"


def slack_user_of(contact: Contact) -> str | None:
    source, _, known_by = (contact.key or "").partition(":")
    user = known_by.rpartition(":")[2]
    # Only what can be an id may stand in a mention.
    is_id = user.isascii() and user.isalnum() and len(user) <= LONGEST_SLACK_USER
    return user if source == "slack" and is_id else None


def number_of(contact: Contact) -> str | None:
    """The digits of a number that WhatsApp may reach: its own id, else the number the person left."""
    return contact.wa_id or (contact.phone.removeprefix("+") if contact.phone else None)


def means_of(contact: Contact, source: Source) -> Means:
    """How an approved text gets to this person, by the way they came."""
    if source is Source.SLACK:
        return Means.COPY
    if source is Source.MAIL:
        return Means.MAIL if contact.email else Means.COPY
    if number_of(contact) is not None:
        return Means.WHATSAPP
    return Means.MAIL if contact.email else Means.COPY


def unanswered_block(session: Session, conversation: Conversation) -> list[Message]:
    """The customer's lines since the last answer that was sent, oldest first."""
    query = (
        select(Message)
        .where(
            Message.conversation_id == conversation.id,
            Message.inbound_id > conversation.answered_through_inbound_id,
        )
        .order_by(Message.inbound_id)
    )
    return list(session.scalars(query))
