"""What always holds, said as what is wrong when it does not; `docs/operations.md` has the same in English."""

from dealix_ops.invariants.rules import Invariant

WRONG = {
    Invariant.SENT_UNAPPROVED: "رد سُلّم أو أُرسل ولا اعتماد لنصّه",
    Invariant.TEXT_DIFFERS: "نص معتمد لا يطابق بصمة ما اعتُمد",
    Invariant.SENT_AFTER_WITHDRAWAL: "رد سُجّل مرسلاً بعد التراجع عن اعتماده",
    Invariant.P0_WITHOUT_CARD: "حالة طارئة مفتوحة بلا بطاقة في القناة",
    Invariant.TICKET_WITHOUT_CLOCK: "تذكرة مفتوحة بلا موعد رد",
    Invariant.OLD_WORK: "عمل ينتظر منذ أكثر من 10 دقائق ولم يبدأ أو لم يكتمل",
    Invariant.LEDGER: "سجل القرارات لا يطابق أختامه، أو توقّف ختمه",
    Invariant.MEDIA_TOO_OLD: "ملف عميل بقي يوماً بعد مدة حفظه",
    Invariant.VERDICT: "ربع تذاكر الأسبوع أو أكثر تأخّر ردها أو حلها",
}
FOUND = "ضابط اختلّ: {what} ({rows})\nللاطلاع: {command}"
MENDED = "ضابط عاد سليماً: {what} · اختلّ {at}"
COMMAND = "dealix doctor"
