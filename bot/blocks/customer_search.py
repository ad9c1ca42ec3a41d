"""What `/dealix تذكرة` found: a line each with its way to the card, and what was said, masked."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import copy_ar, moments
from bot.blocks import customer_copy_ar as copy
from bot.blocks.text import foreign, foreign_name, quote, section
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.search import SCANNED, Found

WORDS_LIMIT = 60
NAME_LIMIT = 40
SNIPPET_LIMIT = 90
Place = tuple[str, str]
"""Channel and `ts` of a card."""
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")


def render(
    words: str, found: Sequence[Found], places: Mapping[int, Place], *, domain: str, now: datetime
) -> SlackMessage:
    """`domain` is the workspace's name in its addresses, as Slack told it; empty where it told none."""
    shown = foreign_name(words, WORDS_LIMIT)
    if not found:
        return SlackMessage(text=copy.FOUND_NONE.format(words=shown, count=SCANNED))
    blocks = [section([copy.FOUND_HEAD.format(words=shown)])]
    for one in found:
        card = address(places.get(one.ticket_id), domain)
        line = _line(one, now) + (f" · <{card}|{copy.TO_CARD}>" if card else "")
        snippet = foreign(one.snippet, SNIPPET_LIMIT)
        blocks.append(section([line, *([quote(snippet)] if snippet else [])]))
    return SlackMessage(text=copy.FOUND_HEAD.format(words=shown), blocks=blocks)


def _line(one: Found, now: datetime) -> str:
    names = (foreign_name(name, NAME_LIMIT) for name in (one.customer, one.person) if name)
    return copy.FOUND_LINE.format(
        ticket=one.ticket_id,
        priority=one.priority.name_ar,
        who=" · ".join(filter(None, names)) or copy_ar.SOURCE[one.source],
        state=copy.STATE[one.status],
        at=moments.moment(one.opened_at, now),
    )


def address(place: Place | None, domain: str) -> str | None:
    """As Slack's own permalinks are made."""
    if place is None or not _DOMAIN.fullmatch(domain):
        return None
    channel, ts = place
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
