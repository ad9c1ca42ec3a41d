"""The Arabic of recording proof in Slack."""

from dealix_ops.proof.rules import MOST_SOURCES, Kind

RECORD, FREEZE, VOID = "سجّل دليلاً", "ثبّت نسخة", "ألغِ دليلاً"
OPEN = "افتح النسخة {version}"
HEAD = "📒 أدلة {name}، من {since} إلى الآن"
HEAD_AFTER = "📒 أدلة {name} بعد النسخة {version}"
NOTHING = "بلا سجل: {names}"
TALK = "ومن محادثاتهم معنا: إجابات معتمدة {answers}، ردود {replies}، نصوص أوقفها الفحص {stopped}"
NO_VERSION = "لا نسخة مثبّتة بعد"
VERSION = "آخر نسخة: {version}، ثُبّتت {day}"

RECORD_TITLE, VOID_TITLE, FREEZE_TITLE, PACK_TITLE = "دليل جديد", "إلغاء دليل", "نسخة جديدة", "Proof Pack"
SAVE = "احفظ"
WHAT, WORDS, AMOUNT, DAY = "ماذا حدث؟", "بكلماتك: من أين نعرفه؟", "المبلغ بالريال", "متى؟"
WORDS_HINT = "بلا أسماء أشخاص ولا أرقامهم: يظهر في الصفحة التي يراها العميل"
AMOUNT_HINT = "لقيمة الفرص المفتوحة فقط"
TICKET, TICKET_HINT = "رقم التذكرة إن وُجدت", "مثل 128"
WHICH, WHY = "أي دليل؟", "سبب الإلغاء"
SINCE, UNTIL = "من يوم", "إلى نهاية يوم"
OPEN_PAGE = "افتح الصفحة"

KIND: dict[Kind, str] = {
    Kind.OPPORTUNITY: "فرصة",
    Kind.DRAFT_APPROVED: "مسودة اعتمدها العميل",
    Kind.REPLY: "رد على تواصل العميل",
    Kind.MEETING: "اجتماع",
    Kind.RISK_BLOCKED: "خطر أُوقف",
    Kind.PIPELINE: "قيمة فرص مفتوحة",
}
RECORDED = "سُجّل الدليل {id}: {kind}."
VOIDED = "أُلغي الدليل {id}، ولا يُعدّ في النسخ القادمة."
FROZEN = "ثُبّتت النسخة {version}: لا تتغيّر أرقامها بعد الآن."
LINK_ONCE = "الرابط لك وحدك ويعمل ساعتين. لا يصل إلى العميل شيء حتى ترسله أنت."
NO_PAGES = "الصفحة لا تُفتح قبل ضبط عنوان الموقع العام، والنسخة محفوظة."
NOTHING_STANDING = "لا دليل مسجّل يمكن إلغاؤه."

WORDS_NEEDED = "اكتب ما حدث ومن أين نعرفه، في 300 حرف أو أقل."
AMOUNT_UNUSABLE = "المبلغ ريالات صحيحة، ولقيمة الفرص المفتوحة فقط: هناك لازم، وفي غيرها يبقى فارغاً."
DAY_UNUSABLE = "اختر يوماً من السنة الماضية، لا يوماً لم يأتِ."
NOT_THEIR_TICKET = "لا تذكرة بهذا الرقم عند هذا العميل."
REASON_NEEDED = "اكتب السبب بكلمات، فهو يبقى في السجل."
ALREADY_VOIDED = "أُلغي هذا الدليل من قبل."
WINDOW_UNUSABLE = "اختر مدة مضت، وأقصاها سنة."
NOTHING_RECORDED = "لا سجل في هذه المدة، فلا نسخة."
TOO_MUCH_RECORDED = f"في هذه المدة أكثر من {MOST_SOURCES:,} سطر، فاختر مدة أقصر."
