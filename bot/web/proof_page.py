"""How a Proof Pack looks: one template, for the phone and for paper."""

from datetime import datetime, timedelta

from bot.web import pages
from dealix_ops.clock import riyadh
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.proof import copy_ar as words
from dealix_ops.proof.packs import Opened, Pack
from dealix_ops.proof.rules import Figure, Kind, Own

TEMPLATE = "proof_pack.html"
UNKNOWN_TITLE = "هذا الرابط لا يفتح شيئاً"
UNKNOWN_LINE = "انتهى وقته أو لم يُصدر. اطلب رابطاً جديداً من سلاك."
NO_PRINTER_TITLE = "الطباعة غير متاحة على هذا الخادم"
PRINT_YOURSELF = "اطبع الصفحة من متصفحك، واختر «حفظ بصيغة PDF»."
SERVICE, TALK = "من عمل الخدمة", "من محادثاتكم معنا"
NOTHING = "لا سجل في هذه المدة لما يلي"
FEW = 12
"""Sources that stand on one sheet with their heading."""


def unknown(*, nonce: str) -> str:
    return pages.render(TEMPLATE, pack=None, nonce=nonce, title=UNKNOWN_TITLE, line=UNKNOWN_LINE)


def no_printer(*, nonce: str) -> str:
    return pages.render(TEMPLATE, pack=None, nonce=nonce, title=NO_PRINTER_TITLE, line=PRINT_YOURSELF)


def render(opened: Opened, *, token: str, nonce: str = "", prints: bool = True) -> str:
    """For paper there is no nonce, and nobody to tell until when the link works.

    Addresses are relative, whatever stands before `/p/` outside.
    """
    pack = opened.pack
    return pages.render(
        TEMPLATE,
        nonce=nonce,
        title=f"Proof Pack: {pack.customer}",
        pack=pack,
        words=words,
        parts=[part for part in ((SERVICE, _of(pack, Kind)), (TALK, _of(pack, Own))) if part[1]],
        nothing=_nothing(pack),
        sourced=[figure for figure in pack.figures if figure.count],
        few=FEW,
        period=f"من {_day(pack.window.since)} إلى {_day(pack.window.until - timedelta(microseconds=1))}",
        frozen=f"ثُبّتت الأرقام {_day(pack.made_at)} {clock_ar(pack.made_at)}، ولا تتغيّر في هذه النسخة.",
        voided=_voided(pack),
        pdf=f"{token}/pdf" if prints else "",
        print_yourself=PRINT_YOURSELF,
        only_yours=f"هذا الرابط لك وحدك، ويعمل حتى {clock_ar(opened.until)}.",
    )


def _of(pack: Pack, keys: type[Kind] | type[Own]) -> list[Figure]:
    return [figure for figure in pack.figures if isinstance(figure.key, keys) and figure.count]


def _nothing(pack: Pack) -> str:
    """What a reader looks for and does not find is named, not shown as a zero."""
    names = [words.NAMES[figure.key] for figure in pack.figures if not figure.count]
    return f"{NOTHING}: {'، '.join(names)}." if names else ""


def _day(instant: datetime) -> str:
    """With its year: a pack is read long after it was made."""
    return f"{date_ar(instant)} {riyadh(instant).year}"


def _voided(pack: Pack) -> str:
    if not pack.voided_since:
        return ""
    return f"أدلة أُلغيت بعد تثبيت هذه النسخة: {pack.voided_since}. اطلب نسخة جديدة قبل أن تعتمد عليها."
