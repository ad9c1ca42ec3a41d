"""«إنذار كاذب»: one tap of the founder over a P0 that only a word made."""

from datetime import timedelta

import pytest

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.judging.errors import LinesSince, NotByWord
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ledger.events import Event
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.errors import ButtonUnknown, FounderOnly, MayNotArrange
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.errors import PriorityChanged
from dealix_ops.vocabulary import P0Sound, Priority
from tests.dealix_ops.endings.hands import clock
from tests.dealix_ops.judging.hands import examples, raise_, told, written
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE

BY_WORD = "الحمدلله ما طلع تسريب، شكراً على التوضيح"
ASKED = "وش سياستكم لو صار تسريب بيانات؟"


def false_alarm(
    house: House,
    reason: LowerReason = LowerReason.THANKS,
    *,
    actor: Actor = FOUNDER,
    seen: int | None = None,
) -> None:
    through = house.card().through_inbound_id if seen is None else seen
    with house.database.transaction() as session:
        house.judging.false_alarm(session, 1, seen=through, reason=reason, actor=actor, now=house.clock())


def by_word(house: House, text: str = BY_WORD) -> None:
    written(house, text)
    assert (house.card().priority, house.card().p0_sound) == (Priority.P0, P0Sound.WORD)


class TestFalseAlarm:
    def test_thanks_are_thanked_and_count_for_nothing(self, house: House) -> None:
        by_word(house)
        false_alarm(house)
        card = house.card()
        assert card.priority is Priority.P3
        assert card.draft is not None
        assert "طارئة" not in card.draft.text
        assert card.draft.status == DraftStatus.PROPOSED.value
        for metric in (Metric.FIRST_RESPONSE, Metric.RESOLUTION):
            assert clock(house, metric).void_as == "false_alarm"
        (entry,) = told(house, Event.FALSE_ALARM)
        assert (entry.actor, entry.facts["reason"]) == (FOUNDER.user_id, "thanks")
        (example,) = examples(house)
        assert example.right_priority == "P3"

    def test_question_is_answered_as_one_with_a_clock_of_its_own(self, house: House) -> None:
        by_word(house, ASKED)
        false_alarm(house, LowerReason.QUESTION)
        due = clock(house)
        assert (due.void_as, due.target.total_seconds()) == (None, 24 * 3600)
        card = house.card()
        assert card.draft is not None
        assert "⟦اكتب الجواب⟧" in card.draft.text

    @ON_SQLITE
    def test_question_found_too_late_for_a_p0_was_never_late(self, house: House) -> None:
        by_word(house, ASKED)
        house.clock.move(minutes=45)
        false_alarm(house, LowerReason.QUESTION)
        due = clock(house)
        assert (due.void_as, due.due_at - due.started_at) == (None, timedelta(hours=24))

    @ON_SQLITE
    def test_raised_again_everything_counts_again(self, house: House) -> None:
        by_word(house)
        false_alarm(house)
        raise_(house, Priority.P0)
        assert house.card().p0_sound is P0Sound.MEANING
        assert (clock(house).void_as, clock(house).target.total_seconds()) == (None, 30 * 60)

    @ON_SQLITE
    def test_next_real_line_starts_the_clock_anew(self, house: House) -> None:
        by_word(house)
        false_alarm(house)
        house.clock.move(minutes=30)
        written(house, "متى موعد التقرير الشهري؟")
        due = clock(house)
        assert (due.void_as, due.started_at) == (None, house.clock().replace(microsecond=0))

    @ON_SQLITE
    def test_p0_by_its_meaning_is_lowered_with_a_written_reason_or_not_at_all(self, house: House) -> None:
        house.leak()
        with pytest.raises(NotByWord):
            false_alarm(house)
        assert house.card().priority is Priority.P0

    @ON_SQLITE
    def test_leak_told_beside_the_word_is_no_false_alarm(self, house: House) -> None:
        by_word(house)
        written(house, LEAK)
        with pytest.raises(NotByWord):
            false_alarm(house)

    @ON_SQLITE
    @pytest.mark.parametrize(
        ("actor", "refusal"),
        [(OPERATOR, FounderOnly), (STRANGER, MayNotArrange)],
        ids=["operator", "stranger"],
    )
    def test_it_is_the_founder_s(self, house: House, actor: Actor, refusal: type[Exception]) -> None:
        by_word(house)
        with pytest.raises(refusal):
            false_alarm(house, actor=actor)

    @ON_SQLITE
    @pytest.mark.parametrize("reason", [LowerReason.MISREAD, LowerReason.OTHER])
    def test_other_reasons_need_words(self, house: House, reason: LowerReason) -> None:
        by_word(house)
        with pytest.raises(ButtonUnknown):
            false_alarm(house, reason)

    @ON_SQLITE
    def test_line_that_the_card_did_not_show_must_be_seen_first(self, house: House) -> None:
        by_word(house)
        seen = house.card().through_inbound_id
        written(house, "وشكراً مرة ثانية")
        with pytest.raises(LinesSince):
            false_alarm(house, seen=seen)

    @ON_SQLITE
    def test_second_press_is_told(self, house: House) -> None:
        by_word(house)
        false_alarm(house)
        with pytest.raises(PriorityChanged):
            false_alarm(house)
        assert len(told(house, Event.FALSE_ALARM)) == 1
