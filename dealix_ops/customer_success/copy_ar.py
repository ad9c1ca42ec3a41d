"""The Arabic of customer success: agenda, talking points, reasons, what to do."""

from dealix_ops.customer_success import rules
from dealix_ops.customer_success.rules import (
    ANNUAL_DISCOUNT_PERCENT,
    Cadence,
    RiskLevel,
    Sign,
    Signals,
    Week,
)
from dealix_ops.language.numbers_ar import Noun, count_ar

MINUTES_EACH = 5
AGENDA: tuple[str, ...] = (
    "آخر Proof Pack وما فيه من أدلة",
    "أبرز فرصة الآن",
    "أبرز خطر في القنوات",
    "خطة الأسبوع القادم",
    "أي مساعدة تحتاجونها منا",
)
CHECK_IN_MINUTES = MINUTES_EACH * len(AGENDA)

CADENCES: dict[Cadence, str] = {
    Cadence.WEEKLY_CHECK_IN: "متابعة أسبوعية، مرة واحدة في الأسبوع",
    Cadence.MONTHLY_PROOF_REVIEW: "مراجعة الأدلة كل شهر",
    Cadence.QUARTERLY_BUSINESS_REVIEW: "مراجعة الأعمال كل ربع سنة",
    Cadence.AT_RISK_ALERT: "تنبيه عند ظهور علامات المغادرة",
    Cadence.RENEWAL_30_DAY: "قبل التجديد بثلاثين يوماً",
    Cadence.RENEWAL_7_DAY: "قبل التجديد بسبعة أيام",
}

RENEWAL: dict[Cadence, str] = {
    Cadence.RENEWAL_30_DAY: "المطلوب: Proof Pack الشهر ودعوة إلى مراجعة الأعمال",
    Cadence.RENEWAL_7_DAY: f"المطلوب: رسالة المؤسس بعرض السنة، خصم {ANNUAL_DISCOUNT_PERCENT}%",
}
RENEWAL_DAY = "المطلوب: الفاتورة والشكر"

ACTIONS: dict[RiskLevel, str] = {
    RiskLevel.HIGH: "رسالة من المؤسس نفسه بالبريد، ومراجعة أعمال هذا الأسبوع.",
    RiskLevel.MEDIUM: "ملخص Proof Pack، وعرض تجربة خدمة جديدة.",
    RiskLevel.LOW: "المتابعة الأسبوعية المعتادة.",
}

PROOF_FIRST = "سلّم أول Proof Pack، ولا عرض جديد قبله."


def action(level: RiskLevel, signals: Signals) -> str:
    if level is RiskLevel.MEDIUM and not rules.may_upsell(signals):
        return PROOF_FIRST
    return ACTIONS[level]


def agenda() -> tuple[str, ...]:
    return tuple(f"{item} ({count_ar(MINUTES_EACH, Noun.MINUTE)})" for item in AGENDA)


def talking_points(week: Week) -> tuple[str, ...]:
    """Only what the figures say; they are the caller's."""
    return (
        f"المسودات المعتمدة هذا الأسبوع: {week.drafts_approved:,}",
        f"الردود التي وصلت: {week.replies:,}",
        f"الاجتماعات: {week.meetings:,}",
        f"المخاطر التي أوقفناها: {week.risks_blocked:,}",
        f"قيمة الفرص المفتوحة: {week.pipeline_sar:,.0f} ر.س",
    )


def renewal(days_left: int) -> str:
    """What is to be done; empty before the thirtieth day and where the day has passed."""
    due = rules.renewal_due(days_left)
    if due is None:
        return ""
    return RENEWAL[due] if days_left else RENEWAL_DAY


def reason(sign: Sign, signals: Signals) -> str:
    if sign in (Sign.LONG_INACTIVE, Sign.INACTIVE):
        return f"لا نشاط منذ {count_ar(signals.days_inactive, Noun.DAY)}"
    if sign is Sign.OLD_PROOF_PACK:
        return f"عمر آخر Proof Pack: {count_ar(signals.last_proof_pack_days_ago or 0, Noun.DAY)}"
    return f"مسودات تنتظر الاعتماد: {signals.drafts_pending:,}"
