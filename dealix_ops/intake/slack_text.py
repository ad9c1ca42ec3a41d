"""Slack's own markup read back into words: what a person typed, as a person would read it."""

import re

_MARKUP = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_NAMELESS = re.compile(r"<([@#])[A-Z0-9]{2,20}>")
_SOMEBODY = {"@": "@زميل", "#": "#قناة"}


def for_reading(text: str) -> str:
    """As `plain_text`; who is mentioned without a name is a colleague: an id tells a reader nothing."""
    return plain_text(_NAMELESS.sub(lambda match: _SOMEBODY[match.group(1)], text))


def plain_text(text: str) -> str:
    """Mentions and links as words, entities as characters; a link keeps its address."""
    shown = _MARKUP.sub(_word, text)
    for entity, character in _ENTITIES:
        shown = shown.replace(entity, character)
    return shown


def _word(match: re.Match[str]) -> str:
    target, label = match.group(1), match.group(2)
    if target[0] == "@":
        return f"@{label or target[1:]}"
    if target[0] == "#":
        return f"#{label or target[1:]}"
    if target[0] == "!":
        return label or f"@{target[1:].split('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label != address else address
