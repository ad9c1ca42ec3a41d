"""What happened, as a person reads it: `docs/week.md` grows line by line while the week is played."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ports.slack import SlackMessage
from tests.docs.cards import ENTITIES, PEOPLE, text_of

Json = dict[str, Any]
_INVISIBLE = re.compile("[\\u200f\\u2066\\u2069]")


class Transcript:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._silent = 0

    @property
    def text(self) -> str:
        return "\n".join(self._lines).rstrip() + "\n"

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What is the fortieth of its kind is told in one sentence instead."""
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1

    @contextmanager
    def aloud(self) -> Iterator[None]:
        """Nothing special: the other branch of `quietly`."""
        yield

    def day(self, at: datetime, title: str) -> None:
        self._add("", f"## {date_ar(at)}: {title}", "")

    def happened(self, at: datetime, words: str) -> None:
        self._add(f"- **{clock_ar(at)}** {readable(words)}")

    def after(self, words: str) -> None:
        """What followed at once."""
        first, *more = readable(words).split("\n")
        self._add(f"  - {first}", *(f"    {line}" for line in more))

    def note(self, words: str) -> None:
        self._add("", f"> ملاحظة: {words}", "")

    def card(self, title: str, message: SlackMessage) -> None:
        self._drawn(title, [f"الإشعار: {readable(message.text)}", "", *text_of(message)])

    def modal(self, view: Json) -> None:
        close = view["close"]["text"] if "close" in view else "إغلاق"
        shown = [line for block in view["blocks"] for line in _modal_lines(block)]
        last = f"[{view['submit']['text']}] [{close}]"
        self._drawn(f"نافذة «{view['title']['text']}»", [readable(line) for line in [*shown, last]])

    def _drawn(self, title: str, lines: list[str]) -> None:
        self._add("", f"{title}:", "", "```text", *lines, "```", "")

    def _add(self, *lines: str) -> None:
        if not self._silent:
            self._lines += [line for line in lines if line or (self._lines and self._lines[-1])]


def readable(text: str) -> str:
    """As Slack shows it: names instead of ids, no invisible marks."""
    shown = _INVISIBLE.sub("", text)
    for coded, plain in (PEOPLE | ENTITIES).items():
        shown = shown.replace(coded, plain)
    return shown.replace("*", "")


def _modal_lines(block: Json) -> list[str]:
    if block["type"] == "input":
        element = block["element"]
        given = element.get("initial_value") or element.get("initial_time") or ""
        options = " · ".join(option["text"]["text"] for option in element.get("options", ()))
        held = [f"   {line}" for line in str(given).split("\n")] if given else []
        return [f"{block['label']['text']}: {options}".rstrip(" :"), *held]
    return text_of(SlackMessage(text="", blocks=[block]))
