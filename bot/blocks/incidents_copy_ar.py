"""The words of incidents in Slack: what happened, what is next, what Slack would not do."""

from dealix_ops.incidents.opening import Act
from dealix_ops.incidents.rules import Kind, Step
from dealix_ops.vocabulary import Severity

DECLARE = "أعلن حادثاً"
DECLARE_TITLE = "إعلان حادث"
DECLARE_SUBMIT = "أعلن"
MARK = {Severity.SEV1: "🔴", Severity.SEV2: "🟠", Severity.SEV3: "🟡"}
KIND = {
    Kind.LEAK: "بيانات ظاهرة لغير أصحابها",
    Kind.UNAUTHORISED_SEND: "إرسال لم يعتمده أحد",
    Kind.OUTAGE: "الخدمة متوقفة عند عدة عملاء",
    Kind.ALERT: "عطل في النظام",
    Kind.OTHER: "مشكلة عند عدة عملاء",
}
KIND_CHOICE = {
    Kind.LEAK: "بيانات ظهرت لغير أصحابها",
    Kind.UNAUTHORISED_SEND: "إرسال لم يعتمده أحد",
    Kind.OUTAGE: "توقف أو عطل",
    Kind.OTHER: "غير ذلك",
}
SEVERITY_CHOICE = {
    Severity.SEV1: "الأشد (SEV1): بيانات ظهرت، أو إرسال بلا اعتماد",
    Severity.SEV2: "كبير (SEV2): 5 عملاء أو أكثر",
    Severity.SEV3: "محدود (SEV3): ما عدا ذلك",
}
FIELD_SEVERITY, FIELD_KIND, FIELD_TITLE = "الدرجة", "ماذا حدث؟", "العنوان"
HINT_SEVERITY = "إن شككت بين درجتين فاختر الأشد."
HINT_TITLE = "بكلماتك، وبلا أسماء عملاء ولا بيانات شخصية."
ABOUT_TICKET = "الحادث عن التذكرة ت-{ticket}."

HEAD = "{mark} *حادث ح-{id} ({severity}): {what}*"
BY_SYSTEM, BY_PERSON = "أعلنه النظام {at}", "أعلنه {who} {at}"
FIRST_DUE, FIRST_DONE = "أول إجراء: {due}", "أول إجراء: {who} {at}"
LATE = "فات موعده {at}"
AFFECTED = "العملاء المتأثرون: {names}"
NOBODY_KNOWN = "العملاء المتأثرون: لم يُحدَّدوا بعد"
AND_OTHERS = "و{count} غيرهم"
UNKNOWN = "وأشخاص لم يُعرف عميلهم: {count}"
UNKNOWN_ONLY = "العملاء المتأثرون: أشخاص لم يُعرف عميلهم بعد، وعددهم {count}"
TICKETS = "التذاكر: {tickets}"
ISSUES = "مشكلات سنتري: {count}، وصل عنها {alerts}"
ISSUE = "• المشكلة: {title}"
MORE_ISSUES = "• ومعها {count} غيرها، في قائمة واحدة في قناة التنبيهات، ولكلٍّ بطاقتها حين تفتحها"
FROZEN = "الإرسال: أوقفنا كل ما نبدأ به نحن، والردود المعتمدة على العملاء مستمرة"
NOT_FROZEN = "الإرسال: لم نوقف شيئاً"
ROOM = "غرفة الحادث: <#{channel}>"
ROOM_SOON = "غرفة الحادث: تُنشأ الآن، والمتابعة هنا حتى تجهز"
IN_THREAD = "المتابعة: في الردود تحت هذه البطاقة"
FALSE_ALARM = "تنبيه: خُفّضت كل بلاغاته، فقد يكون إنذاراً كاذباً. يغلقه المؤسس من الزر."
FALSE_ALARM_BUTTON = "أغلقه: إنذار كاذب"
AGAIN = "أعد المحاولة"
PLAN = "الخطة: تم {done} من {all}"
PLAN_NEXT = "التالي: {step}"
PLAN_OVER = "الخطة: تمت كلها"
PLAN_REST = "بقية الخطة"
AS_OF = "كما هو {at} · ح-{id}"
OVER = "أُغلق الحادث ح-{id} {at}، أغلقه {who}: {what}"
OVER_FALSE = "إنذار كاذب: أُغلق الحادث ح-{id} {at}، أغلقه {who} ورُفع التجميد"

STEP = {
    Step.FREEZE: "أوقف ما نبدأ به نحن",
    Step.TELL: "أبلغ المؤسس والمناوب",
    Step.CHANNEL: "افتح غرفة الحادث",
    Step.LEDGER: "راجع سجل الإجراءات",
    Step.NOTICE: "بلّغ الجهة المختصة خلال 72 ساعة",
    Step.CRISIS_CELL: "تواصل مباشرة وشكّل خلية أزمة",
    Step.UPDATES: "حدّث المتأثرين في مواعيدهم",
    Step.POST_MORTEM: "اكتب مراجعة ما بعد الحادث",
    Step.LEGAL: "اطلب مراجعة قانونية قبل النشر",
}
STEP_BUTTON = "تم: {step}"

REFUSED = {
    Act.CHANNEL: "تنبيه: لم ينشئ سلاك غرفة الحادث",
    Act.TOPIC: "تنبيه: لم يقبل سلاك عنوان الغرفة",
    Act.MEMBERS: "تنبيه: لم يُضف سلاك الفريق إلى الغرفة",
    Act.SUMMARY: "تنبيه: لم يقبل سلاك ملخص الغرفة",
    Act.PIN: "تنبيه: لم يثبّت سلاك الملخص",
}
ROOM_LOST = "تنبيه: غرفة الحادث لم تعد تقبل رسائلنا"
CODE = {
    "missing_scope": "صلاحية ناقصة، أعد تثبيت التطبيق",
    "restricted_action": "إعدادات مساحة العمل تمنعه",
    "name_taken": "كل الأسماء المناسبة مأخوذة",
    "is_archived": "أُرشفت",
    "channel_not_found": "حُذفت أو أُخرج منها البوت",
    "not_in_channel": "أُخرج منها البوت",
    "user_not_found": "المستخدم غير موجود",
    "too_many_pins": "الرسائل المثبتة كثيرة",
}
WHY = "السبب: {why}"
TRY_AT = "نعيد المحاولة {at}"
STOPPED = "توقفت المحاولات"
LEFT_OUT = "تنبيه: لم يُضف سلاك إلى الغرفة: {people}. أضيفوهم يدوياً."

TOPIC = "حادث ح-{id} ({severity}): {what}. الملخص والخطة في الرسالة المثبتة."
PUSH = "حادث جديد: {what}. {customers}{freeze}أول إجراء {due}."
PUSH_AGAIN = "عاد الحادث: {what}. {customers}{freeze}أول إجراء {due}."
AGAIN_SINCE = "أُعيد فتحه {at}"
PUSH_RUNS = "حادث مفتوح: {what}. {customers}{freeze}"
PUSH_FREEZE = "أوقفنا ما نبدأ به من الإرسال. "
PUSH_OVER = "أُغلق الحادث: {what}."
MOVED = "انتقلت بطاقة الحادث ح-{id}"

LINE = "الحادث: ح-{id} ({severity}){room}"
LINE_FROZEN = " · أوقفنا كل ما نبدأ به من الإرسال"

DECLARED = "أُعلن الحادث ح-{id} ({severity})، وبطاقته في <#{channel}>."
NONE_OPEN = "الحوادث المفتوحة: لا يوجد."
LIST_HEAD, LIST_ONE = "الحوادث المفتوحة: {count}", "الحوادث المفتوحة: حادث واحد"
LIST_LINE = "• حادث ح-{id} ({severity}): {what} · أُعلن {at}"
LIST_OWED = "انتهت وبلاغ الجهة المختصة عنها لم يكتمل: {ids}"
LIST_ROOM = " · <#{channel}>"
USAGE = (
    "اكتب بعد «جديد» الدرجة ثم العنوان، مثل: حادث جديد 2 توقف الإرسال\n"
    "الدرجة 1: بيانات ظهرت لغير أصحابها أو إرسال بلا اعتماد\n"
    "الدرجة 2: خمسة عملاء أو أكثر\n"
    "الدرجة 3: ما عدا ذلك\n"
    "ولعرض المفتوح: حادث قائمة\n"
    "ولحادث برقمه، ولو انتهى: حادث ح-3، أو: حادث تحديث ح-3 أعدنا التشغيل، أو: حادث حل ح-3\n"
    "ولما بعده: حادث إجراءات، أو: حادث إجراء ح-3، أو: حادث مراجعة ح-3، أو: حادث نشر ح-3"
)
TITLE_MISSING = "اكتب عنواناً من كلمة على الأقل."
TRIED_AGAIN, NOTHING_TO_TRY = "نعيد المحاولة الآن، والنتيجة على البطاقة.", "لا شيء ينتظر إعادة."
CLOSED_AS_FALSE = "أُغلق الحادث ح-{id} إنذاراً كاذباً، ورُفع ما جُمّد بسببه."

ALREADY = "هذا الأمر في حادث مفتوح: ح-{id}."
IS_OVER = "أُغلق الحادث {at}، فلم ننفّذ شيئاً."
STEP_BEFORE = "سبقك {who} وأتمّها {at}."
STEP_BY_YOU = "أتممتها أنت {at}."
STEP_BY_US = "أتمّها النظام {at}."
STILL_GRAVE = "ما زال بلاغ من بلاغاته طارئاً أو عاجلاً. اخفض أولويته أولاً ثم أغلق الحادث."
