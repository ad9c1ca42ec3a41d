"""What is kept of a customer's weeks, risks and plan: each once for its time."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.models import RiskReading, WeeklyCheckIn
from dealix_ops.customer_success.rules import Signals, Week
from dealix_ops.database import Database
from tests.support.clock import MovingClock
from tests.support.customers import customer, told

SATURDAY_NIGHT = datetime(2026, 11, 21, 20, 59, tzinfo=UTC)
"""23:59 in Riyadh: one minute later another week begins there."""


def check_in(database: Database, clock: MovingClock, week: Week) -> bool:
    with database.transaction() as session:
        return service.check_in(session, 1, week, actor="api:test", now=clock())


def read(database: Database, clock: MovingClock, signals: Signals) -> bool:
    with database.transaction() as session:
        return service.read_risk(session, 1, signals, rules.risk(signals), actor="api:test", now=clock())


class TestCheckIn:
    def test_one_a_week_of_riyadh(self, database: Database, clock: MovingClock) -> None:
        clock.now = SATURDAY_NIGHT
        customer(database, now=clock())
        assert check_in(database, clock, Week(replies=1))
        assert not check_in(database, clock, Week(replies=1))
        assert check_in(database, clock, Week(replies=2))
        clock.move(seconds=60)
        assert check_in(database, clock, Week(replies=2))
        with database.reading() as session:
            rows = session.execute(select(WeeklyCheckIn.week_on, WeeklyCheckIn.metrics)).all()
        assert {on: metrics["replies"] for on, metrics in rows} == {
            date(2026, 11, 15): 2,
            date(2026, 11, 22): 2,
        }
        assert len(told(database)) == 3


class TestReadRisk:
    def test_newest_of_the_day_stands(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        assert read(database, clock, Signals(7, 0, None))
        assert not read(database, clock, Signals(7, 0, None))
        assert read(database, clock, Signals(14, 10, 14))
        with database.reading() as session:
            row = session.scalars(select(RiskReading)).one()
            assert (row.score, row.level, row.last_proof_pack_days_ago) == (95, "high", 14)
        assert [facts["score"] for _, facts in told(database)] == [20, 95]


class TestStartPlan:
    def test_first_day_stays_until_the_bundle_changes(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        for bundle_id, begins in (("growth_starter", True), ("growth_starter", False)):
            with database.transaction() as session:
                begun = service.start_plan(session, 1, bundle_id, actor="api:test", now=clock())
            assert begun is begins
            clock.move(seconds=86_400)
        with database.transaction() as session:
            kept = service.plan_of(session, 1)
            assert kept is not None
            first = kept[1]
            assert service.start_plan(session, 1, "partnership_growth", actor="api:test", now=clock())
            now = service.plan_of(session, 1)
        assert now is not None
        assert now[0] == "partnership_growth"
        assert now[1] > first
