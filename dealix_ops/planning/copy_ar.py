"""Why something is refused, and what may be done instead; `founder.md` F is the tone."""

from dealix_ops.planning.rules import Kind, Refusal

TITLE: dict[Refusal, str] = {
    Refusal.FREEZE_BYPASS: "تجاوز التجميد",
    Refusal.LIVE_CHARGE: "خصم مباشر",
    Refusal.SCRAPING: "جمع بيانات دون إذن",
    Refusal.BOUGHT_LIST: "قائمة مشتراة أو مجهولة المصدر",
    Refusal.AUTO_CONNECT: "إضافة تلقائية",
    Refusal.AUTO_DM: "رسائل خاصة تلقائية",
    Refusal.BULK_WITHOUT_REVIEW: "إرسال جماعي بلا مراجعة",
    Refusal.SEND_WITHOUT_APPROVAL: "إرسال بلا اعتماد",
    Refusal.COLD_WHATSAPP: "واتساب بلا إذن موثّق",
    Refusal.UNKNOWN: "إجراء غير معروف",
}
REASON: dict[Refusal, str] = {
    Refusal.FREEZE_BYPASS: "القناة المجمّدة لا يخرج منها إرسال نبدأ به حتى يُرفع التجميد.",
    Refusal.LIVE_CHARGE: "لا نخصم من بطاقة أحد ولا من حسابه.",
    Refusal.SCRAPING: "لا نأخذ بيانات أشخاص من مواقع وحسابات لم يأذنوا بها.",
    Refusal.BOUGHT_LIST: "أصحاب هذه القائمة لم يأذنوا لنا بالتواصل.",
    Refusal.AUTO_CONNECT: "لا نرسل طلبات إضافة أو متابعة آلياً.",
    Refusal.AUTO_DM: "لا تخرج رسالة خاصة إلى أحد دون أن يكتبها أو يعتمدها شخص.",
    Refusal.BULK_WITHOUT_REVIEW: "كل رسالة تحتاج من يقرؤها ويعتمدها لمستلمها.",
    Refusal.SEND_WITHOUT_APPROVAL: "لا يصل نص إلى عميل قبل اعتماد شخص له، وهذا يشمل المؤسس.",
    Refusal.COLD_WHATSAPP: "لا نبدأ محادثة واتساب مع رقم ليس له إذن موثّق.",
    Refusal.UNKNOWN: "لا نعرف هذا الإجراء، فلم نخمّن.",
}
INSTEAD: dict[Refusal, str] = {
    Refusal.FREEZE_BYPASS: "راجع سبب التجميد مع المؤسس، والردود المعتمدة تُسلَّم باليد في هذه الأثناء.",
    Refusal.LIVE_CHARGE: "جهّز فاتورة بتعليمات دفع، ويدفع العميل بنفسه.",
    Refusal.SCRAPING: "ابحث يدوياً في مصدر عام، أو استخدم قائمة العميل نفسه أو نموذج الموقع.",
    Refusal.BOUGHT_LIST: "ارفع قائمة العميل نفسه مع مصدرها وإذن أصحابها.",
    Refusal.AUTO_CONNECT: "جهّز مسودة تعريف، ويضيف صاحب الحساب من يعرفه بيده.",
    Refusal.AUTO_DM: "جهّز مسودة لكل شخص، ويعتمدها صاحب الحساب ويرسلها بيده.",
    Refusal.BULK_WITHOUT_REVIEW: "جهّز مسودات تُراجَع واحدة واحدة قبل الاعتماد.",
    Refusal.SEND_WITHOUT_APPROVAL: "جهّز مسودة واعتمدها من بطاقتها، والاعتماد ضغطة واحدة.",
    Refusal.COLD_WHATSAPP: "سجّل إذن الرقم ومصدره أولاً، أو جهّز مسودة بريد أو مكالمة.",
    Refusal.UNKNOWN: "اكتب المطلوب بأحد ما نعرفه:",
}
KIND: dict[Kind, str] = {
    Kind.REPLY: "رد على عميل كتب لنا",
    Kind.MESSAGE: "رسالة إلى شخص",
    Kind.FOLLOW_UP: "متابعة",
    Kind.CALL: "مكالمة",
    Kind.MEETING: "موعد",
    Kind.IMPORT_LIST: "رفع قائمة العميل نفسه",
    Kind.RESEARCH: "بحث يدوي",
    Kind.INVOICE: "فاتورة بتعليمات دفع",
    Kind.CONNECT: "إعداد ربط",
    Kind.PROOF_PACK: "تقرير إثبات",
    Kind.BULK: "رسائل تُراجَع واحدة واحدة",
}
