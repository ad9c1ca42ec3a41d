"""WhatsApp Cloud deliveries taken apart: every entry, change, message and status, and never an exception.

Shapes: Meta's webhook reference for the Cloud API, as of 2026 with business-scoped user ids.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from dealix_ops.intake.item import Item, ItemKind, MessageFacts

SOURCE = "whatsapp"
NOT_A_LINE = frozenset({"reaction", "system", "edit", "revoke", "request_welcome"})
"""Types that change or accompany a message but are none: recorded, they open no ticket and stale no draft."""
LISTEN = frozenset({"audio", "image", "video", "document", "sticker"})
KEY_LIMIT = 200
NUMBER_LIMIT = 32
USER_ID_LIMIT = 160
CLOCK_SKEW = timedelta(hours=1)


def items(payload: Any, *, received_at: datetime) -> Iterator[Item]:
    """One item for each message and status, and one for anything else, so that nothing is dropped."""
    found = False
    for entry in _dicts(_get(payload, "entry")):
        for change in _dicts(_get(entry, "changes")):
            for item in _of_change(change, received_at):
                found = True
                yield item
    if not found:
        yield _other(payload, received_at)


def message_facts(body: dict[str, Any]) -> MessageFacts:
    """What processing needs from a stored message body."""
    message, contact = _get(body, "message"), _get(body, "contact")
    kind = _text(_get(message, "type")) or "unknown"
    return MessageFacts(
        kind=kind,
        text=_message_text(message, kind),
        needs_listen=kind in LISTEN and not _message_text(message, kind),
        wa_id=_wa_id(message, contact),
        wa_user_id=_user_id(message, contact),
        profile_name=_text(_get(_get(contact, "profile"), "name")),
        our_number=(_text(_get(_get(body, "metadata"), "display_phone_number")) or "")[:NUMBER_LIMIT] or None,
    )


def _of_change(change: dict[str, Any], received_at: datetime) -> Iterator[Item]:
    value = _get(change, "value")
    messages = _dicts(_get(value, "messages")) if _get(change, "field") == "messages" else []
    statuses = _dicts(_get(value, "statuses")) if _get(change, "field") == "messages" else []
    for message in messages:
        yield _message(message, value, received_at)
    for status in statuses:
        yield _status(status, value, received_at)
    if not messages and not statuses:
        yield _other(change, received_at)


def _message(message: dict[str, Any], value: Any, received_at: datetime) -> Item:
    contact = _contact_of(message, value)
    body = {"metadata": _get(value, "metadata"), "contact": contact, "message": message}
    sender = _wa_id(message, contact) or _text(_get(message, "from_user_id"))
    wamid = _text(_get(message, "id"))
    if not sender or not wamid or _text(_get(message, "type")) in NOT_A_LINE:
        return _other(body, received_at, at=_time(message, received_at))
    return Item(
        kind=ItemKind.MESSAGE,
        external_id=_fitting(f"message:{wamid}"),
        conversation_key=_fitting(f"{SOURCE}:{_our_number_id(value)}:{sender}"),
        body=body,
        occurred_at=_time(message, received_at),
    )


def _status(status: dict[str, Any], value: Any, received_at: datetime) -> Item:
    wamid, name = _text(_get(status, "id")), _text(_get(status, "status"))
    recipient = _text(_get(status, "recipient_id")) or _text(_get(status, "recipient_user_id")) or "unknown"
    key = f"status:{wamid}:{name}" if wamid and name else f"status:{_digest(status)}"
    return Item(
        kind=ItemKind.STATUS,
        external_id=_fitting(key),
        conversation_key=_fitting(f"{SOURCE}:{_our_number_id(value)}:{recipient}"),
        body={"metadata": _get(value, "metadata"), "status": status},
        occurred_at=_time(status, received_at),
    )


def _other(body: Any, received_at: datetime, *, at: datetime | None = None) -> Item:
    return Item(
        kind=ItemKind.OTHER,
        external_id=f"other:{_digest(body)}",
        conversation_key=f"{SOURCE}:none",
        body=body if isinstance(body, dict) else {"body": body},
        occurred_at=at or received_at,
    )


def _contact_of(message: dict[str, Any], value: Any) -> dict[str, Any]:
    """The profile that belongs to this message: a batch may carry several senders."""
    contacts = _dicts(_get(value, "contacts"))
    for contact in contacts:
        same_wa_id = _get(contact, "wa_id") and _get(contact, "wa_id") == _get(message, "from")
        same_user = _get(contact, "user_id") and _get(contact, "user_id") == _get(message, "from_user_id")
        if same_wa_id or same_user:
            return contact
    return {}


def _wa_id(message: Any, contact: Any) -> str | None:
    digits = _text(_get(message, "from")) or _text(_get(contact, "wa_id"))
    is_number = digits is not None and len(digits) <= NUMBER_LIMIT and digits.isascii() and digits.isdigit()
    return digits if is_number else None


def _user_id(message: Any, contact: Any) -> str | None:
    """Meta's business-scoped id, at most a country code and 128 characters; anything longer is none."""
    user_id = _text(_get(message, "from_user_id")) or _text(_get(contact, "user_id"))
    return user_id if user_id and len(user_id) <= USER_ID_LIMIT else None


def _our_number_id(value: Any) -> str:
    return _text(_get(_get(value, "metadata"), "phone_number_id")) or "unknown"


def _message_text(message: Any, kind: str) -> str:
    part = _get(message, kind)
    if kind == "interactive":
        reply = _get(part, _text(_get(part, "type")) or "")
        return _text(_get(reply, "title")) or ""
    field = {"text": "body", "button": "text"}.get(kind, "caption")
    return _text(_get(part, field)) or ""


def _time(part: dict[str, Any], received_at: datetime) -> datetime:
    """The source's own time, a string of epoch seconds; ours where it is missing or nonsense."""
    try:
        said = datetime.fromtimestamp(int(str(_get(part, "timestamp"))), UTC)
    except (ValueError, OverflowError, OSError):
        return received_at
    # The last hours of the year 9999 have no time in Riyadh, and no message comes from the future.
    return said if said <= received_at + CLOCK_SKEW else received_at


def _digest(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _fitting(key: str) -> str:
    """A key that its column holds; two long ones with the same beginning stay two."""
    return key if len(key) <= KEY_LIMIT else f"{key[: KEY_LIMIT - 64]}{_digest(key)}"


def _get(container: Any, key: str) -> Any:
    return container.get(key) if isinstance(container, dict) else None


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
