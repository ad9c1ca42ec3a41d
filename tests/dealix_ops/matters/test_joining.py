"""«بلّغ عنها أيضاً»: one card for people of one customer, and each their own ticket."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings.hands import close_otherwise
from tests.dealix_ops.matters import hands
from tests.dealix_ops.matters.hands import (
    AHMAD,
    CONNECTION,
    DOWN,
    HORIZON,
    LEAK,
    NORA,
    SAME_LEAK,
    SARA,
)
from tests.support import deliveries, media
from tests.support.house import FOUNDER, House
from tests.support.only import ON_POSTGRES, ON_SQLITE


class TestByItself:
    def test_three_of_one_customer_share_a_card_and_nothing_else(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD, SARA)
        hands.leak_by(house, NORA, AHMAD, SARA)
        assert len(house.slack.posted) == 1
        card = house.card(1)
        assert [one.who.name for one in card.others] == ["أحمد", "سارة"]
        (matter,) = hands.matters(house)
        rows = [hands.ticket(house, number) for number in (1, 2, 3)]
        assert [row.matter_id for row in rows] == [matter.id] * 3
        assert matter.lead_ticket_id == 1
        assert len({row.conversation_id for row in rows}) == 3
        assert len({one.token for one in card.others}) == 2
        assert hands.told(house, "ticket.joined_matter") == [(1, "system"), (2, "system"), (3, "system")]

    @ON_SQLITE
    def test_row_says_who_joined_and_when(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        row = hands.ticket(house, 2)
        assert (row.joined_by, row.joined_at) == ("system", house.clock() - timedelta(seconds=60))

    @ON_SQLITE
    def test_each_keeps_their_own_clock(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        with house.database.reading() as session:
            first, second = (sla.clocks(session, number)[Metric.FIRST_RESPONSE] for number in (1, 2))
        assert second.due_at - first.due_at == timedelta(seconds=60)
        assert house.card(1).clocks[Metric.FIRST_RESPONSE].due_at == first.due_at

    @ON_SQLITE
    def test_never_across_customers(self, house: House) -> None:
        hands.employs(house, NORA)
        hands.employs(house, AHMAD, customer=HORIZON)
        hands.leak_by(house, NORA, AHMAD)
        assert hands.matters(house) == []
        assert len(house.slack.posted) == 2

    @ON_SQLITE
    def test_never_for_people_of_no_known_customer(self, house: House) -> None:
        hands.leak_by(house, NORA, AHMAD)
        assert hands.matters(house) == []

    @ON_SQLITE
    def test_the_same_person_shares_with_nobody_but_others(self, house: House) -> None:
        hands.employs(house, NORA)
        hands.write(house, NORA, LEAK, SAME_LEAK)
        assert hands.matters(house) == []

    @ON_SQLITE
    @pytest.mark.parametrize("other", [CONNECTION, "كم سعر الباقات عندكم؟"])
    def test_another_matter_has_its_own_card(self, house: House, other: str) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        hands.write(house, AHMAD, other)
        assert hands.matters(house) == []
        assert len(house.slack.posted) == 2

    @ON_SQLITE
    def test_two_people_who_ask_for_prices_share_no_matter(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, "كم سعر الباقات عندكم؟")
        hands.write(house, AHMAD, "كم سعر الباقات؟")
        assert hands.matters(house) == []

    @ON_SQLITE
    @pytest.mark.parametrize(("later", "joined"), [(2.0, 1), (2.01, 0)])
    def test_within_two_hours_of_the_first_report(self, house: House, later: float, joined: int) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        hands.hours(house, later)
        hands.write(house, AHMAD, SAME_LEAK)
        assert len(hands.matters(house)) == joined

    @ON_SQLITE
    def test_who_says_hello_first_joins_with_the_line_that_tells_it(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        hands.write(house, AHMAD, "السلام عليكم")
        assert house.card(2).joined_to is None
        hands.write(house, AHMAD, SAME_LEAK)
        house.settle()
        assert house.card(2).joined_to == 1
        assert "joined_to=1" in house.slack.posted[1].text

    @ON_SQLITE
    def test_graver_second_report_raises_the_card_and_not_the_first_ticket(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, DOWN)
        hands.write(house, AHMAD, DOWN)
        assert house.card(1).priority is Priority.P1
        assert len(house.slack.posted) == 1
        with house.database.transaction() as session:
            house.judging.raise_by_person(
                session, 2, shown=Priority.P1, to=Priority.P0, actor=FOUNDER, now=house.clock()
            )
        house.run_all()
        card = house.card(1)
        assert (card.priority, card.graded) == (Priority.P0, (2, 2))
        assert hands.ticket(house, 1).priority == "P1"
        assert len(house.slack.posted) == 2


class TestRace:
    @ON_POSTGRES
    def test_two_reports_at_one_moment_find_each_other(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        house.customer_writes(LEAK, wa_id=NORA, name="نورة")
        house.customer_writes(SAME_LEAK, wa_id=AHMAD, name="أحمد")
        together = Barrier(2)

        def process(inbound_id: int) -> None:
            with house.database.transaction() as session:
                together.wait()
                house.processing.process(session, inbound_id)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(process, (1, 2)))
        (matter,) = hands.matters(house)
        assert [hands.ticket(house, number).matter_id for number in (1, 2)] == [matter.id] * 2


class TestEnds:
    def test_the_first_closing_leaves_the_others_a_card_that_rings(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD, SARA)
        hands.leak_by(house, NORA, AHMAD, SARA)
        close_otherwise(house, "حُلّت في اجتماع", actor=FOUNDER)
        house.run_all()
        assert [hands.ticket(house, number).status for number in (2, 3)] == ["open", "open"]
        assert hands.matters(house)[0].lead_ticket_id == 2
        assert len(house.slack.posted) == 2
        assert [one.who.name for one in house.card(2).others] == ["نورة", "سارة"]
        assert house.card(1).joined_to == 2

    @ON_SQLITE
    def test_taken_out_it_has_its_own_card_and_does_not_come_back_by_itself(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        hands.take_out(house, 2)
        assert len(house.slack.posted) == 2
        hands.write(house, AHMAD, SAME_LEAK)
        assert hands.ticket(house, 2).matter_id is None
        assert house.card(1).others == ()
        assert hands.told(house, "ticket.left_matter") == [(2, "U_FOUNDER")]

    @ON_SQLITE
    def test_voice_note_of_a_second_person_has_the_card_on_which_it_can_be_heard(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        heard = deliveries.one(media.message(), at=house.clock(), wa_id=AHMAD)
        house.receive(deliveries.delivery([heard]))
        house.run_all()
        assert hands.ticket(house, 2).matter_id is None
        assert house.card(2).needs_listen
        assert len(house.slack.posted) == 2
