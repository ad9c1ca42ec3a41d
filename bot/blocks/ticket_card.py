"""The ticket's card for a phone: what and how grave, who, clocks, their words, why, draft, way out."""

from datetime import datetime

from bot.blocks import beside, copy_ar, moments, priority, way_out_line
from bot.blocks.modals import NOTE_MAX
from bot.blocks.text import (
    SECTION_LIMIT,
    Block,
    actions,
    button,
    context,
    escape,
    foreign,
    foreign_name,
    person,
    quote,
    section,
    spoken,
)
from bot.ids import Action
from dealix_ops.claims.rules import LIMIT
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.drafts.service import APPROVED_STATES, DraftStatus
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.cards import DraftView, TicketCardView
from dealix_ops.reports.people import Line, Who
from dealix_ops.sending.service import RejectReason
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import P0Sound, Priority, Source

SHOWN_LINES = 4
LINE_LIMIT = 280
NAME_LIMIT = 40
REASON_LIMIT = 200


def render(view: TicketCardView, now: datetime, *, founders: frozenset[str] = frozenset()) -> SlackMessage:
    """Blocks and the sentence a phone reads out; drawn from the view alone.

    A P0 that waits mentions the founders: a channel without a mention is silent on most phones.
    Once the answer is approved the card shrinks: a channel then shows at a glance what still waits.
    """
    draft = view.draft
    status = DraftStatus(draft.status) if draft else None
    top = [*_head(view, founders, now), _clocks(view, now, answered=status in APPROVED_STATES)]
    if draft is None or status is None:
        blocks = [section(top), *_words(view, now), section(_why(view))]
    elif status is DraftStatus.PROPOSED:
        blocks = [section(top), *_words(view, now), section(_why(view)), *_proposed(view, draft)]
    elif status is DraftStatus.REJECTED:
        decided = [section([_decision(draft, view, now), *_note(draft)]), _write_another(draft)]
        blocks = [section(top), *_words(view, now), section(_why(view)), *decided]
    else:
        blocks = [section([*top, _decision(draft, view, now)])]
    if status not in APPROVED_STATES:
        blocks += priority.controls(view)
    blocks.append(context(f"كما هي {clock_ar(now)} · تذكرة ت-{view.ticket_id}"))
    return SlackMessage(text=_push(view, now), blocks=blocks)


def moved(ticket_id: int) -> SlackMessage:
    """The line that stays where a card stood before it was posted anew."""
    line = f"بطاقة ت-{ticket_id} انتقلت إلى آخر القناة، وفيها الجديد"
    return SlackMessage(text=line, blocks=[context(line)])


def name_of(who: Who) -> str:
    unnamed = person(who.slack_user) if who.slack_user else copy_ar.NO_NAME
    return foreign_name(who.name or "", NAME_LIMIT) or unnamed


def source_of(who: Who) -> str:
    in_slack = who.source is Source.SLACK and who.our_address
    return f"{copy_ar.SOURCE[who.source]} <#{who.our_address}>" if in_slack else copy_ar.SOURCE[who.source]


def spoken_name(who: Who) -> str:
    """The company where it is known: by it a founder decides whether to stop the car."""
    names = (spoken(foreign(name or "", NAME_LIMIT)) for name in (who.customer, who.name))
    return next(filter(None, names), copy_ar.NO_NAME)


def _push(view: TicketCardView, now: datetime) -> str:
    first, draft = view.clocks[Metric.FIRST_RESPONSE], view.draft
    known = f"{view.priority.name_ar} من {spoken_name(view.who)}: {copy_ar.TOPIC[view.topic]}."
    ready = "المسودة جاهزة" if draft and draft.status == DraftStatus.PROPOSED.value else ""
    if first.met_at is not None:
        return f"{known} {ready}.".removesuffix(" .")
    return f"{known} أول رد {moments.spoken_deadline(first, now)}{'، و' + ready if ready else ''}."


def _head(view: TicketCardView, founders: frozenset[str], now: datetime) -> list[str]:
    title = f"*{view.priority.name_ar} ({view.priority}): {copy_ar.TOPIC[view.topic]}*"
    waits = view.draft is not None and view.draft.status == DraftStatus.PROPOSED.value
    if view.priority is Priority.P0 and waits:
        title = " ".join([title, *(person(founder) for founder in sorted(founders))])
    lines = [f"{copy_ar.MARK[view.priority]} {title}", _who(view.who), *beside.who(view.who)]
    if view.p0_sound is P0Sound.WORD:
        lines.append("تنبيه: طارئ بسبب كلمة فقط، والمعنى لا يبدو بلاغاً")
    if view.judged is not None:
        lines.append(priority.judged_line(view.judged, view.priority, now))
    if view.linked_ticket_id is not None:
        lines.append(f"سبقها: تذكرة ت-{view.linked_ticket_id}، والأمر صار أشد")
    return lines


def _who(who: Who) -> str:
    """The company first where it is known; a colleague who wrote it down is not the customer."""
    writer = f"{copy_ar.COLLEAGUE} {name_of(who)}" if who.colleague else name_of(who)
    source = source_of(who)
    if who.customer is None:
        return f"العميل: {writer} · {source} · {copy_ar.NOT_LINKED}"
    return f"العميل: {foreign_name(who.customer, NAME_LIMIT)} · {writer} · {source}"


def _clocks(view: TicketCardView, now: datetime, *, answered: bool) -> str:
    first, resolution = view.clocks[Metric.FIRST_RESPONSE], view.clocks[Metric.RESOLUTION]
    line = f"⏱ أول رد: {moments.first_response(first, now)}"
    # Nothing closes a ticket yet: on an answered card this clock could only ever run late.
    return line if answered else f"{line} · الحل: {moments.running(resolution, now)}"


def _words(view: TicketCardView, now: datetime) -> list[Block]:
    lines = view.lines[-SHOWN_LINES:]
    total = count_ar(len(view.lines), Noun.MESSAGE)
    last = moments.moment(view.lines[-1].occurred_at, now)
    some = f"، وهذه آخر {SHOWN_LINES}" if len(view.lines) > len(lines) else ""
    head = f"كلام العميل ({total}، آخرها {last}{some}):"
    return [section([head, *(quote(_line(line)) for line in lines)]), *beside.attachments(lines)]


def _line(line: Line) -> str:
    shown = foreign(line.text, LINE_LIMIT)
    if not shown:
        return copy_ar.KIND.get(line.kind, copy_ar.KIND_OTHER)
    if line.kind in copy_ar.KIND and line.kind != "text":
        shown = f"{copy_ar.KIND[line.kind]}: {shown}"
    if line.details.forwarded:
        shown = f"{copy_ar.FORWARDED} {shown}"
    longer = copy_ar.LONGER.format(length=len(line.text)) if len(line.text) > LINE_LIMIT else ""
    quoted = copy_ar.WITHOUT_QUOTED if line.details.quoted else ""
    return " ".join(part for part in (shown, longer, quoted) if part)


def _why(view: TicketCardView) -> list[str]:
    sure = "يحتاج نظرة" if view.needs_look else "أكيد"
    # Reasons quote the customer, so they are as foreign as the customer's lines.
    reason = foreign(view.reasons[0], REASON_LIMIT) if view.reasons else "لا إشارة إلى مشكلة"
    lines = [f"السبب: {reason} ({sure})"]
    if view.risks:
        lines.append(copy_ar.RISKS.format(risks="، ".join(copy_ar.RISK[risk] for risk in view.risks)))
    if view.forwarded:
        lines.append(copy_ar.SOMEBODY_ELSES)
    if view.needs_listen:
        lines.append("تنبيه: فيها ما لا يُقرأ، استمع أو انظر ثم قرّر")
    return lines


def _proposed(view: TicketCardView, draft: DraftView) -> list[Block]:
    """A person approves what stands before them: no whole text, or an open gap in it, no Approve button."""
    head = f"المسودة ({copy_ar.DRAFT_KIND[draft.kind]}، {len(draft.text):,} من {LIMIT} حرف):"
    text = f"{head}\n{quote(escape(draft.text))}"
    fits, open_gap = len(text) <= SECTION_LIMIT, GAP in draft.text
    may_approve = fits and not open_gap
    lines = [text] if fits else [f"{head} أطول مما تسعه البطاقة، اختصرها من «{copy_ar.EDIT}»"]
    if open_gap:
        lines.append(f"تنبيه: فيها فراغ، املأه من «{copy_ar.EDIT}» ثم اعتمدها")
    approve = [button(copy_ar.APPROVE, Action.DRAFT_APPROVE, draft.token, style="primary")]
    edit = button(copy_ar.EDIT, Action.DRAFT_EDIT, draft.token, style=None if may_approve else "primary")
    reject = button(copy_ar.DO_NOT_SEND, Action.DRAFT_REJECT, draft.token)
    return [
        *(section([line]) for line in lines),
        section([way_out_line.render(view.who)]),
        actions([*(approve if may_approve else []), edit, reject, *_link(view)]),
    ]


def _link(view: TicketCardView) -> list[Block]:
    if view.who.customer is not None:
        return []
    return [button(copy_ar.LINK_CUSTOMER, Action.TICKET_LINK_CUSTOMER, str(view.ticket_id))]


def _write_another(draft: DraftView) -> Block:
    return actions([button(copy_ar.WRITE_ANOTHER, Action.DRAFT_NEW, draft.token, style="primary")])


def _note(draft: DraftView) -> list[str]:
    note = foreign(draft.reject_note or "", NOTE_MAX)
    return [f"الملاحظة: {note}"] if note else []


def _decision(draft: DraftView, view: TicketCardView, now: datetime) -> str:
    verb = copy_ar.STATUS[DraftStatus(draft.status)]
    at = moments.moment(draft.decided_at, now) if draft.decided_at else ""
    line = f"القرار: {verb} {person(draft.decided_by or '')} {at}".strip()
    if draft.reject_reason:
        line += f" ({copy_ar.REASON[RejectReason(draft.reject_reason)]})"
    if view.sent_at is not None:
        return f"{line} · أُرسلت {moments.moment(view.sent_at, now)}"
    return line if draft.status == DraftStatus.REJECTED.value else f"{line} · {copy_ar.NOT_SENT_YET}"
