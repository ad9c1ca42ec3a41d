"""What a person reads when a press did not stand; `founder.md` F is the source of the words."""

from bot import (
    customer_errors,
    ending_errors,
    hand_off_errors,
    incident_errors,
    initiated_errors,
    matter_errors,
    media_errors,
    onboarding_errors,
    paging_errors,
)
from bot.blocks import copy_ar
from bot.blocks.modals import finding_text
from bot.blocks.text import person
from dealix_ops.alerts.errors import MayNotClaim
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.judging.errors import LinesSince, NoteMissing
from dealix_ops.judging.verdicts import READER
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.sending import errors
from dealix_ops.tickets.errors import PriorityChanged, TicketAlreadyClaimed, TicketClosed

UNKNOWN = "تعذّر التنفيذ. رقم المتابعة: {reference}"


def text_of(error: OpsError, *, reader: str, mentions: bool = True, founder_told: bool = True) -> str:
    """One short Arabic sentence; an error without one of its own says that nothing was done.

    `reader` is the Slack user who pressed; without `mentions` nobody is named, because a modal prints
    `<@U1>` as it stands; `founder_told` says whether «بلّغناه» is true.
    """
    said = _of_its_own(error, reader=reader, mentions=mentions)
    if said is not None:
        return said
    match error:
        case errors.ButtonUnknown():
            return "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."
        case MayNotClaim() | TicketAlreadyClaimed() | TicketClosed():
            return _not_claimed(error, reader=reader)
        case errors.NotAnApprover() | errors.MayNotArrange():
            what = "الاعتماد" if isinstance(error, errors.NotAnApprover) else "هذا"
            return f"{what} للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        case errors.FounderOnly():
            return f"هذا القرار للمؤسس فقط، {'بلّغناه' if founder_told else 'فلم ننفّذ شيئاً'}."
        case errors.DraftAlreadyDecided():
            return _already_decided(error, reader=reader, mentions=mentions)
        case errors.DraftSuperseded():
            return "المسودة تغيّرت بعد هذه البطاقة، قرّر من البطاقة المحدّثة."
        case errors.NewerMessages():
            count = count_ar(len(error.lines), Noun.MESSAGE)
            return f"وصلت {count} بعد المسودة، اطّلع ثم اعتمد."
        case errors.TextRefused():
            return finding_text(error.findings)
        case _:
            return _of_priority(error, reader=reader, mentions=mentions)


def _of_its_own(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """By the pages of words that some nouns have."""
    pages = (
        customer_errors.text_of,
        ending_errors.text_of,
        hand_off_errors.text_of,
        incident_errors.text_of,
        initiated_errors.text_of,
        matter_errors.text_of,
        media_errors.text_of,
        onboarding_errors.text_of,
        paging_errors.text_of,
    )
    said = (text(error, reader=reader, mentions=mentions) for text in pages)
    return next((text for text in said if text is not None), None)


def _not_claimed(error: MayNotClaim | TicketAlreadyClaimed | TicketClosed, *, reader: str) -> str:
    if isinstance(error, MayNotClaim):
        return "استلام التنبيهات للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
    if isinstance(error, TicketClosed):
        return "أُغلقت التذكرة قبل ضغطتك، فلم ننفّذ شيئاً."
    at = clock_ar(error.at)
    if error.by == reader:
        return f"سجّلنا استلامك {at} من قبل، ولم نكرّره."
    return f"سبقك {person(error.by)} واستلمها {at}."


def _of_priority(error: OpsError, *, reader: str, mentions: bool) -> str:
    if isinstance(error, LinesSince):
        return "وصلت رسالة بعد ما رأيت، اطّلع عليها ثم أكّد."
    if isinstance(error, NoteMissing):
        return "اكتب السبب بكلمات، فهو يبقى في السجل."
    if not isinstance(error, PriorityChanged):
        return "لم ننفّذ شيئاً."
    now_is, at = f"{error.to.name_ar} ({error.to})", clock_ar(error.at)
    if error.by == reader:
        return f"جعلتها {now_is} {at} من قبل، ولم نكرّره."
    if error.by == ledger.SYSTEM or error.by.startswith(READER):
        return f"صارت {now_is} {at}، فقرّر من البطاقة المحدّثة."
    return f"سبقك {person(error.by) if mentions else 'زميلك'} وجعلها {now_is} {at}."


def _already_decided(error: errors.DraftAlreadyDecided, *, reader: str, mentions: bool) -> str:
    verb, at = copy_ar.STATUS.get(DraftStatus(error.status), "قرّرها"), clock_ar(error.at)
    if error.by == reader:
        return f"سجّلنا قرارك {at} من قبل، ولم نكرّره."
    return f"سبقك {person(error.by) if mentions else 'زميلك'} و{verb} {at}."


def founder_asked(user_id: str, founders: frozenset[str]) -> str:
    """The line under the card that makes «بلّغناه» true."""
    mentions = " ".join(person(founder) for founder in sorted(founders))
    return f"القرار لكم {mentions}: ضغط {person(user_id)} زراً لا يملكه إلا المؤسس."
