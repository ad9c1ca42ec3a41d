"""Our own list and the board: written by a person, moved by a person, and read from rows alone."""

from datetime import timedelta

import pytest

from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.customer_success import service as success
from dealix_ops.customer_success.rules import Signals, risk
from dealix_ops.database import Database
from dealix_ops.proof.rules import Kind
from dealix_ops.self_growth import board, service
from dealix_ops.self_growth.board import Point, Weekly, What
from dealix_ops.self_growth.errors import (
    AlreadyListed,
    CityUnusable,
    CompanyUnusable,
    NoSuchTarget,
    SourceNeeded,
)
from dealix_ops.self_growth.rules import Focus, Status
from dealix_ops.self_growth.service import Found
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.errors import MayNotArrange
from tests.dealix_ops.delivery.test_service import start
from tests.dealix_ops.proof import books
from tests.support import customers
from tests.support.clock import MovingClock
from tests.support.house import OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE


def add(
    database: Database,
    clock: MovingClock,
    company: str = "أكاديمية الأفق",
    actor: Actor = OPERATOR,
    **more: str,
) -> int:
    found = Found(
        company, Focus.TRAINING_RIYADH, more.get("city", "الرياض"), more.get("source", "توصية عميل")
    )
    with database.transaction() as session:
        return service.add(session, found, actor=actor, now=clock()).id


def move(database: Database, clock: MovingClock, target_id: int, to: Status) -> None:
    with database.transaction() as session:
        service.move(session, target_id, to, actor=OPERATOR, now=clock())


def weekly(database: Database, clock: MovingClock) -> Weekly:
    with database.reading() as session:
        return board.weekly(session, now=clock())


def whats(points: tuple[Point, ...]) -> list[What]:
    return [point.what for point in points]


class TestList:
    def test_company_stands_once_whatever_its_spelling(self, database: Database, clock: MovingClock) -> None:
        target_id = add(database, clock)
        for same in ("اكاديميه الافق", "شركة أكاديمية الأفق"):
            with pytest.raises(AlreadyListed):
                add(database, clock, same)
        move(database, clock, target_id, Status.CONTACTED)
        with pytest.raises(NoSuchTarget):
            move(database, clock, target_id, Status.CONTACTED)
        told = customers.told(database)
        assert [event for event, _ in told] == ["self_growth.target_added", "self_growth.target_moved"]
        assert "أكاديمية" not in str(told)

    @ON_SQLITE
    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"company": " "}, CompanyUnusable),
            ({"company": "م" * 121}, CompanyUnusable),
            ({"city": ""}, CityUnusable),
            ({"source": "؟"}, SourceNeeded),
            ({"actor": STRANGER}, MayNotArrange),
        ],
    )
    def test_what_is_not_written_down(
        self, database: Database, clock: MovingClock, wrong: dict[str, object], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            add(database, clock, **wrong)  # type: ignore[arg-type]

    @ON_SQLITE
    def test_day_shows_who_answered_first_then_who_waits_longest(
        self, database: Database, clock: MovingClock
    ) -> None:
        ids = [add(database, clock, name) for name in ("أول", "ثان", "ثالث", "رابع", "خامس")]
        clock.move(hours=1)
        move(database, clock, ids[4], Status.REPLIED)
        move(database, clock, ids[0], Status.DROPPED)
        with database.reading() as session:
            day = service.daily(session, now=clock())
        assert [row.id for row in day.waiting] == [ids[4], ids[1], ids[2]]
        assert (day.listed, day.drafts) == (5, 0)


class TestBoard:
    def test_nothing_stored_is_nothing_said(self, database: Database, clock: MovingClock) -> None:
        found = weekly(database, clock)
        assert (found.decisions, found.opportunities, found.risks, found.learnt) == ((), (), (), ())

    def test_each_point_names_its_row(self, house: House) -> None:
        database, clock = house.database, house.clock
        who = books.customer(database, now=clock())
        house.customer_writes("كيف أضيف مستخدماً؟")
        house.run_all()
        target_id = add(database, clock)
        move(database, clock, target_id, Status.REPLIED)
        start(database, who, clock)
        event_id = books.record(database, who, now=clock(), kind=Kind.PIPELINE, words="عرض سعر", amount=5_000)
        signals = Signals(days_inactive=14, drafts_pending=10, last_proof_pack_days_ago=3)
        with database.transaction() as session:
            success.read_risk(session, who, signals, risk(signals), actor="U", now=clock())
            for state in (ConnectorState.CONFIGURING, ConnectorState.ERROR):
                connectors.move(session, who, "gmail", state=state, notes="", actor="U", now=clock())
        clock.move(hours=25)
        found = weekly(database, clock)
        assert [(one.what, one.row) for one in found.decisions] == [
            (What.DRAFT_WAITS, 1),
            (What.TARGET_ANSWERED, target_id),
            (What.STEP_LATE, 1),
        ]
        assert [(one.what, one.row, one.number) for one in found.opportunities] == [
            (What.PIPELINE, event_id, 5_000)
        ]
        assert whats(found.risks) == [What.TICKET_LATE, What.AT_RISK, What.CONNECTOR_FAILS]
        assert [one.row for one in found.risks] == [1, who, who]
        assert [(one.focus, one.answered) for one in found.learnt] == [(Focus.TRAINING_RIYADH, 1)]

    @ON_SQLITE
    def test_at_most_three_and_only_of_the_week(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        for amount in (10, 40, 20, 30):
            books.record(database, who, now=clock(), kind=Kind.PIPELINE, words="عرض سعر", amount=amount)
        assert [one.number for one in weekly(database, clock).opportunities] == [40, 30, 20]
        clock.now += timedelta(days=8)
        assert weekly(database, clock).opportunities == ()

    @ON_SQLITE
    def test_newest_reading_of_a_risk_counts(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        for inactive in (14, 0):
            signals = Signals(days_inactive=inactive, drafts_pending=0, last_proof_pack_days_ago=None)
            with database.transaction() as session:
                success.read_risk(session, who, signals, risk(signals), actor="U", now=clock())
            clock.now += timedelta(days=1)
        assert weekly(database, clock).risks == ()
