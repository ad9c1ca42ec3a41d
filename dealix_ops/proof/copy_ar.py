"""The Arabic of proof: what is counted, and where each number comes from."""

from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.proof.rules import Figure, Kind, Own, Source, SourceKind

A_CONTACT = "جهة الاتصال"
NONE = "لا يوجد مسجّل"

NAMES: dict[Kind | Own, str] = {
    Kind.OPPORTUNITY: "الفرص",
    Kind.DRAFT_APPROVED: "المسودات المعتمدة",
    Kind.REPLY: "الردود",
    Kind.MEETING: "الاجتماعات",
    Kind.RISK_BLOCKED: "المخاطر التي أُوقفت",
    Kind.PIPELINE: "قيمة الفرص المفتوحة",
    Own.ANSWER_APPROVED: "إجابات اعتُمدت لكم",
    Own.CUSTOMER_REPLY: "ردودكم بعد إجاباتنا",
    Own.GATE_REFUSED: "نصوص أوقفها الفحص قبل أن تصلكم",
}

_ROWS = {
    SourceKind.RECORD: "سجل الأدلة، القيد {id}",
    SourceKind.APPROVAL: "جدول الاعتمادات، السطر {id}",
    SourceKind.MESSAGE: "جدول الرسائل، السطر {id}",
    SourceKind.LEDGER: "سجل القرارات، القيد {id}",
}


def value(figure: Figure) -> str:
    """The number, or that nothing stands behind one."""
    if not figure.sources:
        return NONE
    amount = figure.amount_sar
    return f"{figure.count:,}" if amount is None else riyals(amount)


def riyals(amount: int) -> str:
    return f"{amount:,} ر.س"


def row(source: Source) -> str:
    """«سجل الأدلة، القيد 12»."""
    return _ROWS[source.kind].format(id=source.id)


def ticket(ticket_id: int) -> str:
    return f"التذكرة ت-{ticket_id}"


def when(source: Source) -> str:
    """A person's record has a day; the product's own rows a clock too, which does not break."""
    if source.kind is SourceKind.RECORD:
        return date_ar(source.at)
    clock = clock_ar(source.at).replace(" ", "\u00a0")
    return f"{date_ar(source.at)} {clock}"
