"""Find or make the person and the conversation; nothing here guesses that two persons are one."""

import secrets
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation, Message

LEDGER_KEY_BYTES = 32


def find_or_create(
    session: Session, *, wa_id: str | None, wa_user_id: str | None, profile_name: str | None, now: datetime
) -> Contact:
    """The contact with either id. An id learnt later is added to it, a name follows the newest profile."""
    known = [
        column == value
        for column, value in ((Contact.wa_user_id, wa_user_id), (Contact.wa_id, wa_id))
        if value is not None
    ]
    # Where both are known to different rows the user id decides: it is the one WhatsApp never withholds.
    found = session.scalars(select(Contact).where(or_(*known))).all() if known else []
    contact = next((c for c in found if wa_user_id and c.wa_user_id == wa_user_id), None) or next(
        iter(found), None
    )
    if contact is None:
        contact = Contact(
            wa_id=wa_id,
            wa_user_id=wa_user_id,
            profile_name=profile_name,
            ledger_key=secrets.token_bytes(LEDGER_KEY_BYTES),
            created_at=now,
        )
        session.add(contact)
    elif len(found) == 1:
        contact.wa_id = contact.wa_id or wa_id
        contact.wa_user_id = contact.wa_user_id or wa_user_id
    contact.profile_name = profile_name or contact.profile_name
    session.flush()
    return contact


def conversation(
    session: Session, key: str, *, contact: Contact, our_number: str | None, now: datetime
) -> Conversation:
    """Found or made, and locked until the transaction ends."""
    query = select(Conversation).where(Conversation.key == key).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        found = Conversation(key=key, contact_id=contact.id, created_at=now, answered_through_inbound_id=0)
        session.add(found)
    found.our_number = our_number or found.our_number
    session.flush()
    return found


def locked(session: Session, conversation_id: int) -> Conversation:
    """The row every change around a conversation waits for, so that no two read, decide and overwrite."""
    return session.get_one(Conversation, conversation_id, with_for_update=True, populate_existing=True)


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
