"""The words of an incident under way: its buttons and modals, its clock of the authority, its story."""

from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.filing import Complete
from dealix_ops.incidents.pdpl_rules import AWARE_BEFORE
from dealix_ops.language.numbers_ar import Case, Noun, count_ar

NEXT_UPDATE = "الخبر التالي للمتأثرين: {due}"
NEXT_PROMISED = "الخبر التالي للمتأثرين: {due} (وعدٌ لعميل، وهو الأقرب)"
LATE = "فات موعده {at}"
ROLES_LINE = "{role}: {who}"
NOTICE_LEFT = "مهلة البلاغ: باقي {left} (حتى {due})"
NOTICE_UNDECIDED = "مهلة البلاغ: باقي {left} (حتى {due})، ولم يُقرَّر بعد هل قد تتضرر بيانات"
NOTICE_PAST = "مهلة البلاغ: انتهت {due}"
NOTICE_FILED = "البلاغ: رُفع {at}، رقمه {reference}"
NOTICE_PARTIAL = "البلاغ: رُفع جزئياً {at}، رقمه {reference}، والبقية واجبة"
NOTICE_SETTLED = "البلاغ: رُفع جزئياً {at}، رقمه {reference}، وقرر {who} أنه لا بقية له"
NOTICE_NONE = "البلاغ: قُرّر أنه لا تتضرر بيانات شخصية"

UPDATE, SNOOZE, MORE = "اكتب تحديثاً", "أجّل 15 دقيقة", "المزيد"
SEVERITY, ROLES, HARM, STORY = "غيّر الدرجة", "الأدوار", "البيانات والبلاغ", "القصة حتى الآن"
HARM_DECIDE = "قرّر: هل تتضرر بيانات؟"
HARM_YES, HARM_NO, NOTICE, FILED = "نعم، قد تتضرر بيانات", "لا", "مسودة البلاغ", "رُفع البلاغ"
NOT_OWED, NOTHING_LEFT = "لا يلزم بلاغ", "لا بقية له"

UPDATE_TITLE, UPDATE_SUBMIT = "تحديث الحادث", "انشر"
FIELD_TEXT, HINT_TEXT = "للفريق", "يُنشر حيث يُدار الحادث ويُكتب في قصته. بلا بيانات شخصية."
FIELD_TEMPLATE = "اختر نصاً جاهزاً"
FIELD_CUSTOMERS = "للعملاء المتأثرين"
HINT_CUSTOMERS = "مسودة لكل تذكرة متأثرة، ولا يصل منها شيء قبل اعتماده. الاسم يُملأ وحده، واملأ بقية الفراغات."
FIELD_PROPOSE, PROPOSE = "المسودات", "اقترح هذا النص مسودات للعملاء المتأثرين"
FIELD_SPOKEN, SPOKEN = "بلا مسودات", "وصلهم هذا الخبر بالاتصال أو من الجوال"
HINT_SPOKEN = "وسجّله على بطاقة كل تذكرة من «كلّمت العميل»، فلها موعدها."
FIELD_PROMISED, HINT_PROMISED = (
    "الموعد الذي يعده النص",
    "يبدأ منه تذكير الوعد. اتركه فارغاً إن لم يعد النص بشيء.",
)
CUSTOMERS_EMPTY = "اكتب نص العملاء أو أزل علامة الاقتراح."
TEXT_EMPTY = "اكتب سطراً على الأقل."
PROPOSED = "نُشر التحديث، واقتُرحت {count}: {tickets}."
POSTED = "نُشر التحديث."
WAITS = "تُركت لأن فيها نص زميل ينتظر الاعتماد: {tickets}."
NOBODY = "لا محادثة لهم نجيب فيها، فاتصلوا بهم: {names}."
NONE_LIVE = "لا تذكرة مفتوحة بين المتأثرين، فلم تُقترح مسودة."

SNOOZE_TITLE, SNOOZE_SUBMIT, FIELD_WHY = "تأجيل الخبر", "أجّل", "السبب"
SEVERITY_TITLE, SEVERITY_SUBMIT, FIELD_SEVERITY = "درجة الحادث", "غيّر", "الدرجة"
HINT_SEVERITY = "الرفع للجميع، والخفض للمؤسس وبسبب مكتوب. التجميد لا يُرفع إلا بقرار المؤسس."
ROLES_TITLE, ROLES_SUBMIT = "أدوار الحادث", "احفظ"
HARM_TITLE, HARM_SUBMIT = "هل قد تتضرر بيانات؟", "احفظ القرار"
FIELD_HARM, FIELD_AWARE = "القرار", "متى علمنا؟"
HINT_AWARE = "منه تُحسب 72 ساعة. تقديمه للجميع، وتأخيره للمؤسس، وسببه في السبب أعلاه."
HARM_CHOICE = {"yes": "نعم، قد تتضرر بيانات شخصية", "no": "لا (للمؤسس)"}
NOTICE_TITLE, NOTICE_SUBMIT = "مسودة البلاغ", "احفظ وانشر"
NOTICE_HINT = "اكتب ما يعرفه الفريق، وما تركته فارغاً يبقى فراغاً ظاهراً في المسودة. البلاغ يقدّمه شخص."
FILED_TITLE, FILED_SUBMIT = "رُفع البلاغ", "سجّل"
SETTLE_TITLE, SETTLE_SUBMIT = "لا بقية للبلاغ", "أوقف التذكير"
HINT_SETTLE = "لماذا لا يلزم أكثر مما رُفع، ومن قال ذلك. القرار للمؤسس، ويُكتب في القصة."
FIELD_FILED_AT, FIELD_REFERENCE = "متى رُفع؟", "رقم البلاغ"
FIELD_COMPLETE = "هل اكتمل؟"
COMPLETE = {
    Complete.WHOLE: "بلاغ كامل",
    Complete.PARTIAL: "بلاغ جزئي، وبقيته لاحقاً مع سبب تأخرها",
}
COMPLETE_AGAIN = {
    Complete.WHOLE: "تكملة، واكتمل بها البلاغ",
    Complete.PARTIAL: "تكملة، وما زالت له بقية",
}
FILED_BEFORE = "سُجّل من قبل: بلاغ رُفع {at}، رقمه {reference}، سجّله {who}."
FILED_BEFORE_PARTIAL = "سُجّل من قبل: بلاغ جزئي رُفع {at}، رقمه {reference}، سجّله {who}."
FILED_COMPLETES = "ما تسجّله الآن تكملة له."

STORY_HEAD = "قصة الحادث ح-{id} ({severity}) حتى {at}:"
STORY_EMPTY = "لم يُكتب شيء بعد."
STORY_LEFT = "وقبلها: {count}، كلها في القصة المحفوظة"
STORY_LINE = "• في {at}: {what}"
STORY_TEXT = "{what} «{text}»"
ENTRY = {
    EntryKind.DECLARED: "أعلنه {who}",
    EntryKind.JOINED: "انضمت ت-{ticket}",
    EntryKind.FROZEN: "أوقفنا ما نبدأ به من الإرسال",
    EntryKind.CHANNEL_OPENED: "فُتحت غرفة الحادث",
    EntryKind.CHANNEL_LOST: "فُقدت غرفة الحادث",
    EntryKind.SLACK_REFUSED: "رفض سلاك خطوة من فتح الغرفة",
    EntryKind.STEP_DONE: "أتمّ {who}: {step}",
    EntryKind.TICKET_LOWERED: "خفّض {who} أولوية ت-{ticket}",
    EntryKind.RESOLVED: "أغلقه {who}",
    EntryKind.NOTE: "كتب {who}:",
    EntryKind.UPDATED: "حدّث {who}:",
    EntryKind.SNOOZED: "أجّل {who} الخبر:",
    EntryKind.SEVERITY: "غيّر {who} الدرجة من {was} إلى {to}",
    EntryKind.ROLE: "كلّف {who} بدور",
    EntryKind.PINNED: "ثبّت {who} رسالة {author}:",
    EntryKind.HARM: "قرر {who} في أمر البيانات الشخصية:",
    EntryKind.AWARE: "غيّر {who} وقت علمنا:",
    EntryKind.FILED: "سجّل {who} رفع البلاغ برقم:",
    EntryKind.SETTLED: "قرر {who} أنه لا بقية للبلاغ:",
    EntryKind.REOPENED: "أعاد {who} فتحه:",
    EntryKind.UNFROZEN: "رفع {who} التجميد",
    EntryKind.FOLLOWED_UP: "جهّز {who} رسالة بعد الحادث في ت-{ticket}",
    EntryKind.REVIEW_WRITTEN: "كتب {who} في المراجعة",
    EntryKind.REVIEW_MADE: "نشر {who} نسخة من المراجعة",
    EntryKind.ACTION_ADDED: "أضاف {who} إجراء:",
    EntryKind.ACTION_ENDED: "أنهى {who} إجراء:",
    EntryKind.ACTION_MOVED: "غيّر {who} موعد إجراء:",
    EntryKind.CONFIRMED: "سجّل {who} تأكيداً قبل النشر",
}
OTHER_ENTRY = "سجّل {who} خطوة"
BY_SYSTEM = "النظام"
NOTED = "كُتب في قصة الحادث ح-{id}."
NO_INCIDENT = "لا يوجد حادث بهذا الرقم. اكتب: حادث قائمة"
WHICH = "اكتب رقم الحادث ثم النص، مثل: حادث تحديث ح-3 أعدنا التشغيل"
NOTICE_POSTED = "حُفظت المسودة ونُشرت حيث يُدار الحادث."
SAVED = "حُفظ."

NOT_WHOLE = "رُفع البلاغ جزئياً، وتتم هذه الخطوة بتسجيل بقيته من «رُفع البلاغ»."
NOT_FILED = "هذه الخطوة تتم بتسجيل البلاغ: اضغط «رُفع البلاغ» واكتب رقمه ووقته."
SNOOZED_ENOUGH = "أُجّل هذا الخبر مرتين. اكتب ما عندكم ولو لم يتغير شيء."
PAST_PROMISE = "وعدنا عميلاً بخبر {deadline}، فلا يُؤجَّل إلى ما بعده."
REASON_MISSING = "اكتب السبب في كلمة على الأقل."
SEVERITY_STANDS = "هذه درجته الآن."
NOT_ON_TEAM = "الدور لمؤسس أو مشغّل فقط."
AWARE_UNUSABLE = (
    "اختر وقت علمنا بين {earliest} و{latest}: لا يسبق إعلان الحادث بأكثر من "
    + count_ar(AWARE_BEFORE.days, Noun.DAY, Case.OBLIQUE)
    + "، ولا يتأخر عن ظهوره عندنا هنا."
)
FILED_UNUSABLE = "اكتب رقم البلاغ، ووقتاً بين علمنا والآن."
FILED_UNUSABLE_AGAIN = "اكتب رقم البلاغ، ووقتاً بين آخر ما رُفع والآن."
FILED_MEANWHILE = (
    "سبقك {who} وسجّل بلاغاً رُفع {at}، رقمه {reference}. أغلق النافذة، وإن رفعتم غيره فسجّله تكملةً من جديد."
)
NOTHING_LEFT_TO_SETTLE = "ليس للبلاغ بقية تنتظر: لم يُرفع جزئياً، أو اكتمل، أو قُرّر أنه لا بقية له."
CLOCK_NOT_RUNNING = "لم يُقرَّر أن بيانات قد تتضرر، فلا بلاغ مطلوب. ابدأ بالقرار من «البيانات والبلاغ»."
