"""What a customer wrote after the approval: on the hand-off in Slack and on its page."""

from bot.blocks import copy_ar
from bot.blocks import hand_off_copy_ar as words
from bot.blocks.text import Block, foreign, quote, section
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ports.inbox import NewLine

SHOWN_NEWER = 3
NEWER_LIMIT = 200


def render(lines: tuple[NewLine, ...]) -> list[Block]:
    """They refuse nothing: whoever sends sees them and decides."""
    if not lines:
        return []
    told = [f"⚠️ {came(len(lines))} بعد الاعتماد:"]
    told += [quote(foreign(line.text, NEWER_LIMIT) or kind_of(line)) for line in lines[:SHOWN_NEWER]]
    if len(lines) > SHOWN_NEWER:
        told.append(words.MORE_LINES.format(count=count_ar(len(lines) - SHOWN_NEWER, Noun.LINE)))
    told.append(words.STILL_GOOD.format(sent=copy_ar.MARK_SENT, edit=words.EDIT))
    return [section(told)]


def came(count: int) -> str:
    """«وصل سطران», «وصلت 3 أسطر»."""
    verb = "وصلت" if 3 <= count <= 10 else "وصل"
    return f"{verb} {count_ar(count, Noun.LINE)}"


def kind_of(line: NewLine) -> str:
    return copy_ar.KIND.get(line.kind, copy_ar.NO_TEXT)
