"""How the page of a hand-off looks: plain HTML for a phone, right to left, light and dark."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import ceil

from bot.blocks import copy_ar, moments
from bot.blocks import hand_off_copy_ar as words
from bot.blocks.hand_off import send_line
from bot.blocks.hand_off_links import mail_link, whatsapp_link
from bot.blocks.newer_lines import SHOWN_NEWER, came, kind_of
from bot.blocks.text import foreign
from bot.web.handoff_assets import SCRIPT, STYLE
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.reports.hand_offs import HandOffView

NONCE = "%%NONCE%%"
SENT, NOT_SENT, OPENED = "sent", "not_sent", "opened"
WHEN_NOW, WHEN_TEN, WHEN_OPENED = "now", "10", "opened"
NAME_LIMIT, LINE_LIMIT = 60, 280
LETTERS_A_LINE = 36
"""On the narrowest phones; where the browser can, the field grows by itself."""
LONGEST_LINK = 8_000

UNKNOWN = (
    "هذا الرابط لا يفتح شيئاً",
    "قد يكون ناقصاً أو انتهى وقته، فهو يعمل ساعتين. ارجع إلى سلاك واضغط «افتح صفحة التسليم» من جديد.",
)
NOT_OURS = ("لم ننفّذ شيئاً", "الطلب لم يأتِ من هذه الصفحة. افتحها من سلاك واضغط الزر فيها.")
WRONG_METHOD = ("لم ننفّذ شيئاً", "هذه الصفحة تُفتح من المتصفح فقط.")


@dataclass(frozen=True)
class Shown:
    """`reader` is the Slack user whose link it is."""

    view: HandOffView
    reader: str
    opened_at: datetime | None


def notice(words: tuple[str, str]) -> str:
    """A page without anything of a customer's."""
    title, line = words
    return _html(title, [f"<h1>{escape(title)}</h1>", f"<p>{escape(line)}</p>"])


def render(shown: Shown, *, now: datetime, note: str = "") -> str:
    view = shown.view
    told = [f'<p class="note" role="alert">{escape(note)}</p>'] if note else []
    if view.withdrawn_at is not None:
        return _html("سُحب الاعتماد", [*told, *_withdrawn(shown, view.withdrawn_at, now)])
    if view.sent_at is not None:
        return _html("سُجّل الإرسال", [*told, *_sent(shown, view.sent_at, now)])
    return _html("تسليم الرد", [*told, *_waiting(shown, now)], script=True)


def _waiting(shown: Shown, now: datetime) -> list[str]:
    view = shown.view
    return [
        f"<h1>الرد على {_name(view)}</h1>",
        _facts(view, now),
        _newer(view),
        '<label class="title" for="text">النص المعتمد</label>',
        f'<textarea id="text" dir="auto" readonly rows="{_rows(view.text)}">{escape(view.text)}</textarea>',
        '<button type="button" id="copy" class="second" hidden>نسخ النص</button>',
        '<p id="said" class="said" role="status"></p>',
        _open(view),
        _sent_form(shown),
    ]


def _withdrawn(shown: Shown, at: datetime, now: datetime) -> list[str]:
    if shown.view.stopped:
        return [f"<h1>{words.STOPPED_HEAD}</h1>", f'<p class="warning">{words.STOPPED_PAGE}</p>']
    if shown.view.withdrawn_by == ledger.SYSTEM:
        return [f"<h1>{words.LAPSED_HEAD}</h1>", f'<p class="warning">{words.LAPSED_PAGE}</p>']
    by = _person(shown.view.withdrawn_by, shown.reader)
    what = "أُجيب العميل بغير هذا الرد" if shown.view.instead else "سُحب الاعتماد"
    return [
        f"<h1>{what}</h1>",
        f'<p class="warning">لا ترسل النص. سجّلها {by} {escape(moments.moment(at, now))}.</p>',
        "<p>القرار التالي على بطاقة التذكرة في سلاك.</p>",
    ]


def _sent(shown: Shown, at: datetime, now: datetime) -> list[str]:
    view = shown.view
    by, when = _person(view.sent_by, shown.reader), escape(moments.moment(at, now))
    return [
        f"<h1>سُجّل إرسال الرد على {_name(view)}</h1>",
        f'<p class="done">أُرسل {when}، وسجّله {by}.</p>',
        f"<p>إن لم يُرسل شيء إلى العميل فاضغط «{words.NOT_SENT}»، ويعود الوقت كما كان.</p>",
        f'<form method="post"><input type="hidden" name="act" value="{NOT_SENT}">'
        f'<button class="second">{words.NOT_SENT}</button></form>',
    ]


def _facts(view: HandOffView, now: datetime) -> str:
    lines = [send_line(view.who)]
    if view.who.customer:
        lines.insert(0, f"المنشأة: {_safe(view.who.customer, NAME_LIMIT)}")
    due = view.first_response
    if due is not None and due.met_at is None:
        late = now > due.due_at
        lines.append(f"أول رد: {'متأخر منذ' if late else 'قبل'} {moments.moment(due.due_at, now)}")
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _newer(view: HandOffView) -> str:
    if not view.newer:
        return ""
    lines = [_words(line.text, LINE_LIMIT) or escape(kind_of(line)) for line in view.newer[:SHOWN_NEWER]]
    quoted = "".join(f'<blockquote dir="auto">{line}</blockquote>' for line in lines)
    left = len(view.newer) - SHOWN_NEWER
    rest = f"<p>{words.MORE_LINES.format(count=count_ar(left, Noun.LINE))}</p>" if left > 0 else ""
    return (
        f'<section class="warning"><strong>{came(len(view.newer))} بعد الاعتماد</strong>{quoted}{rest}'
        f"<p>إن كان النص ما زال صالحاً فأرسله كما هو، وإلا فاضغط «{words.EDIT}» في سلاك.</p></section>"
    )


def _open(view: HandOffView) -> str:
    if view.number is not None:
        link, label = whatsapp_link(view.number, view.text, limit=LONGEST_LINK), copy_ar.OPEN_WHATSAPP
    elif view.email is not None:
        link, label = mail_link(view.email, view.text, view.subject), copy_ar.OPEN_MAIL
    else:
        return ""
    return f'<a class="first" rel="noreferrer noopener" href="{escape(link)}">{label}</a>'


def _sent_form(shown: Shown) -> str:
    opened = shown.opened_at
    at = words.WHEN_OPENED.format(at=f'<span id="opened">{escape(clock_ar(opened)) if opened else ""}</span>')
    times = [
        _time(WHEN_NOW, words.NOW, checked=True),
        _time(WHEN_TEN, words.AGO[10]),
        _time(WHEN_OPENED, at, hidden=opened is None),
    ]
    return (
        f'<form method="post"><fieldset><legend>{words.SENT_WHEN}</legend>{"".join(times)}</fieldset>'
        f'<input type="hidden" name="act" value="{SENT}">'
        f'<button class="sent">{copy_ar.MARK_SENT}</button></form>'
        '<p class="small">لا يرسل هذا الزر شيئاً: يسجّل أنك أرسلت النص بنفسك.</p>'
    )


def _time(value: str, label: str, *, checked: bool = False, hidden: bool = False) -> str:
    mark = " id=opened-choice hidden" if hidden else ""
    given = " checked" if checked else ""
    field = f'<input type="radio" name="when" value="{value}"{given}>'
    return f"<label{mark}>{field}<span>{label}</span></label>"


def _name(view: HandOffView) -> str:
    if view.who.colleague:
        return copy_ar.THE_CUSTOMER
    return _safe(view.who.name or "", NAME_LIMIT) or copy_ar.THE_CUSTOMER


def _person(user_id: str | None, reader: str) -> str:
    return "أنت" if user_id == reader else "زميلك"


def _safe(text: str, limit: int) -> str:
    """A name inside a line of ours: isolated, so that it cannot turn it."""
    shown = _words(text, limit)
    return f"<bdi>{shown}</bdi>" if shown else ""


def _words(text: str, limit: int) -> str:
    """A stranger's words as a card shows them: on one line, identifiers masked, markup escaped."""
    return foreign(text, limit).replace('"', "&quot;")


def _rows(text: str) -> int:
    return sum(max(1, ceil(len(line) / LETTERS_A_LINE)) for line in text.split("\n"))


def _html(title: str, body: Iterable[str], *, script: bool = False) -> str:
    run = f'<script nonce="{NONCE}">{SCRIPT}</script>' if script else ""
    return (
        '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f'<style nonce="{NONCE}">{STYLE}</style></head><body><main>{"".join(body)}</main>{run}</body></html>'
    )
