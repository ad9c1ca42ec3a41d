"""What arrives at WhatsApp's door, made as Meta makes it, or as somebody who is not Meta does."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.bot.edge import meta_signature
from tests.support.deliveries import delivery, one, text

API_KEY = "sk" + "_live_" + "Q7w9eR2tY5uI8oP1aS4dF6gH"
HOSTILE = "<!channel> <https://evil.example|Pay> https://evil.example/pay <@U_FOUNDER> *x* `y`"
LEAK = "طلعت لي بيانات عميل ثاني في اللوحة"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"


@dataclass(frozen=True)
class Sent:
    """One request; `query` makes it Meta's GET handshake, `chunked` leaves Content-Length out."""

    raw: bytes = b""
    signature: str | None = None
    query: dict[str, str] | None = None
    chunked: bool = False
    length: str | None = None
    path: str = "/api/webhooks/whatsapp"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """`stored` counts inbound rows by kind; without a priority there is no ticket and no card."""

    name: str
    title_ar: str
    title_en: str
    sent: Callable[[datetime], Sequence[Sent]]
    status: int = 200
    stored: dict[str, int] = field(default_factory=dict)
    priority: str | None = None
    card: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    body: str = ""


def signed(payload: Any) -> Sent:
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Sent(raw, meta_signature(raw))


def line(body: str, **more: Any) -> Callable[[datetime], list[Sent]]:
    return lambda at: [signed(text(body, at=at, **more))]


def raw(raw: bytes, **more: Any) -> Callable[[datetime], list[Sent]]:
    return lambda _at: [Sent(raw, meta_signature(raw), **more)]


def message(message: dict[str, Any], **who: Any) -> Callable[[datetime], list[Sent]]:
    return lambda at: [signed(delivery([one(message, at=at, **who)]))]


def stamped(timestamp: Any) -> Callable[[datetime], list[Sent]]:
    return message({"type": "text", "text": {"body": "متى الموعد؟"}, "timestamp": timestamp})


def unsigned(signature: str | None) -> Callable[[datetime], list[Sent]]:
    return lambda at: [Sent(json.dumps(text(LEAK, at=at)).encode(), signature)]


def altered(at: datetime) -> list[Sent]:
    raw = json.dumps(text(LEAK, at=at)).encode()
    return [Sent(raw.replace(b"whatsapp", b"whatsapq", 1), meta_signature(raw))]


def handshake(token: str) -> Callable[[datetime], list[Sent]]:
    query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "115893"}
    return lambda _at: [Sent(query=query)]


def twice(at: datetime) -> list[Sent]:
    return [signed(text("متى الموعد؟", at=at, message_id="wamid.TWICE"))] * 2


def burst(at: datetime) -> list[Sent]:
    lines = ["هلا", "السلام عليكم", "وينكم", "الو", "ضروري", "فيه أحد", LEAK, "وينكم", "ردوا", "؟؟"]
    return [signed(text(line, at=at)) for line in lines]


def batch(at: datetime) -> list[Sent]:
    """Two entries, three changes, three messages, two statuses."""
    first = delivery(
        [one(text_message("السلام عليكم"), at=at), one(text_message("متى الموعد؟"), at=at)],
        statuses=[status("sent", at), status("delivered", at)],
    )
    second = text(LEAK, at=at)
    entries = [*first["entry"], *second["entry"]]
    entries[0]["changes"].append({"field": "account_update", "value": {"event": "VERIFIED"}})
    return [signed({**first, "entry": entries})]


def text_message(body: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body}}


def status(name: str, at: datetime) -> dict[str, Any]:
    return {"id": "wamid.OUT", "status": name, "timestamp": str(int(at.timestamp())), "recipient_id": "9665"}


def other_field(_at: datetime) -> list[Sent]:
    change = {"field": "message_template_status_update", "value": {"event": "APPROVED"}}
    return [signed({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})]


def edited(at: datetime) -> list[Sent]:
    new = {"type": "text", "text": {"body": LEAK}}
    edit = {"type": "edit", "edit": {"original_message_id": "wamid.A", "message": new}}
    return [signed(text("متى الموعد؟", at=at, message_id="wamid.A")), signed(delivery([one(edit, at=at)]))]


def withdrawn(at: datetime) -> list[Sent]:
    revoke = {"type": "revoke", "revoke": {"original_message_id": "wamid.A"}}
    return [signed(text("متى الموعد؟", at=at, message_id="wamid.A")), signed(delivery([one(revoke, at=at)]))]


def group_message(at: datetime) -> list[Sent]:
    """Groups come under a field of their own."""
    value = {"group_id": "G1", "messages": [one(text_message("السلام عليكم"), at=at)]}
    change = {"field": "group_messages", "value": value}
    return [signed({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})]


def no_sender(at: datetime) -> list[Sent]:
    return [signed(delivery([one(text_message(LEAK), at=at, wa_id=None)]))]
