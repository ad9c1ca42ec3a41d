"""The clock's reading of who may leave: from rows, each day, and never over what a person told."""

from datetime import timedelta

from sqlalchemy import select

from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import Signals
from dealix_ops.database import Database
from dealix_ops.ledger.events import Event
from dealix_ops.proof import service as proof
from dealix_ops.reports import leaving
from tests.dealix_ops.proof import books
from tests.support.clock import MovingClock
from tests.support.customers import told
from tests.support.house import OPERATOR, House
from tests.support.only import ON_SQLITE


def stored(database: Database, clock: MovingClock) -> Signals:
    with database.reading() as session:
        return leaving.signals(session, now=clock())[1]


def read(database: Database, clock: MovingClock, signals: Signals, *, actor: str) -> None:
    with database.transaction() as session:
        service.read_risk(session, 1, signals, rules.risk(signals), actor=actor, now=clock())


class TestSignals:
    def test_whoever_never_wrote_is_silent_since_we_know_them(
        self, database: Database, clock: MovingClock
    ) -> None:
        books.customer(database, now=clock())
        assert stored(database, clock) == Signals(0, 0, None)
        clock.move(days=13)
        assert stored(database, clock) == Signals(13, 0, None)

    @ON_SQLITE
    def test_a_line_of_theirs_ends_the_silence(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        house.clock.move(days=20)
        books.talk(house, who)
        assert stored(house.database, house.clock).days_inactive == 0

    def test_a_record_counts_until_it_is_taken_back(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        clock.move(days=10)
        books.record(database, who, now=clock(), ago=timedelta(hours=1))
        assert stored(database, clock).days_inactive == 0
        with database.transaction() as session:
            proof.void(session, 1, reason="سُجّل خطأ", actor=OPERATOR, now=clock())
        assert stored(database, clock).days_inactive == 10

    def test_age_of_the_newest_pack(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        for _ in range(2):
            clock.move(days=3)
            books.record(database, who, now=clock(), words=f"اجتماع {clock().day}")
            books.freeze(database, who, now=clock())
        clock.move(days=14)
        assert stored(database, clock).last_proof_pack_days_ago == 14
        with database.reading() as session:
            assert leaving.last_pack_days_ago(session, who, now=clock()) == 14

    def test_pending_drafts_are_what_somebody_told_within_seven_days(
        self, database: Database, clock: MovingClock
    ) -> None:
        books.customer(database, now=clock())
        read(database, clock, Signals(0, 12, None), actor="api:crm")
        clock.move(days=1)
        read(database, clock, stored(database, clock), actor=service.CLOCK)
        clock.move(days=5)
        assert stored(database, clock).drafts_pending == 12
        clock.move(days=1)
        assert stored(database, clock).drafts_pending == 0


class TestLedger:
    def test_hears_of_a_new_level_only(self, database: Database, clock: MovingClock) -> None:
        books.customer(database, now=clock())
        for days in (0, 7, 14, 15, 3):
            clock.move(days=1)
            read(database, clock, Signals(days, 0, None), actor=service.CLOCK)
        levels = [facts["level"] for event, facts in told(database) if event == Event.RISK_READ]
        assert levels == ["medium", "low"]
        with database.reading() as session:
            assert len(session.scalars(select(RiskReading)).all()) == 5
