"""The words of a hand-off, its page and of answers outside; `founder.md` C3 and F are their source."""

from dealix_ops.sending.outside import OutsideMeans

OPEN_PAGE = "افتح صفحة التسليم"
PAGE_READY = "صفحة التسليم جاهزة، وهي لك وحدك مدة ساعتين. لا تشارك رابطها."
PAGE_BUTTON = "افتح الصفحة"
SENT_WHEN = "متى أرسلتها؟"
NOW = "الآن"
WHEN_OPENED = "وقت فتح الصفحة ({at})"
NOT_SENT = "لم أرسلها"
INSTEAD = "كلّمت العميل بدلاً منها"
ELSEWHERE_INSTEAD = "رددت من الجوال بدلاً منها"
UNDO = "تراجع عن الاعتماد"
EDIT = "تعديل"

TEXT_ON_PAGE = "النص وزر نسخه في صفحة التسليم"
TEXT_BELOW = "النص وحده في الرد تحت هذه الرسالة لمن أراد النسخ"
TAKEN_BACK_TEXT = "سُحب الاعتماد، فلا ترسل النص الذي كان هنا."
STILL_GOOD = "إن كان النص ما زال صالحاً فأرسله كما هو واضغط «{sent}»، وإلا فـ«{edit}»"
MORE_LINES = "وبعدها: {count}"

CALLED = "كلّمت العميل"
ELSEWHERE = "رددت من الجوال"
MEANS = {
    OutsideMeans.CALL: "اتصال",
    OutsideMeans.COMPANY_PHONE: "جوال الشركة",
    OutsideMeans.IN_PERSON: "حضورياً",
    OutsideMeans.EMAIL: "البريد",
}
AGO = {0: "الآن", 5: "قبل 5 دقائق", 10: "قبل 10 دقائق", 30: "قبل 30 دقيقة"}
OUTSIDE_MEANS = "بماذا؟"
OUTSIDE_WHEN = "متى؟"
OUTSIDE_TIME = "أو في وقت بعينه، بتوقيت الرياض"
OUTSIDE_NOTE = "ماذا قيل؟ سطر واحد"
OUTSIDE_SAVE = "سجّلها"
OUTSIDE_HINT = "يُحسب أول رد في هذا الوقت، وتُغلق المسودة المنتظرة، ولا يصل إلى العميل شيء"
WHAT = {False: "الرد على", True: "نص الرسالة إلى"}
"""By whether it answers nobody."""
ASKED_AGAIN = "🔔 سؤال أخير {person}: هل أُرسلت؟ إن لم يُسجَّل إرسالها قبل {at} عددناها غير مرسلة"
LAPSED = "⌛ انتهى وقتها {at}: لم يُسجَّل إرسالها، فلا ترسل النص"
LAPSED_DRAFT = "عُدّت غير مرسلة، والمسودة الجديدة من بطاقة ت-{ticket}"
STOPPED = "🛑 أوقفناها {at}: تغيّر ما يلزم لإرسالها، فلا ترسل النص"
STOPPED_DRAFT = "السبب على بطاقة ت-{ticket}، والقرار من هناك"
STOPPED_HEAD = "أوقفنا هذه الرسالة، فلا ترسل النص"
STOPPED_PAGE = "تغيّر ما يلزم لإرسالها. السبب والقرار على بطاقتها في سلاك."
LAPSED_HEAD = "انتهى وقت هذا الرد"
LAPSED_PAGE = "لم يُسجَّل إرساله في وقته، فلا ترسل النص. المسودة الجديدة من بطاقة التذكرة في سلاك."
