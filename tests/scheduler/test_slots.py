"""Jobs at a time of day: once among all clocks, late where still of use, missed where not."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from dealix_ops import bootstrap
from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.settings import Settings
from dealix_ops.slots import service
from dealix_ops.slots.rules import Outcome
from scheduler.slots import Job, plan, run_due
from tests.support.clock import MovingClock

SUNDAY = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
"""8:00 in Riyadh, half an hour before the job."""
HALF_PAST_EIGHT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(SUNDAY)


@pytest.fixture
def product(
    database_url: str, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Product]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", database_url)
    built = bootstrap.build(Settings(), clock=clock, embedded=True)
    yield built
    built.close()


def writes(product: Product, session: Session, slot: datetime) -> None:
    facts = {"slot": slot.astimezone(UTC).isoformat()}
    ledger.record(session, Event.ANSWER_COMPUTED, at=product.clock(), facts=facts)


DIGEST = Job(
    "digest", CronTrigger(hour=8, minute=30, timezone=RIYADH), useful_for=timedelta(hours=3), run=writes
)


def ran(product: Product) -> list[str]:
    with product.database.reading() as session:
        return [entry.facts["slot"] for entry in session.query(LedgerEntry).order_by(LedgerEntry.id)]


def outcome(product: Product) -> Outcome | None:
    verdict = run_due(product, DIGEST)
    return verdict.outcome if verdict else None


class TestRunDue:
    def test_once_in_its_time(self, product: Product, clock: MovingClock) -> None:
        assert outcome(product) is None  # seen for the first time: it was never due before
        clock.move(minutes=29, seconds=59)
        assert outcome(product) is None
        clock.move(seconds=1)
        assert outcome(product) is Outcome.RAN
        clock.move(seconds=10)
        assert outcome(product) is None
        assert ran(product) == [HALF_PAST_EIGHT.isoformat()]

    def test_a_new_job_does_not_make_up_for_the_time_before_it(
        self, product: Product, clock: MovingClock
    ) -> None:
        clock.move(hours=5)
        assert outcome(product) is None
        assert ran(product) == []

    @pytest.mark.parametrize(
        ("down", "expected"),
        [
            (timedelta(minutes=30), Outcome.RAN),
            (timedelta(hours=3, minutes=30), Outcome.LATE),
            (timedelta(hours=3, minutes=30, seconds=1), Outcome.MISSED),
        ],
    )
    def test_after_a_stop(
        self, product: Product, clock: MovingClock, down: timedelta, expected: Outcome
    ) -> None:
        run_due(product, DIGEST)
        clock.move(seconds=down.total_seconds())
        assert outcome(product) is expected
        assert bool(ran(product)) is (expected is not Outcome.MISSED)

    def test_what_is_made_up_for_waits_for_the_end_of_an_iftar(
        self, product: Product, clock: MovingClock
    ) -> None:
        clock.now = datetime(2027, 2, 24, 12, 0, tzinfo=UTC)  # 15:00 in Riyadh, in Ramadan
        afternoon = Job("later", CronTrigger(hour=16, timezone=RIYADH), timedelta(hours=6), writes)
        run_due(product, afternoon)
        clock.move(hours=2, minutes=38)  # Maghrib is at 17:53
        assert run_due(product, afternoon) is None
        clock.move(minutes=44)
        assert run_due(product, afternoon) is None
        clock.move(minutes=1)
        assert run_due(product, afternoon) is not None
        assert len(ran(product)) == 1

    def test_of_three_days_only_the_newest_runs_and_the_others_are_told(
        self, product: Product, clock: MovingClock
    ) -> None:
        run_due(product, DIGEST)
        clock.move(days=2, hours=1)
        assert outcome(product) is Outcome.LATE
        assert ran(product) == [(HALF_PAST_EIGHT + timedelta(days=2)).isoformat()]
        with product.database.reading() as session:
            told = service.missed(session, after=SUNDAY, until=clock())
        assert told == [("digest", HALF_PAST_EIGHT), ("digest", HALF_PAST_EIGHT + timedelta(days=1))]

    def test_what_fails_is_tried_again_and_leaves_nothing_half(
        self, product: Product, clock: MovingClock
    ) -> None:
        run_due(product, DIGEST)
        clock.move(minutes=30)

        def fails(product: Product, session: Session, slot: datetime) -> None:
            writes(product, session, slot)
            raise OSError("no")

        with pytest.raises(OSError, match="no"):
            run_due(product, Job(DIGEST.id, DIGEST.cron, DIGEST.useful_for, fails))
        assert ran(product) == []
        assert outcome(product) is Outcome.RAN
        assert len(ran(product)) == 1

    def test_many_clocks_at_the_same_moment(self, product: Product, clock: MovingClock) -> None:
        run_due(product, DIGEST)
        clock.move(minutes=30)
        gate = threading.Barrier(6)

        def tick() -> None:
            gate.wait()
            run_due(product, DIGEST)

        threads = [threading.Thread(target=tick) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(ran(product)) == 1


class TestPlan:
    def told(self, product: Product) -> list[tuple[str, datetime]]:
        with product.database.reading() as session:
            return service.planned(session)

    def test_next_time_moves_on_with_the_clock(self, product: Product, clock: MovingClock) -> None:
        plan(product, [DIGEST])
        assert self.told(product) == [("digest", HALF_PAST_EIGHT)]
        clock.move(minutes=31)
        plan(product, [DIGEST])
        assert self.told(product) == [("digest", HALF_PAST_EIGHT + timedelta(days=1))]

    def test_job_that_is_no_more_is_forgotten(self, product: Product) -> None:
        plan(product, [DIGEST])
        plan(product, [])
        assert self.told(product) == []
