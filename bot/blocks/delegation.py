"""What people read of a delegation: on a card, in the command's answer, and in the delegate's own room."""

from collections.abc import Sequence

from bot.blocks.text import person
from dealix_ops.delegation.errors import NobodyStandsIn, NotAnOperator, StandsInAlready, UntilUnclear
from dealix_ops.delegation.service import StandIn
from dealix_ops.delegation.until import Unclear, until_ar
from dealix_ops.errors import OpsError

HOW = "اكتب «تفويض @المشغّل حتى غداً 6 م» للبدء، و«تفويض @المشغّل إلغاء» للإنهاء."
NOBODY = "لا أحد مفوَّض الآن."
WHO = "اذكر المشغّل بإشارة @ من قائمة سلاك."
PASSES = "اعتماد ردود الحالات الطارئة والحساسة وتعديلها، وخفض الأولوية، و«إنذار كاذب»، والإغلاق"
STAYS = "ويبقى للمؤسس: التفويض نفسه، والمال، ورفع التجميد، وتفعيل الإرسال المباشر، وأيام العمل"
ASK: dict[Unclear, str] = {
    Unclear.MISSING: "إلى متى؟ مثلاً «حتى غداً»، «الخميس 6 م»، «3 أيام» أو «25 نوفمبر».",
    Unclear.UNKNOWN: "إلى متى؟ لم نفهم الوقت. مثلاً «حتى غداً»، «الخميس 6 م»، «3 أيام» أو «25 نوفمبر».",
    Unclear.PAST: "إلى متى؟ هذا الوقت مضى بتوقيت الرياض.",
    Unclear.TODAY_OR_NEXT: "أي يوم تقصد؟ هذا اسم يومنا. اكتب «اليوم» أو تاريخ اليوم، مثل «29 نوفمبر».",
    Unclear.MORNING_OR_EVENING: "صباحاً أم مساءً؟ اكتب الساعة مع «ص» أو «م»، مثل «6 م».",
    Unclear.DAY_OR_MONTH: "أي الرقمين هو الشهر؟ اكتب الشهر باسمه، مثل «5 ديسمبر».",
    Unclear.TOO_LONG: "إلى متى؟ أطول تفويض 31 يوماً، فاختر وقتاً أقرب.",
}


def under_ar(under: StandIn) -> str:
    """«بتفويض من @… حتى نهاية الأحد 29 نوفمبر»."""
    return f"بتفويض من {person(under.given_by)} {until_ar(under.until)}"


def under(stood: StandIn | None) -> str:
    """After the name of whoever decided; empty where they decided by themselves."""
    return f" ({under_ar(stood)})" if stood else ""


def started(stands: StandIn, *, new: bool) -> str:
    said = "فوّضت" if new else "التفويض قائم من قبل:"
    return f"{said} {person(stands.delegate)} {until_ar(stands.until)}.\nيشمل: {PASSES}.\n{STAYS}."


def told(stands: StandIn) -> str:
    """To the delegate."""
    return (
        f"فوّضك {person(stands.given_by)} {until_ar(stands.until)}.\nصار لك: {PASSES}.\n{STAYS}."
        "\nكل قرار لك بهذا التفويض يُسجَّل، وينتهي التفويض وحده في وقته."
    )


def ended(stands: StandIn) -> str:
    return f"انتهى الآن تفويض {person(stands.delegate)} الذي كان {until_ar(stands.until)}."


def told_ended(stands: StandIn, by: str) -> str:
    return f"أنهى {person(by)} التفويض الذي كان لك {until_ar(stands.until)}."


def listed(standing: Sequence[StandIn]) -> str:
    lines = [f"• المفوَّض {person(one.delegate)}، {under_ar(one)}" for one in standing]
    return "\n".join([*(lines or [NOBODY]), HOW])


def text_of(error: OpsError) -> str | None:
    """None for an error of another noun."""
    match error:
        case UntilUnclear():
            return ASK[error.why]
        case NotAnOperator():
            return f"التفويض لمشغّل معروف في الإعدادات فقط. {WHO}"
        case StandsInAlready():
            by, until = person(error.by), until_ar(error.until)
            return f"التفويض قائم من {by} {until}. أنهِه أولاً بـ«تفويض @المشغّل إلغاء»، ثم فوّض من جديد."
        case NobodyStandsIn():
            return "لا تفويض قائم لهذا المشغّل، فلم ننفّذ شيئاً."
    return None
