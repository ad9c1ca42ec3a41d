"""The hand-off: a message of its own, so that it rings, and the bare text alone in its thread."""

from datetime import datetime
from typing import Any

from bot.blocks import beside, copy_ar, moments, newer_lines, way_out_line
from bot.blocks import drafts_copy_ar as drafts_copy
from bot.blocks import hand_off_copy_ar as words
from bot.blocks.delegation import under
from bot.blocks.hand_off_links import carries_text, mail_link, whatsapp_link
from bot.blocks.names import NAME_LIMIT, name_of, spoken_name
from bot.blocks.text import (
    Block,
    actions,
    button,
    escape,
    foreign_name,
    overflow,
    person,
    plain,
    section,
)
from bot.blocks.ticket_copy_ar import PROMISED
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.hand_offs import HandOffView
from dealix_ops.reports.people import Who
from dealix_ops.sending.lapsing import LAPSES_AFTER
from dealix_ops.sending.nudging import LATER, nudges_after
from dealix_ops.sla.service import Due
from dealix_ops.vocabulary import Means

EARLIER_MINUTES = (5, 10, 20, 30)


def render(view: HandOffView, now: datetime, *, pages: bool = False) -> SlackMessage:
    """`pages`: we have a public address, so that text and link stand on a page instead of in Slack."""
    if view.withdrawn_at is not None:
        return _withdrawn(view, view.withdrawn_at, now)
    if view.sent_at is not None:
        return _sent(view, view.sent_at, now)
    return _waiting(view, now, pages=pages)


def bare_text(view: HandOffView) -> SlackMessage:
    """Without formatting, so that what is copied is what was approved; nothing to copy once withdrawn."""
    text = words.TAKEN_BACK_TEXT if view.withdrawn_at is not None else view.text
    return SlackMessage(text=escape(text), mrkdwn=False)


def link(token: str, *, public_url: str) -> SlackMessage:
    """To one person: the way to their page."""
    url = f"{public_url.rstrip('/')}/h/{token}"
    opens = {
        "type": "button",
        "text": plain(words.PAGE_BUTTON),
        "action_id": Action.OPEN_HAND_OFF.value,
        "url": url,
        "style": "primary",
    }
    return SlackMessage(text=words.PAGE_READY, blocks=[section([words.PAGE_READY]), actions([opens])])


def _waiting(view: HandOffView, now: datetime, *, pages: bool) -> SlackMessage:
    done = "عدّلها واعتمدها" if view.edited else "اعتمدها"
    at = moments.moment(view.approved_at, now)
    lines = [
        f"✅ {done} {person(view.approved_by)} {at}{under(view.approved_under)}"
        f" · جاهزة للإرسال إلى {recipient(view.who)} · ت-{view.ticket_id}",
        send_line(view.who),
        *beside.who(view.who),
    ]
    if view.nudged_at is not None:
        lines.insert(0, f"🔔 تذكير {person(view.approved_by)}: لم يُسجَّل إرسالها بعد")
    if view.asked_again_at is not None:
        lapses = moments.moment(view.asked_again_at + LAPSES_AFTER, now)
        lines[0] = words.ASKED_AGAIN.format(person=person(view.approved_by), at=lapses)
    if view.not_sent_at is not None and view.not_sent_by is not None:
        lines.append(f"لم تُرسل بعد: {person(view.not_sent_by)} {moments.moment(view.not_sent_at, now)}")
    if view.first_response is not None and view.first_response.met_at is None:
        lines.append(f"⏱ أول رد: {_running(view, view.first_response, now)}")
    lines.append(words.TEXT_ON_PAGE if pages else _how_to_copy(view))
    waits = "لم يُسجَّل إرسال" if view.nudged_at is not None else "اعتُمد"
    push = (
        f"{waits} {words.WHAT[view.initiated]} {spoken_name(view.who)}. أرسله ثم اضغط «{copy_ar.MARK_SENT}»."
    )
    blocks = [section(lines), *newer_lines.render(view.newer), _buttons(view, pages=pages)]
    return SlackMessage(text=push, blocks=blocks)


def recipient(who: Who) -> str:
    """The person and their company; never the colleague who wrote it down."""
    name = copy_ar.THE_CUSTOMER if who.colleague else name_of(who)
    return f"{name} ({foreign_name(who.customer, NAME_LIMIT)})" if who.customer else name


def send_line(who: Who) -> str:
    if who.means is Means.COPY:
        return f"التسليم: {way_out_line.copy_only(who)}"
    return f"أرسلها من: {way_out_line.send_from(who).removeprefix('من ')}"


def _running(view: HandOffView, due: Due, now: datetime) -> str:
    """What is left, when we remind, and the fixed time: a card is not redrawn each minute."""
    if now > due.due_at:
        return moments.running(due, now)
    left = due.due_at - now
    parts = [deadline_ar(due.due_at, now)]
    if left < moments.COUNTED_IN_MINUTES:
        minutes = int(left.total_seconds() // 60)
        parts = [f"باقي {minutes} د" if minutes else "باقي أقل من دقيقة"]
    if view.nudged_at is None:
        parts.append(_reminder(view, now))
    if left < moments.COUNTED_IN_MINUTES:
        parts.append(f"مهلته {clock_ar(due.due_at)}")
    return " · ".join(parts)


def _reminder(view: HandOffView, now: datetime) -> str:
    if view.rings_at - view.rings_since > LATER:
        return f"سنذكّرك {moments.moment(view.rings_at, now)}"
    minutes = int(nudges_after(view.priority).total_seconds() // 60)
    return f"سنذكّرك بعد {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}"


def _how_to_copy(view: HandOffView) -> str:
    if view.email is not None:
        mail = f"<{escape(mail_link(view.email, view.text, view.subject))}|{copy_ar.OPEN_MAIL}>"
        return f"البريد: {mail}، والنص وحده في الرد تحت هذه الرسالة"
    if view.number is not None and not carries_text(whatsapp_link(view.number, view.text)):
        return "انسخ النص من الرد تحت هذه الرسالة: طوله يمنع كتابته في واتساب من الرابط"
    return words.TEXT_BELOW


def _buttons(view: HandOffView, *, pages: bool) -> Block:
    token = view.approval_token
    elements: list[dict[str, Any]] = []
    if pages:
        elements.append(button(words.OPEN_PAGE, Action.DRAFT_OPEN_PAGE, token))
    elif view.number is not None:
        elements.append(
            {
                "type": "button",
                "text": plain(copy_ar.OPEN_WHATSAPP),
                "action_id": Action.OPEN_WHATSAPP.value,
                "url": whatsapp_link(view.number, view.text),
            }
        )
    elements.append(button(copy_ar.MARK_SENT, Action.DRAFT_MARK_SENT, token, style="primary"))
    if view.newer:
        elements.append(button(words.EDIT, Action.DRAFT_UNDO, f"{token}.edit"))
    elements += [_when(view), _more(view)]
    return actions(elements)


def _when(view: HandOffView) -> dict[str, Any]:
    token = view.approval_token
    options = [_option(words.NOW, f"{token}.0")]
    options += [
        _option(f"قبل {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}", f"{token}.{minutes}")
        for minutes in EARLIER_MINUTES
    ]
    if view.opened_at is not None:
        at = words.WHEN_OPENED.format(at=clock_ar(view.opened_at))
        options.append(_option(at, f"{token}.at{int(view.opened_at.timestamp())}"))
    return {
        "type": "static_select",
        "action_id": Action.DRAFT_SENT_EARLIER.value,
        "placeholder": plain(words.SENT_WHEN),
        "options": options,
    }


def _more(view: HandOffView) -> dict[str, Any]:
    """What answers nobody is not replaced by an answer outside."""
    token = view.approval_token
    about = f"{TicketRef(view.ticket_id, view.seen).value()}.{token}"
    options = [(words.UNDO, f"{Action.DRAFT_UNDO}|{token}")]
    if not view.initiated:
        elsewhere = (words.ELSEWHERE_INSTEAD, f"{Action.TICKET_ANSWERED_ELSEWHERE}|{about}")
        options = [(words.INSTEAD, f"{Action.TICKET_CALLED}|{about}"), elsewhere, *options]
    return overflow(Action.HAND_OFF_MORE.value, options)


def _option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def _sent(view: HandOffView, sent_at: datetime, now: datetime) -> SlackMessage:
    parts = [f"📨 أُرسلت {moments.moment(sent_at, now)}"]
    due = view.first_response
    if due is not None and due.met_at == sent_at:
        parts.append(f"أول رد خلال {took(due, sent_at)}")
    if view.promised_by is not None:
        parts.append(PROMISED.format(deadline=deadline_ar(view.promised_by, now)))
    to = f"المستلم: {recipient(view.who)} · سجّلها {person(view.sent_by or '')}"
    take_back = button(words.NOT_SENT, Action.DRAFT_NOT_SENT, view.approval_token)
    # What a person wrote may serve again; what we proposed we propose again.
    keep = button(drafts_copy.SAVE_REPLY, Action.DRAFT_SAVE_REPLY, view.approval_token)
    push = f"أُرسل الرد إلى {spoken_name(view.who)}."
    row = actions([take_back, keep] if view.edited else [take_back])
    return SlackMessage(text=push, blocks=[section([" · ".join(parts), to]), row])


def took(due: Due, met_at: datetime) -> str:
    """«6 د ✓»: short, because it stands in a line with two more facts."""
    minutes = int((met_at - due.started_at).total_seconds() // 60)
    told = (
        f"{minutes} د"
        if minutes < 120
        else f"{minutes // 60} س" + (f" {minutes % 60} د" if minutes % 60 else "")
    )
    return f"{told if minutes else 'أقل من دقيقة'} {'✓' if met_at <= due.due_at else '(متأخر)'}"


def _withdrawn(view: HandOffView, at: datetime, now: datetime) -> SlackMessage:
    who, when = person(view.withdrawn_by or ""), moments.moment(at, now)
    if view.stopped:
        lines = [words.STOPPED.format(at=when), words.STOPPED_DRAFT.format(ticket=view.ticket_id)]
    elif view.withdrawn_by == ledger.SYSTEM:
        lines = [words.LAPSED.format(at=when), words.LAPSED_DRAFT.format(ticket=view.ticket_id)]
    elif view.instead:
        lines = [f"📞 أُجيب العميل خارجها {when} · {who}", "لا ترسل النص الذي كان هنا"]
    else:
        lines = [
            f"↩️ تراجع {who} عن الاعتماد {when}، فلا ترسل النص",
            f"المسودة على بطاقة ت-{view.ticket_id}، والقرار من هناك",
        ]
    push = f"سُحب اعتماد {words.WHAT[view.initiated]} {spoken_name(view.who)}، فلا ترسله."
    return SlackMessage(text=push, blocks=[section(lines)])
