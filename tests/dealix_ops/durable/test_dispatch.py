"""What a door stored gets its job: once, in order, by one worker at a time."""

from datetime import timedelta

import pytest
from sqlalchemy import func, literal, select

from dealix_ops.durable import dispatch
from dealix_ops.durable.dispatch import BATCH, Dispatch
from dealix_ops.durable.engine import INBOUND, JobRef
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import UNBEGUN
from tests.support.house import House
from tests.support.only import ON_POSTGRES


def attempts(house: House) -> list[int]:
    with house.database.reading() as session:
        return list(session.scalars(select(Inbound.attempt).order_by(Inbound.id)))


def jobs(house: House, count: int) -> set[int]:
    known = house.engine.known(JobRef(INBOUND, number, 1) for number in range(1, count + 1))
    return {job.row_id for job in known}


@pytest.fixture
def worker(house: House) -> Dispatch:
    return Dispatch(house.database, house.engine)


class TestLook:
    def test_each_waiting_row_gets_one_job_however_often_somebody_looks(
        self, house: House, worker: Dispatch
    ) -> None:
        house.customer_writes("أول", "ثانٍ")
        assert attempts(house) == [UNBEGUN, UNBEGUN]
        assert jobs(house, 2) == set()
        worker.look()
        assert attempts(house) == [1, 1]
        assert jobs(house, 2) == {1, 2}
        worker.look()
        assert attempts(house) == [1, 1]

    def test_more_than_a_batch_is_taken_in_one_look(self, house: House, worker: Dispatch) -> None:
        house.customer_writes(*(f"سطر {number}" for number in range(BATCH + 3)))
        worker.look()
        assert jobs(house, BATCH + 3) == set(range(1, BATCH + 4))

    def test_look_in_a_storm_comes_to_an_end(
        self, house: House, worker: Dispatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A worker that is asked to end waits for it."""
        monkeypatch.setattr(dispatch, "BATCHES", 1)
        house.customer_writes(*(f"سطر {number}" for number in range(BATCH + 3)))
        worker.look()
        assert len(jobs(house, BATCH + 3)) == BATCH

    def test_earlier_line_is_never_behind_a_later_one(
        self, house: House, worker: Dispatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dispatch, "_WAITING", dispatch._WAITING.limit(1))
        house.customer_writes("أول", "ثانٍ")
        assert worker._batch() == 1
        assert attempts(house) == [1, UNBEGUN]

    def test_what_was_worked_on_already_gets_no_job(self, house: House, worker: Dispatch) -> None:
        house.customer_writes("أول")
        house.run_all()
        worker.look()
        assert jobs(house, 1) == set()

    def test_what_cannot_be_queued_waits_as_it_stood(
        self, house: House, worker: Dispatch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.customer_writes("أول")

        def full(*_given: object, **_named: object) -> None:
            raise OSError("disk full")

        with monkeypatch.context() as broken:
            broken.setattr(house.engine, "enqueue", full)
            with pytest.raises(OSError, match="disk full"):
                worker.look()
        assert attempts(house) == [UNBEGUN]
        worker.look()
        assert jobs(house, 1) == {1}

    @ON_POSTGRES
    def test_another_workers_turn_is_left_to_it(self, house: House, worker: Dispatch) -> None:
        house.customer_writes("أول")
        with house.database.transaction() as session:
            assert session.scalar(select(func.pg_try_advisory_xact_lock(literal(dispatch._TURN))))
            worker.look()
            assert attempts(house) == [UNBEGUN]
        worker.look()
        assert attempts(house) == [1]


def test_sweeper_takes_nothing_over_that_nobody_began(house: House, worker: Dispatch) -> None:
    house.customer_writes("أول")
    sweeper = Sweeper(house.database, house.engine, silent_after=timedelta(seconds=20), buried=house.alarm)
    assert sweeper.sweep(now=house.clock()) == 0
    worker.look()
    house.engine.cancel(JobRef(INBOUND, 1, 1))
    assert sweeper.sweep(now=house.clock()) == 1
