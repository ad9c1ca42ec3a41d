"""What the customer said, as a card quotes it: masked, cut, and named where it is no text."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import beside, copy_ar, media, moments
from bot.blocks.text import Block, foreign, quote, section
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.people import Line

SHOWN_LINES = 4
LATEST = {1: "", 2: "آخرهما "}
"""Of one line there is no last one, and of two it takes the dual."""
LINE_LIMIT = 280
SOUND = "audio"
MINUTE_S = 60


def render(view: TicketCardView, now: datetime) -> list[Block]:
    lines = view.lines[-SHOWN_LINES:]
    total = count_ar(len(view.lines), Noun.MESSAGE)
    last = moments.moment(view.lines[-1].occurred_at, now)
    some = f"، وهذه آخر {SHOWN_LINES}" if len(view.lines) > len(lines) else ""
    head = f"كلام العميل ({total}، {LATEST.get(len(view.lines), 'آخرها ')}{last}{some}):"
    return [section([head, *(quote(_line(line)) for line in lines)]), *beside.attachments(lines)]


def unread(lines: Sequence[Line]) -> Line | None:
    """The newest one that nobody can read."""
    return next((line for line in reversed(lines) if not line.text.strip() and line.kind != "text"), None)


def kind_of(line: Line) -> str:
    """«رسالة صوتية 0:42»."""
    name = copy_ar.KIND.get(line.kind, copy_ar.KIND_OTHER)
    if line.kind != SOUND or line.seconds is None:
        return name
    minutes, seconds = divmod(line.seconds, MINUTE_S)
    return f"{name} {minutes}:{seconds:02}"


def _file(line: Line) -> str:
    """Why it cannot be opened now; nothing where it can."""
    why = media.note(line.media) if line.media is not None else ""
    return f"({why})" if why else ""


def _line(line: Line) -> str:
    shown = foreign(line.text, LINE_LIMIT)
    forwarded = copy_ar.FORWARDED if line.details.forwarded else ""
    if not shown:
        return " ".join(part for part in (forwarded, kind_of(line), _file(line)) if part)
    if line.kind in copy_ar.KIND and line.kind != "text":
        shown = f"{kind_of(line)}: {shown}"
    longer = copy_ar.LONGER.format(length=len(line.text)) if len(line.text) > LINE_LIMIT else ""
    quoted = copy_ar.WITHOUT_QUOTED if line.details.quoted else ""
    return " ".join(part for part in (forwarded, shown, longer, quoted, _file(line)) if part)
