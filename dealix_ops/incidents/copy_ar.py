"""The Arabic of incidents: the plan by severity, what a post-mortem holds, texts of the first hour."""

from datetime import timedelta

from dealix_ops.incidents.rules import (
    APART,
    MANY_CUSTOMERS,
    MANY_ISSUES,
    MANY_USERS_OF_ERROR,
    SIMILAR_WITHIN,
)
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.vocabulary import Severity

HOUR = timedelta(hours=1)

COMMON: tuple[str, ...] = (
    "جمّد الإجراءات الحية على القناة المتأثرة.",
    "أبلغ المؤسس والمشغّل المناوب.",
    "أنشئ قناة للحادث وسجّل فيها التسلسل الزمني.",
    "راجع سجل الإجراءات لكل ما يتصل بالحادث.",
    "بلّغ الجهة المختصة خلال 72 ساعة إن تسربت بيانات (نظام حماية البيانات الشخصية).",
)
OF_SEVERITY: dict[Severity, tuple[str, ...]] = {
    Severity.SEV1: (
        "تواصل مباشرة مع المؤسس وشكّل خلية أزمة.",
        "حدّث المتأثرين كل 30 دقيقة.",
        "اكتب مراجعة ما بعد الحادث خلال 24 ساعة.",
        "لا تُنشر المراجعة إلا بعد مراجعة قانونية وموافقة العملاء المعنيين وحذف كل بيان شخصي.",
    ),
    Severity.SEV2: (
        "حدّث العملاء المتأثرين كل 60 دقيقة.",
        "اكتب مراجعة ما بعد الحادث خلال 48 ساعة.",
    ),
    Severity.SEV3: (
        "حدّث العميل المتأثر عند كل خطوة.",
        "مراجعة ما بعد الحادث اختيارية.",
    ),
}
BY_ITSELF: tuple[str, ...] = (
    "بيانات ظهرت لغير أصحابها أو إرسال لم يعتمده أحد، إن كان معنى البلاغ كذلك: SEV1. الكلمة وحدها لا تكفي.",
    f"بلاغ مثلهما بعد {APART // HOUR} ساعة أو أكثر من آخر بلاغ في حادث مفتوح، ومن عميل ليس فيه: حادث آخر.",
    f"بلاغ واحد من {count_ar(MANY_CUSTOMERS, Noun.CUSTOMER, Case.OBLIQUE)}، كله طارئ أو عاجل، وبين أوله وآخره"
    f" {count_ar(SIMILAR_WITHIN // HOUR, Noun.HOUR)} على الأكثر: SEV2. من لا نعرف عميله يُحسب واحداً.",
    "عطل أوقف البرنامج في الإنتاج، وعاد بعد إغلاقه أو مسّ"
    f" {count_ar(MANY_CUSTOMERS, Noun.USER, Case.OBLIQUE)}: SEV2.",
    f"خطأ في الإنتاج مسّ {count_ar(MANY_USERS_OF_ERROR, Noun.USER, Case.OBLIQUE)}: SEV2.",
    f"مشكلات خطيرة في الإنتاج عددها {MANY_ISSUES} من مشروع واحد وقاعدة واحدة في سنتري، وكلها حديثة: SEV2.",
)
"""When an incident opens without a press."""
JOINED = "انضمت {tickets} إلى الحادث ح-{incident}. بلّغ عنه حتى الآن: {customers}."
JOINED_LATE = "جاء بعد {since} من آخر بلاغ، فتأكدوا أنه الحادث نفسه. وإن كان غيره فأعلنوه من «حادث جديد»."
OPENED_APART = (
    "وصل بلاغ من النوع نفسه بعد {since} من آخر بلاغ هنا، ومن عميل ليس في هذا الحادث. فتحنا له الحادث"
    " ح-{incident} منفصلاً، وله غرفته ومهلته."
)
LOWERED = "خفّض {who} التذكرة ت-{ticket} إلى {priority}. إن لم يكن الحادث حقيقياً فأغلقه المؤسس من البطاقة."
POST_MORTEM: tuple[str, ...] = (
    "الملخص",
    "التسلسل الزمني",
    "السبب الجذري",
    "ما سار جيداً",
    "ما لم يسر جيداً",
    "الإجراءات الوقائية",
    "مسؤول كل إجراء",
    "موعد كل إجراء",
)


def plan(severity: Severity) -> tuple[str, ...]:
    """The steps in their order, the common ones first."""
    return COMMON + OF_SEVERITY[severity]
