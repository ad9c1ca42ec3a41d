"""Who answers a priority, and what it is for. Source: product facts, support."""

from enum import StrEnum

from dealix_ops.vocabulary import Priority


class Owner(StrEnum):
    FOUNDER = "founder"
    ON_CALL_OPERATOR = "on_call_operator"
    OPERATOR_TEAM = "operator_team"

    @property
    def name_ar(self) -> str:
        return _NAMES[self]


_NAMES = {
    Owner.FOUNDER: "المؤسس",
    Owner.ON_CALL_OPERATOR: "المشغّل المناوب",
    Owner.OPERATOR_TEAM: "فريق التشغيل",
}
_OWNERS = {
    Priority.P0: Owner.FOUNDER,
    Priority.P1: Owner.ON_CALL_OPERATOR,
    Priority.P2: Owner.ON_CALL_OPERATOR,
    Priority.P3: Owner.OPERATOR_TEAM,
}
_WHAT = {
    Priority.P0: "كشف بيانات، أو إرسال أو خصم بلا موافقة، أو توقف الخدمة كلها",
    Priority.P1: "توقف خدمة مهمة أو فشلها لدى عميل",
    Priority.P2: "خلل في ربط أو إعداد أو فاتورة، أو تأخر تسليم",
    Priority.P3: "سؤال أو طلب أو شكر، وهو الأصل",
}


def owner_of(priority: Priority) -> Owner:
    return _OWNERS[priority]


def what_ar(priority: Priority) -> str:
    return _WHAT[priority]
