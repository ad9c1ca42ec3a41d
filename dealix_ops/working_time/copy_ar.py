"""The Arabic of a calendar that asks to be confirmed."""

NOT_CONFIRMED = "تقويم العمل: {name} يبدأ تقديراً {day}، ولم يؤكده أحد بعد. مواعيد الردود تُحسب عليه."
HOW = "للتأكيد أو التصحيح: {command}"
COMMAND = "\u200e/dealix دوام {day} {kind} {name}"
AWAY = (
    "تنبيه الإجازة: {name} بعد {days}. اضبط رسالة الغياب في واتساب بزنس بنفسك، فالنظام لا يرد على أحد آلياً."
)
HOLIDAY, RAMADAN = "إجازة", "رمضان"
