"""The ticket's card for a phone: what and how grave, who, clocks, their words, why, draft, way out."""

from datetime import datetime

from bot.blocks import copy_ar, way_out_line
from bot.blocks.text import Block, button, context, escape, foreign, person, quote, section
from bot.ids import Action
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, date_ar, day_ar, deadline_ar
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.cards import DraftView, Line, TicketCardView, Who
from dealix_ops.sending.service import RejectReason
from dealix_ops.sla.rules import Metric
from dealix_ops.sla.service import Due
from dealix_ops.vocabulary import P0Sound, Priority

SHOWN_LINES = 4
LINE_LIMIT = 280
NAME_LIMIT = 40


def render(view: TicketCardView, now: datetime) -> SlackMessage:
    """Blocks and the sentence a phone reads out; drawn from the view alone."""
    blocks = [
        section([*_head(view), *_clocks(view, now)]),
        section(_words(view)),
        section(_why(view)),
    ]
    blocks += _draft(view)
    blocks.append(context(f"كما هي {clock_ar(now)} · تذكرة ت-{view.ticket_id}"))
    return SlackMessage(text=_push(view, now), blocks=blocks)


def name_of(who: Who) -> str:
    return foreign(who.name, NAME_LIMIT).replace("\n", " ") if who.name else copy_ar.NO_NAME


def _push(view: TicketCardView, now: datetime) -> str:
    first = view.clocks[Metric.FIRST_RESPONSE]
    until = deadline_ar(first.due_at, now)
    return f"{view.priority.name_ar} من {name_of(view.who)}: {copy_ar.TOPIC[view.topic]}. أول رد {until}."


def _head(view: TicketCardView) -> list[str]:
    priority = view.priority
    title = f"*{priority.name_ar} ({priority}): {copy_ar.TOPIC[view.topic]}*"
    lines = [f"{copy_ar.MARK[priority]} {title}", f"العميل: {name_of(view.who)} · {copy_ar.NOT_LINKED}"]
    if view.p0_sound is P0Sound.WORD:
        lines.append("تنبيه: طارئ بسبب كلمة فقط، والمعنى لا يبدو بلاغاً")
    if view.linked_ticket_id is not None:
        lines.append(f"سبقها: تذكرة ت-{view.linked_ticket_id}، والأمر صار أشد")
    return lines


def _clocks(view: TicketCardView, now: datetime) -> list[str]:
    first, resolution = view.clocks[Metric.FIRST_RESPONSE], view.clocks[Metric.RESOLUTION]
    return [f"⏱ أول رد: {_first_response(first, now)}", f"الحل: {deadline_ar(resolution.due_at, now)}"]


def _first_response(due: Due, now: datetime) -> str:
    if due.met_at is not None:
        mark = "✓" if due.met_at <= due.due_at else "متأخر"
        return f"{clock_ar(due.met_at)} {mark}"
    if now > due.due_at:
        return f"*متأخر منذ {clock_ar(due.due_at)}* {day_of(due.due_at, now)}".strip()
    minutes = int((due.due_at - now).total_seconds() // 60)
    left = f"باقي {count_ar(minutes, Noun.MINUTE)} " if 0 < minutes < 120 else ""
    return f"{left}({deadline_ar(due.due_at, now)})"


def day_of(instant: datetime, now: datetime) -> str:
    """Empty for today; a past day by its date."""
    day = day_ar(instant, now)
    return date_ar(instant) if day and instant < now else day


def _words(view: TicketCardView) -> list[str]:
    lines = view.lines[-SHOWN_LINES:]
    total = count_ar(len(view.lines), Noun.MESSAGE)
    last = clock_ar(view.lines[-1].occurred_at)
    head = f"كلام العميل ({total}، آخرها {last}):"
    hidden = len(view.lines) - len(lines)
    more = [f"قبلها {count_ar(hidden, Noun.MESSAGE)} أقدم"] if hidden else []
    return [head, *more, *(quote(_line(line)) for line in lines)]


def _line(line: Line) -> str:
    if not line.text:
        return copy_ar.KIND.get(line.kind, copy_ar.KIND_OTHER)
    shown = foreign(line.text, LINE_LIMIT) or copy_ar.KIND_OTHER
    if len(line.text) > LINE_LIMIT:
        shown += f"\nالنص أطول: {len(line.text):,} حرفاً"
    return shown


def _why(view: TicketCardView) -> list[str]:
    sure = "يحتاج نظرة" if view.needs_look else "أكيد"
    reason = escape(view.reasons[0]) if view.reasons else "لا إشارة إلى مشكلة"
    lines = [f"السبب: {reason} ({sure})"]
    if view.needs_listen:
        lines.append("تنبيه: فيها ما لا يُقرأ، استمع أو انظر ثم قرّر")
    return lines


def _draft(view: TicketCardView) -> list[Block]:
    draft = view.draft
    if draft is None:
        return []
    status = DraftStatus(draft.status)
    if status is DraftStatus.PROPOSED:
        return _proposed(view, draft)
    decided = [_decision(draft, view)]
    if status is DraftStatus.REJECTED:
        value = draft.token
        return [section(decided), _actions([button(copy_ar.WRITE_ANOTHER, Action.DRAFT_NEW, value)])]
    return [section(decided)]


def _proposed(view: TicketCardView, draft: DraftView) -> list[Block]:
    kind = copy_ar.DRAFT_KIND[draft.kind]
    head = f"المسودة ({kind}، {len(draft.text)} حرفاً):"
    style = "danger" if view.priority is Priority.P0 else "primary"
    return [
        section([head, quote(escape(draft.text))]),
        section([way_out_line.render(view.who)]),
        _actions(
            [
                button(copy_ar.APPROVE, Action.DRAFT_APPROVE, draft.token, style=style),
                button(copy_ar.EDIT, Action.DRAFT_EDIT, draft.token),
                button(copy_ar.DO_NOT_SEND, Action.DRAFT_REJECT, draft.token),
            ]
        ),
    ]


def _decision(draft: DraftView, view: TicketCardView) -> str:
    verb = copy_ar.STATUS[DraftStatus(draft.status)]
    at = clock_ar(draft.decided_at) if draft.decided_at else ""
    line = f"القرار: {verb} {person(draft.decided_by or '')} {at}".strip()
    if draft.reject_reason:
        line += f" ({copy_ar.REASON[RejectReason(draft.reject_reason)]})"
    if view.sent_at is not None:
        line += f" · أُرسلت {clock_ar(view.sent_at)}"
    return line


def _actions(elements: list[Block]) -> Block:
    return {"type": "actions", "elements": elements}
