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


def text_of(error: OpsError, *, reader: str, mentions: bool = True, founder_told: bool = True) -> str:
    """One short Arabic sentence; an error without one of its own says that nothing was done.

    `reader` is the Slack user who pressed; without `mentions` nobody is named, because a modal prints
    `<@U1>` as it stands; `founder_told` says whether «بلّغناه» is true.
    """
    match error:
        case errors.ButtonUnknown():
            return "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."
        case errors.NotAnApprover():
            return "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        case errors.FounderOnly():
            return f"هذا القرار للمؤسس فقط، {'بلّغناه' if founder_told else 'فلم ننفّذ شيئاً'}."
        case errors.DraftAlreadyDecided():
            return _already_decided(error, reader=reader, mentions=mentions)
        case errors.DraftSuperseded():
            return "المسودة تغيّرت بعد هذه البطاقة، قرّر من البطاقة المحدّثة."
        case errors.NewerMessages():
            count = count_ar(len(error.lines), Noun.MESSAGE)
            return f"وصلت بعد المسودة: {count}. اطّلع ثم اعتمد."
        case errors.TextRefused():
            return finding_text(error.findings)
        case errors.AlreadySent():
            by = "أنت" if error.by == reader else person(error.by)
            return f"سُجّل الإرسال من قبل: {by} {clock_ar(error.at)}."
        case _:
            return "لم ننفّذ شيئاً."


def _already_decided(error: errors.DraftAlreadyDecided, *, reader: str, mentions: bool) -> str:
    verb, at = copy_ar.STATUS.get(DraftStatus(error.status), "قرّرها"), clock_ar(error.at)
    if error.by == reader:
        return f"سجّلنا قرارك {at} من قبل، ولم نكرّره."
    return f"سبقك {person(error.by) if mentions else 'زميلك'} و{verb} {at}."


def founder_asked(user_id: str, founders: frozenset[str]) -> str:
    """The line under the card that makes «بلّغناه» true."""
    mentions = " ".join(person(founder) for founder in sorted(founders))
    return f"القرار لكم {mentions}: ضغط {person(user_id)} زراً لا يملكه إلا المؤسس."
