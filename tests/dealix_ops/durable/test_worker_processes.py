"""Real workers in processes of their own against a fake Slack: order, pace, kill -9, a freeze, a stop."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sandbox.driver import SandboxDriver
from bot.sandbox.server import SandboxServer
from bot.sandbox.settings import SandboxSettings
from dealix_ops.clock import system_clock
from dealix_ops.database import Database
from dealix_ops.durable.engine import PLACES, Engine, JobRef
from dealix_ops.durable.models import OutboxRow, Worker
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import ALARM, Effect, EffectKind
from tests.support.only import ON_POSTGRES
from tests.support.worker_process import SILENT, WorkerProcess, until

APPROVALS, OPS = "C0APPROVALS", "C0OPS"
TOKEN = "xoxb" + "-process"
JITTERY_SECOND = 0.9
"""Posts leave 1.05 s apart; a busy machine notes one arrival late and the next in time."""
HUNG_S = 90.0
POST = "chat.postMessage"

Start = Callable[[], WorkerProcess]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    # Slack's own pace is watched here by the times of arrival, so the sandbox need not enforce it as well.
    settings = SandboxSettings(
        app_url="http://127.0.0.1:9", bot_token=TOKEN, signing_secret="x", port=0, post_gap_s=0.0
    )
    with SandboxServer(settings) as server:
        yield server.base_url


@pytest.fixture
def slack(sandbox: str) -> Iterator[SandboxDriver]:
    with SandboxDriver(sandbox) as driver:
        driver.reset()
        yield driver


@pytest.fixture
def start(database: Database, slack: SandboxDriver, tmp_path: Path) -> Iterator[Start]:
    """Starts workers; whatever still lives at the end of the test is killed."""
    running: list[WorkerProcess] = []

    def one() -> WorkerProcess:
        running.append(
            WorkerProcess(database, slack_url=f"{slack.base_url}/api/", token=TOKEN, folder=tmp_path)
        )
        return running[-1]

    yield one
    for worker in running:
        worker.__exit__(None, None, None)


def queue(database: Database, engine: Engine, *messages: tuple[str, str]) -> list[int]:
    """One transaction for each (channel, text)."""
    made = []
    for channel, text in messages:
        made.append(notice(database, engine, channel, text, partition=channel))
    return made


def notice(database: Database, engine: Engine, channel: str, text: str, *, partition: str) -> int:
    payload = {"ticket_id": 0, "channel": channel, "text": text}
    with database.transaction() as session:
        effect = Effect(EffectKind.NOTICE, partition, payload)
        return DurableQueues(engine).add(session, effect, now=system_clock())


def held(database: Database) -> int:
    """Effects that a worker has begun and not ended."""
    begun = select(func.count()).select_from(OutboxRow).where(OutboxRow.worker_id.is_not(None))
    with database.reading() as session:
        return session.scalar(begun.where(OutboxRow.finished_at.is_(None))) or 0


def row(database: Database, row_id: int) -> OutboxRow:
    with database.reading() as session:
        return session.get_one(OutboxRow, row_id)


def alive(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Worker)) or 0


def done(database: Database) -> bool:
    with database.reading() as session:
        return set(session.scalars(select(OutboxRow.status))) == {"done"}


def texts(slack: SandboxDriver, channel: str) -> list[str]:
    return [message["text"] for message in slack.messages(channel)]


def arrivals(slack: SandboxDriver) -> list[dict[str, Any]]:
    return slack.calls(POST)


def never(_session: Session, job: JobRef, _kind: str, why: str) -> None:
    raise AssertionError(f"{job} was buried: {why}")


def sweep_until_moved(database: Database, engine: Engine) -> None:
    sweeper = Sweeper(database, engine, silent_after=SILENT, buried=never)
    until(lambda: sweeper.sweep(now=system_clock()), "a take-over")


def told(database: Database) -> list[str]:
    with database.reading() as session:
        return [entry.event for entry in ledger.entries(session)]


class TestOrderAndPace:
    @ON_POSTGRES
    def test_two_workers_keep_each_channels_order_and_pace_and_work_side_by_side(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        for _ in range(2):
            start()
        until(lambda: alive(database) == 2, "two workers")
        lines = [f"سطر {number}" for number in range(5)]
        queue(database, engine, *((APPROVALS, line) for line in lines), *((OPS, line) for line in lines))
        until(lambda: done(database), "ten posts")
        assert texts(slack, APPROVALS) == texts(slack, OPS) == lines
        calls = arrivals(slack)
        assert {call["outcome"] for call in calls} == {"ok"}
        times = {
            c: [x["at_monotonic"] for x in calls if x["arguments"]["channel"] == c] for c in (APPROVALS, OPS)
        }
        for at in times.values():
            assert at[-1] - at[0] >= 4.0
            assert min(later - earlier for earlier, later in pairwise(at)) >= JITTERY_SECOND
        assert times[OPS][0] < times[APPROVALS][-1]
        assert times[APPROVALS][0] < times[OPS][-1]

    def test_channel_that_slack_holds_up_does_not_hold_up_another(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        slack.fault(POST, "slow", delay_s=HUNG_S)
        queue(database, engine, (APPROVALS, "يتأخر"))
        start().wait_until_it_beats()
        until(lambda: texts(slack, APPROVALS), "the first post")
        queue(database, engine, (OPS, "يمضي"))
        until(lambda: row(database, 2).status == "done", "the other channel's post")
        assert row(database, 1).status != "done"

    @ON_POSTGRES
    def test_an_alarm_has_a_place_though_every_other_effect_hangs(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        places = PLACES["effects"]
        slack.fault(POST, "slow", delay_s=HUNG_S, times=places + 1)
        for number in range(places):
            notice(database, engine, APPROVALS, "يتأخر", partition=f"busy-{number}")
        start().wait_until_it_beats()
        until(lambda: held(database) == places, "as many hanging effects as there are places")
        notice(database, engine, OPS, "نداء", partition=f"{ALARM}{OPS}")
        until(lambda: texts(slack, OPS) == ["نداء"], "the alarm")
        assert held(database) == places + 1


class TestKilled:
    def test_work_of_a_killed_worker_is_taken_over_in_order_and_posted_once(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        slack.fault(POST, "slow", delay_s=HUNG_S)  # the message stands in Slack, its answer never comes
        first = start()
        first_id = first.wait_until_it_beats()
        queue(database, engine, (APPROVALS, "أ"), (APPROVALS, "ب"))
        until(lambda: texts(slack, APPROVALS) == ["أ"], "the first post")
        first.kill()
        assert (row(database, 1).status, row(database, 1).worker_id) == ("running", first_id)
        second_id = start().wait_until_it_beats()
        sweep_until_moved(database, engine)
        until(lambda: done(database), "the take-over's work")
        assert texts(slack, APPROVALS) == ["أ", "ب"]
        taken = row(database, 1)
        assert (taken.attempt, taken.worker_id) == (2, second_id)
        assert taken.external_id == slack.messages(APPROVALS)[0]["ts"]
        assert told(database) == ["work.taken_over"]


class TestFrozen:
    @ON_POSTGRES
    def test_worker_that_wakes_after_its_work_was_taken_changes_nothing(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        slack.fault(POST, "slow", delay_s=1.0)
        frozen = start()
        frozen.wait_until_it_beats()
        queue(database, engine, (APPROVALS, "أ"))
        until(lambda: texts(slack, APPROVALS), "the post")
        frozen.freeze()
        second_id = start().wait_until_it_beats()
        sweep_until_moved(database, engine)
        until(lambda: done(database), "the take-over's work")
        before = row(database, 1)
        frozen.thaw()
        until(lambda: "effect_fenced_off" in frozen.log(), "the late result")
        after = row(database, 1)
        assert (after.attempt, after.worker_id, after.finished_at) == (2, second_id, before.finished_at)
        assert texts(slack, APPROVALS) == ["أ"]


class TestStopped:
    def test_waiting_work_is_given_back_at_once_and_done_by_the_next(
        self, database: Database, engine: Engine, slack: SandboxDriver, start: Start
    ) -> None:
        slack.fault(POST, "ratelimited", times=1, retry_after=int(HUNG_S))
        first = start()
        first_id = first.wait_until_it_beats()
        queue(database, engine, (APPROVALS, "أ"))
        until(lambda: row(database, 1).last_error, "the wait")
        assert first.stop() == 0
        given = row(database, 1)
        assert (given.status, given.attempt, given.may_have_left) == ("ready", 2, False)
        with database.transaction() as session:
            assert session.get_one(Worker, first_id).stopped_at is not None
            session.execute(OutboxRow.metadata.tables["slack_pace"].delete())  # the hold is kept elsewhere
        start().wait_until_it_beats()
        until(lambda: done(database), "the next worker's post")
        assert texts(slack, APPROVALS) == ["أ"]
