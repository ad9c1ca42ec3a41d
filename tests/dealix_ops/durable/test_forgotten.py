"""A job that the engine thinks runs here, and does not, holds up its channel for five to ten seconds."""

from datetime import timedelta

from dealix_ops.durable.engine import OUTBOX, JobRef
from dealix_ops.durable.forgotten import Forgotten
from dealix_ops.durable.takeover import Sweeper
from tests.dealix_ops.durable.test_takeover import SILENT, noticed, row, taken_by
from tests.support.house import House

FIRST = JobRef(OUTBOX, 1, 1)


def forgotten(house: House, *running: JobRef) -> Forgotten:
    sweeper = Sweeper(house.database, house.engine, silent_after=SILENT, buried=house.alarm)
    return Forgotten(
        house.engine, sweeper, worker_id="worker-1", running=lambda: set(running), clock=house.clock
    )


class TestLook:
    def test_twice_found_without_anybody_running_it_the_next_attempt_follows(self, house: House) -> None:
        noticed(house)
        taken_by(house, "worker-1", 1, beat_ago=timedelta(0))
        mine = forgotten(house)
        mine.look()
        assert row(house).attempt == 1
        mine.look()
        assert (row(house).attempt, row(house).status, row(house).may_have_left) == (2, "ready", True)
        assert house.engine.held() == []
        mine.look()
        assert row(house).attempt == 2

    def test_what_runs_here_or_elsewhere_is_left_alone(self, house: House) -> None:
        noticed(house, 2)
        taken_by(house, "worker-1", 1, beat_ago=timedelta(0))
        taken_by(house, "worker-2", 2, beat_ago=timedelta(0))
        mine = forgotten(house, FIRST)
        for _ in range(3):
            mine.look()
        assert [row(house, number).attempt for number in (1, 2)] == [1, 1]

    def test_a_row_that_is_done_only_frees_its_channel(self, house: House) -> None:
        noticed(house)
        house.run_all()
        taken_by(house, "worker-1", 1, beat_ago=timedelta(0))
        with house.database.transaction() as session:
            session.merge(row(house)).status = "done"
        mine = forgotten(house)
        mine.look()
        mine.look()
        assert (row(house).attempt, row(house).status) == (1, "done")
        assert house.engine.held() == []
