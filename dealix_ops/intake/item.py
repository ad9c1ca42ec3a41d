"""What an edge hands over for storing, whatever its source."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ItemKind(StrEnum):
    """Only a message is a customer's line; the others are kept as evidence."""

    MESSAGE = "message"
    STATUS = "status"
    OTHER = "other"


@dataclass(frozen=True)
class Item:
    """`external_id` is unique within its source: a repeated delivery meets it and stores nothing."""

    kind: ItemKind
    external_id: str
    conversation_key: str
    body: dict[str, Any]
    occurred_at: datetime


@dataclass(frozen=True)
class MessageFacts:
    """A customer's line and what is known of who wrote it; both WhatsApp ids may be missing."""

    kind: str
    text: str
    needs_listen: bool
    wa_id: str | None
    wa_user_id: str | None
    profile_name: str | None
    our_number: str | None
