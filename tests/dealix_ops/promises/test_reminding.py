"""The time that a sent text named: reminded of once, told once when it passed, done by the next text."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from dealix_ops.ledger import service as ledger
from dealix_ops.promises import service as promises
from dealix_ops.promises.models import Promise
from dealix_ops.promises.reminding import Reminding
from dealix_ops.reports.daily import promised
from dealix_ops.reports.standing import standings
from dealix_ops.sending.outside import OutsideMeans, OutsideReport
from dealix_ops.tickets import closing
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from tests.support.house import CHANNEL, FOUNDER, House
from tests.support.only import ON_POSTGRES, ON_SQLITE

ANSWER = "أهلاً أستاذ، أوقفنا المشاركة ونراجع ما وصل."


def tick(house: House) -> int:
    """What the clock does; how many were told something."""
    reminding = Reminding(house.queues, CHANNEL, ("U_FOUNDER",))
    with house.database.reading() as session:
        due = reminding.due(session, now=house.clock())
    told = 0
    for approval_id in due:
        with house.database.transaction() as session:
            told += reminding.say(session, approval_id, now=house.clock())
    return told


def said(house: House) -> list[str]:
    house.run_all()
    return [one.text for one in house.slack.posted if one.thread_ts is not None and "وعدنا" in one.text]


def stored(house: House) -> list[Promise]:
    with house.database.reading() as session:
        return list(session.scalars(select(Promise).order_by(Promise.approval_id)))


@pytest.fixture
def sent(house: House) -> House:
    """The first response of a leak, «خلال 30 دقيقة من هذه الرسالة», said to be sent at 10:20."""
    token = house.leak()
    house.approve(token)
    house.run_all()
    house.clock.move(minutes=8)
    house.mark_sent(house.hand_off().approval_token)
    house.run_all()
    return house


@ON_SQLITE
class TestOnce:
    def test_ten_minutes_before_and_when_it_passed(self, sent: House) -> None:
        due = house_due(sent)
        assert due - sent.clock() == timedelta(minutes=30)
        sent.clock.move(minutes=19, seconds=59)
        assert tick(sent) == 0
        sent.clock.move(seconds=1)
        assert [tick(sent), tick(sent)] == [1, 0]
        assert said(sent) == ["وعدنا العميل بخبر قبل 10:50 ص، ولم يخرج بعد <@U_FOUNDER>"]
        sent.clock.move(minutes=10)
        assert tick(sent) == 0  # still in time
        sent.clock.move(seconds=1)
        assert [tick(sent), tick(sent)] == [1, 0]
        assert said(sent)[1:] == ["فات وعدنا للعميل (قبل 10:50 ص)، ولم يصله خبر <@U_FOUNDER>"]

    def test_clock_that_stood_still_tells_only_the_graver(self, sent: House) -> None:
        sent.clock.move(hours=3)
        assert [tick(sent), tick(sent)] == [1, 0]
        assert len(said(sent)) == 1

    def test_call_keeps_it(self, sent: House) -> None:
        sent.customer_writes("طيب وش صار؟")
        sent.run_all()
        sent.clock.move(minutes=15)
        calls(sent)
        sent.clock.move(hours=1)
        assert tick(sent) == 0
        assert stored(sent)[0].kept_at is not None

    def test_closed_ticket_owes_nothing(self, sent: House) -> None:
        with sent.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            close = {"at": sent.clock(), "why": None, "actor": "U_FOUNDER", "now": sent.clock()}
            closing.close(session, ticket, Move.CONFIRM, facts={}, **close)  # type: ignore[arg-type]
        sent.clock.move(hours=1)
        assert tick(sent) == 0

    def test_not_sent_after_all(self, sent: House) -> None:
        with sent.database.transaction() as session:
            token = sent.hand_off().approval_token
            sent.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=sent.clock())
        assert stored(sent) == []
        sent.clock.move(hours=1)
        assert tick(sent) == 0

    def test_stands_in_the_day(self, sent: House) -> None:
        with sent.database.reading() as session:
            today = sent.clock().date()
            owed = promised(standings(session, now=sent.clock()), today)
            assert [one.ticket_id for one in owed] == [1]
            assert promised(standings(session, now=sent.clock()), today - timedelta(days=1)) == []

    def test_ledger_tells_all_of_it(self, sent: House) -> None:
        sent.clock.move(minutes=25)
        tick(sent)
        sent.clock.move(minutes=25)
        tick(sent)
        with sent.database.reading() as session:
            told = [entry.event for entry in ledger.entries(session) if entry.event.startswith("promise.")]
        assert told == ["promise.made", "promise.reminded", "promise.broken"]


@ON_SQLITE
class TestNextText:
    def test_keeps_the_one_before_and_makes_its_own(self, sent: House) -> None:
        sent.customer_writes("طيب وش صار؟")
        sent.run_all()
        sent.settle()
        card = sent.card()
        assert card.draft is not None
        assert card.promise is not None
        by = sent.clock() + timedelta(hours=2)
        edit(sent, card.draft.token, card.through_inbound_id, by)
        sent.run_all()
        sent.clock.move(minutes=5)
        sent.mark_sent(sent.hand_off(2).approval_token)
        first, second = stored(sent)
        assert (first.kept_by, first.kept_at, second.due_at) == (2, sent.clock(), by)
        with sent.database.transaction() as session:
            token = sent.hand_off(2).approval_token
            sent.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=sent.clock())
        (first,) = stored(sent)
        assert first.kept_at is None


@ON_POSTGRES
class TestTwoClocks:
    def test_one_of_them_speaks(self, sent: House) -> None:
        sent.clock.move(minutes=25)
        with ThreadPoolExecutor(2) as clocks:
            assert sum(clocks.map(lambda _: tick(sent), range(2))) == 1
        assert len(said(sent)) == 1


def house_due(house: House) -> datetime:
    with house.database.reading() as session:
        due = promises.of_ticket(session, 1)
    assert due is not None
    return due.due_at


def calls(house: House) -> None:
    with house.database.transaction() as session:
        newest = house.card().through_inbound_id
        report = OutsideReport(1, newest, OutsideMeans.CALL, house.clock(), "اتصلنا وشرحنا الوضع")
        house.decisions.outside.record(session, report, actor=FOUNDER, now=house.clock())


def edit(house: House, token: str, seen: int, by: datetime) -> None:
    with house.database.transaction() as session:
        house.decisions.edit(
            session,
            token,
            text=ANSWER,
            seen_inbound_id=seen,
            actor=FOUNDER,
            now=house.clock(),
            promised_by=by,
        )
