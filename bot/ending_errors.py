"""Refusals around the end of a ticket, in a person's words."""

from bot.blocks import endings_copy_ar as copy
from bot.blocks.text import person
from dealix_ops.endings import errors
from dealix_ops.endings.rules import WHY_MAX
from dealix_ops.errors import OpsError
from dealix_ops.judging.errors import NotByWord
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.tickets.errors import TicketEnded, TicketNotEnded
from dealix_ops.tickets.states import Closing, Move

PLAIN: dict[type[OpsError], str] = {
    errors.NeedsListening: "فيها ما لم يسمعه أحد بعد. استمع إليه، ثم قرّر.",
    errors.AnswerOnItsWay: "اعتُمد لها رد ولم يُسجَّل إرساله. اضغط «أرسلتها» أو «تراجع عن الاعتماد» أولاً.",
    errors.TextOfPerson: "كتب زميلك لها رداً ينتظر الاعتماد، فقرّره أولاً.",
    errors.NothingConfirmed: "لا رسالة من العميل تؤكد الحل. أغلقها بسبب مكتوب.",
    errors.ReasonNeeded: f"اكتب السبب بكلمات، في {WHY_MAX} حرف أو أقل، فهو يبقى في السجل.",
    errors.ClosingProposed: "سؤال الإغلاق مقترح في البطاقة، اعتمده منها.",
    NotByWord: "هذه حالة طارئة بمعناها، لا بكلمة فيها. خفّضها بسبب مكتوب من «خفّض».",
}
NOT_SO = {
    Move.REOPEN: "التذكرة مفتوحة أصلاً، فلم ننفّذ شيئاً.",
    Move.ASK_CLOSING: "سألنا العميل من قبل، وننتظر جوابه.",
    Move.CLOSE_SILENT: "التذكرة مفتوحة من جديد، فلم نغلقها.",
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case TicketEnded():
            at, how = clock_ar(error.at), copy.ENDED_AS[Closing(error.closing)]
            if error.by == reader:
                return f"أغلقتها {at} من قبل ({how})، ولم نكرّره."
            return f"سبقك {person(error.by) if mentions else 'زميلك'} وأغلقها {at} ({how})."
        case TicketNotEnded():
            return NOT_SO.get(error.move, "تغيّرت التذكرة بعد هذه البطاقة، قرّر من البطاقة المحدّثة.")
        case errors.NewerTicket():
            return f"أكمل العميل في تذكرة ت-{error.ticket_id}، فتابعه هناك."
    return PLAIN.get(type(error))
