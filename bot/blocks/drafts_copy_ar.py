"""The words of the modals in which answers are written, and of saved replies."""

from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.language import DraftLanguage

KIND = {
    DraftKind.ANSWER: "جواب",
    DraftKind.UPDATE: "مستجد",
    DraftKind.ASK_INFO: "طلب معلومة",
    DraftKind.RESOLUTION: "سؤال الإغلاق",
}
KIND_OF_ANSWER = "نوع الرد"
SAVED_REPLIES = "من الردود الجاهزة"
IN_LANGUAGE = {DraftLanguage.AR: "بالعربية", DraftLanguage.EN: "بالإنجليزية"}

PROPOSED_BESIDE = "المقترح، ونصك باقٍ في الحقل. انسخ منه ما تريد:"
DRAFT_CHANGED = "المسودة تغيّرت بعد فتح النافذة، ونصك محفوظ"
SEND_FOR_APPROVAL = "أرسل للاعتماد"
NOT_OUT_YET = "بعد الاعتماد يجهز النص للإرسال بيدك، ولا يصل إلى العميل شيء قبل ذلك"
FOUNDER_DECIDES = "نص الحالة الطارئة يعتمده المؤسس: ما تعدّله يُحفظ وينتظره، ولا يصل إلى العميل شيء قبل ذلك"
LEFT_FOR_FOUNDER = "حُفظ نصك، وهو الآن المسودة التي تنتظر اعتماد المؤسس."
ASKED_FOUNDER = "نص بانتظار اعتمادكم {founders}: كتبه {author}."
VIEW_NOT_CHANGED = "تعذّر تغيير النافذة في الوقت المتاح، ونصك باقٍ فيها. اضغط مرة أخرى."

SAVE_REPLY = "احفظه رداً جاهزاً"
SAVE_REPLY_TITLE = "رد جاهز"
SAVE = "احفظ"
TITLE_LABEL = "العنوان كما يظهر في القائمة"
TEXT_LABEL = "النص، دون ما يخص عميلاً بعينه"
REMOVED = "أُزيل من النص ما يخص العميل، وبقيت مكانه فراغات بين ⟦ ⟧ يملؤها من يستعمله"
SAVED = "حُفظ الرد الجاهز «{title}»، وتجده في «رد جديد»."
TITLE_TAKEN = "يوجد رد جاهز بهذا العنوان، اختر عنواناً آخر."
TITLE_NEEDED = "اكتب عنواناً قصيراً، 75 حرفاً أو أقل."
STILL_PERSONAL = "في النص {what} العميل. ضع مكانه فراغاً مثل {gap}."
MANY_SAVED = "بلغت الردود الجاهزة {count}، وهذا حدها. احذف ما لا تستعمله بالأمر «ردود»."
NO_SAVED = "لا ردود جاهزة بعد. بعد اعتماد نص عدّلته اضغط «احفظه رداً جاهزاً»."
SAVED_HEAD = "الردود الجاهزة ({count}):"
SAVED_LINE = "{number}. {title}"
HOW_TO_REMOVE = "لحذف رد: ‎/dealix ردود حذف ثم رقمه"
REMOVED_REPLY = "حُذف الرد الجاهز «{title}»."
NO_SUCH_REPLY = "لا رد جاهزاً بهذا الرقم. اكتب «ردود» لترى الأرقام."
WHAT_IS = {"name": "اسم", "phone": "رقم", "company": "اسم شركة", "email": "بريد"}
PROMISED = "وعدنا العميل بخبر قبل"
PROMISED_HINT = "عدّله إن غيّرت الوقت في النص، واتركه فارغاً إن لم يعد النص بشيء. نذكّرك قبله بعشر دقائق."
