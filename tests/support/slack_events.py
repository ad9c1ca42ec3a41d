"""Slack's event deliveries as Slack makes them."""

import itertools
from datetime import datetime
from typing import Any

Json = dict[str, Any]

SUPPORT, ROOM, OTHER_ROOM, LUNCH = "C0SUPPORT", "C0NUKHBA", "C0UFUQ", "C0LUNCH"
"""Where colleagues report, two customers' channels, and one that is about no customer."""
NORA, KHALID, COLLEAGUE = "U0NORA", "U0KHALID", "U0SALES"
_numbers = itertools.count(1)


def stamp(at: datetime) -> str:
    """Slack's `ts`: seconds and six decimals."""
    return f"{int(at.timestamp())}.{at.microsecond:06}"


def delivery(event: Any, *, event_id: str | None = None) -> Json:
    """The envelope; the same `event_id` is a retry."""
    return {
        "type": "event_callback",
        "team_id": "T0DX1",
        "api_app_id": "A0DX1",
        "event": event,
        "event_id": event_id or f"Ev0{next(_numbers):06}",
        "event_time": 1_790_000_000,
        "authorizations": [{"team_id": "T0DX1", "user_id": "U0BOT", "is_bot": True}],
    }


def message(text: str, *, ts: str, user: str = NORA, channel: str = ROOM, **more: Any) -> Json:
    """What a person wrote; `more` overwrites and adds fields."""
    made = {"type": "message", "user": user, "text": text, "ts": ts, "event_ts": ts, "channel": channel}
    return made | {"channel_type": "channel", "team": "T0DX1"} | more


def direct(text: str, *, ts: str, user: str) -> Json:
    """Written to the bot itself."""
    return message(text, ts=ts, user=user, channel=f"D0{user}", channel_type="im")


def edited(old: Json, text: str, *, at: str, **more: Any) -> Json:
    """`message_changed`, as after a person's edit."""
    new = old | {"text": text, "edited": {"user": old["user"], "ts": at}} | more
    return _changed(old, new, at=at)


def unfurled(old: Json, *, at: str) -> Json:
    """`message_changed`, as after Slack put a preview under a link."""
    return _changed(old, old | {"attachments": [{"title": "صفحة"}]}, at=at)


def deleted(old: Json, *, at: str) -> Json:
    return _around(old, "message_deleted", at) | {"deleted_ts": old["ts"], "previous_message": old}


def entombed(old: Json, *, at: str) -> Json:
    """A message with replies under it is not deleted but replaced."""
    tomb = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": old["ts"], "hidden": True}
    return _changed(old, tomb | {"text": "This message was deleted.", "thread_ts": old["ts"]}, at=at)


def _changed(old: Json, new: Json, *, at: str) -> Json:
    return _around(old, "message_changed", at) | {"message": new, "previous_message": old}


def _around(old: Json, subtype: str, at: str) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": old["channel"],
        "channel_type": "channel",
        "ts": at,
        "event_ts": at,
    }
