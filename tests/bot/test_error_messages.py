"""Every refusal has a sentence of its own, in the words of the founder's list."""

from datetime import UTC, datetime
from inspect import getmembers, isclass

import pytest

from bot import error_messages
from dealix_ops.claims.rules import check_outgoing
from dealix_ops.errors import OpsError
from dealix_ops.ports.inbox import NewLine
from dealix_ops.sending import errors
from dealix_ops.sending.occasions import Barrier, Over
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import first_strong

AT = datetime(2026, 11, 22, 7, 14, tzinfo=UTC)
REFUSED = errors.TextRefused(check_outgoing("نضمن لكم النتائج", priority=Priority.P2))
LINE = NewLine(1, "أ")
SENTENCES: list[tuple[OpsError, str]] = [
    (errors.ButtonUnknown(""), "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."),
    (errors.NotAnApprover(""), "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."),
    (errors.MayNotArrange(""), "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."),
    (errors.FounderOnly(""), "هذا القرار للمؤسس فقط، بلّغناه."),
    (errors.DraftAlreadyDecided(status="approved", by="U2", at=AT), "سبقك <@U2> واعتمدها 10:14 ص."),
    (errors.DraftAlreadyDecided(status="edited", by="U2", at=AT), "سبقك <@U2> وعدّلها واعتمدها 10:14 ص."),
    (errors.DraftAlreadyDecided(status="rejected", by="U2", at=AT), "سبقك <@U2> واستبعدها 10:14 ص."),
    (errors.DraftAlreadyDecided(status="sent", by="U2", at=AT), "سبقك <@U2> واعتمدها 10:14 ص."),
    (
        errors.DraftAlreadyDecided(status="approved", by="U1", at=AT),
        "سجّلنا قرارك 10:14 ص من قبل، ولم نكرّره.",
    ),
    (errors.DraftSuperseded(""), "المسودة تغيّرت بعد هذه البطاقة، قرّر من البطاقة المحدّثة."),
    (errors.NewerMessages([LINE] * 2, seen_inbound_id=1), "وصلت رسالتان بعد المسودة، اطّلع ثم اعتمد."),
    (errors.NewerMessages([LINE] * 11, seen_inbound_id=1), "وصلت 11 رسالة بعد المسودة، اطّلع ثم اعتمد."),
    (REFUSED, REFUSED.findings[0].message_ar()),
    (errors.AlreadySent(by="U2", at=AT), "سُجّل الإرسال من قبل: <@U2> 10:14 ص."),
    (errors.AlreadySent(by="U1", at=AT), "سُجّل الإرسال من قبل: أنت 10:14 ص."),
    (
        errors.SentAlready(by="U2", at=AT),
        "سُجّل إرسالها: <@U2> 10:14 ص. إن لم تُرسل فاضغط «لم أرسلها»، ثم «تراجع عن الاعتماد».",
    ),
    (errors.ApprovalWithdrawn(by="U2", at=AT), "سُحب الاعتماد من قبل: <@U2> 10:14 ص، فلا ترسل النص."),
    (errors.HandedOverBefore(""), "سُلّم هذا النص من قبل، ورسالة التسليم في القناة."),
    (errors.NothingSent(""), "لم يُسجَّل إرسالها أصلاً، فلا شيء نتراجع عنه."),
    (errors.NoteNeeded(""), "اكتب ما قيل في سطر واحد، فهو يبقى مع التذكرة."),
    (errors.TimeImpossible(earliest=AT), "اختر وقتاً بين أول رسالة من العميل (10:14 ص) والآن."),
    (errors.PromisePassed(""), "هذا الوقت مضى. اختر وقتاً بعد الآن، أو احذفه إن لم يعد النص بشيء."),
    (errors.OccasionOver(Over.PASSED), "فات وقتها ولم تُرسل."),
    (
        errors.MayNotWrite(Barrier.FROZEN),
        "ما نبدأ به مجمّد لهذا العميل أو لهذه القناة، والردود على العملاء مفتوحة.",
    ),
    (OpsError(""), "لم ننفّذ شيئاً."),
]


class TestTextOf:
    @pytest.mark.parametrize(("error", "sentence"), SENTENCES, ids=lambda given: type(given).__name__)
    def test_sentence(self, error: OpsError, sentence: str) -> None:
        said = error_messages.text_of(error, reader="U1")
        assert said.startswith(sentence)
        assert first_strong(said) == "AL"

    def test_table_holds_every_refusal(self) -> None:
        own = {kind for _, kind in getmembers(errors, isclass) if kind.__module__ == errors.__name__}
        assert own <= {type(error) for error, _ in SENTENCES}

    def test_modal_prints_no_markup(self) -> None:
        for error, _ in SENTENCES:
            assert "<@" not in error_messages.text_of(error, reader="U1", mentions=False)

    def test_nobody_is_said_to_be_told_who_was_not(self) -> None:
        said = error_messages.text_of(errors.FounderOnly(""), reader="U1", founder_told=False)
        assert said == "هذا القرار للمؤسس فقط، فلم ننفّذ شيئاً."


class TestFounderAsked:
    def test_every_founder_is_mentioned_and_the_presser_named(self) -> None:
        said = error_messages.founder_asked("U9", frozenset({"U2", "U1"}))
        assert said == "القرار لكم <@U1> <@U2>: ضغط <@U9> زراً لا يملكه إلا المؤسس."
