"""The words of the day's messages and of the lists behind their buttons; `founder.md` E is their source."""

from dealix_ops.customer_success.rules import Sign
from dealix_ops.language.numbers_ar import Case, Noun, count_ar

GREETING = "صباح الخير{name} · {day}"
HEAD_LATER = "ملخص اليوم · {day}"
"""Where a stop kept it until after noon, nobody is wished a good morning."""
NONE = "لا يوجد"

WAITING_NONE = "بانتظارك: لا يوجد"
WAITING = {
    1: "بانتظارك اعتماد واحد: {first}",
    2: "بانتظارك اعتمادان، أقربهما {first}",
}
WAITING_MANY = "بانتظارك {count}، أقربها {first}"
NEAREST = "{name} ({priority}){due}"
KEPT = "تُسلَّم {at}: {named}"
LATE_ALREADY = "، متأخر منذ {at}"
EMERGENCIES = "الحالات الطارئة: {named}"
INCIDENTS = {1: "حادث مفتوح: {ids}", 2: "حادثان مفتوحان: {ids}"}
INCIDENTS_MANY = "حوادث مفتوحة: {ids}"
INCIDENT_CLOSED = "آخر حادث أُغلق {at}"
OLDEST = "أقدم عميل ينتظر: {named}"
OLDEST_SINCE = "{name} منذ {span}{window}"
WINDOW_CLOSES = "، ونافذته تقفل {at}"
WINDOW_CLOSED = "، ونافذته مقفلة للإرسال الآلي فقط"
PROMISED = "وعود اليوم: {named}"
PROMISED_ONE = "{name} {at}"
CLOSING = "نوافذ واتساب تقفل قبل {at} دون رد: {count}"
FLOW_NONE = "رسائل منذ {since}: لا يوجد"
FLOW = "منذ {since}: {lines} في {conversations}"
ANSWERED = "رددنا على {count}"
ANSWERED_FEW = {1: "واحدة", 2: "اثنتين"}
NO_REPLY = "ولا يحتاج رداً {count:,}"
STILL_WAITS = "وينتظر {count:,}"
LATE_NONE = "المتأخر الآن: لا يوجد"
LATE = {1: "تأخّر واحد: {named}", 2: "تأخّر اثنان: {named}"}
LATE_MANY = "تأخّر {count:,}: {named}"
LATE_ONE = "{name} ({clock} متأخر {span})"
RISK_NONE, RISK_UNKNOWN = "في خطر: لا يوجد", "في خطر: غير مقيس منذ 7 أيام"
RISK = "في خطر {count}: {named}"
RISK_ONE = "{name} ({why})"
RENEWALS_NONE = "التجديد: لا يوجد خلال 30 يوماً"
RENEWALS = "التجديد: {named}"
RENEWAL_ONE = "{name} {when}{amount}{letter}"
AMOUNT = " ({amount:,} ر.س)"
TODAY, TOMORROW, IN_DAYS, PASSED = "اليوم", "غداً", "بعد {span}", "فات موعده قبل {span}"
SOURCES = "المصادر: {told}"
SOURCES_NONE = "المصادر: لا مصدر مفعّل"
WORKS = {1: "{names} يعمل", 2: "{names} يعملان"}
WORK = "{names} تعمل"
SILENT = "{name} صامت منذ {span} ⚠️"
NEVER_HEARD = "{name} لم يصل منه شيء بعد ⚠️"
MISSED_NONE = "لم يُنفَّذ في موعده: لا شيء"
MISSED = "لم يُنفَّذ في موعده: {named}"
MISSED_ONE = "{job} ({at})"
JOB = {
    "calendar.ask": "سؤال التقويم",
    "paging.drill": "تذكير تجربة النداء",
    "digest.daily": "ملخص الصباح",
    "success.read": "قراءة خطر المغادرة",
    "verdict.read": "حكم الأسبوع",
    "initiated.propose": "مسودات التجديد والمراجعة",
    "check_in.list": "قائمة لقاءات الأسبوع",
    "proof.review": "مراجعة الأدلة الشهرية",
    "digest.afternoon": "ملخص العصر",
    "windows.evening": "نوافذ واتساب مساءً",
    "board.weekly": "موجز المؤسس",
    "review.weekly": "مراجعة الأسبوع",
    "retention.remove": "إزالة ما انتهت مدة حفظه",
}
BROKEN = "ضوابط مختلّة: {what} ⚠️"
AFTERNOON = "تأخّر بعد ملخص الصباح: {count}"

PUSH = "ملخص {weekday}: {waiting}، {late}."
PUSH_WAITING, PUSH_WAITING_NONE = "بانتظارك {count}", "لا شيء بانتظارك"
PUSH_LATE, PUSH_LATE_NONE = "والمتأخر {count}", "ولا متأخر"

BUTTON_WAITING = "بانتظاري ({count:,})"
BUTTON_DRAFTS = "بانتظاري"
BUTTON_LATE = "المتأخر ({count:,})"
BUTTON_LATE_NONE = "المواعيد"

LIST_WAITING = "بانتظار اعتمادك، الأقرب موعداً أولاً: {count}"
LIST_WAITING_NONE = "لا مسودة بانتظار اعتمادك الآن."
LIST_LATE, LIST_LATE_NONE = "المتأخر الآن، الأخطر أولاً: {count}", "المتأخر الآن: لا يوجد"
LIST_NEXT, LIST_NEXT_NONE = "أقرب المواعيد:", "أقرب المواعيد: لا يوجد"
LIST_LINE = "تذكرة ت-{ticket} · {name} · {priority}"
LIST_RISKS = "في خطر، الأعلى درجة أولاً: {count}"
LIST_RISK = "العميل {name} · {score} من 100 · {why} · المطلوب: {todo}"
LIST_RISKS_NONE = "في خطر: لا يوجد ممن قيسوا خلال 7 أيام."
LIST_RISKS_UNKNOWN = "في خطر: غير مقيس، فلم تصل قراءة لأي عميل منذ 7 أيام."
LIST_RENEWALS = "التجديد خلال 30 يوماً، وما فات منه: {count}"
LIST_RENEWAL = "العميل {name} · {when}{amount}{todo}{letter}"
LIST_RENEWALS_NONE = "التجديد: لا يوجد خلال 30 يوماً، ولا فات شيء."
LIST_MORE = "وبعدها {count:,}"


def others(count: int, *, people: bool = True) -> str:
    """After names that were listed: who else, or what."""
    return {1: "وآخر", 2: "وآخران"}.get(count, f"و{count:,} {'غيرهم' if people else 'غيرها'}")


def counted(count: int, noun: Noun, case: Case = Case.NOMINATIVE) -> str:
    """«رسالة واحدة», «عميل واحد»: alone the noun would read like any of its kind."""
    one = "واحد" if noun in (Noun.CUSTOMER, Noun.APPROVAL) else "واحدة"
    return f"{count_ar(1, noun)} {one}" if count == 1 else count_ar(count, noun, case)


def sign(which: Sign, days: int, drafts: int, pack: int | None) -> str:
    if which in (Sign.LONG_INACTIVE, Sign.INACTIVE):
        return f"{count_ar(days, Noun.DAY)} بلا نشاط"
    if which is Sign.OLD_PROOF_PACK:
        return f"آخر Proof Pack قبل {count_ar(pack or 0, Noun.DAY, Case.OBLIQUE)}"
    return f"{count_ar(drafts, Noun.DRAFT)} معلّقة"
