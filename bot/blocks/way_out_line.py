"""How a text would leave: said on every card before anything is approved."""

from bot.blocks import copy_ar
from dealix_ops.reports.people import Who
from dealix_ops.vocabulary import Means, Source

LAST_DIGITS = 3


def render(who: Who) -> str:
    match who.means:
        case Means.WHATSAPP:
            return f"التسليم: {company_phone(who)} (الإرسال الآلي غير مفعّل)"
        case Means.MAIL:
            return "التسليم: من بريد الشركة (الإرسال الآلي غير مفعّل)"
        case Means.COPY:
            return f"التسليم: {copy_only(who)}"


def send_from(who: Who) -> str:
    """Where the person who hands it over sends it from."""
    match who.means:
        case Means.WHATSAPP:
            return company_phone(who)
        case Means.MAIL:
            return "من بريد الشركة"
        case Means.COPY:
            return copy_only(who)


def company_phone(who: Who) -> str:
    ours = who.our_address if who.source is Source.WHATSAPP else None
    digits = "".join(character for character in ours or "" if character.isdigit())
    return f"من جوال الشركة المنتهي بـ {digits[-LAST_DIGITS:]}" if digits else "من جوال الشركة"


def copy_only(who: Who) -> str:
    return copy_ar.COPY_BY_COLLEAGUE if who.colleague else copy_ar.COPY_ONLY[who.source]
