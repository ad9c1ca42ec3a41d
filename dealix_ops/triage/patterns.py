"""Which ideas, standing near each other, mean which matter: the table that `rules.py` runs."""

from dataclasses import dataclass

from dealix_ops.triage.concepts import Concept
from dealix_ops.vocabulary import Meaning, Priority, Topic

C = Concept


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Every group of `parts` stands within `window` words of the first; `unless` near it forbids."""

    name_ar: str
    priority: Priority
    meaning: Meaning
    parts: tuple[tuple[C, ...], ...]
    window: int
    sure: float
    unless: tuple[C, ...] = ()
    same_sentence: bool = False


def _p0(
    name_ar: str, meaning: Meaning, parts: tuple[tuple[C, ...], ...], window: int, sure: float = 0.8
) -> Pattern:
    return Pattern(name_ar, Priority.P0, meaning, parts, window, sure)


_LEAK = "بيانات طرف آخر أو كشف بيانات"
_INTRUDER = "دخول غريب إلى الحساب"
_SECRET = "سر مكشوف"  # noqa: S105  a reason's text
_SEND = "إرسال لم يعتمده أحد"
_MISSENT = "إرسال إلى غير المقصود"
_CHARGE = "خصم بلا موافقة"
_OUTAGE = "توقف الخدمة كلها"

P0_PATTERNS: tuple[Pattern, ...] = (
    _p0(_LEAK, Meaning.LEAK, ((C.OTHER_PARTY,), (C.SEE, C.TAKE), (C.DATA, C.OURS)), 12, 0.85),
    _p0(_LEAK, Meaning.LEAK, ((C.OTHER_PARTY,), (C.TAKE, C.PUBLIC, C.SENT), (C.DATA,)), 12),
    _p0(_LEAK, Meaning.LEAK, ((C.LEAK,), (C.DATA, C.OURS, C.CUSTOMER, C.SECRET, C.ACCOUNT)), 7, 0.85),
    _p0(_LEAK, Meaning.LEAK, ((C.PUBLIC,), (C.OURS,), (C.DATA,), (C.SEE, C.TAKE)), 8, 0.6),
    _p0(_INTRUDER, Meaning.LEAK, ((C.HACK,), (C.OURS, C.ACCOUNT, C.DATA)), 6, 0.85),
    _p0(
        _INTRUDER,
        Meaning.LEAK,
        ((C.STRANGER,), (C.DEVICE, C.ACCOUNT, C.OURS), (C.SEE, C.TAKE, C.ALTERED, C.DEVICE)),
        14,
    ),
    _p0(_INTRUDER, Meaning.LEAK, ((C.NO_ACCESS,), (C.ALTERED,), (C.SECRET,)), 9, 0.75),
    _p0(_SECRET, Meaning.LEAK, ((C.SECRET,), (C.PUBLIC,)), 10),
    _p0(_SEND, Meaning.UNAUTHORISED_SEND, ((C.NO_CONSENT,), (C.SENT,), (C.RECIPIENT, C.MESSAGE)), 16, 0.85),
    _p0(_SEND, Meaning.UNAUTHORISED_SEND, ((C.PENDING,), (C.SENT,), (C.RECIPIENT,)), 12),
    _p0(_SEND, Meaning.UNAUTHORISED_SEND, ((C.ALONE,), (C.SENT,), (C.RECIPIENT,)), 9),
    _p0(_SEND, Meaning.UNAUTHORISED_SEND, ((C.ALONE,), (C.SENT,), (C.MESSAGE,)), 5, 0.7),
    _p0(
        _SEND,
        Meaning.UNAUTHORISED_SEND,
        ((C.NO_CONSENT,), (C.ARRIVED,), (C.MESSAGE,), (C.RECIPIENT,)),
        14,
        0.75,
    ),
    _p0(_SEND, Meaning.UNAUTHORISED_SEND, ((C.TEMPLATE_HOLE,), (C.SENT,), (C.RECIPIENT,)), 14),
    _p0(_MISSENT, Meaning.UNAUTHORISED_SEND, ((C.SENT,), (C.WRONG_TARGET,)), 10),
    _p0(
        _MISSENT,
        Meaning.UNAUTHORISED_SEND,
        ((C.SENT,), (C.WRONGLY,), (C.RECIPIENT,), (C.MESSAGE, C.DATA, C.ORG)),
        6,
    ),
    _p0(
        _CHARGE,
        Meaning.UNAUTHORISED_CHARGE,
        ((C.CHARGE,), (C.CARD, C.MONEY), (C.NO_CONSENT, C.ALONE)),
        20,
        0.85,
    ),
    _p0(_CHARGE, Meaning.UNAUTHORISED_CHARGE, ((C.CHARGED,), (C.CARD, C.MONEY), (C.TRIAL,)), 16, 0.75),
    _p0(_CHARGE, Meaning.UNAUTHORISED_CHARGE, ((C.CHARGED,), (C.NO_CONSENT, C.CANCELLED)), 12),
    _p0(
        _CHARGE,
        Meaning.UNAUTHORISED_CHARGE,
        ((C.CHARGE,), (C.NO_CONSENT,), (C.PLAN, C.MONEY, C.CARD)),
        10,
        0.75,
    ),
    _p0(_OUTAGE, Meaning.OUTAGE, ((C.STOPPED, C.NOT_WORKING), (C.EVERYONE,), (C.WHOLE,)), 18, 0.85),
    _p0(_OUTAGE, Meaning.OUTAGE, ((C.STOPPED,), (C.WHOLE,), (C.WHOLE,), (C.WHOLE,)), 12, 0.75),
)

_STOPPED = "توقف خدمة مهمة"
_NO_ACCESS = "تعذّر الدخول"
_NO_OUTPUT = "لا مخرجات من المحرك"
_LATE = "تسليم متأخر"
_UNPAID_FOR = "مدفوع ولم يُفعّل"

P1_PATTERNS: tuple[Pattern, ...] = (
    Pattern(_UNPAID_FOR, Priority.P1, Meaning.OUTAGE, ((C.PAID,), (C.INACTIVE,)), 14, 0.75, (C.PRICE,)),
    Pattern(
        _NO_ACCESS,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.NO_ACCESS,), (C.ACCOUNT, C.DEADLINE, C.DURATION)),
        12,
        0.75,
        (C.MILD,),
    ),
    Pattern(
        _STOPPED,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.CORE,), (C.STOPPED, C.NOT_WORKING)),
        5,
        0.75,
        (C.MILD, C.ONE_PART, C.SLOW),
        True,
    ),
    Pattern(
        _NO_OUTPUT,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.NO_OUTPUT,), (C.RECEIVE, C.CORE), (C.DURATION, C.PAID, C.WAITING)),
        10,
        0.7,
        (C.MILD, C.ONE_PART),
    ),
    Pattern(
        _NO_OUTPUT,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.NOT_RECEIVED, C.NOT_WORKING), (C.DRAFT,), (C.DURATION, C.PAID, C.WAITING)),
        9,
        0.65,
        (C.MILD, C.ONE_PART),
    ),
    Pattern(
        _LATE,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.DELIVERABLE,), (C.NOT_RECEIVED, C.LATE, C.WAITING), (C.DURATION, C.WAITING, C.DEADLINE)),
        10,
        0.75,
        (C.MILD, C.ON_TIME),
    ),
    Pattern(
        _LATE,
        Priority.P1,
        Meaning.OUTAGE,
        ((C.DELIVERABLE,), (C.LATE,), (C.NOT_RECEIVED, C.FACT)),
        14,
        0.65,
        (C.MILD, C.ON_TIME),
    ),
)

_CONNECTOR = "مشكلة ربط"
_INVOICE = "مشكلة فاتورة أو دفع"
_DELIVERABLE = "تسليم ناقص أو متأخر"
_SERVICE = "خلل في جزء من الخدمة"
_BROKEN = (
    C.PROBLEM,
    C.STOPPED,
    C.NOT_WORKING,
    C.NOT_RECEIVED,
    C.SLOW,
    C.ERROR,
    C.NO_ACCESS,
    C.LATE,
    C.INACTIVE,
)

P2_PATTERNS: tuple[Pattern, ...] = (
    Pattern(_CONNECTOR, Priority.P2, Meaning.OTHER, ((C.CONNECTOR,), (*_BROKEN, C.REFUSED)), 9, 0.7),
    Pattern(_INVOICE, Priority.P2, Meaning.OTHER, ((C.INVOICE, C.CARD), (*_BROKEN, C.REFUSED)), 9, 0.7),
    Pattern(_DELIVERABLE, Priority.P2, Meaning.OTHER, ((C.DELIVERABLE,), _BROKEN), 8, 0.65, (C.ON_TIME,)),
    Pattern(_SERVICE, Priority.P2, Meaning.OTHER, ((C.CORE, C.ACCOUNT, C.DRAFT, C.DATA), _BROKEN), 7, 0.55),
)

TOPICS: dict[str, Topic] = {
    _STOPPED: Topic.OUTAGE,
    _NO_OUTPUT: Topic.OUTAGE,
    _UNPAID_FOR: Topic.OUTAGE,
    _NO_ACCESS: Topic.LOGIN,
    _LATE: Topic.DELIVERABLE_LATE,
    _CONNECTOR: Topic.CONNECTOR,
    _INVOICE: Topic.INVOICE,
}
"""By the pattern's name; a deliverable that is merely incomplete, or a part that is broken, stays neutral."""
