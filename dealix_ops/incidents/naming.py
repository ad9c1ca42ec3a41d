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
_ERROR = re.compile(r"[A-Za-z]{1,40}(?:Error|Exception|Timeout|Warning)(?![A-Za-z0-9_@.])")
"""As programming languages call their errors; what stands behind it may be anybody's data."""
_AROUND = ".,:;!?()[]«»\"'،؛؟"


def channel_name(incident_id: int, *, kind: Kind, words: str | None, declared_at: datetime) -> str:
    """`inc-20261122-data-leak-3`. `words` are Sentry's title or what one of us typed; never a customer's.

    A channel's name is read by the whole workspace: of a title only the kind of error gets there, of typed
    words only plain Latin ones, without numbers and addresses.
    """
    day = riyadh(declared_at).strftime("%Y%m%d")
    short = {Kind.ALERT: _error, Kind.OTHER: _latin}.get(kind, _nothing)(words or "")
    return f"inc-{day}-{short or WORDS[kind]}-{incident_id}"


def other_name(name: str, attempt: int) -> str:
    """Where somebody took the name: `…-b`, `…-c`."""
    return f"{name}-{chr(ord('a') + attempt)}"


def _error(title: str) -> str:
    found = _ERROR.match(title.strip())
    return found[0].lower()[:LONGEST_WORDS] if found else ""


def _latin(typed: str) -> str:
    """Whole words alone: «ahmed@…», «05…» and «/api/v1» are none."""
    plain = (word.strip(_AROUND).lower() for word in typed.split())
    found = [word for word in plain if word.isascii() and word.isalpha()]
    return "-".join(found[:MOST_WORDS])[:LONGEST_WORDS].strip("-")


def _nothing(_words: str) -> str:
    return ""
