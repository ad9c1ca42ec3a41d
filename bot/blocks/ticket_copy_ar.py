"""The words of a ticket's card; `founder.md` C and F are their source."""

from bot.blocks import endings_copy_ar, matters_copy_ar
from bot.ids import Action
from dealix_ops.drafts.service import DraftKind, DraftStatus
from dealix_ops.judging.rules import LowerReason
from dealix_ops.sla.rules import Metric

CLOCK = {
    Metric.PROMISE: "وعدنا",
    Metric.LISTEN: "الاستماع",
    Metric.FIRST_RESPONSE: "أول رد",
    Metric.NEXT_REPLY: "الرد التالي",
    Metric.RESOLUTION: "الحل",
}
LOOK_CLOCK = "الاطلاع"
"""Instead of listening, where it is an image or a file."""
PROMISED = "وعدنا: خبر {deadline}"
WINDOW = "نافذة واتساب: حتى {until}"
WINDOW_OVER = "النافذة مقفلة للإرسال الآلي فقط"
WAITS_FOR_CUSTOMER = "تنتظر العميل"
WAITS_SINCE = "تنتظر العميل منذ {since}"

DRAFT_KIND = {
    DraftKind.FIRST_RESPONSE: "رد أول",
    DraftKind.ANSWER: "جواب",
    DraftKind.UPDATE: "مستجد",
    DraftKind.ASK_INFO: "طلب معلومة",
    DraftKind.RESOLUTION: "سؤال الإغلاق",
    DraftKind.NONE: "لا رد",
}
STATE = {
    DraftStatus.PROPOSED: "مقترحة",
    DraftStatus.APPROVED: "معتمدة",
    DraftStatus.EDITED: "معدّلة",
    DraftStatus.REJECTED: "مستبعدة",
    DraftStatus.HANDED_OFF: "سُلّمت",
    DraftStatus.SENT: "أُرسلت",
    DraftStatus.NO_REPLY_NEEDED: "بلا رد",
    DraftStatus.ANSWERED_OUTSIDE: "أُجيب خارجها",
    DraftStatus.WITHDRAWN: "تُراجع عنها",
    DraftStatus.EXPIRED: "انتهى وقتها",
}
STALE = "وصلت رسالة بعدها"
"""The state of a draft that nothing stores: the customer's newest line decides it."""
RENEWED = "والمسودة تُجدَّد الآن"
SEE_FIRST = "اطّلع عليها عند الاعتماد"

IN_ENGLISH = "بالإنجليزية"
BY_PERSON = "كتبها {person}"
GAP_OPEN = "تنبيه: فيها فراغ، املأه من «{edit}» ثم اعتمدها"
TOO_LONG = "أطول مما تسعه البطاقة، اختصرها من «{edit}»"
NO_DRAFT = "المسودة: لا نقترح رداً على آخر كلامه"

HOLDING_OPEN = "للمشغّل الآن اعتماد هذا النص كما هو بلا تعديل: مضت 10 دقائق ولم يستلمها أحد"
BY_WORD = "تنبيه: طارئ بسبب كلمة فقط، والمعنى لا يبدو بلاغاً"
LISTEN_FIRST = "استمع ثم حدّد"
LOOK_FIRST = "اطّلع ثم حدّد"
LISTEN_LINE = "تنبيه: فيها {what}، {how} الأولوية"
READS_LIKE_YES = "كلامه يشبه تأكيد الإغلاق: «{words}»"
FOLLOWED = "يتابعها {person} منذ {at}"
GREW_GRAVE = "سبقها: تذكرة ت-{ticket}، والأمر صار أشد"
EARLIER = "سبق: {topic} {ago} (ت-{ticket})"
KNOWN_SINCE = "في سجلنا منذ {span}"
OPEN_TICKETS = "{count} مفتوحة"
OPEN_TICKETS_TWO = "تذكرتان مفتوحتان"
NO_PROBLEM = "لا إشارة إلى مشكلة"
TRIAGE_READ = "قراءة النظام"

AS_OF = "كما هي {at} · تذكرة ت-{ticket}"
MOVED = "بطاقة ت-{ticket} انتقلت إلى آخر القناة، وفيها الجديد"
TO_THE_CARD = "إليها"

WAITS_FOR_HAND_OFF = "بانتظار التسليم"
KEPT_UNTIL = "تُسلَّم {at}"
KEPT_CLOCK = "{clock} قبل {at}، أي قبل التسليم"
GIVE_NOW = "سلّمها الآن"
FELL = "تنبيه: لم نسلّم ما اعتُمد ليلاً، فقد طرأ بعده جديد {at}. اطّلع ثم اعتمد"
HANDED_OFF_AT = "سُلّمت {at} وبانتظار الإرسال"
SENT_AT = "أُرسلت {at}"
EXPIRED = "المسودة: انتهى وقتها ولم تُرسل، فاكتب غيرها من «{new}»"
NEW_DRAFT = "مسودة جديدة"
INSTEAD = "وماذا بدلاً منها؟"
ANSWERED_OUTSIDE = "أُجيب خارجها: {means}، {person} {at}"
WAITS_FOR_YES = "بانتظار تأكيد العميل منذ {at}"
NO_REPLY = "بلا رد"
CLOSED = "أُغلقت"

CLAIM = "استلمتها"
CALLED = "كلّمت العميل"
MORE = "المزيد …"
FALSE_ALARM = endings_copy_ar.FALSE_ALARM
FALSE_ALARM_REASON = {
    LowerReason.QUESTION: "سؤال",
    LowerReason.THANKS: "شكر",
    LowerReason.PAST: "حالة سابقة",
}
RAISE_TO = "ارفع إلى {name}"
GROUP_REPLY, GROUP_PRIORITY, GROUP_CUSTOMER = "الرد", "الأولوية", "العميل"
LABEL = {
    Action.DRAFT_REJECT: "لا ترسل هذا",
    Action.DRAFT_NEW: "رد جديد",
    Action.TICKET_CALLED: CALLED,
    Action.TICKET_ANSWERED_ELSEWHERE: "رددت من الجوال",
    Action.TICKET_NO_REPLY: "لا يحتاج رداً",
    Action.TICKET_RESOLVE: "حُلّت",
    Action.TICKET_CLOSE: "أغلق: أكّد العميل",
    Action.TICKET_CLOSE_OTHER: "أغلق بسبب آخر",
    Action.TICKET_REOPEN: "تراجع",
    Action.TICKET_LOWER: "خفّض",
    Action.TICKET_LINK_CUSTOMER: "اربط بعميل",
    Action.TICKET_NOT_CUSTOMER: endings_copy_ar.NOT_CUSTOMER,
    Action.TICKET_LISTEN: "افتح ما أرسله",
    Action.TICKET_SHOW_TEXT: "إظهار النص",
    Action.DRAFT_EDIT: "تعديل",
    Action.DRAFT_GIVE_NOW: GIVE_NOW,
    Action.DRAFT_UNDO: "تراجع عن الاعتماد",
    Action.INCIDENT_DECLARE: "أعلن حادثاً",
    **matters_copy_ar.LABEL,
}

PUSH_LISTEN = "{priority} من {name}: {what} تنتظر من يستمع إليها"
PUSH_LOOK = "{priority} من {name}: {what} تنتظر من يفتحها"
PUSH_BY_WORD = "{priority} بكلمة فقط من {name}: {topic}"
PUSH_YES = "يبدو أن الأمر انتهى عند {name}"
PUSH_APPROVED = "اعتُمد الرد على {name}."
PUSH_KEPT = "اعتُمد الرد على {name}، ويُسلَّم {at}."
PUSH_LATE = "{priority} من {name}: اعتُمد الرد ولم يُسجَّل إرساله، و{clock} متأخر."
PUSH_BROKEN = "{priority} من {name}: فات موعد الخبر الذي وعدنا به."
PUSH_SENT = "أُرسل الرد على {name}."
PUSH_OUTSIDE = "سُجّل رد على {name} خارج النظام."
PUSH_WAITS = "ننتظر تأكيد {name}."
PUSH_CLOSED = "أُغلقت تذكرة {name}."
PUSH_READY = "المسودة جاهزة"
PUSH_GAP = "في المسودة فراغ ينتظر جوابك"

FULL_TEXT_HEAD = "كلام العميل كاملاً، لك وحدك (تذكرة ت-{ticket}):"
FULL_TEXT_PUSH = "كلام العميل كاملاً."
FULL_TEXT_REST = "الباقي أطول مما تسعه رسالة: {count}"
