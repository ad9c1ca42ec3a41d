"""What a person reads when a press did not stand; `founder.md` F is the source of the words."""

from bot.blocks import copy_ar
from bot.blocks.modals import finding_text
from bot.blocks.text import person
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.sending import errors

UNKNOWN = "تعذّر التنفيذ. رقم المتابعة: {reference}"


def text_of(error: OpsError) -> str:
    """One short Arabic sentence; an error without one of its own says that nothing was done."""
    match error:
        case errors.ButtonUnknown():
            return "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."
        case errors.NotAnApprover():
            return "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        case errors.FounderOnly():
            return "هذا القرار للمؤسس فقط، بلّغناه."
        case errors.DraftAlreadyDecided():
            verb = copy_ar.STATUS.get(DraftStatus(error.status), "قرّرها")
            return f"سبقك {person(error.by)} و{verb} {clock_ar(error.at)}."
        case errors.DraftSuperseded():
            return "المسودة تغيّرت بعد هذه البطاقة، قرّر من البطاقة المحدّثة."
        case errors.NewerMessages():
            count = count_ar(len(error.lines), Noun.MESSAGE)
            return f"وصلت بعد المسودة: {count}. اطّلع ثم اعتمد."
        case errors.TextRefused():
            return finding_text(error.findings)
        case errors.AlreadySent():
            return f"سُجّل الإرسال من قبل: {person(error.by)} {clock_ar(error.at)}."
        case _:
            return "لم ننفّذ شيئاً."


def founder_asked(user_id: str, founders: frozenset[str]) -> str:
    """The line under the card that makes «بلّغناه» true."""
    mentions = " ".join(person(founder) for founder in sorted(founders))
    return f"القرار لكم {mentions}: ضغط {person(user_id)} زراً لا يملكه إلا المؤسس."
