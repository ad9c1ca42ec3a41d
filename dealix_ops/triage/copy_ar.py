"""The Arabic of triage reasons."""

EMPTY_REASON = "رسالة بلا كلام ← عادي"
DEFAULT_REASON = "لا بلاغ عن خلل ← عادي"
SECRET_REASON = "سر (مفتاح أو كلمة مرور) في الرسالة ← طارئ"  # noqa: S105  a reason's text
QUESTION_REASON = "سؤال أو طلب ← عادي"
THANKS_REASON = "شكر ← عادي"
CLOSED_REASON = "موضوع منتهٍ ← عادي"
WORD_ONLY = "كلمة أمان فقط"
TAKEN_BACK_REASON = "فيه كلام مقلق ورد على سبيل النفي أو السؤال، يحتاج نظرة"

FAILSAFE_NAMES = {
    "leak": "كلمة أمان: تسريب",
    "unauthorised_send": "كلمة أمان: إرسال بلا موافقة أو خاطئ",
    "unauthorised_charge": "كلمة أمان: خصم فعلي",
    "other": "كلمة أمان: غير مصرّح",
}
