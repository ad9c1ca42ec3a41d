"""Refusals around a hand-off and an answer outside, in a person's words."""

from bot.blocks.text import person
from dealix_ops.errors import OpsError
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.sending import errors


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.AlreadySent():
            return f"سُجّل الإرسال من قبل: {_by(error.by, reader, mentions)} {clock_ar(error.at)}."
        case errors.SentAlready():
            sent = f"{_by(error.by, reader, mentions)} {clock_ar(error.at)}"
            return f"سُجّل إرسالها: {sent}. إن لم تُرسل فاضغط «لم أرسلها»، ثم «تراجع عن الاعتماد»."
        case errors.ApprovalWithdrawn() if error.by == ledger.SYSTEM:
            return f"انتهى وقتها {clock_ar(error.at)} ولم يُسجَّل إرسالها، فلا ترسل النص."
        case errors.ApprovalWithdrawn():
            by = _by(error.by, reader, mentions)
            return f"سُحب الاعتماد من قبل: {by} {clock_ar(error.at)}، فلا ترسل النص."
        case errors.HandedOverBefore():
            return "سُلّم هذا النص من قبل، ورسالة التسليم في القناة."
        case errors.NothingSent():
            return "لم يُسجَّل إرسالها أصلاً، فلا شيء نتراجع عنه."
        case errors.PromisePassed():
            return "هذا الوقت مضى. اختر وقتاً بعد الآن، أو احذفه إن لم يعد النص بشيء."
        case errors.NoteNeeded():
            return "اكتب ما قيل في سطر واحد، فهو يبقى مع التذكرة."
        case errors.TimeImpossible():
            return f"اختر وقتاً بين أول رسالة من العميل ({clock_ar(error.earliest)}) والآن."
    return None


def _by(user_id: str, reader: str, mentions: bool) -> str:
    """A page and a modal print no names."""
    if user_id == reader:
        return "أنت"
    return person(user_id) if mentions else "زميلك"
