"""What an edge hands over for storing, whatever its source."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dealix_ops.contacts.details import NO_DETAILS, Details
from dealix_ops.contacts.service import Sender
from dealix_ops.media.rules import MediaFacts


class ItemKind(StrEnum):
    """Only a message is a customer's line; an alert and a reaction are work too; the others are evidence."""

    MESSAGE = "message"
    ALERT = "alert"
    REACTION = "reaction"
    STATUS = "status"
    OTHER = "other"


WORK = frozenset({ItemKind.MESSAGE, ItemKind.ALERT, ItemKind.REACTION})


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
    """A customer's line and what is known of who wrote it."""

    kind: str
    text: str
    needs_listen: bool
    sender: Sender
    our_address: str | None
    """Our number, mail address or channel that the line was written to."""
    changes_earlier: bool = False
    """A withdrawal: it belongs to a matter that is open, and opens none by itself."""
    refers_to: str | None = None
    """The external id of the line that this one quotes, changes or takes back."""
    details: Details = NO_DETAILS
    media: MediaFacts | None = None
