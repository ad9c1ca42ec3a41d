"""The enqueueing half and the two queues, on both databases."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.durable import pace
from dealix_ops.durable.engine import INBOUND, OUTBOX, Engine, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.ports.work import Effect, EffectKind
from tests.support.clock import START
from tests.support.house import CHANNEL, House

NOTICE = Effect(EffectKind.NOTICE, CHANNEL, {"ticket_id": 0, "channel": CHANNEL, "text": "أ"})


def add_and_fail(house: House) -> None:
    with house.database.transaction() as session:
        house.queues.add(session, NOTICE, now=START)
        raise RuntimeError("after the enqueue")


class TestJobRef:
    @pytest.mark.parametrize("job", [JobRef(INBOUND, 1, 1), JobRef(OUTBOX, 98765, 43)])
    def test_its_text_form_reads_back(self, job: JobRef) -> None:
        assert JobRef.parse(str(job)) == job


class TestEnqueue:
    def test_row_and_job_commit_together(self, house: House) -> None:
        with house.database.transaction() as session:
            row_id = house.queues.add(session, NOTICE, now=START)
        assert house.engine.known([JobRef(OUTBOX, row_id, 1)]) == {JobRef(OUTBOX, row_id, 1)}

    def test_row_and_job_roll_back_together(self, house: House) -> None:
        with pytest.raises(RuntimeError):
            add_and_fail(house)
        with house.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(OutboxRow)) == 0
        assert house.engine.known([JobRef(OUTBOX, number, 1) for number in range(1, 5)]) == set()

    def test_work_without_a_partition_is_refused_and_leaves_no_row(self, house: House) -> None:
        nowhere = Effect(EffectKind.NOTICE, "", {})
        with pytest.raises(ValueError, match="partition"):
            house.database._write(lambda session: house.queues.add(session, nowhere, now=START))
        with house.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(OutboxRow)) == 0

    def test_ids_never_return_after_a_delete(self, house: House) -> None:
        def add(session: Session) -> int:
            return house.queues.add(session, NOTICE, now=START)

        first = house.database._write(add)
        house.database._write(lambda session: session.delete(session.get_one(OutboxRow, first)))
        assert house.database._write(add) > first


class TestKnown:
    def test_asks_for_nothing_when_given_nothing(self, engine: Engine) -> None:
        assert engine.known([]) == set()

    def test_cancelled_or_never_queued_job_is_unknown(self, house: House) -> None:
        with house.database.transaction() as session:
            row_id = DurableQueues(house.engine).add(session, NOTICE, now=START)
        job, never = JobRef(OUTBOX, row_id, 1), JobRef(OUTBOX, row_id, 7)
        house.engine.cancel(job)
        house.engine.cancel(never)
        assert house.engine.known([job, never]) == set()
        assert house.engine.held() == []


class TestPace:
    def test_slots_are_a_gap_apart_and_channels_apart(self, house: House) -> None:
        with house.database.transaction() as session:
            slots = [pace.reserve(session, "C1", now=START) for _ in range(3)]
            assert pace.reserve(session, "C2", now=START) == START
        assert slots == [START, START + pace.GAP, START + 2 * pace.GAP]
        assert pace.GAP.total_seconds() > 1

    def test_idle_channel_owes_no_wait(self, house: House) -> None:
        later = START + 100 * pace.GAP
        with house.database.transaction() as session:
            pace.reserve(session, "C1", now=START)
            assert pace.reserve(session, "C1", now=later) == later

    def test_hold_moves_forward_only(self, house: House) -> None:
        with house.database.transaction() as session:
            pace.reserve(session, "C1", now=START)
            pace.hold(session, "C1", until=START + 9 * pace.GAP)
            pace.hold(session, "C1", until=START + 2 * pace.GAP)
            assert pace.reserve(session, "C1", now=START) == START + 9 * pace.GAP
