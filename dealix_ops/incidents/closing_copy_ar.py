"""What is said where an incident stands once it is over, or begins anew."""

RESOLVED = "انتهى الحادث ح-{id}، أغلقه {who}"
SUMMARY = "ملخصه:"
STILL_FROZEN = "الإرسال: ما نبدأ به نحن ما زال موقوفاً، ويرفعه المؤسس من زر «رفع التجميد». {founders}"
REOPENED = "أُعيد فتح الحادث ح-{id}، فتحه {who}. السبب:"
ASK_FREEZE = "تذكير: انتهى الحادث ح-{id} وما نبدأ به من الإرسال ما زال موقوفاً. ارفعه أو أبقه. {founders}"
REVIEW_SOON = "تذكير: مراجعة الحادث ح-{id} موعدها {due}، وينقصها: {gaps}. أكملها من الزر ثم «حدّث المراجعة»."
REVIEW_LATE = "تأخرت مراجعة الحادث ح-{id}، كان موعدها {due}، وينقصها: {gaps}. {founders}"
GAP = {
    "summary": "الملخص",
    "root_cause": "السبب الجذري",
    "went_well": "ما سار جيداً",
    "went_wrong": "ما لم يسر جيداً",
    "prevention": "إجراء وقائي واحد على الأقل",
}
CHASED = "تذكير {owner}: إجراءات تنتظرك بعد الحوادث، وعددها {count}"
ACTION = "الإجراء: {what} · {due} · ح-{id}"
ACTION_DUE, ACTION_LATE, ACTION_TODAY = "موعده {day}", "فات موعده {day}", "موعده اليوم"
ACTIONS_MORE = "وبقي غيرها، وعددها {count}. اكتب «حادث إجراءات» بعد /dealix لتراها كلها."
ACTION_MOVED = "{what}، من {was} إلى {to}. السبب: {why}"
NOT_MADE = "نسخة كاملة في سلاك"
