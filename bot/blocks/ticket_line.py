"""A card from which nothing is wanted any more: one line, so that the channel shows what waits."""

from collections.abc import Collection
from datetime import datetime

from bot.blocks import clock_line, copy_ar, kept, moments, ticket_menu
from bot.blocks import ticket_copy_ar as copy
from bot.blocks.delegation import under
from bot.blocks.endings_copy_ar import ENDED_AS, NO_REPLY_WHY
from bot.blocks.hand_off_copy_ar import MEANS
from bot.blocks.matters_copy_ar import MERGED_INTO
from bot.blocks.names import short_name, spoken_name
from bot.blocks.text import foreign, overflow, person, section
from bot.ids import Action
from dealix_ops.drafts.service import APPROVED_STATES, DraftStatus
from dealix_ops.language.times_ar import clock_ar, deadline_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import OutsideView, TicketCardView
from dealix_ops.reports.draft_views import DraftView, Kept
from dealix_ops.sending.outside import OutsideMeans
from dealix_ops.tickets.service import Closing, TicketStatus

WHY_LIMIT = 80
SPOKEN_LATE = {copy.PUSH_APPROVED: copy.PUSH_LATE, copy.PUSH_SENT: copy.PUSH_BROKEN}


def render(
    view: TicketCardView, now: datetime, *, called: Collection[str] = frozenset()
) -> SlackMessage | None:
    """None while the card is needed whole; an answer that is late mentions whom the whole card would."""
    done = _done(view, now)
    if done is None:
        return None
    said, spoken = done
    spoken_late = SPOKEN_LATE.get(spoken)
    late = clock_line.late_answer(view, now) if spoken_late else None
    if spoken_late and late is not None:
        clock = clock_line.label(view, late)
        calls = " ".join(person(user) for user in sorted(called))
        said = f"{said} · {clock} {moments.running(late, now)} {calls}".rstrip()
        spoken = spoken_late.replace("{priority}", view.priority.name_ar).replace("{clock}", clock)
    line = f"{view.priority.name_ar} · {short_name(view.who)}: {said} · تذكرة ت-{view.ticket_id}"
    menu = overflow(Action.TICKET_MORE, ticket_menu.short(view))
    blocks = [section([line]) | {"accessory": menu}]
    waits = view.draft.kept if view.draft else None
    if waits is None:
        return SlackMessage(text=spoken.format(name=spoken_name(view.who)), blocks=blocks)
    at = moments.spoken_clock(waits.until)
    push = copy.PUSH_KEPT.format(name=spoken_name(view.who), at=at)
    return SlackMessage(text=push, blocks=[*blocks, kept.buttons(waits)])


def _done(view: TicketCardView, now: datetime) -> tuple[str, str] | None:
    """What became of it, and the sentence that a phone says."""
    if view.status is TicketStatus.RESOLVED and not prospect_waits(view):
        return _closed(view, now), copy.PUSH_CLOSED
    if _has_more_to_say(view):
        return None
    if view.status is TicketStatus.WAITING and view.closing_asked_at is not None:
        asked = moments.moment(view.closing_asked_at, now)
        return copy.WAITS_FOR_YES.format(at=asked), copy.PUSH_WAITS
    draft = view.draft
    if draft is None or draft.status == DraftStatus.PROPOSED.value:
        return None
    if draft.status == DraftStatus.ANSWERED_OUTSIDE.value and view.outside is not None:
        return _outside(view.outside, now), copy.PUSH_OUTSIDE
    if DraftStatus(draft.status) not in APPROVED_STATES:
        return None
    return _approved(view, draft, now), copy.PUSH_APPROVED if view.sent_at is None else copy.PUSH_SENT


def prospect_waits(view: TicketCardView) -> bool:
    """A prospect's ticket is over, and its answer still waits for somebody to approve it."""
    waits = view.draft is not None and view.draft.status == DraftStatus.PROPOSED.value
    return view.closed_as is Closing.PROSPECT and waits


def _has_more_to_say(view: TicketCardView) -> bool:
    """The customer's words that no decision has seen, or a yes that a person should look at."""
    draft = view.draft
    if view.closing_line is not None or view.needs_listen:
        return True
    seen = draft.last_inbound_id if draft else 0
    return view.next_reply is not None and any(line.inbound_id > seen for line in view.lines)


def _approved(view: TicketCardView, draft: DraftView, now: datetime) -> str:
    status = DraftStatus.EDITED if draft.edited else DraftStatus(draft.status)
    by = f"{copy_ar.STATUS[status]} {person(draft.decided_by or '')}"
    at = moments.moment(draft.decided_at, now) if draft.decided_at else ""
    return f"{by} {at}".strip() + f"{under(draft.decided_under)} · {_left(view, draft, now)}"


def _left(view: TicketCardView, draft: DraftView, now: datetime) -> str:
    if view.sent_at is not None:
        sent = copy.SENT_AT.format(at=moments.moment(view.sent_at, now))
        told = [sent, *_promised(view, now), *([copy.WAITS_FOR_CUSTOMER] if clock_line.waits(view) else [])]
        return " · ".join(told)
    if draft.kept is not None:
        return " · ".join([kept.told(draft.kept), *_before(view, draft.kept, now)])
    if draft.handed_off_at is None:
        return copy.WAITS_FOR_HAND_OFF
    return copy.HANDED_OFF_AT.format(at=moments.moment(draft.handed_off_at, now))


def _before(view: TicketCardView, waits: Kept, now: datetime) -> list[str]:
    """The customer's clock that runs out before the morning: whoever looks may rather hand over now."""
    due = clock_line.urgent(view)
    if due is None or not now < due.due_at < waits.until:
        return []
    # The next such hour, as the delivery's: nobody draws the card anew at midnight, when «غداً» is over.
    return [copy.KEPT_CLOCK.format(clock=clock_line.label(view, due), at=clock_ar(due.due_at))]


def _promised(view: TicketCardView, now: datetime) -> list[str]:
    """What is late is said with the clock and the people that it calls."""
    promise = view.promise
    if promise is None or now > promise.due_at:
        return []
    return [copy.PROMISED.format(deadline=deadline_ar(promise.due_at, now))]


def _outside(told: OutsideView, now: datetime) -> str:
    means, at = MEANS[OutsideMeans(told.means)], moments.moment(told.at, now)
    return copy.ANSWERED_OUTSIDE.format(means=means, person=person(told.by), at=at)


def _closed(view: TicketCardView, now: datetime) -> str:
    """«بلا رد: شكر»; a written reason stands for «سبب آخر»."""
    how = view.closed_as or Closing.OTHER
    if how is Closing.MERGED:
        merged = MERGED_INTO.format(ticket=view.merged_into)
        return f"{merged} · {moments.moment(view.closed_at, now)}" if view.closed_at else merged
    written = foreign(view.closed_why or "", WHY_LIMIT)
    if how is Closing.NO_REPLY_NEEDED:
        said, why = copy.NO_REPLY, NO_REPLY_WHY.get(view.closed_why or "", written)
    else:
        said, why = copy.CLOSED, written if how is Closing.OTHER and written else ENDED_AS[how]
    said = f"{said}: {why}" if why else said
    return f"{said} · {moments.moment(view.closed_at, now)}" if view.closed_at else said
