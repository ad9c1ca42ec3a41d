"""The words on an alert's card: for whoever repairs, so no word of comfort and none of blame."""

from dealix_ops.alerts.rules import CRITICAL, ERROR, FATAL, WARNING, AlertState

WHAT = {
    FATAL: "عطل أوقف البرنامج",
    ERROR: "خطأ في البرنامج",
    WARNING: "تحذير من البرنامج",
}
WHAT_OTHER = "تنبيه من البرنامج"
METRIC = {CRITICAL: "مؤشر تجاوز حدّه الحرج", WARNING: "مؤشر اقترب من حدّه"}
METRIC_OTHER = "مؤشر خرج عن حدّه"
OWN = "تنبيه: الخطأ من برنامج العمليات هذا نفسه"

PRODUCTION = "الإنتاج"
ALL_ENVIRONMENTS = "كل البيئات"
NO_ENVIRONMENT = "غير معروفة"
NO_TITLE = "بلا عنوان"
NO_PROJECT = "غير معروف"

STATE = {AlertState.FIRING: "قائم", AlertState.RESOLVED: "انتهى", AlertState.IGNORED: "أُرشف في سنتري"}
ENDED = {
    AlertState.FIRING: "أُغلقت التذكرة",
    AlertState.RESOLVED: "انتهى التنبيه",
    AlertState.IGNORED: "أُرشف التنبيه في سنتري",
}
NOBODY_YET = "لم يستلمها أحد بعد"
CLAIM = "استلمتها"
OPEN_SENTRY = "افتح سنتري"

PUSH = "تنبيه {priority} من النظام: {what} في بيئة {where}"
PUSH_ELSEWHERE = "تنبيه {priority} من النظام: {what}"
PUSH_ENDED = "انتهى تنبيه النظام، ولا عمل مطلوب منك."
PUSH_CLOSED = "أُغلقت تذكرة تنبيه النظام، ولا عمل مطلوب منك."
