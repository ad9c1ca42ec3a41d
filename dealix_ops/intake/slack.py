"""Slack's events taken apart: which message is a customer's line, whose, and in which matter.

In a customer's own channel every member writes for that customer, one conversation a person. In the support
channel colleagues report: each message there is a matter of its own. A reply in a thread belongs to the
matter of the message above it. Shapes: Slack's Events API.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dealix_ops.contacts.service import Sender, slack_key
from dealix_ops.intake.fields import dicts, digest, fitting, get, not_future, text
from dealix_ops.intake.item import Item, ItemKind, MessageFacts
from dealix_ops.intake.slack_text import for_reading
from dealix_ops.vocabulary import Source

SOURCE = Source.SLACK
EDIT, REVOKE, DIRECT = "edit", "revoke", "direct"
LINES = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of what a person wrote; all others tell of something else."""
SLACKBOT = "USLACKBOT"
NO_CONVERSATION = "slack:none"
ID_LIMIT = 64


@dataclass(frozen=True)
class Rooms:
    """Where customers and colleagues write to us.

    `matter_of` gives the conversation key of a customer's stored line by its channel and `ts`; `ours` are the
    people who answer: what they say in a customer's channel is no line of the customer.
    """

    support: str | None
    customers: Mapping[str, int]
    ours: frozenset[str]
    matter_of: Callable[[str, str], str | None]

    def hears(self, channel: str) -> bool:
        return channel == self.support or channel in self.customers


def item(payload: Any, *, rooms: Rooms, received_at: datetime) -> Item:
    """Exactly one item for each signed event, whatever it is; never an exception."""
    event = get(payload, "event")
    if text(get(event, "type")) == "message":
        changed = _change(event, rooms, received_at) or _line(event, rooms, received_at)
        if changed is not None:
            return changed
    return _other(payload, received_at)


def message_facts(body: dict[str, Any]) -> MessageFacts:
    kind, user = text(get(body, "kind")) or "text", text(get(body, "user")) or "unknown"
    customer_id = get(body, "customer_id")
    customer_id = customer_id if isinstance(customer_id, int) else None
    words = for_reading(text(get(body, "text")) or "")
    channel, ts = text(get(body, "channel")), text(get(body, "ts"))
    return MessageFacts(
        kind=kind,
        text=words,
        needs_listen=kind == "document" and not words,
        sender=Sender(
            key=fitting(slack_key(user, customer_id)),
            name=None,
            customer_id=customer_id,
        ),
        our_address=channel,
        changes_earlier=kind == REVOKE,
        refers_to=message_id(channel, ts) if channel and ts and kind in (EDIT, REVOKE) else None,
    )


def message_id(channel: str, ts: str) -> str:
    """What a message is stored under."""
    return fitting(f"message:{channel}:{ts}")


def direct_key(user: str) -> str:
    """The conversation of one person with the bot."""
    return fitting(f"slack:direct:{user}")


def _line(event: Any, rooms: Rooms, received_at: datetime) -> Item | None:
    user, channel, ts = (text(get(event, key)) for key in ("user", "channel", "ts"))
    if text(get(event, "subtype")) not in LINES or not (user and channel and ts):
        return None
    if len(channel) > ID_LIMIT:
        return None
    files = [text(get(file, "name")) or "file" for file in dicts(get(event, "files"))]
    body: dict[str, Any] = {
        "kind": "document" if files else "text",
        "user": user,
        "ts": ts,
        "channel": channel,
        "text": _words(event),
        "files": files,
    }
    if get(event, "channel_type") == "im" and not get(event, "bot_id"):
        return _direct(body, at=_time(ts, received_at))
    thread = text(get(event, "thread_ts"))
    key = rooms.matter_of(channel, thread) if thread and thread != ts else None
    return _heard(
        event,
        rooms,
        body,
        external_id=message_id(channel, ts),
        key=key or _matter(rooms, channel, thread or ts, user),
        at=_time(ts, received_at),
    )


def _change(event: Any, rooms: Rooms, received_at: datetime) -> Item | None:
    """An edit is a new line with the new words; a withdrawal is told where the matter is still open."""
    subtype, channel = text(get(event, "subtype")), text(get(event, "channel"))
    if subtype not in ("message_changed", "message_deleted") or not channel or len(channel) > ID_LIMIT:
        return None
    old, new = get(event, "previous_message"), get(event, "message")
    # Deleted with replies under it, a message is changed into a tombstone of Slackbot's.
    gone = subtype == "message_deleted" or get(new, "subtype") == "tombstone"
    told = old if gone else new
    ts = text(get(told, "ts")) or text(get(event, "deleted_ts"))
    user = text(get(told, "user"))
    edited = None if gone else text(get(get(new, "edited"), "ts"))
    unfurled = not gone and (not edited or get(new, "text") == get(old, "text"))
    if not (ts and user) or unfurled:
        return None
    kind = REVOKE if gone else EDIT
    words = "" if gone else _words(new)
    body = {"kind": kind, "user": user, "ts": ts, "channel": channel, "text": words, "files": []}
    thread = text(get(told, "thread_ts"))
    return _heard(
        told,
        rooms,
        body,
        external_id=f"{kind}:{channel}:{ts}:{edited or ''}",
        key=rooms.matter_of(channel, ts) or _matter(rooms, channel, thread or ts, user),
        at=_time(text(get(event, "ts")) or "", received_at),
    )


def _heard(
    author: Any, rooms: Rooms, body: dict[str, Any], *, external_id: str, key: str, at: datetime
) -> Item | None:
    """None for what is not ours to read; kept without a ticket where one of us answers a customer."""
    channel, user = body["channel"], body["user"]
    if not rooms.hears(channel) or get(author, "bot_id") or user == SLACKBOT:
        return None
    answered = user in rooms.ours and channel in rooms.customers
    return Item(
        kind=ItemKind.OTHER if answered else ItemKind.MESSAGE,
        external_id=fitting(external_id),
        conversation_key=fitting(key),
        body=body | {"customer_id": rooms.customers.get(channel)},
        occurred_at=at,
    )


def _direct(body: dict[str, Any], *, at: datetime) -> Item:
    """To the bot itself: a wish of a colleague, which may become a ticket on behalf of a customer."""
    return Item(
        kind=ItemKind.OTHER,
        external_id=message_id(body["channel"], body["ts"]),
        conversation_key=direct_key(body["user"]),
        body=body | {"kind": DIRECT},
        occurred_at=at,
    )


def _words(message: Any) -> str:
    """What the person typed, and under it what they passed on from elsewhere."""
    shared = [part for part in dicts(get(message, "attachments")) if get(part, "is_share") is True]
    passed_on = [text(get(part, "text")) or text(get(part, "fallback")) for part in shared]
    return "\n".join(words for words in [text(get(message, "text")), *passed_on] if words)


def _matter(rooms: Rooms, channel: str, root: str, user: str) -> str:
    """A channel that was given to another customer begins anew: no line may join the first one's ticket."""
    customer_id = rooms.customers.get(channel)
    return f"slack:{channel}:{root}" if customer_id is None else f"slack:{channel}:{customer_id}:{user}"


def _other(payload: Any, received_at: datetime) -> Item:
    """Recorded by its ids alone: what people say in rooms that are not about customers is not ours."""
    event = get(payload, "event")
    known = {
        key: get(event, key)
        for key in ("type", "subtype", "channel", "user", "ts", "thread_ts", "bot_id")
        if isinstance(get(event, key), str)
    }
    event_id = text(get(payload, "event_id"))
    return Item(
        kind=ItemKind.OTHER,
        external_id=fitting(f"event:{event_id}" if event_id else f"other:{digest(payload)}"),
        conversation_key=NO_CONVERSATION,
        body={"type": text(get(payload, "type")), "event": known},
        occurred_at=_time(str(get(payload, "event_time")), received_at),
    )


def _time(said: str, received_at: datetime) -> datetime:
    """Slack's `ts`: seconds since 1970 with six decimals."""
    try:
        at = datetime.fromtimestamp(float(said[:32]), UTC)
    except (ValueError, OverflowError, OSError):
        return received_at
    return not_future(at, received_at)
