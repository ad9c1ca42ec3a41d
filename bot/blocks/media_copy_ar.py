"""The words about customers' voice notes, images and files: in Slack and on their page."""

from dealix_ops.media.rules import MediaKind
from dealix_ops.vocabulary import MediaFault

THE = {
    MediaKind.AUDIO: "التسجيل",
    MediaKind.IMAGE: "الصورة",
    MediaKind.VIDEO: "المقطع",
    MediaKind.DOCUMENT: "الملف",
    MediaKind.STICKER: "الملصق",
}
COMING = "نجلب {the} الآن"
REMOVED = "انتهت مدة حفظ {the} عندنا"
FAILED = "لم نستطع جلب {the}: {why}"
OFF = "جلب الملفات غير مفعّل، افتحها من جوال الشركة إن كان متصلاً"
ON_THE_PHONE = "افتح المحادثة من جوال الشركة إن كان متصلاً"
WHY = {
    MediaFault.GONE: "لم يعد محفوظاً في واتساب",
    MediaFault.REFUSED: "رفض واتساب مفتاح الدخول",
    MediaFault.FOREIGN_HOST: "العنوان ليس من عناوين واتساب",
    MediaFault.REDIRECTED: "العنوان يحيل إلى مكان آخر",
    MediaFault.TOO_LARGE: "الحجم أكبر من المسموح",
    MediaFault.WRONG_HASH: "المحتوى لا يطابق ما أعلنه واتساب",
    MediaFault.WRONG_TYPE: "نوع المحتوى غير مسموح",
    MediaFault.NONSENSE: "رد واتساب غير مفهوم",
    MediaFault.UNREACHABLE: "لم يستجب واتساب خلال ساعتين",
}

READY = "افتحها من هنا. الروابط لك وحدك وتعمل ساعتين:"
NOT_READY = "لا يمكن فتحها الآن:"
NONE = "ليس في هذه التذكرة تسجيل ولا صورة ولا ملف."
NO_PAGES = "فتحها يحتاج عنواناً عاماً للخدمة، ولم يُضبط بعد"
LISTEN, LOOK = "استمع", "اعرض"
AGAIN = "أعد المحاولة"
ASKED_AGAIN = "طلبناه من واتساب مرة ثانية، وتخبرك البطاقة بما يصير عليه."
NOTHING_TO_ASK_AGAIN = "لا حاجة لإعادة المحاولة: الملف وصل أو نجلبه الآن، أو لم يعد محفوظاً في واتساب."

UNHEARD_SINCE = "وصل بعدها ما لم يُسمع أو يُفتح. اطّلع عليه من البطاقة المحدّثة ثم حدّد."
NOTHING_TO_HEAR = "كل ما في التذكرة مقروء، فلا شيء ينتظر الاستماع."
LISTENED_BEFORE = "سبقك {person} وحدّدها {at}"
LISTENED_YOURSELF = "حدّدتها أنت {at}، ولم نكرّره."

PAGE_SENT_AT = "الوصول {at} · تذكرة ت-{ticket}"
PAGE_SAVE = "نزّل {the}"
PAGE_SILENT = (
    "لا يعمل الصوت؟ متصفح بعض أجهزة آيفون القديمة لا يشغّل تسجيلات واتساب. نزّل التسجيل وافتحه بتطبيق آخر، "
    "أو افتح هذه الصفحة من الحاسوب."
)
PAGE_ONLY_YOURS = "هذه الصفحة لك وحدك، وتعمل حتى {until}. فيها كلام عميل، فلا ترسل رابطها."
PAGE_THEN = "بعد الاطلاع ارجع إلى سلاك وحدّد الأولوية من البطاقة."
UNKNOWN = (
    "هذا الرابط لا يفتح شيئاً",
    "قد يكون ناقصاً أو انتهى وقته، فهو يعمل ساعتين، وقد تكون مدة حفظ الملف انتهت. "
    "ارجع إلى سلاك واضغط الزر من جديد.",
)
