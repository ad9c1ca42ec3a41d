"""The hand-off: a message of its own, so that it rings, and the bare text alone in its thread."""

from datetime import datetime
from typing import Any
from urllib.parse import quote as url_quote

from bot.blocks import beside, copy_ar, moments, way_out_line
from bot.blocks.text import Block, actions, button, escape, foreign_name, person, plain, section
from bot.blocks.ticket_card import NAME_LIMIT, name_of, spoken_name
from bot.ids import Action
from dealix_ops.language.display import printable
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.cards import HandOffView
from dealix_ops.reports.people import Who

URL_LIMIT = 3000
"""Slack refuses the whole card above it; an Arabic letter is six characters of it."""
MAIL_LINK_LIMIT = 2000
"""The link stands in a section of 3,000 characters, and mail programs cut longer ones."""
SUBJECT_LIMIT = 100
EARLIER_MINUTES = (5, 10, 20, 30)


def render(view: HandOffView, now: datetime) -> SlackMessage:
    return _sent(view, now) if view.sent_at is not None else _waiting(view, now)


def bare_text(view: HandOffView) -> SlackMessage:
    """Without formatting, so that what is copied is what was approved."""
    return SlackMessage(text=escape(view.text), mrkdwn=False)


def whatsapp_link(number: str, text: str) -> str:
    """Opens the chat with the text typed in; where it would be too long for Slack, the chat alone."""
    link = f"https://wa.me/{number}?text={url_quote(text, safe='')}"
    return link if len(link) <= URL_LIMIT else f"https://wa.me/{number}"


def mail_link(address: str, text: str, subject: str | None = None) -> str:
    """Slack takes a `mailto:` in text, not in a button; without the text where that is too long.

    The subject makes it an answer in the customer's mail program.
    """
    to = f"mailto:{url_quote(address, safe='@')}"
    about = [f"subject={url_quote(f'Re: {printable(subject, SUBJECT_LIMIT)}', safe='')}"] if subject else []
    links = [
        f"{to}?{'&'.join(fields)}"
        for fields in ([*about, f"body={url_quote(text, safe='')}"], about)
        if fields
    ]
    return next((link for link in links if len(link) <= MAIL_LINK_LIMIT), to)


def carries_text(link: str) -> bool:
    return "?text=" in link


def _waiting(view: HandOffView, now: datetime) -> SlackMessage:
    done = "عدّلها واعتمدها" if view.edited else "اعتمدها"
    at = moments.moment(view.approved_at, now)
    lines = [
        f"✅ {done} {person(view.approved_by)} {at} · جاهزة للإرسال إلى {_recipient(view.who)}",
        f"أرسلها: {way_out_line.send_from(view.who)}",
    ]
    lines += beside.who(view.who)
    if view.first_response is not None and view.first_response.met_at is None:
        lines.append(f"⏱ أول رد: {moments.running(view.first_response, now)}")
    lines.append(_how_to_copy(view))
    push = f"اعتُمد الرد على {spoken_name(view.who)}. أرسله ثم اضغط «{copy_ar.MARK_SENT}»."
    return SlackMessage(text=push, blocks=[section(lines), _buttons(view)])


def _recipient(who: Who) -> str:
    """The person and their company; never the colleague who wrote it down."""
    name = copy_ar.THE_CUSTOMER if who.colleague else name_of(who)
    return f"{name} ({foreign_name(who.customer, NAME_LIMIT)})" if who.customer else name


def _how_to_copy(view: HandOffView) -> str:
    if view.email is not None:
        link = f"<{escape(mail_link(view.email, view.text, view.subject))}|{copy_ar.OPEN_MAIL}>"
        return f"البريد: {link}، والنص وحده في الرد تحت هذه الرسالة"
    if view.number is None:
        return f"التسليم: {way_out_line.copy_only(view.who)}، والنص وحده في الرد تحت هذه الرسالة"
    if not carries_text(whatsapp_link(view.number, view.text)):
        return "انسخ النص من الرد تحت هذه الرسالة: طوله يمنع كتابته في واتساب من الرابط"
    return "النص وحده في الرد تحت هذه الرسالة لمن أراد النسخ"


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
    return actions(elements)


def _earlier(minutes: int, token: str) -> dict[str, Any]:
    return {
        "text": plain(f"قبل {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}"),
        "value": f"{token}.{minutes}",
    }


def _sent(view: HandOffView, now: datetime) -> SlackMessage:
    sent_at, by = view.sent_at or view.approved_at, view.sent_by or ""
    line = f"📨 أُرسلت إلى {_recipient(view.who)} {moments.moment(sent_at, now)} · {person(by)}"
    due = view.first_response
    if due is not None and due.met_at == sent_at:
        mark = "✓" if sent_at <= due.due_at else "(متأخر)"
        line += f" · أول رد خلال {moments.took(sent_at - due.started_at)} {mark}"
    return SlackMessage(text=f"أُرسل الرد إلى {spoken_name(view.who)}.", blocks=[section([line])])
