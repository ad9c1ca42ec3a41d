"""WhatsApp Cloud deliveries taken apart: every entry, change, message and status, and never an exception.

Shapes: Meta's webhook reference for the Cloud API, as of 2026 with business-scoped user ids.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from dealix_ops.contacts.details import Details
from dealix_ops.contacts.service import Sender
from dealix_ops.intake.fields import dicts, digest, fitting, get, not_future, text
from dealix_ops.intake.item import Item, ItemKind, MessageFacts
from dealix_ops.media.rules import KINDS, MediaFacts, MediaKind
from dealix_ops.vocabulary import Source

SOURCE = Source.WHATSAPP
NOT_A_LINE = frozenset({"reaction", "system", "request_welcome"})
"""Types that accompany a message but are none: recorded, they open no ticket and stale no draft."""
REACTION = "reaction"
REVOKE = "revoke"
MEDIA_ID_LIMIT, MIME_LIMIT, SHA256_LIMIT = 128, 128, 64
NUMBER_LIMIT = 32
USER_ID_LIMIT = 160


def items(payload: Any, *, received_at: datetime) -> Iterator[Item]:
    """One item for each message and status, and one for anything else, so that nothing is dropped."""
    found = False
    for entry in dicts(get(payload, "entry")):
        for change in dicts(get(entry, "changes")):
            for item in _of_change(change, received_at):
                found = True
                yield item
    if not found:
        yield _other(payload, received_at)


def message_id(wamid: str) -> str:
    """The external id under which a customer's own message is stored."""
    return fitting(f"message:{wamid}")


def reacted_to(body: Any) -> str | None:
    """The id of the message under which a customer put a sign, or took it away."""
    return text(get(get(get(body, "message"), REACTION), "message_id"))


def message_facts(body: dict[str, Any]) -> MessageFacts:
    """What processing needs from a stored message body."""
    message, contact = get(body, "message"), get(body, "contact")
    kind = text(get(message, "type")) or "unknown"
    return MessageFacts(
        kind=kind,
        text=_message_text(message, kind),
        needs_listen=kind in KINDS and not _message_text(message, kind),
        sender=Sender(
            wa_id=_wa_id(message, contact),
            wa_user_id=_user_id(message, contact),
            name=text(get(get(contact, "profile"), "name")),
        ),
        changes_earlier=kind == REVOKE,
        refers_to=_refers_to(message, kind),
        details=Details(forwarded=_is_forwarded(message)),
        media=_media(message, kind),
        our_address=(text(get(get(body, "metadata"), "display_phone_number")) or "")[:NUMBER_LIMIT] or None,
    )


def _media(message: Any, kind: str) -> MediaFacts | None:
    """None where Meta names no file that could be asked for."""
    part = get(message, kind) if kind in KINDS else None
    external_id, mime, sha256 = (text(get(part, name)) for name in ("id", "mime_type", "sha256"))
    if not external_id or len(external_id) > MEDIA_ID_LIMIT:
        return None
    return MediaFacts(
        external_id=external_id,
        kind=MediaKind(kind),
        mime=mime[:MIME_LIMIT] if mime else None,
        sha256=sha256 if sha256 and len(sha256) <= SHA256_LIMIT else None,
    )


def _refers_to(message: Any, kind: str) -> str | None:
    """An answer to a message names it, and so does whoever changes one or takes it back."""
    wamid = text(get(get(message, "context"), "id")) or text(get(get(message, kind), "original_message_id"))
    return message_id(wamid) if wamid else None


def _without_address(message: dict[str, Any]) -> dict[str, Any]:
    """Newer webhooks bring the file's address too: it opens with a token of ours, and we ask anew anyway."""
    kind = text(get(message, "type"))
    part = get(message, kind) if kind in KINDS else None
    if not isinstance(part, dict) or "url" not in part:
        return message
    return message | {str(kind): {name: value for name, value in part.items() if name != "url"}}


def _is_forwarded(message: Any) -> bool:
    context = get(message, "context")
    return any(get(context, how) is True for how in ("forwarded", "frequently_forwarded"))


def _of_change(change: dict[str, Any], received_at: datetime) -> Iterator[Item]:
    value = get(change, "value")
    messages = dicts(get(value, "messages")) if get(change, "field") == "messages" else []
    statuses = dicts(get(value, "statuses")) if get(change, "field") == "messages" else []
    for message in messages:
        yield _message(message, value, received_at)
    for status in statuses:
        yield _status(status, value, received_at)
    if not messages and not statuses:
        yield _other(change, received_at)


def _message(message: dict[str, Any], value: Any, received_at: datetime) -> Item:
    contact = _contact_of(message, value)
    body = {"metadata": get(value, "metadata"), "contact": contact, "message": _without_address(message)}
    sender = _wa_id(message, contact) or text(get(message, "from_user_id"))
    wamid = text(get(message, "id"))
    kind = text(get(message, "type"))
    is_reaction = kind == REACTION and reacted_to(body) is not None
    if not sender or not wamid or (kind in NOT_A_LINE and not is_reaction):
        return _other(body, received_at, at=_time(message, received_at))
    return Item(
        kind=ItemKind.REACTION if is_reaction else ItemKind.MESSAGE,
        external_id=fitting(f"{REACTION if is_reaction else 'message'}:{wamid}"),
        conversation_key=fitting(f"{SOURCE}:{_our_number_id(value)}:{sender}"),
        body=body,
        occurred_at=_time(message, received_at),
    )


def _status(status: dict[str, Any], value: Any, received_at: datetime) -> Item:
    wamid, name = text(get(status, "id")), text(get(status, "status"))
    recipient = text(get(status, "recipient_id")) or text(get(status, "recipient_user_id")) or "unknown"
    key = f"status:{wamid}:{name}" if wamid and name else f"status:{digest(status)}"
    return Item(
        kind=ItemKind.STATUS,
        external_id=fitting(key),
        conversation_key=fitting(f"{SOURCE}:{_our_number_id(value)}:{recipient}"),
        body={"metadata": get(value, "metadata"), "status": status},
        occurred_at=_time(status, received_at),
    )


def _other(body: Any, received_at: datetime, *, at: datetime | None = None) -> Item:
    return Item(
        kind=ItemKind.OTHER,
        external_id=f"other:{digest(body)}",
        conversation_key=f"{SOURCE}:none",
        body=body if isinstance(body, dict) else {"body": body},
        occurred_at=at or received_at,
    )


def _contact_of(message: dict[str, Any], value: Any) -> dict[str, Any]:
    """The profile that belongs to this message: a batch may carry several senders."""
    contacts = dicts(get(value, "contacts"))
    for contact in contacts:
        same_wa_id = get(contact, "wa_id") and get(contact, "wa_id") == get(message, "from")
        same_user = get(contact, "user_id") and get(contact, "user_id") == get(message, "from_user_id")
        if same_wa_id or same_user:
            return contact
    return {}


def _wa_id(message: Any, contact: Any) -> str | None:
    digits = text(get(message, "from")) or text(get(contact, "wa_id"))
    is_number = digits is not None and len(digits) <= NUMBER_LIMIT and digits.isascii() and digits.isdigit()
    return digits if is_number else None


def _user_id(message: Any, contact: Any) -> str | None:
    """Meta's business-scoped id, at most a country code and 128 characters; anything longer is none."""
    user_id = text(get(message, "from_user_id")) or text(get(contact, "user_id"))
    return user_id if user_id and len(user_id) <= USER_ID_LIMIT else None


def _our_number_id(value: Any) -> str:
    return text(get(get(value, "metadata"), "phone_number_id")) or "unknown"


def _message_text(message: Any, kind: str) -> str:
    part = get(message, kind)
    if kind == "edit":
        edited = get(part, "message")
        return _message_text(edited, text(get(edited, "type")) or "text")
    if kind == "interactive":
        reply = get(part, text(get(part, "type")) or "")
        return text(get(reply, "title")) or ""
    field = {"text": "body", "button": "text", REACTION: "emoji"}.get(kind, "caption")
    return text(get(part, field)) or ""


def _time(part: dict[str, Any], received_at: datetime) -> datetime:
    """The source's own time, a string of epoch seconds; ours where it is missing or nonsense."""
    try:
        said = datetime.fromtimestamp(int(str(get(part, "timestamp"))), UTC)
    except (ValueError, OverflowError, OSError):
        return received_at
    return not_future(said, received_at)
