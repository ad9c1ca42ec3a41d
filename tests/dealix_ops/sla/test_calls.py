"""A P0 or P1 that presses calls one person once; a P2 or P3, and what was answered, calls nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dealix_ops.ledger import service as ledger
from dealix_ops.sla.calls import Calls
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.sla.test_breaches import P1, P2
from tests.support.house import CHANNEL, House
from tests.support.only import ON_POSTGRES, ON_SQLITE


def calls(house: House, *on_call: str) -> Calls:
    return Calls(house.queues, CHANNEL, on_call or ("U_B", "U_A"), ("U_FOUNDER",))


def tick(house: House, *on_call: str) -> int:
    """What the clock does; how many were called."""
    calling = calls(house, *on_call)
    with house.database.reading() as session:
        due = calling.due(session, now=house.clock())
    called = 0
    for ticket_id in due:
        with house.database.transaction() as session:
            called += calling.call(session, ticket_id, now=house.clock())
    return called


def said(house: House) -> list[str]:
    """In the thread of the card, nowhere else."""
    house.run_all()
    posted = [message for message in house.slack.posted if message.thread_ts is not None]
    return [message.text for message in posted if "<@U_" in message.text]


def claim(house: House, user: str) -> None:
    with house.database.transaction() as session:
        tickets.claim(session, session.get_one(Ticket, 1), actor=user, now=house.clock())


@ON_SQLITE
class TestPressing:
    def test_at_80_percent_and_not_a_second_earlier(self, house: House) -> None:
        house.leak()
        house.clock.move(minutes=23, seconds=59)
        assert tick(house) == 0
        house.clock.move(seconds=1)
        assert [tick(house), tick(house)] == [1, 0]
        assert said(house) == ["أول رد يقترب موعده: قبل 10:42 ص <@U_A>"]
        cards = [message for message in house.slack.posted if message.thread_ts is None]
        assert [card.edits for card in cards] == [1]  # its colour, in place

    def test_whoever_took_it_is_called_instead(self, house: House) -> None:
        house.leak()
        claim(house, "U_SARA")
        house.clock.move(minutes=25)
        assert tick(house) == 1
        assert said(house)[0].endswith("<@U_SARA>")

    def test_founder_where_nobody_is_on_call(self, house: House) -> None:
        house.leak()
        house.clock.move(minutes=25)
        alone = Calls(house.queues, CHANNEL, (), ("U_FOUNDER",))
        with house.database.transaction() as session:
            assert alone.call(session, 1, now=house.clock())
        assert said(house)[0].endswith("<@U_FOUNDER>")

    def test_p2_calls_nobody(self, house: House) -> None:
        house.customer_writes(P2)
        house.run_all()
        assert house.card().priority is Priority.P2
        for _ in range(60):
            house.clock.move(minutes=15)
            assert tick(house) == 0

    def test_answered_in_time_calls_nobody(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.clock.move(minutes=25)
        assert tick(house) == 0

    def test_next_reply_calls_for_itself(self, house: House) -> None:
        house.customer_writes(P1)
        house.run_all()
        house.clock.move(minutes=100)
        assert tick(house) == 1
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.customer_writes("طيب متى؟")
        house.run_all()
        house.clock.move(minutes=95)
        assert tick(house) == 0
        house.clock.move(minutes=5)
        assert [tick(house), tick(house)] == [1, 0]
        assert said(house)[1].startswith("الرد التالي")


@ON_SQLITE
class TestNextPerson:
    def test_half_the_target_after_the_breach(self, house: House) -> None:
        house.leak()
        house.clock.move(minutes=25)
        tick(house)
        house.clock.move(minutes=20)
        assert tick(house) == 0  # 45 minutes: half of 30 more, exactly
        house.clock.move(seconds=1)
        assert [tick(house), tick(house)] == [1, 0]
        assert said(house)[1] == "أول رد متأخر وما زال العميل ينتظر، والدور على من بعد <@U_A>: <@U_B>"

    @pytest.mark.parametrize(
        ("claimed", "on_call", "called"),
        [("U_A", ("U_A", "U_B"), "U_B"), ("U_B", ("U_A", "U_B"), "U_A"), ("U_A", ("U_A",), "U_FOUNDER")],
    )
    def test_the_next_one_and_at_the_end_the_founder(
        self, house: House, claimed: str, on_call: tuple[str, ...], called: str
    ) -> None:
        house.leak()
        claim(house, claimed)
        house.clock.move(minutes=46)
        assert tick(house, *on_call) == 1
        with house.database.reading() as session:
            told = [entry for entry in ledger.entries(session) if entry.event == "sla.called"]
        assert [entry.facts["called"] for entry in told] == [called]


@ON_POSTGRES
def test_two_clocks_call_once(house: House) -> None:
    house.leak()
    house.clock.move(minutes=25)
    calling, now = calls(house), house.clock()

    def one(_: int) -> bool:
        with house.database.transaction() as session:
            return calling.call(session, 1, now=now)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(one, range(4))) == [False, False, False, True]
