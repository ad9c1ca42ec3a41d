"""What a colleague types in for a customer who called, met us, or wrote where the bot cannot see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dealix_ops.contacts.service import Sender
from dealix_ops.intake.fields import digest, fitting, get, text
from dealix_ops.intake.item import Item, ItemKind, MessageFacts
from dealix_ops.vocabulary import Source

SOURCE = Source.ON_BEHALF


@dataclass(frozen=True)
class Told:
    """`origin` names where it was taken from and makes it one ticket: a modal, or a message in Slack.

    Two tellings are one person's only where name, number and address are the same, and any of them is given:
    nobody may be answered at the number of another, not even of a namesake at the same customer.
    """

    origin: str
    customer_id: int
    name: str | None
    phone: str | None
    email: str | None
    words: str
    by: str
    at: datetime


def item(told: Told) -> Item:
    """The same message for the same customer is one line, however often it is handed in."""
    person = [(told.name or "").casefold(), told.phone, told.email]
    known_by = person if any(person) else told.origin
    # A name is typed by hand and may hold anything; the key stands where nothing is masked.
    key = f"on_behalf:{told.customer_id}:{digest(known_by)}"
    return Item(
        kind=ItemKind.MESSAGE,
        external_id=fitting(f"{told.origin}:{told.customer_id}"),
        conversation_key=key,
        body={
            "key": key,
            "customer_id": told.customer_id,
            "name": told.name,
            "phone": told.phone,
            "email": told.email,
            "text": told.words,
            "by": told.by,
        },
        occurred_at=told.at,
    )


def message_facts(body: dict[str, Any]) -> MessageFacts:
    customer_id = get(body, "customer_id")
    return MessageFacts(
        kind="text",
        text=text(get(body, "text")) or "",
        needs_listen=False,
        sender=Sender(
            key=text(get(body, "key")),
            name=text(get(body, "name")),
            phone=text(get(body, "phone")),
            email=text(get(body, "email")),
            customer_id=customer_id if isinstance(customer_id, int) else None,
        ),
        our_address=None,
    )
