"""Foreign text made safe to look at: nothing in it may reorder, hide or flood a card."""

import re
import unicodedata

_KEPT_FORMAT = {0x200D}  # joins emoji; removed below wherever it joins anything else
_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_POP_ISOLATE = "\u2069"


def _removed() -> dict[int, str | None]:
    table: dict[int, str | None] = {0x0D: "\n", 0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x09: " "}
    for code in (*range(0x20000), *range(0xE0000, 0xE0200)):  # every plane that has such characters
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Cf", "Cs") and code != 0x0A and code not in table and code not in _KEPT_FORMAT:
            table[code] = None
    # Fillers look like nothing and are letters to the standard.
    table.update(dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F)))
    return table


_REMOVED = _removed()
_STRAY_JOINER = re.compile(
    r"(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_MARK_FLOOD = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_BLANK_LINES = re.compile(r"\n[ \u00a0]*(?=\n)")
_MANY_BREAKS = re.compile(r"\n{4,}")
_ELLIPSIS = "…"


def printable(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a near word, never inside an emoji or a marked letter."""
    cleaned = text.replace("\r\n", "\n").translate(_REMOVED)
    cleaned = _STRAY_JOINER.sub("", cleaned)
    cleaned = _MARK_FLOOD.sub(r"\1", cleaned)
    cleaned = _MANY_BREAKS.sub("\n\n\n", _BLANK_LINES.sub("\n", cleaned)).strip()
    return cleaned if len(cleaned) <= limit else _cut(cleaned, limit)


def _cut(text: str, limit: int) -> str:
    if limit <= 0:
        return ""
    end = limit - len(_ELLIPSIS)
    while end > 0 and _continues(text, end):
        end -= 1
    space = max(text.rfind(" ", 0, end + 1), text.rfind("\n", 0, end + 1))
    if space >= end - 20 and space > end // 2:
        end = space
    return text[:end].rstrip() + _ELLIPSIS


def _continues(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    here, before = text[at], text[at - 1]
    joined = "\u200d" in (here, before)
    skin_or_flag = "\U0001f3fb" <= here <= "\U0001f3ff" or (_is_flag(here) and _is_flag(before))
    return joined or skin_or_flag or unicodedata.category(here)[0] == "M"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def isolate(latin: str) -> str:
    """Keeps a left-to-right fragment from reordering the Arabic line; controls inside it go first."""
    return _LEFT_TO_RIGHT_ISOLATE + latin.translate(_REMOVED).replace("\u200d", "") + _POP_ISOLATE
