"""Counted Arabic nouns: «دقيقة»، «دقيقتان»، «3 دقائق»، «11 دقيقة»."""

from dataclasses import dataclass
from enum import StrEnum

from babel.plural import PluralRule


class Noun(StrEnum):
    """The things the product counts in front of people."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    MESSAGE = "message"
    LINE = "line"
    LETTER = "letter"
    TICKET = "ticket"
    CUSTOMER = "customer"
    USER = "user"
    TIME = "time"
    APPROVAL = "approval"
    CONVERSATION = "conversation"
    DRAFT = "draft"
    ALERT = "alert"
    INCIDENT = "incident"


class Case(StrEnum):
    """Only the dual shows it: «ساعتان» as a subject, «خلال ساعتين» after a preposition or a verb."""

    NOMINATIVE = "nominative"
    OBLIQUE = "oblique"


@dataclass(frozen=True)
class _Forms:
    singular: str
    dual: str
    dual_oblique: str
    plural: str
    # 11–99 take the accusative singular; it differs from the bare singular only without ta marbuta.
    many: str


_FORMS = {
    Noun.MINUTE: _Forms("دقيقة", "دقيقتان", "دقيقتين", "دقائق", "دقيقة"),
    Noun.HOUR: _Forms("ساعة", "ساعتان", "ساعتين", "ساعات", "ساعة"),
    Noun.DAY: _Forms("يوم", "يومان", "يومين", "أيام", "يوماً"),
    Noun.MONTH: _Forms("شهر", "شهران", "شهرين", "أشهر", "شهراً"),
    Noun.MESSAGE: _Forms("رسالة", "رسالتان", "رسالتين", "رسائل", "رسالة"),
    Noun.TICKET: _Forms("تذكرة", "تذكرتان", "تذكرتين", "تذاكر", "تذكرة"),
    Noun.LETTER: _Forms("حرف", "حرفان", "حرفين", "أحرف", "حرفاً"),
    Noun.LINE: _Forms("سطر", "سطران", "سطرين", "أسطر", "سطراً"),
    Noun.CUSTOMER: _Forms("عميل", "عميلان", "عميلين", "عملاء", "عميلاً"),
    Noun.USER: _Forms("مستخدم", "مستخدمان", "مستخدمين", "مستخدمين", "مستخدماً"),
    Noun.TIME: _Forms("مرة", "مرتان", "مرتين", "مرات", "مرة"),
    Noun.APPROVAL: _Forms("اعتماد", "اعتمادان", "اعتمادين", "اعتمادات", "اعتماداً"),
    Noun.CONVERSATION: _Forms("محادثة", "محادثتان", "محادثتين", "محادثات", "محادثة"),
    Noun.ALERT: _Forms("تنبيه", "تنبيهان", "تنبيهين", "تنبيهات", "تنبيهاً"),
    Noun.INCIDENT: _Forms("حادث", "حادثان", "حادثين", "حوادث", "حادثاً"),
    Noun.DRAFT: _Forms("مسودة", "مسودتان", "مسودتين", "مسودات", "مسودة"),
}

# CLDR's rule for Arabic: with `Locale("ar")` come five megabytes of its names for days and countries.
_plural_rule = PluralRule(
    {
        "zero": "n is 0",
        "one": "n is 1",
        "two": "n is 2",
        "few": "n mod 100 in 3..10",
        "many": "n mod 100 in 11..99",
    }
)


def count_ar(n: int, noun_key: Noun, case: Case = Case.NOMINATIVE) -> str:
    """The number with its noun, Latin digits; one and two are said by the noun alone.

    Raises ValueError for a negative number.
    """
    if n < 0:
        raise ValueError(f"cannot count {n} of {noun_key}")
    forms = _FORMS[noun_key]
    category = _plural_rule(n)
    if category == "one":
        return forms.singular
    if category == "two":
        return forms.dual if case is Case.NOMINATIVE else forms.dual_oblique
    noun = {"few": forms.plural, "many": forms.many}.get(category, forms.singular)
    return f"{n:,} {noun}"
