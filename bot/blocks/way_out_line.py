"""How a text would leave: said on every card before anything is approved."""

from bot.blocks import copy_ar
from dealix_ops.reports.cards import Who

LAST_DIGITS = 3


def render(who: Who) -> str:
    if not who.has_number:
        return f"التسليم: {copy_ar.NO_NUMBER}"
    return f"التسليم: يدوياً {company_phone(who)} (الإرسال الآلي غير مفعّل)"


def company_phone(who: Who) -> str:
    digits = "".join(character for character in who.our_number or "" if character.isdigit())
    return f"من جوال الشركة المنتهي بـ {digits[-LAST_DIGITS:]}" if digits else "من جوال الشركة"
