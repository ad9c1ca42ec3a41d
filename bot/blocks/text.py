"""Text that reaches Slack: every foreign word goes through `foreign`, every line starts in Arabic."""

from collections.abc import Iterable
from typing import Any

from dealix_ops.language.display import printable
from dealix_ops.language.masking import mask_identifiers

Block = dict[str, Any]

RIGHT_TO_LEFT_MARK = "‏"


def escape(text: str) -> str:
    """Slack's three characters, ampersand first; without it `<!channel>` in a message would notify."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def foreign(text: str, limit: int) -> str:
    """A customer's words for a card: controls removed, identifiers masked, cut, then escaped.

    Escaping may double the length and no more: a line of nothing but `&` would burst its section.
    """
    shown = mask_identifiers(printable(text, limit))
    while len(escape(shown)) > 2 * limit:
        shown = printable(shown, len(shown) // 2)
    return escape(shown)


def quote(text: str) -> str:
    """Each line behind Slack's quote mark, so that a foreign line opens no list and no code block."""
    return "\n".join(f"> {RIGHT_TO_LEFT_MARK}{line}" if line else ">" for line in text.split("\n"))


def section(lines: Iterable[str]) -> Block:
    """`verbatim`: Slack would turn bare addresses and names in the text into links and mentions."""
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "\n".join(lines), "verbatim": True},
    }


def context(line: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": line, "verbatim": True}]}


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
