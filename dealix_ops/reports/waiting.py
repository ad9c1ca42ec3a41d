"""Until when WhatsApp lets us write freely."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
    query = select(func.max(Message.occurred_at)).where(
        Message.conversation_id == conversation.id, Message.kind.not_in(NO_MESSAGE)
    )
    last = session.scalar(query)
    return None if last is None else last + WINDOW
