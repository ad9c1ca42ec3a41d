"""The hand-off: a message of its own, so that it rings, and the bare text alone in its thread."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote as url_quote

from bot.blocks import copy_ar, way_out_line
from bot.blocks.text import Block, button, escape, person, plain, section
from bot.blocks.ticket_card import day_of, name_of
from bot.ids import Action
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, deadline_ar
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.cards import HandOffView
from dealix_ops.sla.service import Due

URL_LIMIT = 3000
"""Slack refuses the whole card above it; an Arabic letter is six characters of it."""
EARLIER_MINUTES = (5, 10, 20, 30)


def render(view: HandOffView, now: datetime) -> SlackMessage:
    return _sent(view) if view.sent_at is not None else _waiting(view, now)


def bare_text(view: HandOffView) -> SlackMessage:
    """Without formatting, so that what is copied is what was approved."""
    return SlackMessage(text=escape(view.text), mrkdwn=False)


def whatsapp_link(number: str, text: str) -> str:
    """Opens the chat with the text typed in; where it would be too long for Slack, the chat alone."""
    link = f"https://wa.me/{number}?text={url_quote(text, safe='')}"
    return link if len(link) <= URL_LIMIT else f"https://wa.me/{number}"


def _waiting(view: HandOffView, now: datetime) -> SlackMessage:
    done = "عدّلها واعتمدها" if view.edited else "اعتمدها"
    name = name_of(view.who)
    lines = [
        f"✅ {done} {person(view.approved_by)} {clock_ar(view.approved_at)} · جاهزة للإرسال إلى {name}",
        f"أرسلها {way_out_line.company_phone(view.who)}، والنص وحده في الرد تحت هذه الرسالة للنسخ",
    ]
    if view.first_response is not None and view.first_response.met_at is None:
        lines.append(f"⏱ أول رد: {_until(view.first_response, now)}")
    if view.number is None:
        lines.append(f"تنبيه: {copy_ar.NO_NUMBER}")
    push = f"اعتُمد الرد على {name}. أرسله ثم اضغط «{copy_ar.MARK_SENT}»."
    return SlackMessage(text=push, blocks=[section(lines), _buttons(view)])


def _until(due: Due, now: datetime) -> str:
    if now <= due.due_at:
        return deadline_ar(due.due_at, now)
    return f"متأخر منذ {clock_ar(due.due_at)} {day_of(due.due_at, now)}".strip()


def _buttons(view: HandOffView) -> Block:
    elements: list[dict[str, Any]] = []
    if view.number is not None:
        elements.append(
            {
                "type": "button",
                "text": plain(copy_ar.OPEN_WHATSAPP),
                "action_id": Action.OPEN_WHATSAPP.value,
                "url": whatsapp_link(view.number, view.text),
            }
        )
    elements.append(button(copy_ar.MARK_SENT, Action.DRAFT_MARK_SENT, view.approval_token, style="primary"))
    elements.append(
        {
            "type": "static_select",
            "action_id": Action.DRAFT_SENT_EARLIER.value,
            "placeholder": plain(copy_ar.SENT_EARLIER),
            "options": [_earlier(minutes, view.approval_token) for minutes in EARLIER_MINUTES],
        }
    )
    return {"type": "actions", "elements": elements}


def _earlier(minutes: int, token: str) -> dict[str, Any]:
    return {
        "text": plain(f"قبل {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}"),
        "value": f"{token}.{minutes}",
    }


def _sent(view: HandOffView) -> SlackMessage:
    sent_at, by = view.sent_at or view.approved_at, view.sent_by or ""
    line = f"📨 أُرسلت إلى {name_of(view.who)} {clock_ar(sent_at)} · {person(by)}"
    due = view.first_response
    if due is not None and due.met_at == sent_at:
        mark = "✓" if sent_at <= due.due_at else "(متأخر)"
        line += f" · أول رد خلال {_took(due.met_at - due.started_at)} {mark}"
    return SlackMessage(text=f"أُرسل الرد إلى {name_of(view.who)}.", blocks=[section([line])])


def _took(duration: timedelta) -> str:
    minutes = int(duration.total_seconds() // 60)
    if minutes < 1:
        return "أقل من دقيقة"
    if minutes < 120:
        return count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)
    return count_ar(minutes // 60, Noun.HOUR, Case.OBLIQUE)
