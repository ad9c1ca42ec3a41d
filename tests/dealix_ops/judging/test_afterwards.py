"""After a judgement: what later lines may still do, and what was learnt; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.judging.rules import LowerReason
from dealix_ops.sending import errors
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings.hands import answered, clock, newest_approval, sent
from tests.dealix_ops.judging.hands import CALM, examples, lower, raise_, told, written
from tests.dealix_ops.sla.test_breaches import P1
from tests.support.clock import START
from tests.support.house import FOUNDER, LEAK, OPERATOR, House
from tests.support.only import ON_SQLITE


class TestAfterALowering:
    def test_same_old_lines_do_not_raise_it_again(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P3)
        written(house, "طيب متى تردون؟", CALM)
        card = house.card()
        assert card.priority is Priority.P3
        assert card.clocks[Metric.FIRST_RESPONSE].target == timedelta(hours=24)
        assert card.draft is not None
        assert "طارئة" not in card.draft.text
        assert LEAK not in "".join(card.reasons)

    def test_new_words_raise_it_once_more(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P3)
        written(house, "لقيت عقود عميل ثاني كاملة في حسابي")
        assert house.card().priority is Priority.P0
        assert house.card().judged is None

    def test_softer_new_words_leave_the_matter_as_the_founder_judged_it(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P1, reason=LowerReason.MISREAD)
        written(house, "طيب")
        card = house.card()
        assert card.priority is Priority.P1
        assert card.clocks[Metric.FIRST_RESPONSE].target == timedelta(hours=2)

    def test_line_that_no_worker_had_read_still_raises(self, house: House) -> None:
        house.leak()
        house.customer_writes("لقيت عقود عميل ثاني كاملة في حسابي")
        lower(house, Priority.P3)
        house.run_all()
        assert house.card().priority is Priority.P0

    def test_secret_in_the_old_lines_does_not_raise_it_again(self, house: House) -> None:
        written(house, "هذا المفتاح sk_live_" + "a1B2c3D4e5F6g7H8i9J0k1L2")
        assert house.card().priority is Priority.P0
        lower(house, Priority.P3, reason=LowerReason.PAST)
        written(house, "تمام")
        assert house.card().priority is Priority.P3

    def test_next_ticket_of_the_conversation_does_not_inherit_the_old_lines(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P3)
        with house.database.transaction() as session:
            tickets.resolve(session, session.get_one(Ticket, 1), at=START, actor="U1", now=START)
        written(house, CALM)
        assert house.card(2).priority is Priority.P3


class TestExamples:
    def test_each_judgement_teaches_once_without_names_and_numbers(self, house: House) -> None:
        written(house, "أنا نورة ورقمي 0551234567 وإيميلي nora@example.sa، متى التقرير؟")
        raise_(house, Priority.P1)
        lower(house, Priority.P2, shown=Priority.P1, reason=LowerReason.OTHER)
        first, second = examples(house)
        assert (first.given_priority, first.right_priority, first.reason) == ("P3", "P1", None)
        assert (second.given_priority, second.right_priority, second.reason) == ("P1", "P2", "other")
        assert (first.actor, second.actor) == (OPERATOR.user_id, FOUNDER.user_id)
        assert first.classifier == second.classifier != ""
        assert first.through_inbound_id == 1
        for secret in ("نورة", "0551234567", "nora@"):
            assert secret not in first.text
        assert "متى التقرير" in first.text

    def test_ticket_on_behalf_names_neither_company(self, house: House) -> None:
        written(house, "نحن رواسي نسأل عن سدرة، متى التقرير؟")
        with house.database.transaction() as session:
            own, other = Customer(name="رواسي", created_at=START), Customer(name="سدرة", created_at=START)
            session.add_all([own, other])
            session.flush()
            ticket = session.get_one(Ticket, 1)
            conversation = session.get_one(Conversation, ticket.conversation_id)
            session.get_one(Contact, conversation.contact_id).customer_id = own.id
            ticket.customer_id = other.id
        raise_(house, Priority.P1)
        assert examples(house)[0].text == "نحن [اسم] نسأل عن [اسم]، متى التقرير؟"

    def test_refused_judgement_teaches_nothing(self, house: House) -> None:
        house.leak()
        with pytest.raises(errors.FounderOnly):
            lower(house, Priority.P3, actor=OPERATOR)
        with house.database.reading() as session:
            assert session.scalars(select(Conversation)).one().judged_through_inbound_id == 0
        assert examples(house) == []


class TestRaisedAfterTheAnswer:
    """A person's raise of an answered matter: the customer is owed a first response as an emergency."""

    def _raised(self, house: House, to: Priority = Priority.P0) -> None:
        written(house, CALM)
        answered(house)
        house.clock.move(hours=3)
        raise_(house, to)
        house.run_all()

    @pytest.mark.parametrize(("to", "within"), [(Priority.P0, 30), (Priority.P1, 120)])
    def test_first_response_runs_anew_with_its_text_and_a_card_that_rings(
        self, house: House, to: Priority, within: int
    ) -> None:
        self._raised(house, to)
        card = house.card()
        first = card.clocks[Metric.FIRST_RESPONSE]
        assert (first.met_at, first.due_at) == (None, house.clock() + timedelta(minutes=within))
        assert card.draft is not None
        assert (card.draft.kind, card.draft.status) == ("first_response", "proposed")
        assert house.slack.posted[-1].text.startswith("TicketCardView")

    def test_raise_that_is_not_grave_starts_nothing(self, house: House) -> None:
        self._raised(house, Priority.P2)
        card = house.card()
        assert card.clocks[Metric.FIRST_RESPONSE].met_at is not None
        assert card.draft is not None
        assert card.draft.status == "sent"

    def test_second_answer_meets_it_and_the_ledger_has_both(self, house: House) -> None:
        self._raised(house)
        house.clock.move(minutes=10)
        house.approve(house.token())
        sent(house)
        assert house.card().clocks[Metric.FIRST_RESPONSE].met_at == house.clock()
        assert [entry.facts["within_target"] for entry in told(house, "sla.first_response_met")] == [
            True,
            True,
        ]

    def test_taking_back_the_first_answer_leaves_the_clock_running(self, house: House) -> None:
        self._raised(house)
        with house.database.transaction() as session:
            token = newest_approval(house)
            house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
        assert house.card().clocks[Metric.FIRST_RESPONSE].running

    def test_next_line_of_the_customer_keeps_it_a_first_response(self, house: House) -> None:
        self._raised(house)
        written(house, "وينكم؟")
        house.settle()
        card = house.card()
        assert card.draft is not None
        assert (card.draft.kind, card.ticket_id) == ("first_response", 1)
        assert card.clocks[Metric.FIRST_RESPONSE].running

    def test_graver_still_keeps_the_time_of_the_first_raise(self, house: House) -> None:
        self._raised(house, Priority.P1)
        raised_at = house.clock()
        house.clock.move(minutes=10)
        raise_(house, Priority.P0, shown=Priority.P1)
        assert house.card().clocks[Metric.FIRST_RESPONSE].due_at == raised_at + timedelta(minutes=30)

    def test_lowered_again_nothing_is_owed(self, house: House) -> None:
        self._raised(house)
        lower(house, Priority.P3)
        card = house.card()
        assert card.clocks[Metric.FIRST_RESPONSE].void_as == "false_alarm"
        assert card.draft is not None
        assert card.draft.status == "no_reply_needed"
        house.clock.move(minutes=5)
        raise_(house, Priority.P0)
        assert house.card().clocks[Metric.FIRST_RESPONSE].due_at == house.clock() + timedelta(minutes=30)


@ON_SQLITE
class TestLateAlready:
    def test_lowering_takes_no_breach_back(self, house: House) -> None:
        written(house, P1)
        house.clock.move(hours=3)
        late, still_good = clock(house), clock(house, Metric.RESOLUTION)
        lower(house, Priority.P3, shown=Priority.P1)
        assert clock(house) == late
        assert clock(house, Metric.RESOLUTION).due_at == still_good.started_at + timedelta(days=7)

    def test_raising_moves_no_breach_into_another_day_and_calls_by_the_new_target(self, house: House) -> None:
        written(house, CALM)
        house.clock.move(hours=25)
        due_at = clock(house).due_at
        raise_(house, Priority.P0)
        assert (clock(house).due_at, clock(house).target) == (due_at, timedelta(minutes=30))
        resolution = clock(house, Metric.RESOLUTION)
        assert resolution.due_at == resolution.started_at + timedelta(hours=4)

    def test_graver_line_of_the_customer_neither(self, house: House) -> None:
        written(house, CALM)
        house.clock.move(hours=25)
        due_at = clock(house).due_at
        written(house, LEAK)
        assert house.card().priority is Priority.P0
        assert clock(house).due_at == due_at
