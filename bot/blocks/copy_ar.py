"""The words on cards and in modals; `founder.md` F is their source and says why each was chosen."""

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.sending.service import RejectReason
from dealix_ops.vocabulary import Priority, Source, Topic

MARK = {Priority.P0: "🔴", Priority.P1: "🟠", Priority.P2: "🟡", Priority.P3: "⚪"}

TOPIC = {
    Topic.DATA_EXPOSURE: "بيانات جهة أخرى ظاهرة لعميل",
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
KIND_OTHER = "رسالة من نوع لا نعرضه بعد"

DRAFT_KIND = {"first_response": "رد أول", "answer": "جواب"}

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
SENT_EARLIER = "أرسلتها قبل قليل…"
OPEN_WHATSAPP = "افتح واتساب"
OPEN_MAIL = "افتح البريد"
SAVE_AND_APPROVE = "حفظ واعتماد"
APPROVE_WITH_NEW = "اعتماد مع الجديد"
SHOW_THE_REST = "عرض الباقي"
BACK = "رجوع"

NO_NAME = "عميل بلا اسم ظاهر"
COLLEAGUE = "كتبها زميل"
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
    Source.MAIL: "نسخ إلى رد على بريده",
    Source.ON_BEHALF: "نسخ فقط، فلم يُسجَّل له رقم ولا بريد",
    Source.SENTRY: "لا رد على تنبيه آلي",
}
NOT_SENT_YET = "بانتظار الإرسال"
