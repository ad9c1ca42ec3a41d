"""The words around messages that answer nobody: their cards, the week's list, the month's."""

from dealix_ops.initiated.rules import Rhythm
from dealix_ops.reports.renewals import Letter
from dealix_ops.sending.occasions import Barrier, Occasion, Over

TITLE = {
    Occasion.RENEWAL_30: "التجديد بعد شهر: دعوة إلى مراجعة ما تحقق",
    Occasion.RENEWAL_7: "التجديد بعد أسبوع: رسالة المؤسس",
    Occasion.RENEWAL_DAY: "يوم التجديد: الشكر والفاتورة",
    Occasion.CHECK_IN: "جدول لقاء المتابعة",
    Occasion.SUMMARY: "ملخص الأسبوعين",
    Occasion.QBR: "دعوة إلى مراجعة الأعمال الربعية",
    Occasion.INCIDENT: "رسالة بعد انتهاء حادث",
}
PUSH = {
    Occasion.RENEWAL_30: "رسالة التجديد إلى {name} جاهزة للاعتماد",
    Occasion.RENEWAL_7: "رسالة التجديد إلى {name} جاهزة للاعتماد",
    Occasion.RENEWAL_DAY: "رسالة يوم التجديد إلى {name} جاهزة للاعتماد",
    Occasion.CHECK_IN: "جدول لقاء {name} جاهز للاعتماد",
    Occasion.SUMMARY: "ملخص الأسبوعين إلى {name} جاهز للاعتماد",
    Occasion.QBR: "دعوة {name} إلى المراجعة الربعية جاهزة للاعتماد",
    Occasion.INCIDENT: "رسالة انتهاء الحادث إلى {name} جاهزة للاعتماد",
}
NOT_ASKED = "رسالة منا، ولم يسأل العميل شيئاً"
TO = "إلى: {person} · {source}"
ON = {
    Occasion.RENEWAL_30: "السبب: يتجدد العقد {day}{price}",
    Occasion.RENEWAL_7: "السبب: يتجدد العقد {day}{price}",
    Occasion.RENEWAL_DAY: "السبب: يتجدد العقد {day}{price}",
    Occasion.CHECK_IN: "السبب: لقاء الأسبوع الذي يبدأ {day}",
    Occasion.SUMMARY: "السبب: ملخص كل أسبوعين، لأسبوع {day}",
    Occasion.QBR: "السبب: يكتمل ربع سنة {day}",
    Occasion.INCIDENT: "السبب: حادث مسّهم وانتهى {day}",
}
PRICE = " ({amount:,} ر.س شهرياً)"
GOOD_UNTIL = "تصلح حتى {day}"
FOUNDERS = "القرار للمؤسس: فيها مال"
ATTACH = "قبل الإرسال: أرفق Proof Pack مع الرسالة"
NEWER = "وصلت من العميل بعد كتابتها: {count}. تراها عند الاعتماد"
OVER = {
    Over.PASSED: "فات وقتها ولم تُرسل",
    Over.MOVED: "تغيّر موعد التجديد بعدها، فلا تُرسل",
    Over.LEFT: "لم يعد المستلم من جهات هذا العميل، فلا تُرسل",
}
BARRIER = {
    Barrier.NO_WAY: "لا طريق: لا رقم ولا بريد لهذا الشخص",
    Barrier.NO_OPT_IN: "تنتظر موافقة: لا موافقة مسجّلة لهذا الشخص على هذه القناة",
    Barrier.FORGOTTEN: "ممنوعة: طلب صاحب هذا العنوان ألا نراسله",
    Barrier.HOURS: "العروض تُعتمد بين 9 صباحاً و9 مساءً بتوقيت الرياض",
    Barrier.FROZEN: "موقوفة: ما نبدأ به مجمّد لهذا العميل أو لهذه القناة",
}
REFUSED = {
    Barrier.NO_WAY: "لا رقم ولا بريد لهذا الشخص، فأضف طريقاً إليه أولاً.",
    Barrier.NO_OPT_IN: "لا موافقة مسجّلة لهذا الشخص على هذه القناة. "
    "سجّلها من «الموافقات» في بطاقة العميل، ثم اعتمد.",
    Barrier.FORGOTTEN: "طلب صاحب هذا العنوان ألا نراسله، فلم ننفّذ شيئاً.",
    Barrier.HOURS: "العروض تُعتمد بين 9 صباحاً و9 مساءً بتوقيت الرياض، والمسودة محفوظة.",
    Barrier.FROZEN: "ما نبدأ به مجمّد لهذا العميل أو لهذه القناة، والردود على العملاء مفتوحة.",
}
CUSTOMER = "بطاقة العميل"
AS_OF = "كما هي {at} · ت-{ticket}"
DECIDED = "{what} {person} {at}"
SENT = "أُرسلت {at} · سجّلها {person}"
LINE = "{title} · {who} · {told} · ت-{ticket}"

LETTER = {
    Letter.READY: "مسودة رسالتك جاهزة",
    Letter.APPROVED: "رسالتك معتمدة ولم يُسجَّل إرسالها",
    Letter.SENT: "رسالتك أُرسلت",
    Letter.REJECTED: "رسالتك استُبعدت",
    Letter.NOBODY: "لا جهة اتصال نكتب لها",
}

CHECK_INS = "لقاءات المتابعة هذا الأسبوع: {count}"
SUMMARIES = "ملخصات هذا الأسبوع: {count}"
CHECK_INS_HOW = "اضغط اسم العميل ليُجهَّز جدول لقائه أو ملخصه مسودة تعتمدها. لا شيء يُرسل وحده."
SUMMARIES_LEFT = "*ملخص مكتوب* ({count}): {names}"
CHECK_INS_DAY = "*{day}*: {names}"
CHECK_INS_LEFT = "*بلا يوم هذا الأسبوع* ({count}): {names}"
CHECK_IN = "جدول {name}"
CHECK_IN_OTHER = "جدول عميل آخر"
SUMMARY, SUMMARY_OF = "ملخص {name}", "اختر العميل ليُجهَّز ملخصه"
CHECK_IN_MADE = "{what} في بطاقة ت-{ticket}، في قناة نجاح العملاء."
CHECK_IN_STOOD = "{what} مجهّز من قبل في بطاقة ت-{ticket}."
CHECK_IN_NOT_DUE = "لا لقاء ولا ملخص لهذا العميل هذا الأسبوع، فلم ننفّذ شيئاً."
CHECK_IN_NOBODY = "لا جهة اتصال لـ {name} نكتب لها، أو ما نبدأ به مجمّد، فلم ننفّذ شيئاً."
PACKS = "مراجعة الأدلة الشهرية: {count} بلا تقرير إثبات لهذا الشهر"
PACKS_HOW = "اضغط اسم العميل لتبني تقريره من السجل."
PACK_LINE = "العميل {name} · {last}"
PACK_LAST, PACK_NONE = "آخر تقرير {day}", "لا تقرير بعد"
PACK_OTHER = "تقرير عميل آخر"
PACK = "تقرير {name}"
FIELD_CHECK_IN = "لقاء المتابعة"
RHYTHM = {
    Rhythm.AUTO.value: "تلقائي: كل أسبوع أول شهر وعند الخطر، ثم ملخص كل أسبوعين ولقاء كل شهر",
    Rhythm.WEEKLY.value: "كل أسبوع",
    Rhythm.FORTNIGHTLY.value: "كل أسبوعين",
    Rhythm.MONTHLY.value: "كل شهر",
    Rhythm.NONE.value: "بلا لقاءات",
}
