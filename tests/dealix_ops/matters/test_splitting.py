"""«افصل»: chosen lines become a ticket of their own, with triage, clock, draft and card of their own."""

from datetime import timedelta

import pytest

from dealix_ops.endings.errors import AnswerOnItsWay, NeedsListening
from dealix_ops.matters.errors import LinesAnswered, NothingChosen, OneLineOnly
from dealix_ops.sending.errors import MayNotArrange, NewerMessages
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from tests.dealix_ops.endings import hands as endings
from tests.dealix_ops.matters import hands
from tests.dealix_ops.matters.hands import LEAK, NORA
from tests.support import deliveries, media
from tests.support.house import FOUNDER, OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE

PRICE = "كم سعر باقة Growth عندكم؟"


def two_matters(house: House) -> None:
    """A question, and ten minutes later a leak, in one ticket."""
    hands.write(house, NORA, PRICE)
    house.clock.move(seconds=600)
    hands.write(house, NORA, LEAK)
    house.settle()


def over(house: House, ticket_id: int) -> None:
    with house.database.transaction() as session:
        seen = endings.pressed(house, ticket_id)
        endings.endings(house).close_otherwise(session, seen, why="انتهى", actor=FOUNDER, now=house.clock())
    house.run_all()


def reacts(house: House, emoji: str) -> None:
    """Under what we sent; without a sign it takes back the one before."""
    sign = {"type": "reaction", "reaction": {"message_id": "wamid.OURS", "emoji": emoji}}
    house.receive(deliveries.delivery([deliveries.one(sign, at=house.clock(), wa_id=NORA)]))
    house.run_all()


def words(house: House, ticket_id: int) -> list[str]:
    return [line.text for line in house.card(ticket_id).lines]


class TestSplit:
    def test_both_are_read_clocked_and_drafted_anew(self, house: House) -> None:
        two_matters(house)
        assert hands.ticket(house, 1).priority == "P0"
        new = hands.split(house, 1, {1})
        assert (words(house, 1), words(house, new)) == ([LEAK], [PRICE])
        assert (hands.ticket(house, 1).priority, hands.ticket(house, new).priority) == ("P0", "P3")
        old_card, new_card = house.card(1), house.card(new)
        assert old_card.draft is not None
        assert new_card.draft is not None
        assert "بيانات" in old_card.draft.text
        assert "بيانات" not in new_card.draft.text
        assert len(house.slack.posted) >= 2
        assert hands.told(house, "ticket.split") == [(1, "U_FOUNDER")]

    @ON_SQLITE
    def test_clock_runs_from_the_lines_own_time(self, house: House) -> None:
        two_matters(house)
        opened = hands.ticket(house, 1).opened_at
        new = hands.split(house, 1, {2})
        with house.database.reading() as session:
            clock = sla.clocks(session, new)[Metric.FIRST_RESPONSE]
        assert clock.started_at == opened + timedelta(seconds=600)
        assert hands.ticket(house, new).priority == "P0"
        assert hands.ticket(house, 1).priority == "P3"

    def test_answering_one_answers_nothing_of_the_other(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "باقة Growth بسعر 2,999 ر.س شهرياً.", ticket_id=new)
        assert words(house, 1) == [LEAK]
        assert house.card(1).next_reply is not None
        assert house.card(new).next_reply is None

    @ON_SQLITE
    def test_newer_line_of_the_person_is_shown_before_either_is_approved(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        house.customer_writes("ما زالت ظاهرة", wa_id=NORA)
        for ticket_id in (1, new):
            with pytest.raises(NewerMessages):
                house.approve(house.token(ticket_id))

    @pytest.mark.parametrize("taken", [1, 2])
    @ON_SQLITE
    def test_without_a_newer_line_both_are_approved_at_once(self, house: House, taken: int) -> None:
        two_matters(house)
        new = hands.split(house, 1, {taken})
        leak, price = (1, new) if taken == 1 else (new, 1)
        house.edit(house.token(price), "السعر 2,999 ر.س شهرياً.", seen=house.card(price).through_inbound_id)
        house.approve(house.token(leak))
        assert len(hands.approvals(house)) == 2

    @ON_SQLITE
    def test_lines_of_an_answered_ticket_may_all_go(self, house: House) -> None:
        hands.write(house, NORA, PRICE)
        endings.answered(house)
        hands.write(house, NORA, "طيب ومتى يوصل التقرير الشهري؟")
        house.settle()
        new = hands.split(house, 1, {2})
        assert words(house, new) == ["طيب ومتى يوصل التقرير الشهري؟"]
        assert hands.ticket(house, 1).status == "open"
        with house.database.reading() as session:
            assert sla.clocks(session, new)[Metric.FIRST_RESPONSE].running


class TestNextLine:
    """It comes to the matter of which it speaks; the other draft is stale by it all the same."""

    @pytest.mark.parametrize("taken", [1, 2])
    @ON_SQLITE
    def test_goes_on_with_what_they_said_last(self, house: House, taken: int) -> None:
        two_matters(house)
        new = hands.split(house, 1, {taken})
        leak, price = (1, new) if taken == 1 else (new, 1)
        hands.write(house, NORA, "وينكم؟")
        assert (words(house, leak), words(house, price)) == ([LEAK, "وينكم؟"], [PRICE])
        assert hands.ticket(house, price).priority == "P3"
        with pytest.raises(NewerMessages):
            house.edit(house.token(price), "السعر 2,999 ر.س.", seen=house.card(price).through_inbound_id)

    def test_yes_to_what_we_sent_last_is_proposed_there(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "باقة Growth بسعر 2,999 ر.س شهرياً.", ticket_id=new)
        house.clock.move(seconds=60)
        hands.write(house, NORA, "تمام، وصلت")
        assert house.card(new).closing_line == "تمام، وصلت"
        assert words(house, 1) == [LEAK]
        assert house.card(1).next_reply is not None

    @ON_SQLITE
    def test_thumb_under_what_we_sent_last_is_a_yes_there(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "باقة Growth بسعر 2,999 ر.س شهرياً.", ticket_id=new)
        house.clock.move(seconds=60)
        reacts(house, "👍")
        assert house.card(new).closing_line == "👍"

    @ON_SQLITE
    def test_thumb_that_is_taken_back_is_no_yes_whatever_was_said_meanwhile(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "باقة Growth بسعر 2,999 ر.س شهرياً.", ticket_id=new)
        house.clock.move(seconds=60)
        reacts(house, "👍")
        house.clock.move(seconds=60)
        hands.write(house, NORA, "ولا تزال أسماء متدربين مو عندنا وأرقام جوالاتهم تطلع لنا")
        assert len(words(house, 1)) == 2
        reacts(house, "")
        assert house.card(new).closing_line is None

    @ON_SQLITE
    def test_line_of_the_other_topic_comes_to_the_other(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "باقة Growth بسعر 2,999 ر.س شهرياً.", ticket_id=new)
        house.clock.move(seconds=60)
        hands.write(house, NORA, "ولا تزال أسماء متدربين مو عندنا وأرقام جوالاتهم تطلع لنا")
        assert len(words(house, 1)) == 2
        assert words(house, new) == [PRICE]

    @ON_SQLITE
    def test_quoted_line_says_to_which(self, house: House) -> None:
        house.customer_writes(PRICE, wa_id=NORA, message_id="wamid.PRICE")
        house.run_all()
        house.clock.move(seconds=600)
        hands.write(house, NORA, LEAK)
        house.settle()
        new = hands.split(house, 1, {1})
        quoting = {"type": "text", "text": {"body": "وينكم؟"}, "context": {"id": "wamid.PRICE"}}
        house.receive(deliveries.delivery([deliveries.one(quoting, at=house.clock(), wa_id=NORA)]))
        house.run_all()
        assert words(house, new) == [PRICE, "وينكم؟"]
        assert words(house, 1) == [LEAK]

    @ON_SQLITE
    def test_where_the_old_ticket_is_over_it_opens_none_beside_the_new(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        over(house, 1)
        hands.write(house, NORA, "وينكم؟")
        assert words(house, new) == [PRICE, "وينكم؟"]

    @ON_SQLITE
    def test_where_the_new_ticket_is_over_it_comes_to_the_old(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {2})
        over(house, new)
        hands.write(house, NORA, "وينكم؟")
        assert words(house, 1) == [PRICE, "وينكم؟"]

    @ON_SQLITE
    def test_after_days_of_silence_it_is_a_matter_of_its_own(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {2})
        for ticket_id in (1, new):
            endings.answered(house, ticket_id=ticket_id)
        house.clock.move(days=3, seconds=1)
        hands.write(house, NORA, "عندي سؤال جديد عن الفاتورة")
        assert words(house, new) == [LEAK]
        assert words(house, 3) == ["عندي سؤال جديد عن الفاتورة"]

    @ON_SQLITE
    def test_merged_again_it_is_one_conversation(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {2})
        hands.write(house, NORA, "وينكم؟")
        assert hands.merge(house, 1, new) == 1
        hands.write(house, NORA, "ألو")
        assert words(house, 1) == [PRICE, LEAK, "وينكم؟", "ألو"]


class TestRefused:
    @ON_SQLITE
    def test_answered_lines_stay_with_their_answer(self, house: House) -> None:
        two_matters(house)
        endings.answered(house, "وصلنا بلاغكم ونراجعه الآن.")
        with pytest.raises(LinesAnswered):
            hands.split(house, 1, {1})

    @ON_SQLITE
    def test_answer_on_its_way_first(self, house: House) -> None:
        two_matters(house)
        house.approve(house.token())
        with pytest.raises(AnswerOnItsWay):
            hands.split(house, 1, {1})

    @ON_SQLITE
    def test_something_must_stay(self, house: House) -> None:
        two_matters(house)
        with pytest.raises(OneLineOnly):
            hands.split(house, 1, {1, 2})
        with pytest.raises(NothingChosen):
            hands.split(house, 1, set())

    @ON_SQLITE
    def test_one_line_has_nothing_to_take_out(self, house: House) -> None:
        hands.write(house, NORA, LEAK)
        with pytest.raises(OneLineOnly):
            hands.split(house, 1, {1})

    @ON_SQLITE
    def test_what_nobody_heard_is_heard_first(self, house: House) -> None:
        hands.write(house, NORA, PRICE)
        house.receive(deliveries.delivery([deliveries.one(media.message(), at=house.clock(), wa_id=NORA)]))
        house.run_all()
        with pytest.raises(NeedsListening):
            hands.split(house, 1, {1})

    @ON_SQLITE
    def test_stranger_arranges_nothing_and_an_operator_does(self, house: House) -> None:
        two_matters(house)
        with pytest.raises(MayNotArrange):
            hands.split(house, 1, {1}, actor=STRANGER)
        assert hands.split(house, 1, {1}, actor=OPERATOR) == 2
