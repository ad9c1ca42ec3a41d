"""The sweeper and the dead letters on both databases."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from dealix_ops.cli import app
from dealix_ops.durable import takeover, workers
from dealix_ops.durable.engine import INBOUND, OUTBOX, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.durable.takeover import DeadLetter, NotADeadLetter, Sweeper
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import Effect, EffectKind, OutcomeUnknown, Refused
from tests.support.house import CHANNEL, House
from tests.support.only import ON_SQLITE

SILENT = timedelta(seconds=20)


def noticed(house: House, count: int = 1) -> None:
    for number in range(count):
        payload = {"ticket_id": 0, "channel": CHANNEL, "text": f"سطر {number}"}
        with house.database.transaction() as session:
            house.queues.add(session, Effect(EffectKind.NOTICE, CHANNEL, payload), now=house.clock())


def buried(house: House) -> None:
    noticed(house)
    house.slack.fail_next(Refused("Slack: channel_not_found"))
    house.run_all()


def row(house: House, row_id: int = 1) -> OutboxRow:
    with house.database.reading() as session:
        return session.get_one(OutboxRow, row_id)


def taken_by(house: House, worker_id: str, *rows: int, beat_ago: timedelta | None, attempt: int = 1) -> None:
    """As if this worker had dequeued the rows; `beat_ago` None: nobody of that name ever lived."""
    with house.database.transaction() as session:
        for number in rows:
            session.get_one(OutboxRow, number).status = "running"
            dequeue(session, house, JobRef(OUTBOX, number, attempt), worker_id)
        if beat_ago is not None:
            at = house.clock() - beat_ago
            workers.start(session, worker_id, role=workers.WORKER, now=at, one_host=False)


def held_by_nobody_alive(house: House, job: JobRef) -> None:
    with house.database.transaction() as session:
        dequeue(session, house, job, "worker-of-old")


def dequeue(session: Session, house: House, job: JobRef, worker_id: str) -> None:
    schema = "" if house.database.is_sqlite else "dbos."
    session.execute(
        text(
            f"UPDATE {schema}workflow_status SET status = 'PENDING', executor_id = :worker"
            " WHERE workflow_uuid = :job"
        ),
        {"worker": worker_id, "job": str(job)},
    )


def sweep(house: House) -> int:
    return Sweeper(house.database, house.engine, silent_after=SILENT, buried=house.alarm).sweep(
        now=house.clock()
    )


class TestSweep:
    @pytest.mark.parametrize(
        ("beat_ago", "moved"),
        [
            (timedelta(0), 0),
            (timedelta(seconds=19), 0),
            (timedelta(seconds=20), 2),
            (timedelta(days=3), 2),
            (None, 2),
        ],
    )
    def test_takes_over_from_the_silent_and_from_nobody_else(
        self, house: House, beat_ago: timedelta | None, moved: int
    ) -> None:
        noticed(house, 3)
        taken_by(house, "worker-1", 1, 2, beat_ago=beat_ago)
        assert sweep(house) == moved
        assert row(house).attempt == (2 if moved else 1)
        assert row(house, 3).attempt == 1
        if moved:
            assert (row(house).status, row(house).may_have_left) == ("ready", True)
            assert house.engine.held() == []
            assert house.engine.known([JobRef(OUTBOX, 1, 1)]) == set()

    def test_worker_that_said_goodbye_is_not_waited_for(self, house: House) -> None:
        noticed(house)
        taken_by(house, "worker-1", 1, beat_ago=timedelta(0))
        with house.database.transaction() as session:
            workers.stop(session, "worker-1", now=house.clock())
        assert sweep(house) == 1

    def test_silent_clock_is_no_worker(self, house: House) -> None:
        noticed(house)
        taken_by(house, "worker-1", 1, beat_ago=None)
        with house.database.transaction() as session:
            workers.start(session, "worker-1", role=workers.CLOCK, now=house.clock(), one_host=False)
        assert sweep(house) == 1

    def test_row_that_silences_every_worker_ends_as_a_dead_letter_that_is_announced(
        self, house: House
    ) -> None:
        noticed(house)
        for attempt in range(1, takeover.MOST_ATTEMPTS + 1):
            taken_by(house, "worker-1", 1, beat_ago=None, attempt=attempt)
            assert sweep(house) == 1
        assert (row(house).status, row(house).last_error) == ("dead", takeover.POISON)
        assert sweep(house) == 0
        assert house.waiting() == []

    def test_line_that_silences_every_worker_ends_as_a_dead_letter_too(self, house: House) -> None:
        """Begun and ended in one transaction, it is never seen running."""
        house.customer_writes("سلام")
        house.begin()
        for attempt in range(1, takeover.MOST_ATTEMPTS + 1):
            held_by_nobody_alive(house, JobRef(INBOUND, 1, attempt))
            assert sweep(house) == 1
        with house.database.reading() as session:
            dead = takeover.dead_letters(session)
        assert [(one.table, one.row_id, one.why) for one in dead] == [(INBOUND, 1, takeover.POISON)]

    def test_second_sweep_moves_nothing_and_each_move_is_told_once(self, house: House) -> None:
        noticed(house)
        taken_by(house, "worker-1", 1, beat_ago=None)
        assert [sweep(house) for _ in range(3)] == [1, 0, 0]
        with house.database.reading() as session:
            told = [entry.facts for entry in ledger.entries(session)]
        assert told == [{"table": "outbox", "row": 1, "attempt": 2}]

    def test_row_whose_job_vanished_is_queued_again(self, house: House) -> None:
        noticed(house, 2)
        house.customer_writes("سلام")
        house.begin()
        schema = "" if house.database.is_sqlite else "dbos."
        with house.database.transaction() as session:
            session.execute(text(f"DELETE FROM {schema}workflow_status"))
        assert sweep(house) == 3
        waiting = {JobRef(OUTBOX, 1, 2), JobRef(OUTBOX, 2, 2), JobRef(INBOUND, 1, 2)}
        assert house.engine.known(waiting) == waiting
        assert not row(house).may_have_left
        house.run_all()
        assert {row(house, number).status for number in (1, 2, 3)} == {"done"}

    def test_finished_row_of_a_silent_worker_stays_finished(self, house: House) -> None:
        noticed(house)
        house.run_all()
        before = row(house).external_id
        taken_by(house, "worker-1", 1, beat_ago=timedelta(days=1))
        with house.database.transaction() as session:
            session.get_one(OutboxRow, 1).status = "done"  # it finished, then died before DBOS knew
        assert sweep(house) == 0
        assert (row(house).status, row(house).attempt, row(house).external_id) == ("done", 1, before)
        assert house.engine.held() == []

    def test_work_that_waits_in_its_queue_is_left_alone(self, house: House) -> None:
        noticed(house, 4)
        assert sweep(house) == 0


class TestDeadLetters:
    def test_are_listed_with_their_reason(self, house: House) -> None:
        buried(house)
        with house.database.reading() as session:
            assert takeover.dead_letters(session) == [
                DeadLetter(
                    "outbox",
                    1,
                    "slack.notice",
                    "dead",
                    1,
                    "Refused: Slack: channel_not_found",
                    row(house).finished_at,
                )
            ]

    def test_replayed_one_is_done_and_listed_no_more(self, house: House) -> None:
        buried(house)
        with house.database.transaction() as session:
            takeover.replay(session, house.engine, table="outbox", row_id=1, now=house.clock())
        assert house.engine.known([JobRef(OUTBOX, 1, 2)]) == {JobRef(OUTBOX, 1, 2)}
        house.run_all()
        assert (row(house).status, row(house).attempt) == ("done", 2)
        with house.database.reading() as session:
            assert takeover.dead_letters(session) == []
            assert [entry.event for entry in ledger.entries(session)] == ["work.dead", "work.replayed"]

    def test_replay_of_an_unknown_one_looks_before_it_posts(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dealix_ops.durable.runner.GIVE_UP_AFTER", timedelta(0))
        noticed(house)
        house.slack.lose_next(OutcomeUnknown("lost"))
        house.run_all()
        assert row(house).status == "unknown"
        with house.database.transaction() as session:
            takeover.replay(session, house.engine, table="outbox", row_id=1, now=house.clock())
        house.run_all()
        assert (row(house).status, len(house.slack.posted)) == ("done", 1)

    @pytest.mark.parametrize(("table", "row_id"), [("outbox", 2), ("outbox", 404), ("inbound", 1), ("x", 1)])
    def test_replay_of_anything_else_is_refused(self, house: House, table: str, row_id: int) -> None:
        buried(house)
        noticed(house)
        house.run_all()
        with house.database.transaction() as session, pytest.raises(NotADeadLetter):
            takeover.replay(session, house.engine, table=table, row_id=row_id, now=house.clock())
        assert [row(house, number).attempt for number in (1, 2)] == [1, 1]

    def test_second_replay_is_refused(self, house: House) -> None:
        buried(house)
        with house.database.transaction() as session:
            takeover.replay(session, house.engine, table="outbox", row_id=1, now=house.clock())
        with house.database.transaction() as session, pytest.raises(NotADeadLetter):
            takeover.replay(session, house.engine, table="outbox", row_id=1, now=house.clock())


class TestCommandLine:
    def command(self, house: House, *words: str) -> Result:
        """In this process: three starts of Python took six seconds."""
        url = house.database.url.render_as_string(hide_password=False)
        return CliRunner().invoke(app, ["deadletters", *words], env={"DEALIX_DATABASE_URL": url})

    @ON_SQLITE
    def test_list_replay_and_a_second_replay(
        self, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)  # no `.env` of this machine
        buried(house)
        listed = self.command(house, "list")
        assert "outbox 1  slack.notice  dead  attempts 1  Refused: Slack: channel_not_found" in listed.stdout
        assert self.command(house, "replay", "outbox", "1").exit_code == 0
        house.run_all()
        assert (row(house).status, row(house).attempt) == ("done", 2)
        refused = self.command(house, "replay", "outbox", "1")
        assert (refused.exit_code, refused.stderr.strip()) == (2, "dealix: outbox 1 is no dead letter")


class TestWorkers:
    @pytest.mark.parametrize(
        ("ago", "stopped", "refused"),
        [
            (timedelta(seconds=29), False, True),
            (timedelta(seconds=31), False, False),
            (timedelta(seconds=1), True, False),
        ],
    )
    def test_second_host_on_one_file_is_refused_while_the_first_lives(
        self, house: House, monkeypatch: pytest.MonkeyPatch, ago: timedelta, stopped: bool, refused: bool
    ) -> None:
        with house.database.transaction() as session:
            at = house.clock() - ago
            workers.start(session, "worker-1", role=workers.WORKER, now=at, one_host=True)
            if stopped:
                workers.stop(session, "worker-1", now=at)
        monkeypatch.setattr("socket.gethostname", lambda: "another-machine")
        with house.database.transaction() as session:
            if refused:
                with pytest.raises(workers.SecondHost, match="use PostgreSQL"):
                    workers.start(session, "worker-2", role="worker", now=house.clock(), one_host=True)
            workers.start(session, "worker-3", role="worker", now=house.clock(), one_host=not refused)

    def test_second_process_of_the_same_host_is_welcome(self, house: House) -> None:
        for name in ("worker-1", "worker-2"):
            with house.database.transaction() as session:
                workers.start(session, name, role=workers.WORKER, now=house.clock(), one_host=True)
        with house.database.reading() as session:
            live = workers.live(session, role=workers.WORKER, now=house.clock(), silent_after=SILENT)
        assert sorted(live) == ["worker-1", "worker-2"]

    def test_beat_renews_the_life(self, house: House) -> None:
        with house.database.transaction() as session:
            workers.start(session, "worker-1", role=workers.WORKER, now=house.clock(), one_host=True)
        house.clock.move(seconds=19)
        with house.database.transaction() as session:
            workers.beat(session, "worker-1", now=house.clock())
        house.clock.move(seconds=19)
        with house.database.reading() as session:
            live = workers.live(session, role=workers.WORKER, now=house.clock(), silent_after=SILENT)
        assert live == ["worker-1"]

    @pytest.mark.parametrize(
        "error", [PoolExhausted(), OperationalError("s", {}, Exception()), ValueError("of a library")]
    )
    def test_thread_that_beats_outlives_whatever_breaks_a_beat(self, error: Exception) -> None:
        beaten = threading.Event()
        errors = [error]

        def once() -> None:
            if errors:
                raise errors.pop()
            beaten.set()

        beat = workers.Beat(once, every=timedelta(milliseconds=1))
        beat.start()
        assert beaten.wait(timeout=10)
        beat.stop()

    def test_outage_is_noted_ever_more_slowly_and_forgotten_at_once(self) -> None:
        outcomes: list[Exception | None] = [*[OperationalError("s", {}, Exception())] * 6, None, None]
        waited: list[float] = []

        def once() -> None:
            error = outcomes.pop(0)
            if error:
                raise error

        class Patient(threading.Event):
            def wait(self, timeout: float | None = None) -> bool:
                waited.append(timeout or 0)
                return not outcomes

        beat = workers.Beat(once, every=timedelta(milliseconds=100), slowest=timedelta(seconds=2))
        beat._stopping = Patient()
        beat._run()
        assert waited == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.6, 2, 2, 0.1, 0.1])

    def test_ids_are_new_at_each_start(self) -> None:
        assert workers.new_id("worker") != workers.new_id("worker")
