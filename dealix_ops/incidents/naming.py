"""The name of an incident's channel: letters that Slack takes, its day in Riyadh, its number."""

import re
from datetime import datetime

from dealix_ops.clock import riyadh
from dealix_ops.incidents.rules import Kind

LIMIT = 80
WORDS = {
    Kind.LEAK: "data-leak",
    Kind.UNAUTHORISED_SEND: "unapproved-send",
    Kind.OUTAGE: "outage",
    Kind.ALERT: "alert",
    Kind.OTHER: "incident",
}
MOST_WORDS, LONGEST_WORDS = 4, 40


def channel_name(incident_id: int, *, kind: Kind, title: str | None, declared_at: datetime) -> str:
    """`inc-20261122-data-leak-3`. A title's Latin words are used where nothing graver names it.

    Words of a customer never get here: a channel's name is read by the whole workspace.
    """
    day = riyadh(declared_at).strftime("%Y%m%d")
    words = _latin(title) if kind in (Kind.ALERT, Kind.OTHER) else ""
    return f"inc-{day}-{words or WORDS[kind]}-{incident_id}"


def other_name(name: str, attempt: int) -> str:
    """Where somebody took the name: `…-b`, `…-c`."""
    return f"{name}-{chr(ord('a') + attempt)}"


def _latin(title: str | None) -> str:
    found = re.findall(r"[a-z0-9]+", (title or "").lower())
    return "-".join(found[:MOST_WORDS])[:LONGEST_WORDS].strip("-")
