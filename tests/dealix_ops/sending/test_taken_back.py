"""«لم أرسلها» and «أرسلتها» where other answers, endings and lines stand beside them."""

from datetime import timedelta

import pytest

from dealix_ops.endings.errors import AnswerOnItsWay
from dealix_ops.sending import errors
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.outside import OutsideMeans, OutsideReport
from dealix_ops.tickets.states import Move
from tests.dealix_ops.endings.hands import (
    ANSWER,
    CALM,
    QUESTION,
    answered,
    answered_through,
    ask,
    asked_whether_settled,
    clock,
    close,
    close_otherwise,
    days,
    listed,
    newest_approval,
    no_reply,
    not_customer,
    reopen,
    sent,
    ticket,
    written,
)
from tests.dealix_ops.judging.test_false_alarm import BY_WORD, false_alarm
from tests.dealix_ops.sending.hands import not_sent, undo, write
from tests.support.house import FOUNDER, LEAK, OPERATOR, House
from tests.support.only import ON_SQLITE

pytestmark = ON_SQLITE


def called(house: House) -> None:
    seen, now = house.card().through_inbound_id, house.clock()
    report = OutsideReport(1, seen, OutsideMeans.CALL, now, "شرحنا له الموعد")
    with house.database.transaction() as session:
        house.decisions.outside.record(session, report, actor=OPERATOR, now=now)
    house.run_all()


def approved(house: House, text: str = ANSWER) -> str:
    house.edit(house.token(), text, seen=house.card().through_inbound_id)
    house.run_all()
    return newest_approval(house)


class TestNotSent:
    def test_two_claims_taken_back_leave_nothing_answered(self, house: House) -> None:
        written(house, CALM)
        first = approved(house)
        written(house, "وكم باقي على التقرير القادم؟")
        second = approved(house)
        house.mark_sent(second)
        house.mark_sent(first)
        not_sent(house, second)
        assert answered_through(house) == 1
        not_sent(house, first)
        assert answered_through(house) == 0

    def test_after_the_end_no_clock_runs_that_nobody_can_stop(self, house: House) -> None:
        written(house, CALM)
        answered(house)
        close_otherwise(house, "اتفقنا معه هاتفياً")
        not_sent(house, newest_approval(house))
        assert clock(house).void_as == "closed"
        assert answered_through(house) == 1

    def test_what_was_late_when_it_ended_stays_late(self, house: House) -> None:
        written(house, CALM)
        days(house, 2)
        answered(house)
        close_otherwise(house, "اتفقنا معه هاتفياً")
        not_sent(house, newest_approval(house))
        assert (clock(house).void_as, clock(house).met_at) == (None, None)

    def test_an_older_question_opens_nothing(self, house: House) -> None:
        written(house, CALM)
        asked_whether_settled(house)
        first = newest_approval(house)
        written(house, "لا، باقي ما وصلنا التقرير")
        ask(house)
        answered(house, QUESTION)
        assert ticket(house).status == "waiting"
        not_sent(house, first)
        assert ticket(house).status == "waiting"


class TestQuestionUnderWay:
    def test_a_complaint_before_it_was_marked_is_never_silence(self, house: House) -> None:
        written(house, CALM)
        answered(house)
        ask(house)
        approved(house, QUESTION)
        written(house, "لا، باقي ما وصلنا شيء من التقارير")
        sent(house)
        assert ticket(house).status == "open"
        days(house, 8)
        assert listed(house) == []

    def test_a_yes_before_it_was_marked_is_kept(self, house: House) -> None:
        written(house, CALM)
        answered(house)
        ask(house)
        approved(house, QUESTION)
        written(house, "انحلت، شكراً لكم")
        sent(house)
        assert (ticket(house).status, ticket(house).closing_inbound_id) == ("waiting", 2)
        close(house)
        assert ticket(house).closed_as == "confirmed"


class TestOthersBeside:
    def test_nothing_ends_while_an_older_text_is_under_way(self, house: House) -> None:
        written(house, CALM)
        approved(house)
        written(house, "وكم باقي على التقرير القادم؟")
        with pytest.raises(AnswerOnItsWay):
            no_reply(house)

    def test_new_text_over_a_draft_that_somebody_approved_meanwhile(self, house: House) -> None:
        written(house, CALM)
        over = house.token()
        house.edit(over, ANSWER, seen=1)
        with pytest.raises((errors.DraftAlreadyDecided, errors.DraftSuperseded)):
            write(house, ANSWER, over=over, actor=FOUNDER, over_waiting=True)

    def test_nor_over_one_approved_as_it_stood(self, house: House) -> None:
        token = house.leak()
        house.approve(token)
        with pytest.raises(errors.DraftAlreadyDecided) as lost:
            write(house, "نعود لكم خلال 30 دقيقة.", over=token, actor=FOUNDER, over_waiting=True)
        assert lost.value.by == FOUNDER.user_id


class TestCalled:
    def test_a_leak_after_a_call_gets_a_first_response_of_its_own(self, house: House) -> None:
        written(house, CALM)
        called(house)
        written(house, LEAK)
        assert ticket(house, 2).linked_ticket_id == 1
        assert clock(house, ticket_id=2).target == timedelta(minutes=30)
        assert clock(house, ticket_id=2).running

    def test_days_after_a_call_it_is_another_matter(self, house: House) -> None:
        written(house, CALM)
        called(house)
        days(house, 4)
        written(house, "الشيت ما يتحدث عندنا من الصبح")
        assert clock(house, ticket_id=2).running

    def test_approval_taken_back_never_covers_what_a_colleague_wrote(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        written(house, "وينكم؟")
        own = "نتابعها الآن.\nنعود لكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة."
        assert write(house, own)
        assert undo(house, newest_approval(house)) is None
        card = house.card()
        assert card.draft is not None
        assert (card.draft.text, card.draft.status) == (own, "proposed")


class TestClocksThatRunAgain:
    def test_prospect_who_was_answered_is_not_late_once_taken_back(self, house: House) -> None:
        written(house, CALM)
        not_customer(house, Move.PROSPECT)
        answered(house)
        days(house, 3)
        reopen(house)
        assert clock(house).met_at is not None

    def test_text_of_before_a_line_is_no_answer_to_it(self, house: House) -> None:
        written(house, BY_WORD)
        false_alarm(house)
        house.approve(house.token())
        house.clock.move(minutes=10)
        written(house, "متى موعد التقرير الشهري؟")
        with house.database.transaction() as session:
            said = Sent(house.clock() - timedelta(minutes=9))
            approval = newest_approval(house)
            house.decisions.hand_offs.mark_sent(session, approval, said, actor=FOUNDER, now=house.clock())
        assert clock(house).running


def test_reopened_after_a_claim_was_taken_back(house: House) -> None:
    written(house, CALM)
    answered(house)
    close_otherwise(house, "اتفقنا معه هاتفياً")
    not_sent(house, newest_approval(house))
    reopen(house)
    assert clock(house).running


def test_reopened_after_a_claim_was_taken_back_nothing_counts_as_answered(house: House) -> None:
    written(house, CALM)
    answered(house)
    close_otherwise(house, "اتفقنا معه هاتفياً")
    not_sent(house, newest_approval(house))
    assert answered_through(house) == 1  # its end covers what was said
    reopen(house)
    assert answered_through(house) == 0


def test_reopened_it_is_answered_as_far_as_the_older_answer_that_stands(house: House) -> None:
    written(house, CALM)
    answered(house)
    written(house, "وكم باقي على التقرير القادم؟")
    answered(house)
    second = newest_approval(house)
    close_otherwise(house, "اتفقنا معه هاتفياً")
    not_sent(house, second)
    reopen(house)
    assert answered_through(house) == 1
