"""The Arabic of triage reasons."""

from dealix_ops.vocabulary import Risk

EMPTY_REASON = "رسالة بلا كلام ← عادي"
DEFAULT_REASON = "لا بلاغ عن خلل ← عادي"
SECRET_REASON = "سر (مفتاح أو كلمة مرور) في الرسالة ← طارئ"  # noqa: S105  a reason's text
WORD_ONLY = "كلمة طوارئ فقط"
WHOLE_TEXT = "مجمل الرسالة"
TAKEN_BACK_REASON = "فيه كلام مقلق لم يُحسم، يحتاج نظرة"

CALM_REASONS = {
    "question": "سؤال أو طلب ← عادي",
    "thanks": "شكر ← عادي",
    "closed": "موضوع منتهٍ ← عادي",
}

FAILSAFE_NAMES = {
    "leak": "كلمة طوارئ: تسريب",
    "unauthorised_send": "كلمة طوارئ: إرسال بلا موافقة أو خاطئ",
    "unauthorised_charge": "كلمة طوارئ: خصم فعلي",
    "other": "كلمة طوارئ: غير مصرّح",
}

MATTERS = {
    "leak": "بيانات طرف آخر أو كشف بيانات",
    "send": "إرسال لم يعتمده أحد أو إلى غير المقصود",
    "leak_by_send": "بيانات أُرسلت إلى غير أصحابها",
    "charge": "خصم بلا موافقة",
    "whole_outage": "توقف الخدمة كلها",
    "stopped": "توقف خدمة مهمة",
    "part": "خلل في جزء من الخدمة",
}

FORWARDED = "رسالة محوّلة: الكلام لغير المرسل"

RISK_NAMES = {
    Risk.PUBLICATION: "نشر",
    Risk.LAWYER: "قانوني",
    Risk.AUTHORITY: "جهة رقابية",
    Risk.CANCELLATION: "إلغاء",
    Risk.REPEATED: "تكرار",
    Risk.DATA_REQUEST: "طلب بيانات",
}
