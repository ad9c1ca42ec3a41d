"""Until when WhatsApp lets us write freely."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.vocabulary import Source

WINDOW = timedelta(hours=24)
"""Meta's: free text only so long after the customer's last message (contracts/whatsapp.md)."""
NO_MESSAGE = ("edit", "revoke")
"""They change an earlier message and open no window."""


def window_until(session: Session, conversation: Conversation) -> datetime | None:
    """None for any other way than WhatsApp."""
    if conversation.source != Source.WHATSAPP.value:
        return None
    query = (
        select(func.max(Message.occurred_at))
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            contacts.written_into(contacts.root_of(conversation)),
            Message.kind.not_in(NO_MESSAGE),
        )
    )
    last = session.scalar(query)
    return None if last is None else last + WINDOW


def open_windows(session: Session, *, now: datetime) -> dict[int, datetime]:
    """By the conversation that lines come in to: until when, of each window that is open now."""
    root = func.coalesce(Conversation.split_from_id, Conversation.id)
    query = (
        select(root, func.max(Message.occurred_at))
        .join(Message, Message.conversation_id == Conversation.id)
        .where(
            Conversation.source == Source.WHATSAPP.value,
            Message.occurred_at > now - WINDOW,
            Message.kind.not_in(NO_MESSAGE),
        )
        .group_by(root)
    )
    return {conversation_id: last + WINDOW for conversation_id, last in session.execute(query)}
