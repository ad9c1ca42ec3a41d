"""The words of the Home tab; `founder.md` B names its three sections."""

TITLE = "الرئيسية · {day}"
WAITING = "بانتظاري ({count:,})"
WAITING_NONE = "بانتظاري: لا شيء ينتظر اعتمادك الآن"
WAITING_MORE = "الباقي {count:,}، اكتب لي «بانتظاري» لتراها كلها"
LATE = "متأخر ({count:,})"
LATE_NONE = "متأخر: لا يوجد، كل عميل ضمن مهلته"
LATE_MORE = "الباقي {count:,}، اكتب لي «مواعيد» لتراها كلها"
LINE = "تذكرة ت-{ticket} · {name} · {priority}"
LATE_SINCE = "{clock} متأخر منذ {at}"
NOT_TAKEN = "لم يستلمها أحد بعد"
TAKEN = "يتابعها {person}"

SHUT = "مقفل ولماذا"
SHUT_ONE = "• {what}: ينقص في الإعدادات {missing}"
LIVE_OFF = "• الإرسال المباشر: مقفل في كل القنوات، وكل نص معتمد يرسله شخص بيده"
LIVE_FLAGS = "• الإرسال المباشر: مفعّل في الإعدادات ({flags})، ولا ترسل أي قناة وحدها بعد"
FEATURE = {
    "slack": "سلاك",
    "reader": "القارئ الثاني",
    "whatsapp": "واتساب",
    "media": "الرسائل الصوتية والصور",
    "sentry_alerts": "تنبيهات سنتري",
    "forms": "نماذج الموقع",
    "mail": "البريد",
    "api": "واجهة البرمجة (API)",
    "paging_mail": "نداء الطوارئ بالبريد",
    "paging_webhook": "نداء الطوارئ بخدمة خارجية",
}

COMING = "الرسائل القادمة"
COMING_ONE = "• {job}: {at}"
COMING_OVERDUE = "• {job}: كان موعده {at} ولم يُنفَّذ، تأكد أن عملية الساعة تعمل"
COMING_NONE = "الرسائل القادمة: لم تسجّل عملية الساعة مواعيدها بعد"
DRAWN = "حُدّثت {at}"

STRANGER = (
    "أهلاً بك. هذه صفحة فريق الاعتماد في Dealix، وتظهر محتوياتها لأعضائه فقط.\n"
    "إن وصلك كلام من عميل فاكتبه لي في الرسائل، أو أبلغ به أحد المشغّلين."
)
