"""The Arabic of incidents: the plan by severity, what a post-mortem holds, texts of the first hour."""

from dealix_ops.vocabulary import Severity

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
        "اطلب مراجعة قانونية قبل أي نشر.",
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
