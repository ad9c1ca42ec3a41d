"""The words around the end of a ticket; `founder.md` A10 and F are their source."""

from bot.ids import Action
from dealix_ops.endings.rules import NoReply
from dealix_ops.tickets.states import Closing, Move

NO_REPLY = "لا يحتاج رداً"
NOT_CUSTOMER = "ليس عميلاً"
RESOLVE = "حُلّت"
CLOSE = "أغلق: أكّد العميل"
CLOSE_OTHER = "أغلق بسبب آخر"
FALSE_ALARM = "إنذار كاذب"
LABEL = {
    Action.TICKET_NO_REPLY: NO_REPLY,
    Action.TICKET_NOT_CUSTOMER: NOT_CUSTOMER,
    Action.TICKET_RESOLVE: RESOLVE,
    Action.TICKET_CLOSE: CLOSE,
    Action.TICKET_CLOSE_OTHER: CLOSE_OTHER,
    Action.TICKET_FALSE_ALARM: FALSE_ALARM,
}
TITLE = {
    Action.TICKET_CLOSE: "أغلق التذكرة",
    Action.TICKET_CLOSE_OTHER: "أغلق التذكرة",
}
"""Where the label is longer than a modal's title may be."""
HINT = {
    Action.TICKET_NO_REPLY: "تُغلق التذكرة دون رد، ولا تُحسب مهلتها، ويمكنك التراجع",
    Action.TICKET_NOT_CUSTOMER: "الفرصة تبقى مسودتها جاهزة للاعتماد، والمزعجة تُغلق دون رد",
    Action.TICKET_RESOLVE: "نجهّز سؤال الإغلاق مسودةً في البطاقة، ولا يصل إلى العميل شيء قبل اعتمادها",
    Action.TICKET_CLOSE: "تُغلق التذكرة وكلام العميل شاهدها، ويمكنك التراجع",
    Action.TICKET_CLOSE_OTHER: "يبقى السبب على البطاقة وفي السجل، ولا يصل إلى العميل شيء",
    Action.TICKET_FALSE_ALARM: "تصير عادية، وتتبع المسودة معناها، ولا تُحسب في التأخير",
}
WHY = "لماذا تُغلق؟"
WHAT = "ما هي؟"
KINDS = {Move.PROSPECT: "فرصة: يسأل قبل أن يشترك", Move.SPAM: "رسالة مزعجة"}

NO_REPLY_WHY: dict[str, str] = {
    NoReply.THANKS: "شكر",
    NoReply.GREETING: "تحية",
    NoReply.REPEATED: "تكرار",
    NoReply.OTHER: "لا سؤال فيها",
}
ENDED_AS = {
    Closing.CONFIRMED: "أكّد العميل",
    Closing.SILENT: "صمت بعد السؤال",
    Closing.NO_REPLY_NEEDED: "بلا رد",
    Closing.PROSPECT: "فرصة",
    Closing.SPAM: "رسالة مزعجة",
    Closing.SOURCE: "أغلقها المصدر",
    Closing.MERGED: "ضُمّت إلى أخرى",
    Closing.OTHER: "سبب آخر",
}

OPPORTUNITY = "فرصة: {name} · {source} · {topic} · تذكرة ت-{ticket} · سجّلها {person}"

SILENT_HEAD = "سألنا أصحابها عن الإغلاق ولم يردوا منذ 3 أيام عمل أو أكثر: {count}"
SILENT_LINE = "تذكرة ت-{ticket} · {name} · {priority} · سألنا {since}"
SILENT_NONE = "لا تذاكر صامتة: كل من سألناهم عن الإغلاق ردّوا، أو لم تمضِ على سؤالهم 3 أيام عمل."
SILENT_MORE = "وبعدها {count}، اكتب الأمر مرة أخرى بعد إغلاق هذه"
CLOSE_SILENT = "أغلق {count}"
SILENT_TOLD = "أُغلقت: {count}، بسبب صمت أصحابها."
SILENT_TOLD_NONE = "لم نغلق شيئاً."
SILENT_WROTE = "لم نغلق {tickets}: كتب أصحابها بعد القائمة."
SILENT_BEFORE = "أُغلقت قبل ضغطتك: {tickets}."
SILENT_FOUNDERS = "للمؤسس فقط لأنها طارئة: {tickets}."
SILENT_OTHERS = "لم نغلق {tickets}: تغيّرت بعد القائمة."
