"""A P0 or P1 that is late: its card comes anew once, whoever's clock finds it, and nothing else rings."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.sla.breaches import Breaches
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Source
from tests.support.house import CHANNEL, House

P1 = "تعذر علينا الدخول لحسابنا من الصبح وعندنا اجتماع مجلس الإدارة بعد ساعة"
P2 = "ربط الايميل ينفصل كل ١٢ ساعة واضطر اسوي تسجيل من جديد، متعب بس ماشي الحال"


def tick(house: House) -> int:
    """What the clock does; how many were told."""
    breaches = Breaches(outbox=house.queues, channel=CHANNEL, elsewhere={Source.SENTRY: "C_ALERTS"})
    with house.database.reading() as session:
        late = breaches.late(session, now=house.clock())
    told = 0
    for ticket_id in late:
        with house.database.transaction() as session:
            told += breaches.tell(session, ticket_id, now=house.clock())
    return told


def recorded(house: House) -> list[dict[str, object]]:
    with house.database.reading() as session:
        rows = session.scalars(select(LedgerEntry).where(LedgerEntry.event == Event.BREACHED.value))
        return [dict(row.facts) for row in rows]


def cards_posted(house: House) -> int:
    house.run_all()
    return len([message for message in house.slack.posted if message.thread_ts is None])


class TestFirstResponse:
    def test_late_p0_comes_anew_once_and_stands_in_the_ledger(self, house: House) -> None:
        house.leak()
        before = cards_posted(house)
        house.clock.move(minutes=30)
        assert tick(house) == 0  # exactly on the target is in time
        house.clock.move(seconds=1)
        assert [tick(house), tick(house)] == [1, 0]
        assert cards_posted(house) == before + 1
        house.clock.move(hours=5)
        assert tick(house) == 0
        assert [facts["metric"] for facts in recorded(house)] == ["first_response"]

    def test_late_p1(self, house: House) -> None:
        house.customer_writes(P1)
        house.run_all()
        assert house.card().priority is Priority.P1
        house.clock.move(minutes=121)
        assert tick(house) == 1

    def test_p2_waits_for_the_summary(self, house: House) -> None:
        house.customer_writes(P2)
        house.run_all()
        assert house.card().priority is Priority.P2
        house.clock.move(hours=30)
        assert tick(house) == 0

    def test_voice_note_that_nobody_opened_rings_whatever_its_priority(self, house: House) -> None:
        house.customer_sends()
        house.run_all()
        assert house.card().priority is Priority.P3
        house.clock.move(minutes=14)
        assert tick(house) == 0
        house.clock.move(minutes=2)
        assert [tick(house), tick(house)] == [1, 0]
        assert [facts["metric"] for facts in recorded(house)] == ["listen"]

    def test_answered_in_time_is_no_breach(self, house: House) -> None:
        token = house.leak()
        house.approve(token)
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.clock.move(hours=2)
        assert tick(house) == 0

    def test_approved_and_not_sent_is_late_all_the_same(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.clock.move(minutes=31)
        assert tick(house) == 1

    def test_what_is_over_rings_nobody(self, house: House) -> None:
        house.leak()
        with house.database.transaction() as session:
            session.get_one(Ticket, 1).status = "resolved"
        house.clock.move(minutes=31)
        assert tick(house) == 0


class TestNextReply:
    def test_each_late_answer_is_told_once(self, house: House) -> None:
        token = house.leak()
        house.clock.move(minutes=31)
        assert tick(house) == 1
        house.approve(token)
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.clock.move(minutes=10)
        assert tick(house) == 0
        house.customer_writes("طيب متى؟")
        house.run_all()
        house.settle()
        house.clock.move(minutes=29)
        assert tick(house) == 0
        house.clock.move(minutes=1)
        assert [tick(house), tick(house)] == [1, 0]
        assert [facts["metric"] for facts in recorded(house)] == ["first_response", "next_reply"]


class TestTwoClocks:
    @pytest.mark.parametrize("round_", range(3))
    def test_at_once_tell_once(self, house: House, round_: int) -> None:
        house.leak()
        house.clock.move(minutes=31 + round_)
        before = cards_posted(house)
        with ThreadPoolExecutor(2) as clocks:
            told = [clocks.submit(tick, house) for _ in range(2)]
            assert sorted(done.result() for done in told) == [0, 1]
        assert cards_posted(house) == before + 1
        assert len(recorded(house)) == 1
