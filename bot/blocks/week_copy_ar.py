"""The words of the week's messages and of Monday's picture."""

from bot.blocks import daily_copy_ar as daily_copy
from dealix_ops.customer_success.rules import RiskLevel
from dealix_ops.language.hijri_ar import hijri_span_ar
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import MONTHS
from dealix_ops.reports.figures import Share
from dealix_ops.reports.renewals import AtRisk
from dealix_ops.reports.week import WeekView
from dealix_ops.sla.report import FEWEST_TICKETS, Verdict
from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.vocabulary import Priority

TITLE = "مراجعة الأسبوع"
ANSWERS, DAYS, RISKS = "أول رد وموعده", "تذاكر تأخرت، حسب اليوم", "خطر المغادرة"
IN_TIME, LATE, BEFORE = "في موعده", "متأخر", "الأسبوع قبله"
NO_CLOCK, ALL_IN_TIME, LATE_OF = "لا يوجد", "كلها في موعدها", "تأخر {count:,}"
OF_HUNDRED = "الدرجة من 100"
RISKS_NONE, RISKS_UNKNOWN = "لا يوجد عميل في خطر", "غير مقيس منذ 7 أيام"
RISK = {RiskLevel.HIGH: "عالٍ", RiskLevel.MEDIUM: "متوسط"}
TARGET = "خلال {span}"

HEAD = "📊 مراجعة الأسبوع · {span}"
FIRST_PLAIN = "أول رد في موعده"
EMPTY = "أسبوع هادئ: لم تُفتح تذكرة، ولم يحل موعد."
OPENED = "الوارد: {count}{parts}"
OPENED_PART = "{priority} {count:,}"
FIRST = "أول رد في موعده: {share}"
FIRST_NONE = "أول رد: لم يحل موعد لأي تذكرة"
TOOK = "وسيط أول رد: خلال {span}"
TOOK_NONE = "وسيط أول رد: لا يوجد"
RAN_OUT = "المتأخر: {count}"
RAN_OUT_NONE = "المتأخر: لا يوجد"
AGAINST = "، والأسبوع قبله {before}"
VERDICT = "الحكم: {verdict}"
VERDICTS = {Verdict.HEALTHY: "سليم", Verdict.WATCH: "تحت المتابعة", Verdict.CRITICAL: "حرج"}
TOO_FEW = "، والعدد قليل"
WORST = "الأطول تأخراً، الأخطر أولاً:"
WORST_LINE = "• تذكرة ت-{ticket} · {name} · {priority} · {clock} تأخر {span}{still}"
STILL = " وما زال"
OF_WORK = "{span} من وقت الدوام"
NO_PICTURE = "الصورة غير متاحة هذه المرة، والأرقام كاملة أعلاه."
PUSH = "مراجعة الأسبوع: {first}، {late}."
PUSH_FIRST = "رددنا في الموعد على {of:,} من {whole:,}"
PUSH_FIRST_NONE = "لم يحل موعد أول رد"
PUSH_LATE, PUSH_LATE_NONE = "والمتأخر {count}", "ولم يتأخر شيء"
PUSH_EMPTY = "مراجعة الأسبوع: أسبوع هادئ، لا تذاكر فيه."
BUTTON_FIGURES = "المؤشرات"

CLOSING_HEAD = {1: "⏳ محادثة تقفل نافذتها قبل {at}", 2: "⏳ محادثتان تقفل نافذتاهما قبل {at}"}
CLOSING_MANY = "⏳ {count} تقفل نوافذها قبل {at}"
CLOSING_LINE = "• تذكرة ت-{ticket} · {name} · تقفل {at} · {draft}"
DRAFT_READY, DRAFT_NONE = "المسودة جاهزة", "بلا مسودة"
CLOSING_AFTER = "بعد الإقفال يبقى الإرسال باليد من الجوال."


def span(view: WeekView) -> str:
    """«15–21 نوفمبر · 5–11 جمادى الآخرة 1448»."""
    first, last = view.days[0], view.days[-1]
    begins = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]} "
    dash = "–" if first.month == last.month else "– "
    return f"{begins}{dash}{last.day} {MONTHS[last.month - 1]} · {hijri_span_ar(first, last)}"


def closing_head(count: int, at: str) -> str:
    counted = count_ar(count, Noun.CONVERSATION)
    return CLOSING_HEAD.get(count, CLOSING_MANY).format(count=counted, at=at)


def target(priority: Priority) -> str:
    minutes = int(TARGETS[priority].of(Metric.FIRST_RESPONSE).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    said = count_ar(rest, Noun.MINUTE) if rest else count_ar(hours, Noun.HOUR, Case.OBLIQUE)
    return TARGET.format(span=said)


def share(one: Share) -> str:
    """A percentage only of enough: of five, each is 20 %."""
    counted = f"{one.of:,} من {one.whole:,}"
    return f"{round(100 * one.of / one.whole)}%" if one.whole >= FEWEST_TICKETS else counted


def counted_share(one: Share) -> str:
    """In a line: the percentage never without what it is of."""
    counted = f"{one.of:,} من {one.whole:,}"
    return f"{share(one)} ({counted})" if one.whole >= FEWEST_TICKETS else counted


def late_of(count: int) -> str:
    return LATE_OF.format(count=count)


def risk(one: AtRisk) -> str:
    return f"{one.score} · {RISK[one.level]}"


def tickets(count: int) -> str:
    return daily_copy.counted(count, Noun.TICKET) if count else daily_copy.NONE
