"""Refusals around tickets that are one matter, in a person's words."""

from dealix_ops.errors import OpsError
from dealix_ops.matters import errors
from dealix_ops.tickets.errors import CardShared

PLAIN: dict[type[OpsError], str] = {
    errors.OtherCustomer: "التذكرتان لعميلين مختلفين، فلا تُدمجان.",
    errors.NothingInCommon: "لا يجمع التذكرتين شخص واحد ولا عميل مربوط. اربطهما بعميلهما أولاً.",
    errors.AlreadyTogether: "التذكرتان في بطاقة واحدة أصلاً.",
    errors.NotShared: "خرجت هذه التذكرة إلى بطاقة وحدها من قبل.",
    errors.LinesAnswered: "أُجيب عن هذه الأسطر أو نُقلت قبلك، فلا تُفصل من هنا.",
    errors.OneLineOnly: "لا يبقى في التذكرة شيء لو فُصل هذا، فاترك فيها سطراً.",
    errors.NothingChosen: "اختر سطراً واحداً على الأقل.",
    CardShared: "هذه التذكرة في بطاقة واحدة مع زملاء مرسلها. افصلها أولاً ثم اربطها بعميل آخر.",
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    return PLAIN.get(type(error))
