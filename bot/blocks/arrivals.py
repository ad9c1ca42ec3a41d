"""Lines that came after what a modal is about: on top of it, and none passes as seen that was not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import copy_ar
from bot.blocks.text import SECTION_LIMIT, Block, context, foreign, quote, section
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ports.inbox import NewLine

SECTIONS_SHOWN = 10
"""Of new lines; Slack allows 100 blocks, but views far below that fail by their whole size."""
CUT_LIMIT = 800
"""Of a line that no section holds: with every letter escaped or masked it still fits."""


@dataclass(frozen=True)
class Arrivals:
    """`through` is the newest line shown, `left` how many newer ones found no place."""

    blocks: list[Block]
    through: int
    left: int


def shown(lines: Sequence[NewLine], *, since: str) -> Arrivals:
    """Oldest first, in as many sections as they need; of what does not fit it says how much it is."""
    if not lines:
        return Arrivals([], 0, 0)
    parts = [[f"*وصلت بعد {since}: {count_ar(len(lines), Noun.MESSAGE)}*"]]
    for before, line in enumerate(lines):
        quoted = _quoted(line)
        if len("\n".join([*parts[-1], quoted])) <= SECTION_LIMIT:
            parts[-1].append(quoted)
        elif len(parts) < SECTIONS_SHOWN:
            parts.append([quoted])
        else:
            left = len(lines) - before
            rest = f"الباقي: {count_ar(left, Noun.MESSAGE)}. اضغط «{copy_ar.SHOW_THE_REST}»، ونصك محفوظ"
            return Arrivals([*map(section, parts), context(rest)], lines[before - 1].inbound_id, left)
    return Arrivals([*map(section, parts)], lines[-1].inbound_id, 0)


def _quoted(line: NewLine) -> str:
    """Whole where a section holds it, else cut, and then it says so; what is no plain text says its kind."""
    text, kind = line.text, copy_ar.KIND.get(line.kind) if line.kind != "text" else None
    mark = f"{kind}: " if kind and text else ""
    cuts_nothing = 5 * len(text)  # escaping makes five letters of one at most
    whole = quote(mark + (foreign(text, cuts_nothing) or kind or copy_ar.NO_TEXT))
    if len(whole) <= SECTION_LIMIT:
        return whole
    return quote(f"{mark}{foreign(text, CUT_LIMIT)} {copy_ar.LONGER.format(length=len(text))}")
