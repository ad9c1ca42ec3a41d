"""The words around the end of an incident: its buttons and forms, its review, what is left to do."""

from dealix_ops.incidents.actions import Ended
from dealix_ops.incidents.closing_copy_ar import GAP
from dealix_ops.incidents.follow_ups import Why
from dealix_ops.incidents.post_mortem import Section
from dealix_ops.incidents.publishing import Kind

RESOLVE, REOPEN, UNFREEZE = "انتهى الحادث", "أعد فتحه", "رفع التجميد"
FOLLOW_UP, APPROVE_ALL = "رسائل المتأثرين", "راجع النصوص واعتمدها"
REVIEW, REVIEW_FILE = "أكمل المراجعة", "حدّث المراجعة"
ACTION_ADD, ACTION_DONE, ACTION_LATER, ACTION_DROP = "أضف إجراء", "تم", "أجّله", "أسقطه"
CONFIRM = "سجّل تأكيداً"

OVER_SUMMARY = "الملخص: {summary}"
OVER_FROZEN = "الإرسال: ما نبدأ به موقوف منذ {at}، ويرفعه المؤسس"
OVER_GAPS = "ينقص المراجعة: {gaps}"
OVER_ACTIONS = "إجراءات باقية: {count}"

RESOLVE_TITLE, RESOLVE_SUBMIT = "إنهاء الحادث", "أنهِه"
FIELD_SUMMARY, HINT_SUMMARY = "الملخص", "للفريق فقط: ماذا حدث وكيف انتهى. لا يصل إلى العملاء."
UNANSWERED = "تنبيه: لم يُردّ بعد على بلاغات من الحادث، وعددها {count}. يُنهى مع ذلك بكلمة المؤسس."
FIELD_GO_ON, GO_ON = "البلاغات التي لم يُردّ عليها", "أنهِه مع ذلك"
UNANSWERED_REFUSED = "لم يُردّ بعد على بلاغات من الحادث، وعددها {count}. ردّوا عليها أولاً، أو يُنهيه المؤسس."
RESOLVED = "أُنهي الحادث ح-{id}."
COMMAND_RESOLVE = "الحادث ح-{id}: اكتب ملخصه ثم أنهِه."
OFFERED = "الحادث ح-{id}: اضغط الزر."
COMMAND_WHICH = "اكتب رقم الحادث، مثل: حادث {word} ح-3"
UNKNOWN = "لا يوجد حادث بهذا الرقم."
IS_OPEN = "الحادث ما زال مفتوحاً. أنهِه أولاً."

REOPEN_TITLE, REOPEN_SUBMIT = "إعادة فتح الحادث", "افتحه"
FIELD_WHY, HINT_WHY = "السبب", "يُكتب في قصة الحادث."
REOPEN_SAYS = "تبدأ مواعيده من جديد، ويُجمَّد ما نبدأ به إن كانت درجته توجبه."
REOPENED = "أُعيد فتح الحادث ح-{id}."

FROZEN_NONE = "المجمّد الآن: لا شيء."
FROZEN_HEAD = "المجمّد الآن من الإرسال الذي نبدأ به:"
FROZEN_LINE = "• {scope} منذ {at}، {by}"
SCOPE_ALL, SCOPE_CUSTOMER, SCOPE_CHANNEL = "كل العملاء", "العميل {name}", "القناة {name}"
BY_INCIDENT = "بسبب الحادث ح-{id}"
BY_PERSON = "أوقفه {who}. السبب: {why}"
BY_VERDICT = "أوقفه النظام: تأخر الردود خلال 7 أيام بلغ حداً حرجاً"
NO_WHY = "لم يُكتب"
LIFT_ALL, LIFT_ONE = "ارفع: كل العملاء", "ارفع: {scope}"
LIFTED = "رُفع التجميد. {left}"
LIFTED_CLEAR = "لا شيء مجمّد الآن."
LIFTED_LEFT = "وما زال مجمّداً لسبب آخر، تراه بالأمر «رفع التجميد»."
NOTHING_FROZEN = "رُفع هذا التجميد من قبل، فلم ننفّذ شيئاً."
FREEZE_WHY = (
    "اكتب السبب بعد «تجميد»، وقبله اسم العميل إن كان لعميل واحد. مثل: تجميد نخبة الخليج شكوى من كثرة الرسائل"
)
FREEZE_DONE = "جُمّد ما نبدأ به من الإرسال: {scope}. الردود المعتمدة مستمرة، والرفع للمؤسس."
FREEZE_STOOD = "هذا مجمّد من قبل: {scope}. الرفع للمؤسس."

FOLLOW_UP_TITLE, FOLLOW_UP_SUBMIT = "رسائل المتأثرين", "جهّز المسودات"
FIELD_LINE = "ما يقرؤه العملاء"
HINT_LINE = "ما تأكد فقط: ما الذي انتهى ومتى، وما الذي فعلناه. التحية نضيفها نحن."
FIELD_LINE_EN = "النص الإنجليزي"
HINT_LINE_EN = "لمن نكتب لهم بالإنجليزية. اتركه فارغاً إن لم يكن بينهم أحد."
FOLLOW_UP_SAYS = "تُجهَّز مسودة لكل متأثر، وكل نص يُعتمد وحده. لا يُرسل شيء الآن."
PEOPLE_HEAD = "المتأثرون:"
PEOPLE_NONE = "المتأثرون: لا يوجد من نكتب له."
TO_ANSWER, TO_WRITE = "رد في محادثته ت-{ticket}", "رسالة جديدة تبدأ منا"
MADE = "مسودته في ت-{ticket}"
WHY = {
    Why.WAITS: "نص ينتظر قراراً على بطاقته، قرّره ثم اضغط مرة أخرى",
    Why.FROZEN: "ما نبدأ به موقوف، ارفع التجميد ثم اضغط مرة أخرى",
    Why.NOBODY: "لا طريق: لا محادثة مفتوحة ولا رقم أو بريد معروف لعميل",
    Why.NO_ENGLISH: "لغته الإنجليزية ولم يُكتب النص الإنجليزي",
    Why.SAME_DAY: "جُهّزت له اليوم رسالة عن حادث آخر",
}
PERSON_LINE = "• {name}: {what}"
NO_NAME = "شخص بلا اسم"
AND_MORE = "وغيرهم، وعددهم {count}"
FOLLOWED_NONE = "لم تُجهَّز مسودة جديدة لأحد من المتأثرين بالحادث ح-{id}:"
FOLLOWED = "جُهّزت مسودات المتأثرين بالحادث ح-{id}:"
TOO_MUCH = "النصوص أطول من نافذة واحدة، فراجعها نصاً نصاً:"
NO_TEXT_WAITS = "لا نص ينتظر الاعتماد من رسائل هذا الحادث."

REVIEW_TITLE, REVIEW_SUBMIT = "مراجعة الحادث", "احفظ"
FIELD = {
    Section.SUMMARY: "الملخص",
    Section.ROOT_CAUSE: "السبب الجذري",
    Section.WENT_WELL: "ما سار جيداً",
    Section.WENT_WRONG: "ما لم يسر جيداً",
}
REVIEW_SAYS = "ما كُتب من قبل محفوظ في السجل، والأحدث يظهر في المراجعة."
REVIEW_KEPT = "حُفظ ما كتبته. «حدّث المراجعة» ينشر نسخة جديدة في مكان الحادث."
REVIEW_SAME = "لم يتغير شيء مما كُتب."
REVIEW_GAPS = "ما زال ينقصها: {gaps}."
REVIEW_MADE = "تُنشر النسخة {version} من مراجعة الحادث ح-{id}."
FILE_COMMENT = "مراجعة الحادث ح-{id}، النسخة {version}. {gaps}"
FILE_FULL = "الأقسام كلها مكتوبة."
AS_TEXT = "تنبيه: لم يقبل سلاك ملف المراجعة، وهذا نصها. السبب: {why}"
AS_TEXT_REST = "بقية النص في الأمر: {command}"

ACTION_TITLE, ACTION_SUBMIT = "إجراء بعد الحادث", "أضفه"
FIELD_WHAT, HINT_WHAT = "الإجراء", "فعل واحد يمنع التكرار أو يكشفه أبكر."
FIELD_OWNER, FIELD_DUE = "المسؤول", "الموعد"
DUE_PAST = "اختر موعداً لم يفت."
WHAT_MISSING = "اكتب كلمة على الأقل."
ACTION_ADDED = "أُضيف الإجراء: {what}\nالمسؤول: {owner} · الموعد {due}"
ACTIONS_NONE = "إجراءات الحوادث الباقية: لا يوجد."
ACTIONS_HEAD = "إجراءات الحوادث الباقية: {count}"
ACTION_LINE = "الإجراء: {what}\nالمسؤول {owner} · {due} · ح-{id}"
ENDED = {Ended.DONE: "سُجّل أن الإجراء تم.", Ended.DROPPED: "أُسقط الإجراء، وسببه في السجل."}
ACTION_BEFORE = "أنهاه {who} {at}، فلم ننفّذ شيئاً."
LATER_TITLE, LATER_SUBMIT = "تأجيل إجراء", "أجّله"
LATER_SAID = "صار موعد الإجراء {day}: {what}"
DUE_SAME = "هذا موعده الآن. اختر يوماً غيره."
DROP_TITLE, DROP_SUBMIT = "إسقاط إجراء", "أسقطه"

CONFIRM_TITLE, CONFIRM_SUBMIT = "تأكيد قبل النشر", "سجّله"
FIELD_KIND, FIELD_PERSON = "التأكيد", "اسم من أكّد"
HINT_PERSON = "الاسم الكامل لمن راجع أو وافق، ومعه صفته."
KIND = {
    Kind.LEGAL: "مراجعة قانونية",
    Kind.CONSENT: "موافقة العملاء المذكورين",
    Kind.PERSONAL_DATA: "حذف كل بيان شخصي",
}
MISSING = {
    "end": "إنهاء الحادث",
    "review": "نسخة من المراجعة بعد انتهائه",
    **{kind.value: words for kind, words in KIND.items()},
    **{f"gap:{key}": words for key, words in GAP.items()},
}
CONFIRMED = "سُجّل التأكيد على النسخة الحالية: {kind}، {person}."
CONFIRMED_BEFORE = "سُجّل هذا التأكيد من قبل على النسخة الحالية."
NOT_PUBLIC = "لا تُنشر مراجعة الحادث ح-{id} بعد. ينقصها: {missing}."
NOT_PUBLIC_NOW = "لا تُنشر المراجعة بعد. ينقصها: {missing}."
PUBLIC = "مراجعة الحادث ح-{id} جاهزة للنشر، النسخة {version}. النسخة المحجوبة يكتبها الأمر: {command}"
PUBLISH_COMMAND = "dealix incidents post-mortem {id} --public"
