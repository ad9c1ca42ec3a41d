"""The words on cards and in modals; `founder.md` F is their source and says why each was chosen."""

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.judging.rules import LowerReason
from dealix_ops.sending.service import RejectReason
from dealix_ops.vocabulary import Priority, Risk, Source, Topic

MARK = {Priority.P0: "🔴", Priority.P1: "🟠", Priority.P2: "🟡", Priority.P3: "⚪"}

TOPIC = {
    Topic.DATA_EXPOSURE: "بيانات ظاهرة لغير أصحابها",
    Topic.UNAUTHORISED_SEND: "إرسال دون موافقة العميل",
    Topic.UNAUTHORISED_CHARGE: "خصم دون موافقة العميل",
    Topic.OUTAGE: "الخدمة متوقفة",
    Topic.LOGIN: "تعذّر الدخول إلى الحساب",
    Topic.DELIVERABLE_LATE: "تسليم متأخر",
    Topic.CONNECTOR: "مشكلة في ربط قناة",
    Topic.INVOICE: "استفسار عن فاتورة",
    Topic.SECRET_SHARED: "مفتاح أو كلمة مرور في الرسالة",
    Topic.PRICING: "سؤال عن الأسعار",
    Topic.HOW_TO: "سؤال عن الاستخدام",
    Topic.THANKS: "شكر أو تحية",
    Topic.OTHER: "رسالة من عميل",
}

KIND = {
    "text": "رسالة بلا نص",
    "audio": "رسالة صوتية",
    "image": "صورة",
    "video": "مقطع مرئي",
    "document": "ملف",
    "sticker": "ملصق",
    "location": "موقع",
    "contacts": "جهة اتصال",
    "edit": "عدّل رسالته إلى",
    "revoke": "حذف رسالة سابقة",
}
NO_TEXT = "رسالة بلا نص (صوت أو صورة أو غيرهما)"
LONGER = "(النص أطول، حروفه {length:,})"
WITHOUT_QUOTED = "(دون ما اقتبسه من رسائل سابقة)"
SAID_COMPANY = "الجهة كما كُتبت: {company} (لم نتحقق)"
SAID_REACH = "للتواصل كما كُتب: {reach} (لا يصح للإرسال)"
UNPROVED = "تنبيه: لم يثبت أن المرسل صاحب البريد"
ATTACHED = "مرفق: {files} (لم يُحفظ، افتحه في البريد)"
ATTACHED_MANY = "مرفقات: {files} (لم تُحفظ، افتحها في البريد)"
ATTACHED_MORE = "و{count} غيرها"
ATTACHED_UNNAMED = "ملف بلا اسم"
KIND_OTHER = "رسالة من نوع لا نعرضه بعد"

STATUS = {
    DraftStatus.APPROVED: "اعتمدها",
    DraftStatus.EDITED: "عدّلها واعتمدها",
    DraftStatus.HANDED_OFF: "اعتمدها",
    DraftStatus.SENT: "اعتمدها",
    DraftStatus.REJECTED: "استبعدها",
}

REASON = {
    RejectReason.TONE: "النبرة",
    RejectReason.WRONG_FACT: "معلومة خاطئة",
    RejectReason.INCOMPLETE: "ناقصة",
    RejectReason.PROMISE_TOO_BIG: "وعد لا نقدر عليه",
    RejectReason.WRONG_CUSTOMER: "ليست لهذا العميل",
    RejectReason.OTHER: "غيره",
}

APPROVE = "اعتماد"
EDIT = "تعديل"
DO_NOT_SEND = "لا ترسل هذا"
WRITE_ANOTHER = "رد جديد"
MARK_SENT = "أرسلتها"
OPEN_WHATSAPP = "افتح واتساب"
OPEN_MAIL = "افتح البريد"
SAVE_AND_APPROVE = "حفظ واعتماد"
APPROVE_WITH_NEW = "اعتماد مع الجديد"
APPROVE_AS_IT_IS = "اعتماد كما هو"
FAMILY = "السبب: {family}."
MORE_FINDINGS = "والباقي: {count}."
SHOW_THE_REST = "عرض الباقي"
BACK = "رجوع"

RAISE = "ارفع الأولوية"
LOWER = "خفّض"
LOWER_REASON = {
    LowerReason.QUESTION: "سؤال",
    LowerReason.THANKS: "شكر",
    LowerReason.PAST: "حالة سابقة",
    LowerReason.MISREAD: "تصنيف خاطئ",
    LowerReason.OTHER: "غيره",
}
LINK_CUSTOMER = "اربط بعميل"
ON_BEHALF = "افتح تذكرة نيابة عن عميل"
OFFER_ON_BEHALF = "هذا كلام عميل؟ افتح له تذكرة، ونسألك من هو."
HERE_FOR_ARRANGERS = "فتح التذاكر هنا للمؤسس والمشغّلين. اكتب «مساعدة» لترى الأوامر."
ALREADY_A_TICKET = "لهذه الرسالة تذكرة من قبل. اربطها بعميلها من بطاقتها."
LATE_MODAL = "تأخّر فتح النافذة. اضغط هنا لفتحها:"
CUSTOMER_MISSING = "اختر العميل أو اكتب اسمه"
WORDS_MISSING = "اكتب كلام العميل"
PHONE_UNUSABLE = "ليس رقم جوال صحيحاً. مثال: 0551234567"
EMAIL_UNUSABLE = "البريد غير مكتمل. مثال: name@company.sa"
TICKET_EXISTS = "فُتحت تذكرة لهذه الرسالة من قبل"
CHANNEL_MAPPED = (
    "صارت هذه القناة لـ {name}: رسائل أعضائها تفتح تذاكر باسمه. "
    "وإن لم يكن البوت عضواً فيها فأضفه، فبدون ذلك لا يصلنا منها شيء."
)
CHANNEL_UNMAPPED = "لم تعد هذه القناة لعميل."
CHANNEL_WAS_NOT_MAPPED = "هذه القناة ليست لعميل أصلاً."
CHANNEL_IS_OURS = "هذه القناة لنا، فلا تصير لعميل. اكتب الأمر داخل قناة العميل."
CHANNEL_WHAT = "اكتب اسم العميل بعد «قناة»، في 120 حرفاً أو أقل."
CHANNEL_ONLY_THERE = "اكتب هذا الأمر داخل قناة العميل نفسها: ‎/dealix قناة اسم العميل"
UNKNOWN_COMMAND = "لا أعرف الأمر «{word}»."
DID_YOU_MEAN = "أتقصد {nearest}؟"
TRIAGE_WHAT = "اكتب النص بعد «فرز»، مثل: ‎/dealix فرز اللوحة ما تفتح عندنا"
FORWARDED = "(محوّلة)"
SOMEBODY_ELSES = "انتبه: في الكلام ما نُقل عن غير المرسل"
RISKS = "حساس: {risks}"
RISK = {
    Risk.PUBLICATION: "يلوّح بالنشر",
    Risk.LAWYER: "يذكر محامياً أو قضية",
    Risk.AUTHORITY: "يذكر جهة رقابية",
    Risk.CANCELLATION: "يريد الإلغاء",
    Risk.REPEATED: "تكررت عليه المشكلة",
    Risk.DATA_REQUEST: "يطلب بياناته أو حذفها",
}
SURE, NEEDS_LOOK = "أكيد", "يحتاج نظرة"

NO_NAME = "عميل بلا اسم ظاهر"
COLLEAGUE = "كتبها زميل"
THE_CUSTOMER = "العميل"
NOT_LINKED = "غير مربوط بعميل بعد"
SOURCE = {
    Source.WHATSAPP: "واتساب",
    Source.SLACK: "سلاك",
    Source.FORM: "نموذج الموقع",
    Source.MAIL: "البريد",
    Source.ON_BEHALF: "أدخلها زميل",
    Source.SENTRY: "سنتري",
}
COPY_ONLY = {
    Source.WHATSAPP: "نسخ فقط، فواتساب يحجب رقم هذا العميل",
    Source.SLACK: "نسخ إلى محادثته في سلاك",
    Source.FORM: "نسخ فقط، فلم يترك رقماً ولا بريداً",
    Source.MAIL: "نسخ إلى رد على رسالته في بريد الشركة",
    Source.ON_BEHALF: "نسخ فقط، فلم يُسجَّل له رقم ولا بريد",
    Source.SENTRY: "لا رد على تنبيه آلي",
}
COPY_BY_COLLEAGUE = "نسخ فقط، ويوصله إلى العميل من كتبها"
