"""Decisions on both databases, each race driven on its losing side."""

import pytest
from sqlalchemy import func, select

from dealix_ops.ledger import service as ledger
from dealix_ops.sending import errors
from dealix_ops.sending.models import Approval
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority
from tests.support import deliveries
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER, House

TEXT = "السلام عليكم، وصلنا بلاغكم ونتابعه كحالة طارئة.\nنعود لكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة."


def events(house: House) -> list[str]:
    with house.database.reading() as session:
        return [entry.event for entry in ledger.entries(session)]


def approvals(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Approval)) or 0


class TestApprove:
    def test_founder_approves_and_the_exact_text_is_handed_off(self, house: House) -> None:
        token = house.leak()
        proposed = house.card().draft
        house.approve(token)
        house.run_all()
        card, hand_off = house.card(), house.hand_off()
        assert proposed is not None
        assert card.draft is not None
        assert card.priority is Priority.P0
        assert card.draft.status == "handed_off"
        assert hand_off.text == proposed.text
        assert [m.text for m in house.slack.posted if m.thread_ts] == [proposed.text]
        assert events(house) == ["ticket.opened", "draft.proposed", "draft.approved", "draft.handed_off"]

    def test_second_approval_loses_and_learns_who_was_first(self, house: House) -> None:
        token = house.leak()
        house.approve(token)
        house.clock.move(minutes=11)
        with pytest.raises(errors.DraftAlreadyDecided) as lost:
            house.approve(token, OPERATOR)
        assert lost.value.by == FOUNDER.user_id
        assert approvals(house) == 1

    def test_message_that_no_worker_has_read_stops_the_approval(self, house: House) -> None:
        token = house.leak()
        house.customer_writes("وينكم؟")
        with pytest.raises(errors.NewerMessages) as newer:
            house.approve(token)
        assert [line.text for line in newer.value.lines] == ["وينكم؟"]
        assert approvals(house) == 0

    def test_card_of_an_older_version_is_refused(self, house: House) -> None:
        token = house.leak()
        house.customer_writes("وينكم؟")
        house.run_all()
        house.settle()
        with pytest.raises(errors.DraftSuperseded):
            house.approve(token)

    def test_stranger_is_refused_and_nothing_changes(self, house: House) -> None:
        token = house.leak()
        with pytest.raises(errors.NotAnApprover):
            house.approve(token, STRANGER)
        assert approvals(house) == 0

    def test_operator_waits_ten_minutes_for_a_p0(self, house: House) -> None:
        token = house.leak()
        house.clock.move(minutes=9)
        with pytest.raises(errors.FounderOnly):
            house.approve(token, OPERATOR)
        house.clock.move(minutes=1)
        house.approve(token, OPERATOR)
        assert approvals(house) == 1

    def test_operators_wait_counts_from_the_rise_and_not_from_the_first_line(self, house: House) -> None:
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.clock.move(minutes=15)
        token = house.leak()
        with pytest.raises(errors.FounderOnly):
            house.approve(token, OPERATOR)
        house.clock.move(minutes=10)
        house.approve(token, OPERATOR)

    def test_operators_wait_counts_from_our_sight_of_a_late_delivery(self, house: House) -> None:
        written_at = house.clock()
        house.clock.move(hours=1)
        house.receive(deliveries.text(LEAK, at=written_at))
        house.run_all()
        with pytest.raises(errors.FounderOnly):
            house.approve(house.token(), OPERATOR)

    def test_operators_wait_counts_anew_for_each_draft_and_not_for_each_line(self, house: House) -> None:
        token = house.leak()
        house.clock.move(minutes=9)
        house.customer_writes("وينكم؟")
        house.run_all()
        house.settle()
        house.clock.move(minutes=1)
        house.approve(house.token(), OPERATOR)
        house.run_all()
        assert token != house.token()

    def test_altered_value_is_unknown(self, house: House) -> None:
        token = house.leak()
        with pytest.raises(errors.ButtonUnknown):
            house.approve(token[:-1] + ("A" if token[-1] != "A" else "B"))

    def test_threat_makes_the_answer_the_founders(self, house: House) -> None:
        house.customer_writes("ربط Gmail ما زال ينفصل، وإذا ما انحل اليوم بنشرها في إكس")
        house.run_all()
        assert house.card().priority is not Priority.P0
        with pytest.raises(errors.FounderOnly):
            house.approve(house.token(), OPERATOR)
        house.approve(house.token())
        assert approvals(house) == 1

    def test_refund_is_no_answer_to_a_threat(self, house: House) -> None:
        house.customer_writes("ربط Gmail ما زال ينفصل، وإذا ما انحل اليوم بنشرها في إكس")
        house.run_all()
        with pytest.raises(errors.TextRefused):
            house.edit(house.token(), "نعيد لكم مبلغ الشهر كاملاً، ونعود إليكم اليوم.", seen=1)
        assert approvals(house) == 0


class TestEdit:
    def test_edit_is_saved_and_approved_in_one_step(self, house: House) -> None:
        token = house.leak()
        house.edit(token, TEXT, seen=1)
        house.run_all()
        assert house.hand_off().text == TEXT
        assert house.hand_off().edited

    def test_edit_loses_against_an_approval(self, house: House) -> None:
        token = house.leak()
        house.approve(token)
        with pytest.raises(errors.DraftAlreadyDecided):
            house.edit(token, TEXT, seen=1)

    def test_approval_loses_against_an_edit(self, house: House) -> None:
        token = house.leak()
        house.edit(token, TEXT, seen=1)
        with pytest.raises(errors.DraftAlreadyDecided):
            house.approve(token)

    def test_gate_refuses_and_names_the_word(self, house: House) -> None:
        token = house.leak()
        with pytest.raises(errors.TextRefused) as refused:
            house.edit(token, "نضمن لكم عدم تكرارها", seen=1)
        assert any("نضمن" in finding.message_ar() for finding in refused.value.findings)
        assert approvals(house) == 0

    def test_line_that_the_modal_did_not_show_stops_the_save(self, house: House) -> None:
        token = house.leak()
        house.customer_writes("وينكم؟")
        with pytest.raises(errors.NewerMessages) as newer:
            house.edit(token, TEXT, seen=1)
        house.edit(token, TEXT, seen=newer.value.seen_inbound_id)
        assert approvals(house) == 1

    def test_operator_may_not_edit_a_p0_however_old(self, house: House) -> None:
        token = house.leak()
        house.clock.move(hours=2)
        with pytest.raises(errors.FounderOnly):
            house.edit(token, TEXT, seen=1, actor=OPERATOR)


class TestReject:
    def test_rejected_draft_leaves_the_clock_running(self, house: House) -> None:
        token = house.leak()
        house.reject(token)
        house.run_all()
        card = house.card()
        assert card.draft is not None
        assert (card.draft.status, card.draft.reject_reason) == ("rejected", "tone")
        assert card.clocks[Metric.FIRST_RESPONSE].met_at is None

    def test_writing_anew_over_a_rejected_draft_is_refused_once_another_stands(self, house: House) -> None:
        """Otherwise two first responses would be on their way."""
        token = house.leak()
        house.reject(token)
        house.customer_writes("وينكم؟")
        house.run_all()
        with pytest.raises(errors.DraftSuperseded):
            house.rewrite(token, TEXT, seen=2)
        assert approvals(house) == 0

    def test_writing_anew_over_the_rejected_draft_hands_it_off(self, house: House) -> None:
        token = house.leak()
        house.reject(token)
        house.rewrite(token, TEXT, seen=1)
        house.run_all()
        assert house.hand_off().text == TEXT


class TestMarkSent:
    def test_first_response_clock_stops_at_the_time_said(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.clock.move(minutes=12)
        house.mark_sent(house.hand_off().approval_token, minutes_ago=10)
        due = house.card().clocks[Metric.FIRST_RESPONSE]
        assert due.met_at is not None
        assert (house.clock() - due.met_at).total_seconds() == 600
        assert events(house)[-3:] == ["draft.sent", "sla.first_response_met", "promise.made"]

    def test_time_before_the_approval_becomes_the_approval(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.clock.move(minutes=2)
        house.mark_sent(house.hand_off().approval_token, minutes_ago=30)
        assert house.hand_off().sent_at == house.hand_off().approved_at

    def test_second_press_learns_who_sent_it(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        token = house.hand_off().approval_token
        house.mark_sent(token)
        with pytest.raises(errors.AlreadySent) as twice:
            house.mark_sent(token, OPERATOR)
        assert twice.value.by == FOUNDER.user_id

    def test_new_line_after_the_hand_off_does_not_refuse_it(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.customer_writes("وينكم؟")
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        draft = house.card().draft
        assert draft is not None
        assert (draft.kind, draft.status) == ("update", "proposed")
