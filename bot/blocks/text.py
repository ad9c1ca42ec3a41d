"""Text that reaches Slack: every foreign word goes through `foreign`, every line starts in Arabic."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from dealix_ops.language.display import isolate, printable
from dealix_ops.language.masking import mask_identifiers

Block = dict[str, Any]

RIGHT_TO_LEFT_MARK = "\u200f"
SECTION_LIMIT = 3000
"""Slack's; one character more and the whole message is refused."""
_MARKUP = str.maketrans(dict.fromkeys("*~`"))
_NOT_SPOKEN = ("S", "C")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_MASKED = re.compile(r"[+A-Za-z0-9]*•+ ?[@A-Za-z0-9.\-]*")


def escape(text: str) -> str:
    """Slack's three characters, ampersand first; without it `<!channel>` in a message would notify."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def foreign(text: str, limit: int) -> str:
    """A customer's words for a card, on one line: controls removed, identifiers masked, cut, escaped.

    Escaping may double the length and no more: a line of nothing but `&` would burst its section. A
    backtick would open a code block over the lines after it.
    """
    shown = " ".join(mask_identifiers(printable(text, limit)).replace("`", "'").split())
    while len(escape(shown)) > 2 * limit:
        shown = printable(shown, len(shown) // 2)
    # In an Arabic line the dots would swap the ends of «+9665•••••214».
    return _MASKED.sub(lambda masked: isolate(masked.group()), escape(shown))


def foreign_name(text: str, limit: int) -> str:
    """A name inside an Arabic line: no formatting of its own, and a Latin one may not turn the line."""
    shown = foreign(text.translate(_MARKUP), limit)
    return isolate(shown) if _first_strong(shown) == "L" else shown


def spoken(text: str) -> str:
    """For notifications, which phones read aloud: no emoji, no marks, no masked numbers."""
    if "•" in text:
        return ""
    kept = (ch for ch in text if unicodedata.category(ch)[0] not in _NOT_SPOKEN and ch != "\ufe0f")
    return " ".join("".join(kept).split())


def quote(text: str) -> str:
    """Each line behind Slack's quote mark, so that a foreign line opens no list and no code block.

    The mark turns every line to the right; a Latin one keeps its own order inside, with its full stop last.
    """
    return "\n".join(f"> {RIGHT_TO_LEFT_MARK}{_readable(line)}" if line else ">" for line in text.split("\n"))


def section(lines: Iterable[str]) -> Block:
    """`verbatim`: Slack would turn bare addresses and names in the text into links and mentions."""
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "\n".join(lines), "verbatim": True},
    }


def context(line: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": line, "verbatim": True}]}


def actions(elements: list[dict[str, Any]]) -> Block:
    return {"type": "actions", "elements": elements}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": True}


def button(label: str, action_id: str, value: str, *, style: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "button",
        "text": plain(label),
        "action_id": action_id,
        "value": value,
    }
    return made | ({"style": style} if style else {})


def person(user_id: str) -> str:
    return f"<@{user_id}>"


def overflow(action_id: str, options: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A menu of at most five, each with its label and value; it keeps no choice, so it can be used again."""
    made = [{"text": plain(label), "value": value} for label, value in options]
    return {"type": "overflow", "action_id": action_id, "options": made}


def _readable(line: str) -> str:
    return isolate(line) if _first_strong(line) == "L" else line


def _first_strong(text: str) -> str | None:
    kinds = (unicodedata.bidirectional(character) for character in _ENTITY.sub("", text))
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
