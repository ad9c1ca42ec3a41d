"""«إظهار النص»: the customer's words whole, for the eyes of one person who may approve."""

from collections.abc import Iterator

from bot.blocks import ticket_copy_ar as copy
from bot.blocks import ticket_words
from bot.blocks.text import SECTION_LIMIT, Block, context, escape, quote, section
from dealix_ops.language.display import printable
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.full_text import FullText
from dealix_ops.reports.people import Line

SECTIONS_SHOWN = 20
PIECE = 500
"""With every letter escaped to five and every line quoted it still fits a section."""


def render(view: FullText) -> SlackMessage:
    head = section([copy.FULL_TEXT_HEAD.format(ticket=view.ticket_id)])
    blocks: list[Block] = [head]
    for at, line in enumerate(view.lines):
        for piece in _pieces(line):
            if len(blocks) > SECTIONS_SHOWN:
                rest = count_ar(len(view.lines) - at, Noun.MESSAGE)
                blocks.append(context(copy.FULL_TEXT_REST.format(count=rest)))
                return SlackMessage(text=copy.FULL_TEXT_PUSH, blocks=blocks)
            blocks.append(section([piece]))
    return SlackMessage(text=copy.FULL_TEXT_PUSH, blocks=blocks)


def _pieces(line: Line) -> Iterator[str]:
    """Quoted, in as many sections as its length needs; numbers and addresses as they were written."""
    shown = printable(line.text, len(line.text) + 1).replace("`", "'")
    if not shown:
        yield quote(ticket_words.kind_of(line))
        return
    kept: list[str] = []
    for part in _parts(shown):
        quoted = quote(escape(part))
        if kept and len("\n".join([*kept, quoted])) > SECTION_LIMIT:
            yield "\n".join(kept)
            kept = []
        kept.append(quoted)
    yield "\n".join(kept)


def _parts(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (line[at : at + PIECE] for at in range(0, len(line) or 1, PIECE))
