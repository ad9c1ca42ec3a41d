"""What has been done of the guided story, by what really happened and not by which button was pressed."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.box import Sandbox
from bot.sandbox.faults import META
from bot.sandbox.guide import copy_ar as copy
from bot.sandbox.handed_over import handed_over, recipient_of
from bot.sandbox.workspace import Message

Json = dict[str, Any]

OK = 200

P0, VOICE = "طارئ (P0):", "رسالة صوتية"
REPEATED = re.compile(r"تكرر ([\d,]+)")
LINES, WITHIN_S = 10, 120.0
STORM = 20
BEFORE_S = 10.0
"""A message of this moment before the first call that failed is of the same outage."""
NEWEST = 500
"""Messages of a channel that are looked through: nobody follows a story over more of them."""


class Seen:
    """What one look at the sandbox finds; `cards` with everything that stood on them, now or earlier."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        cards = posted(box, fixtures.APPROVALS)
        self.cards = [(card, words_of(card, ever=True)) for card in cards]
        self.inbound = [one for one in box.phone.messages if one["direction"] == "inbound"]

    def card(self, *holds: str) -> bool:
        """A card becomes short when it is answered, so its earlier words count."""
        return any(all(one in words for one in holds) for _, words in self.cards)


def done(box: Sandbox) -> dict[str, list[bool]]:
    """For each step, which of its parts happened."""
    seen = Seen(box)
    return {step: look(seen) for step, look in LOOKS.items()}


def _leak(seen: Seen) -> list[bool]:
    writers = {str(one["wa_id"]): str(one["name"]) for one in seen.inbound}
    alarmed = {wa_id for wa_id, name in writers.items() if seen.card(P0, name)}
    offered = {recipient_of(card) for card, _ in seen.cards} & alarmed
    sent = {one["wa_id"] for one in handed_over(seen.box.workspace)} & alarmed
    return [bool(alarmed), bool(offered), bool(sent)]


def _burst(seen: Seen) -> list[bool]:
    chats: dict[str, list[Json]] = {}
    for one in seen.inbound:
        chats.setdefault(str(one["wa_id"]), []).append(one)
    last = next(filter(None, map(_last_of_ten, chats.values())), None)
    if last is None:
        return [False, False]
    return [True, _stands_once(seen, last)]


def _last_of_ten(chat: list[Json]) -> str | None:
    """The line with which a customer had written ten in a short time, and nothing since."""
    newest = [one for one in chat if one["type"] == "text"][-LINES:]
    quick = len(newest) == LINES and newest[-1]["at"] - newest[0]["at"] < WITHIN_S
    return str(newest[-1]["text"]) if quick else None


def _voice(seen: Seen) -> list[bool]:
    sent = any(one["type"] == "audio" for one in seen.inbound)
    fetched = any(
        call["method"] == "whatsapp.media_content" and call["http_status"] == OK
        for call in seen.box.journal.calls
    )
    return [sent, sent and fetched, sent and seen.card(VOICE)]


def _storm(seen: Seen) -> list[bool]:
    taken = [one for one in seen.box.journal.deliveries if one["kind"] == "sentry" and not one["failure"]]
    alerts = map(words_of, posted(seen.box, fixtures.ALERTS))
    counts = [int(found[1].replace(",", "")) for words in alerts if (found := REPEATED.search(words))]
    return [len(taken) >= STORM, sum(count >= STORM for count in counts) == 1]


def _outage(seen: Seen) -> list[bool]:
    """Not by the card's own post: it may have waited its turn behind another call that failed."""
    calls = seen.box.journal.calls
    struck = [place for place, call in enumerate(calls) if _failed(call)]
    if not struck:
        return [bool(seen.box.faults.planned), False, False]
    since = calls[struck[0]]["at"] - BEFORE_S
    well = next((call["at"] for call in calls[struck[-1] :] if call["outcome"] == "ok"), None)
    if well is None:
        return [True, True, False]
    wrote = [str(one["text"]) for one in seen.inbound if one["text"] and since <= one["at"] <= well]
    return [True, True, any(_stands_once(seen, text) for text in wrote)]


LOOKS: dict[str, Callable[[Seen], list[bool]]] = {
    copy.LEAK: _leak,
    copy.BURST: _burst,
    copy.VOICE: _voice,
    copy.STORM: _storm,
    copy.OUTAGE: _outage,
}


def posted(box: Sandbox, channel: str) -> list[Message]:
    """The product's own newest messages in a channel, threads left out."""
    newest = list(box.workspace.channels[channel].messages.values())[-NEWEST:]
    return [one for one in newest if one.user == fixtures.BOT_USER_ID and not one.is_reply]


def words_of(message: Message, *, ever: bool = False) -> str:
    """Everything that is written on it, or was."""
    earlier = message.earlier_blocks if ever else []
    return message.content.text + json.dumps([message.content.blocks, *earlier], ensure_ascii=False)


def _failed(call: Json) -> bool:
    """A fault on order met it; its name stands in brackets behind the outcome."""
    return not call["method"].startswith(META) and str(call["outcome"]).endswith(")")


def _stands_once(seen: Seen, text: str) -> bool:
    standing = [card for card, _ in seen.cards if text in words_of(card)]
    return seen.card(text) and len(standing) <= 1
