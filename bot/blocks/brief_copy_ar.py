"""The Arabic of the brief of a day and of a week."""

from dealix_ops.self_growth.board import What
from dealix_ops.self_growth.rules import Focus, Status

FOCUS: dict[Focus, str] = {
    Focus.MARKETING_AGENCIES_RIYADH: "وكالات تسويق للشركات، الرياض",
    Focus.TRAINING_RIYADH: "تدريب الشركات، الرياض",
    Focus.GROWTH_CONSULTANCIES_RIYADH: "استشارات النمو، الرياض",
    Focus.SAAS_RIYADH: "برمجيات صغيرة ومتوسطة، الرياض",
    Focus.REAL_ESTATE_JEDDAH: "وسطاء عقار للشركات، جدة",
}
STATUS: dict[Status, str] = {
    Status.NEW: "جديدة",
    Status.RESEARCHED: "دُرست",
    Status.CONTACTED: "تواصلنا",
    Status.REPLIED: "ردّت",
    Status.MEETING: "اجتماع",
    Status.WON: "صارت عميلاً",
    Status.DROPPED: "تركناها",
}
REMINDERS = (
    "تذكير: لا واتساب بارد، ولا لديلكس نفسها",
    "تذكير: كل مسودة تنتظر اعتماد شخص",
    "تذكير: كل جهة نتواصل معها تُكتب في السجل",
)
HEAD = "☀️ موجز {day}"
LISTED = "الشركات في قائمتنا: {count}، أضافها أشخاص لا برامج"
EMPTY = "قائمتنا فارغة، أضف أول شركة تعرفها"
TARGET = "ابدأ مع {company} ({city}): {status}، المصدر: {source}"
NO_TARGET = "لا شركة تنتظر خطوة اليوم"
DRAFTS, NO_DRAFTS = "بانتظار الاعتماد: {count}", "بانتظار الاعتماد: لا يوجد"
ADD, MOVE = "أضف شركة", "غيّر حالة شركة"
WEEK_WORDS = ("أسبوع", "الأسبوع", "week", "weekly")

ADD_TITLE, MOVE_TITLE, SAVE = "شركة جديدة", "حالة شركة", "احفظ"
COMPANY, WHICH_FOCUS, CITY, SOURCE = "الشركة", "الفئة", "المدينة", "كيف عرفتها؟"
SOURCE_HINT = "بكلماتك: توصية، معرض، موقعهم. لا قوائم مجموعة آلياً"
WHICH, TO = "أي شركة؟", "صارت"
ADDED, MOVED = "أُضيفت إلى القائمة: {company}.", "حالة {company} الآن: {status}."
NOTHING_LISTED = "لا شركة في القائمة بعد."
COMPANY_UNUSABLE = "اكتب اسم الشركة، في 120 حرفاً أو أقل."
CITY_UNUSABLE = "اكتب المدينة."
SOURCE_NEEDED = "اكتب كيف عرفتها، بكلمات."
ALREADY_LISTED = "هذه الشركة في القائمة من قبل."
NO_SUCH_TARGET = "هذه حالتها من قبل."

WEEK_HEAD = "🧭 موجز المؤسس، الأسبوع حتى {day}"
DECISIONS, OPPORTUNITIES, RISKS, LEARNT = "قرارات تنتظرك", "فرص", "مخاطر", "ما تعلمناه"
NONE_AT_ALL = "لا شيء في السجل"
NO_MORE = "ولا شيء غيرها في السجل"
UNKNOWN_CUSTOMER = "عميل غير مربوط"
POINT: dict[What, str] = {
    What.DRAFT_WAITS: "مسودة {about} تنتظر اعتماداً، والتذكرة من {at} (ت-{row})",
    What.TARGET_ANSWERED: "شركة {about} ردّت {at}، ما خطوتنا؟ (قائمتنا {row})",
    What.STEP_LATE: "تسليم {about} متأخر في «{detail}» منذ {at} (التسليم {row})",
    What.PIPELINE: "قيمة فرص {about}: {number} ر.س (سجل الأدلة {row})",
    What.PROSPECT: "سؤال من غير عميل {at} (التذكرة ت-{row})",
    What.MEETING: "اجتماع {about} {at} (سجل الأدلة {row})",
    What.TICKET_LATE: "تذكرة {about} متأخرة منذ {at} (التذكرة ت-{row})",
    What.AT_RISK: "خطر مغادرة {about}: {number} من 100 (قراءة العميل {row})",
    What.CONNECTOR_FAILS: "ربط {detail} متعطل عند {about} منذ {at} (العميل {row})",
}
LINE = "{focus}: تواصلنا مع {contacted}، ردّت {answered}، صارت عميلاً {won}، تركنا {dropped}"
SHARE = "، نسبة الرد {percent}%"
TOO_FEW = "، والعدد لا يكفي للحكم"
NOTHING_LEARNT = "لا حركة مسجّلة هذا الأسبوع"
