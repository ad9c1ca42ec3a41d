"""What waits, read for all at once, says the same as each card says for itself; on both databases."""

from datetime import timedelta

from dealix_ops.contacts.models import Conversation
from dealix_ops.reports import daily
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.reports.waiting import window_until
from dealix_ops.sla import awaited
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.support.house import LEAK, House

ONE, TWO, THREE = (f"96650000000{n}" for n in (1, 2, 3))


def standing(house: House) -> dict[int, Standing]:
    with house.database.reading() as session:
        return {one.ticket_id: one for one in standings(session, now=house.clock())}


def on_cards(house: House, ticket_id: int) -> set[Due]:
    """What the functions behind a card say, one ticket at a time."""
    with house.database.reading() as session:
        ticket = session.get_one(Ticket, ticket_id)
        conversation = session.get_one(Conversation, ticket.conversation_id)
        first = awaited.first_response(session, ticket)
        reply = awaited.next_reply(session, ticket, conversation)
        found = [awaited.listening(session, ticket), first or reply]
        return {due for due in found if due is not None}


class TestStandings:
    def test_says_what_each_card_says(self, house: House) -> None:
        hands.written(house, CALM, wa_id=ONE)
        hands.written(house, LEAK, wa_id=TWO)
        hands.written(house, CALM, wa_id=THREE)
        hands.answered(house, ticket_id=3)
        house.clock.move(hours=1)
        hands.written(house, "طيب متى بالضبط؟", wa_id=THREE)
        house.customer_sends()  # a voice note of the first one
        house.run_all()
        house.settle()
        found = standing(house)
        assert set(found) == {1, 2, 3}
        for ticket_id, one in found.items():
            answers = {due for due in one.dues if due.metric is not Metric.RESOLUTION}
            assert answers == on_cards(house, ticket_id)
            with house.database.reading() as session:
                conversation = session.get_one(Conversation, ticket_id)
                assert one.window_until == window_until(session, conversation)
        metrics = {due.metric for due in found[3].dues}
        assert Metric.NEXT_REPLY in metrics
        assert {due.metric for due in found[1].dues} >= {Metric.LISTEN, Metric.FIRST_RESPONSE}
        assert next(iter(found)) == 2  # the P0

    def test_closed_ones_are_gone_and_a_window_that_closed_is_none(self, house: House) -> None:
        hands.written(house, CALM, wa_id=ONE)
        hands.written(house, CALM, wa_id=TWO)
        hands.close_otherwise(house, "اتفقنا بالهاتف على كل شيء")
        house.clock.move(hours=25)
        found = standing(house)
        assert set(found) == {2}
        assert found[2].window_until is None

    def test_prospects_answer_waits_for_a_yes_though_the_matter_is_closed(self, house: House) -> None:
        hands.written(house, CALM)
        house.settle()
        hands.not_customer(house, Move.PROSPECT)
        (one,) = standing(house).values()
        assert (one.live, one.drafted, one.dues, one.waits_since) == (False, True, (), None)
        with house.database.reading() as session:
            assert daily.waiting(standings(session, now=house.clock())) == [one]

    def test_what_waits_for_the_customers_yes_is_no_delay_of_ours(self, house: House) -> None:
        hands.written(house, CALM)
        hands.asked_whether_settled(house)
        house.clock.move(days=30)
        (one,) = standing(house).values()
        assert one.late(house.clock()) is None

    def test_decided_text_waits_no_more(self, house: House) -> None:
        house.approve(house.leak())
        assert not standing(house)[1].drafted


class TestLateSince:
    def test_only_calm_ones_and_only_what_ran_out_after_the_morning(self, house: House) -> None:
        hands.written(house, CALM, wa_id=ONE)  # a P3 from 10:12, due at 10:12 tomorrow
        hands.written(house, LEAK, wa_id=TWO)
        house.clock.move(hours=24, minutes=1)
        now = house.clock()
        with house.database.reading() as session:
            found = standings(session, now=now)
        assert [one.priority for one in daily.late(found, now)] == [Priority.P0, Priority.P3]
        late = daily.late_since(found, now - timedelta(hours=1), now)
        assert [one.ticket_id for one in late] == [1]
        assert daily.late_since(found, now - timedelta(seconds=30), now) == []
