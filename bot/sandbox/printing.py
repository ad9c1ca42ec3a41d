"""A Slack message as lines of a terminal."""

import html
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

Json = dict[str, Any]


def lines_of(message: Json) -> list[str]:
    """What a person would see, buttons in brackets; the plain text where there are no blocks."""
    blocks = message.get("blocks") or []
    if not blocks:
        return html.unescape(str(message.get("text", ""))).split("\n")
    return [line for block in blocks for line in _block(block)]


def buttons_of(message: Json) -> list[str]:
    """The action ids on a message, in order."""
    return [
        str(element["action_id"])
        for block in message.get("blocks") or []
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def link_text(message: Json) -> str:
    """The text that a WhatsApp link would type; empty without one."""
    for block in message.get("blocks") or []:
        for element in block.get("elements", []):
            _, found, text = str(element.get("url", "")).partition("?text=")
            if found:
                return unquote(text)
    return ""


def _block(block: Json) -> Iterator[str]:
    if block["type"] in ("section", "header"):
        yield from html.unescape(block["text"]["text"]).split("\n")
    elif block["type"] == "context":
        yield from (html.unescape(element["text"]) for element in block["elements"] if "text" in element)
    elif block["type"] == "actions":
        yield " ".join(f"[{_label(element)}]" for element in block["elements"])
    elif block["type"] == "input":
        value = block["element"].get("initial_value", "")
        yield f"{block['label']['text']}:"
        yield from (f"  {line}" for line in str(value).split("\n"))


def _label(element: Json) -> str:
    if element["type"] == "overflow":  # drawn by Slack as three dots, without a word
        return "… " + " · ".join(str(option["text"]["text"]) for option in element["options"])
    label = element.get("text") or element.get("placeholder") or {}
    return str(label.get("text", element["type"]))
