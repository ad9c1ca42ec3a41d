"""The ticket's card for a phone: what and how grave, who, clocks, their words, why, draft, way out."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks import (
    beside,
    clock_line,
    copy_ar,
    customer_line,
    incident_line,
    matters,
    moments,
    names,
    priority,
    ticket_buttons,
    ticket_line,
    ticket_push,
    ticket_words,
    way_out_line,
)
from bot.blocks import ticket_copy_ar as copy
from bot.blocks.delegation import under
from bot.blocks.endings_copy_ar import ENDED_AS
from bot.blocks.modals import NOTE_MAX
from bot.blocks.text import (
    SECTION_LIMIT,
    Block,
    context,
    escape,
    foreign,
    person,
    quote,
    section,
)
from dealix_ops.claims.rules import LIMIT
from dealix_ops.drafts.copy_ar import GAP_OPENS
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.service import DraftKind, DraftStatus
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.sending.service import RejectReason
from dealix_ops.tickets.states import Closing, TicketStatus
from dealix_ops.vocabulary import P0Sound, Priority, Topic

REASON_LIMIT = 200
WORDS_LIMIT = 80


@dataclass(frozen=True)
class Mentioned:
    """Whom a waiting P0 names: by its meaning both, by a word only the founders; a late P1 names them too.

    Beside founders stands who decides for one; `on_call` is the settings' list, a turn by hand goes first.
    """

    founders: frozenset[str] = frozenset()
    on_call: frozenset[str] = frozenset()


NOBODY = Mentioned()


def render(view: TicketCardView, now: datetime, *, mentioned: Mentioned = NOBODY) -> SlackMessage:
    """Blocks and the sentence a phone reads out; drawn from the view alone.

    A P0 that waits mentions people: a channel without a mention is silent on most phones.
    """
    if view.joined_to is not None and view.status is not TicketStatus.RESOLVED:
        return matters.joined(view)
    line = ticket_line.render(view, now, called=_called(view, mentioned, now))
    if line is not None:
        return matters.beneath(line, view, now)
    top = [*_head(view, mentioned, now), *clock_line.render(view, now)]
    draft, may_approve = _draft(view, now)
    why = [*_why(view, now), *customer_line.earlier(view.known.earlier, now)]
    blocks = [section(top), *ticket_words.render(view, now), section(why), *matters.also(view), *draft]
    blocks += matters.approve_all(view)
    blocks += ticket_buttons.rows(view, may_approve=may_approve)
    blocks.append(context(copy.AS_OF.format(at=clock_ar(now), ticket=view.ticket_id)))
    return SlackMessage(text=ticket_push.render(view, now), blocks=blocks)


def moved(ticket_id: int, address: str | None = None) -> SlackMessage:
    """The line that stays where a card stood before it was posted anew."""
    line = copy.MOVED.format(ticket=ticket_id)
    linked = f"{line}: <{escape(address)}|{copy.TO_THE_CARD}>" if _safe(address) and address else line
    return SlackMessage(text=line, blocks=[context(linked)])


def _safe(address: str | None) -> bool:
    """Slack's own answer, and still nothing that could end the link early."""
    return address is not None and address.startswith("https://") and not set(address) & set("<>| \n")


def _head(view: TicketCardView, mentioned: Mentioned, now: datetime) -> list[str]:
    title = f"*{view.priority.name_ar} ({view.priority}): {_matter(view)}*"
    calls = [person(user) for user in sorted(_called(view, mentioned, now))]
    lines = [
        f"{copy_ar.MARK[view.priority]} {' '.join([title, *calls])}",
        names.line_of(view.who),
        *beside.who(view.who),
        *customer_line.render(view.known, now),
    ]
    if view.priority is Priority.P0 and view.p0_sound is P0Sound.WORD:
        lines.append(copy.BY_WORD)
    lines += incident_line.render(view.incident)
    if view.claimed_by is not None and view.claimed_at is not None:
        at = moments.moment(view.claimed_at, now)
        lines.append(copy.FOLLOWED.format(person=person(view.claimed_by), at=at))
    if view.judged is not None:
        lines.append(priority.judged_line(view.judged, view.priority, now))
    if view.closed_as is Closing.PROSPECT:
        lines.append(f"{copy.CLOSED}: {ENDED_AS[Closing.PROSPECT]}")
    if view.linked_ticket_id is not None:
        lines.append(copy.GREW_GRAVE.format(ticket=view.linked_ticket_id))
    return lines


def _matter(view: TicketCardView) -> str:
    """A voice note names itself where nothing readable says what it is about."""
    unread = ticket_words.unread(view.lines)
    if unread is None or not _names_itself(view):
        return copy_ar.TOPIC[view.topic]
    how = copy.LISTEN_FIRST if unread.kind == ticket_words.SOUND else copy.LOOK_FIRST
    return f"{ticket_words.kind_of(unread)}، {how}"


def _names_itself(view: TicketCardView) -> bool:
    unread = ticket_words.unread(view.lines)
    return view.needs_listen and view.topic is Topic.OTHER and unread is not None


def _called(view: TicketCardView, mentioned: Mentioned, now: datetime) -> frozenset[str]:
    deciding = view.watch.deciding(mentioned.founders, now)
    if view.priority is not Priority.P0:
        late = view.priority is Priority.P1 and clock_line.late_answer(view, now) is not None
        return deciding if late else frozenset()
    by_word = view.p0_sound is P0Sound.WORD
    return deciding if by_word else deciding | view.watch.on_call(mentioned.on_call, now)


def _why(view: TicketCardView, now: datetime) -> list[str]:
    sure = copy_ar.NEEDS_LOOK if view.needs_look else copy_ar.SURE
    # Reasons quote the customer, so they are as foreign as the customer's lines.
    reason = foreign(view.reasons[0], REASON_LIMIT) if view.reasons else copy.NO_PROBLEM
    # A person's word stands beside what triage read, which may say something else.
    lines = [f"{copy.TRIAGE_READ}: {reason}" if view.judged is not None else f"السبب: {reason} ({sure})"]
    risks = [*(copy_ar.RISK[risk] for risk in view.risks), *customer_line.flags(view.known, now)]
    if risks:
        lines.append(copy_ar.RISKS.format(risks="، ".join(risks)))
    if view.forwarded:
        lines.append(copy_ar.SOMEBODY_ELSES)
    if view.needs_listen and not _names_itself(view):
        lines.append(_listen(view))
    if view.closing_line is not None:
        lines.append(copy.READS_LIKE_YES.format(words=foreign(view.closing_line, WORDS_LIMIT)))
    return lines


def _listen(view: TicketCardView) -> str:
    unread = ticket_words.unread(view.lines)
    heard = unread is None or unread.kind == ticket_words.SOUND
    what = ticket_words.kind_of(unread) if unread else copy_ar.KIND[ticket_words.SOUND]
    return copy.LISTEN_LINE.format(what=what, how=copy.LISTEN_FIRST if heard else copy.LOOK_FIRST)


def _draft(view: TicketCardView, now: datetime) -> tuple[list[Block], bool]:
    """What stands of the draft, and whether it may be approved from here."""
    draft = view.draft
    if draft is not None and draft.status == DraftStatus.PROPOSED.value:
        return _proposed(view, draft, now)
    if draft is not None and draft.status == DraftStatus.REJECTED.value:
        return [section([_rejected(draft, now), *_note(draft), copy.INSTEAD])], False
    if draft is not None and draft.status == DraftStatus.EXPIRED.value:
        return [section([copy.EXPIRED.format(new=copy.NEW_DRAFT)])], False
    return ([] if view.needs_listen else [section([copy.NO_DRAFT])]), False


def _proposed(view: TicketCardView, draft: DraftView, now: datetime) -> tuple[list[Block], bool]:
    """A person approves what stands before them: no whole text, or an open gap in it, no Approve button."""
    head = f"المسودة ({_described(draft)}):"
    text = f"{head}\n{quote(escape(draft.text))}"
    fits, open_gap = len(text) <= SECTION_LIMIT, GAP_OPENS in draft.text
    lines = [text] if fits else [f"{head} {copy.TOO_LONG.format(edit=copy_ar.EDIT)}"]
    if draft.fell_at is not None:
        lines.insert(0, copy.FELL.format(at=moments.moment(draft.fell_at, now)))
    if open_gap:
        lines.append(copy.GAP_OPEN.format(edit=copy_ar.EDIT))
    if draft.last_inbound_id < view.through_inbound_id:
        lines.append(_stale(draft))
    if view.watch.holding_open(now):
        lines.append(copy.HOLDING_OPEN)
    lines.append(way_out_line.render(view.who))
    return [section([line]) for line in lines], fits and not open_gap


def _described(draft: DraftView) -> str:
    """«رد أول، بالإنجليزية، 238 حرفاً»."""
    length = count_ar(len(draft.text), Noun.LETTER)
    if len(draft.text) > LIMIT:
        length = f"{length} من {LIMIT}"
    parts = [copy.DRAFT_KIND[DraftKind(draft.kind)]]
    parts += [copy.IN_ENGLISH] if draft.language == DraftLanguage.EN.value else []
    parts += [copy.BY_PERSON.format(person=person(draft.author))] if draft.author else []
    return "، ".join([*parts, length])


def _stale(draft: DraftView) -> str:
    return f"تنبيه: {copy.STALE}، {copy.SEE_FIRST if draft.author else copy.RENEWED}"


def _note(draft: DraftView) -> list[str]:
    note = foreign(draft.reject_note or "", NOTE_MAX)
    return [f"الملاحظة: {note}"] if note else []


def _rejected(draft: DraftView, now: datetime) -> str:
    at = moments.moment(draft.decided_at, now) if draft.decided_at else ""
    line = f"القرار: {copy_ar.STATUS[DraftStatus.REJECTED]} {person(draft.decided_by or '')} {at}".strip()
    line += under(draft.decided_under)
    return f"{line} ({copy_ar.REASON[RejectReason(draft.reject_reason)]})" if draft.reject_reason else line
