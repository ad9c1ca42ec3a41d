"""What a notification says: one plain sentence that a phone reads aloud in the car."""

from datetime import datetime

from bot.blocks import clock_line, copy_ar, moments, ticket_words
from bot.blocks import ticket_copy_ar as copy
from bot.blocks.names import spoken_name
from dealix_ops.drafts.copy_ar import GAP_OPENS
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.vocabulary import P0Sound, Priority


def render(view: TicketCardView, now: datetime) -> str:
    name = spoken_name(view.who)
    parts = [part for part in (_deadline(view, now), _ready(view)) if part]
    told = "، و".join(parts)
    return f"{_matter(view, name)}. {told}." if told else f"{_matter(view, name)}."


def _matter(view: TicketCardView, name: str) -> str:
    if view.closing_line is not None:
        return copy.PUSH_YES.format(name=name)
    unread = ticket_words.unread(view.lines) if view.needs_listen else None
    if unread is None and view.priority is Priority.P0 and view.p0_sound is P0Sound.WORD:
        topic = copy_ar.TOPIC[view.topic]
        return copy.PUSH_BY_WORD.format(priority=view.priority.name_ar, name=name, topic=topic)
    if unread is None:
        return f"{view.priority.name_ar} من {name}: {copy_ar.TOPIC[view.topic]}"
    form = copy.PUSH_LISTEN if unread.kind == ticket_words.SOUND else copy.PUSH_LOOK
    what = copy_ar.KIND.get(unread.kind, copy_ar.KIND_OTHER)
    return form.format(priority=view.priority.name_ar, name=name, what=what)


def _deadline(view: TicketCardView, now: datetime) -> str:
    due = clock_line.urgent(view)
    return f"{clock_line.label(view, due)} {moments.spoken_deadline(due, now)}" if due else ""


def _ready(view: TicketCardView) -> str:
    if view.draft is None or view.draft.status != DraftStatus.PROPOSED.value:
        return ""
    return copy.PUSH_GAP if GAP_OPENS in view.draft.text else copy.PUSH_READY
