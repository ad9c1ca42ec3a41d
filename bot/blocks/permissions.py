"""The table of rights in words: for the person who asks, and for `docs/permissions.md`."""

from collections.abc import Iterable

from bot.blocks.delegation import under_ar
from dealix_ops.delegation.service import StandIn
from dealix_ops.sending.authority import LIMITS, PASSED_ON, Act, Limit, Role, allows

ACT: dict[Act, str] = {
    Act.APPROVE: "اعتماد الرد كما هو",
    Act.EDIT: "تعديل الرد واعتماده",
    Act.PROPOSE: "كتابة رد وتركه للاعتماد",
    Act.REJECT: "«لا ترسل هذا»",
    Act.UNDO: "التراجع عن اعتماد",
    Act.GIVE_NOW: "«سلّمها الآن» لما اعتُمد ليلاً",
    Act.OPEN_PAGE: "فتح صفحة التسليم",
    Act.MARK_SENT: "«أرسلتها»",
    Act.NOT_SENT: "«لم أرسلها»",
    Act.ANSWERED_OUTSIDE: "«كلّمت العميل» و«رددت من الجوال»",
    Act.SAVED_REPLIES: "حفظ الردود الجاهزة وحذفها",
    Act.CLAIM: "«استلمتها»",
    Act.ASSIGN: "إسناد التذكرة",
    Act.RAISE: "رفع الأولوية",
    Act.LOWER: "خفض الأولوية",
    Act.FALSE_ALARM: "«إنذار كاذب»",
    Act.LISTEN: "فتح الصوتيات والصور وتحديد أولويتها",
    Act.SHOW_TEXT: "«إظهار النص»",
    Act.ASK_CLOSING: "سؤال العميل عن الإغلاق، والإغلاق بتأكيده",
    Act.CLOSE: "إغلاق التذكرة بغير تأكيد العميل",
    Act.REOPEN: "إعادة فتح التذكرة",
    Act.MERGE: "دمج التذاكر وفصلها",
    Act.SEE_LISTS: "عرض القوائم والبطاقات",
    Act.LINK_CUSTOMER: "ربط التذكرة بعميل",
    Act.MAP_CHANNEL: "تحديد قناة العميل",
    Act.ON_BEHALF: "فتح تذكرة نيابة عن عميل",
    Act.CUSTOMER_FIELDS: "بيانات العميل وجهات اتصاله",
    Act.ONBOARDING: "خطوات التهيئة",
    Act.CONNECTOR_STATE: "حالة الربط وفحصه",
    Act.PROOF_RECORD: "تسجيل أحداث تقرير الإثبات",
    Act.DELIVERY: "تسليم الخدمات",
    Act.SELF_GROWTH: "أهداف ديلكس نفسه",
    Act.PLAN: "طلب خطة إجراء",
    Act.INITIATE: "طلب مسودة لم يسأل عنها العميل",
    Act.CALENDAR: "تأكيد الإجازات وأيام العمل",
    Act.DUTY: "تحديد المناوب",
    Act.DELEGATE: "التفويض",
    Act.MONEY: "المال وشروط العقد",
    Act.INCIDENT: "إعلان الحوادث وخطواتها",
    Act.UNFREEZE: "رفع التجميد",
    Act.PUBLISH: "تأكيد نشر مراجعة حادث",
    Act.LIVE_SEND: "تفعيل الإرسال المباشر",
}
LIMIT: dict[Limit, str] = {
    Limit.NONE: "لك دائماً",
    Limit.GRAVE: "لك عدا الحالات الطارئة والحساسة",
    Limit.HOLDING: "لك عدا الحساسة، وفي الطارئة نصنا الأول بلا تعديل إذا تركه المؤسس 10 دقائق",
    Limit.OWN: "لك فيما اعتمدته بنفسك فقط",
    Limit.FOUNDER: "للمؤسس وحده",
}
LONGEST_LAST = sorted(Limit, key=lambda limit: limit is Limit.NONE)
"""On a phone the few limits come before the many rights."""
ROLE = {Role.FOUNDER: "مؤسس", Role.OPERATOR: "مشغّل"}
NOTHING = "صلاحياتك هنا: لا شيء. القرار للمؤسس والمشغّلين."
EVERYTHING = "كل ما في هذا النظام لك، ولا يُرسل شيء إلى عميل بلا اعتماد شخص."


def own(role: Role, under: StandIn | None) -> str:
    """What the person who asks may do, by what limits it."""
    if not allows(role, Act.SEE_LISTS):
        return NOTHING
    head = f"صلاحياتك ({ROLE[role]}):"
    if role is Role.FOUNDER:
        return f"{head} {EVERYTHING}"
    lines = [f"• {LIMIT[limit]}: {_named(acts_of(limit))}" for limit in LONGEST_LAST]
    if under is not None:
        passed = _named(act for act in Act if act in PASSED_ON)
        lines.append(f"• الآن أيضاً، {under_ar(under)}: {passed}")
    return "\n".join([head, *lines])


def acts_of(limit: Limit) -> list[Act]:
    return [act for act in Act if LIMITS[act] is limit]


def _named(acts: Iterable[Act]) -> str:
    return "، ".join(ACT[act] for act in acts)
