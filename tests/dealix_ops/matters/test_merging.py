"""«ادمج»: two tickets of one person are one, two of one customer share a card; never two customers'."""

import pytest

from dealix_ops.matters.errors import AlreadyTogether, NothingInCommon, OtherCustomer
from dealix_ops.sending.errors import MayNotArrange
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.errors import TicketClosed
from tests.dealix_ops.endings import hands as endings
from tests.dealix_ops.matters import hands
from tests.dealix_ops.matters.hands import AHMAD, CONNECTION, HORIZON, LEAK, NORA
from tests.dealix_ops.matters.test_splitting import PRICE, two_matters, words
from tests.support.house import OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE


class TestAsOne:
    def test_higher_priority_and_earlier_clock_and_the_other_points_to_it(self, house: House) -> None:
        two_matters(house)
        with house.database.reading() as session:
            before = sla.clocks(session, 1)[Metric.FIRST_RESPONSE]
        new = hands.split(house, 1, {2})
        assert hands.ticket(house, 1).priority == "P3"
        assert hands.merge(house, new, 1) == 1
        gone, stays = hands.ticket(house, new), hands.ticket(house, 1)
        assert (gone.status, gone.closed_as, gone.merged_into_id) == ("resolved", "merged", 1)
        assert stays.priority == "P0"
        assert words(house, 1) == [PRICE, LEAK]
        with house.database.reading() as session:
            after = sla.clocks(session, 1)[Metric.FIRST_RESPONSE]
            void = sla.clocks(session, new)[Metric.FIRST_RESPONSE]
        assert (after.started_at, after.due_at) == (before.started_at, before.due_at)
        assert void.void_as == "merged"
        draft = house.card(1).draft
        assert draft is not None
        assert "بيانات" in draft.text
        assert hands.told(house, "ticket.merged") == [(1, "U_FOUNDER")]
        assert (new, "U_FOUNDER") in hands.told(house, "ticket.closed")

    def test_split_undoes_it(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {2})
        hands.merge(house, 1, new)
        again = hands.split(house, 1, {2})
        assert again == new + 1
        assert (words(house, 1), words(house, again)) == ([PRICE], [LEAK])

    @ON_SQLITE
    def test_two_tickets_of_one_conversation(self, house: House) -> None:
        hands.write(house, NORA, PRICE)
        endings.answered(house)
        hands.write(house, NORA, LEAK)
        assert hands.ticket(house, 2).linked_ticket_id == 1
        assert hands.merge(house, 2, 1) == 1
        assert words(house, 1) == [LEAK]
        assert hands.ticket(house, 1).priority == "P0"
        with house.database.reading() as session:
            assert sla.clocks(session, 1)[Metric.FIRST_RESPONSE].running

    @ON_SQLITE
    def test_nothing_that_waits_counts_as_answered_by_it(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, "وصلنا بلاغكم ونراجعه الآن.")
        hands.merge(house, 1, new)
        assert PRICE in words(house, 1)
        assert house.card(1).next_reply is not None

    @ON_SQLITE
    def test_merged_away_is_no_breach_and_is_not_taken_back(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        hands.hours(house, 30)
        hands.merge(house, 1, new)
        with pytest.raises(TicketClosed):
            endings.reopen(house, ticket_id=new)
        with pytest.raises(TicketClosed):
            hands.merge(house, 1, new)


class TestShared:
    @ON_SQLITE
    def test_two_people_of_one_customer_share_a_card_and_split_takes_it_back(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        hands.write(house, AHMAD, CONNECTION)
        hands.merge(house, 2, 1)
        assert house.card(2).joined_to == 1
        assert [one.who.name for one in house.card(1).others] == ["أحمد"]
        assert hands.ticket(house, 2).status == "open"
        assert hands.told(house, "ticket.joined_matter") == [(1, "U_FOUNDER"), (2, "U_FOUNDER")]
        with pytest.raises(AlreadyTogether):
            hands.merge(house, 2, 1)
        hands.take_out(house, 2)
        assert house.card(1).others == ()
        assert house.card(2).joined_to is None

    @ON_SQLITE
    def test_never_two_customers(self, house: House) -> None:
        hands.employs(house, NORA)
        hands.employs(house, AHMAD, customer=HORIZON)
        hands.leak_by(house, NORA, AHMAD)
        with pytest.raises(OtherCustomer):
            hands.merge(house, 2, 1)

    @ON_SQLITE
    def test_never_people_who_have_nothing_in_common(self, house: House) -> None:
        hands.leak_by(house, NORA, AHMAD)
        with pytest.raises(NothingInCommon):
            hands.merge(house, 2, 1)

    @ON_SQLITE
    def test_stranger_merges_nothing(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        hands.write(house, AHMAD, CONNECTION)
        with pytest.raises(MayNotArrange):
            hands.merge(house, 2, 1, actor=STRANGER)
        assert hands.merge(house, 2, 1, actor=OPERATOR) == 2
