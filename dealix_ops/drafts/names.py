"""Which words from outside may be used to address a person or to dial a number."""

import re
import unicodedata

MAX_NAME = 20
MAX_DISPLAY_NAME = 40

# A WhatsApp profile often carries a company, a role, a title or a mood instead of a name.
_NOT_NAMES = """
شركة الشركة مؤسسة المؤسسة متجر مكتب مركز مجموعة مصنع وكالة فريق الفريق إدارة الإدارة خدمة الخدمة
الدعم دعم المبيعات مبيعات التسويق تسويق المحاسبة محاسبة الاستقبال سكرتارية المدير مدير مديرة المديرة
دكتور الدكتور دكتورة الدكتورة مهندس المهندس مهندسة المهندسة أستاذ الأستاذ أستاذة الأستاذة الشيخ شيخ
أبو ابو أم ام بنت ابن مجهول عميل العميل مستخدم تجربة اختبار واتساب مشغول متاح ديلكس نضمن مضمون admin
support sales info user test customer client manager marketing office company group team unknown
whatsapp business busy available owner founder ceo cfo coo hr it dr mr mrs ms eng engineer doctor
sir madam hello hi dealix null none nan undefined guaranteed
"""
_NOT_A_NAME = frozenset(_NOT_NAMES.split())
_ARABIC = re.compile(r"(?:عبد ?ال)?[ء-غف-ي]{2,}")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_REPEATED = re.compile(r"(.)\1\1")
_PHONE = re.compile(r"\+?\d{7,15}")
_PHONE_SEPARATORS = re.compile(r"[\s()\-\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def first_name(profile_name: str | None) -> str | None:
    """The profile name when it can only be a first name, else None: no name is better than a wrong one."""
    if profile_name is None:
        return None
    composed = unicodedata.normalize("NFKC", profile_name.replace("\u0640", "")).strip(" ")
    name = "".join(ch for ch in composed if unicodedata.category(ch) != "Mn")
    one_script = _ARABIC.fullmatch(name) or _LATIN.fullmatch(name)
    if not one_script or len(profile_name) > MAX_NAME or _REPEATED.search(name.casefold()):
        return None
    if name.casefold() in _NOT_A_NAME or name.startswith(("أبو", "ابو")):
        return None
    return name


def display_name(name: str | None) -> str | None:
    """A colleague's name from the settings on one line, or None when it is empty or no name by its length."""
    line = " ".join((name or "").split())
    return line if 0 < len(line) <= MAX_DISPLAY_NAME else None


def dialable(phone: str | None) -> str | None:
    """The number without separators: spaced groups would print in reverse order inside Arabic."""
    if phone is None:
        return None
    bare = _PHONE_SEPARATORS.sub("", phone)
    return bare if _PHONE.fullmatch(bare) else None
