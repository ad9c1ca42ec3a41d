"""Two clocks and two workers on PostgreSQL, killed at random: every slot is run and said once.

One clock lives at any moment. A slot may only be missed where that one came so late, on a busy machine, that
the next was due; it then says nothing. `make slots` plays 500 (SLOTS, SLOTS_SEED).
"""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import cast

import pytest

from tests.scenario.books import Books, Row, eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.slot_clock import CHANNELS, EVERY_S, JOBS, SAID, SlotClock, seed
from tests.support.databases import Postgres
from tests.support.forked import Forked

pytestmark = pytest.mark.scenario

ROLES = ("clock-1", "clock-2", "worker-1", "worker-2")
SEEN = "WHERE outcome <> 'begun'"
"""A job that a clock meets for the first time leaves a row that says so."""
SLOTS = int(os.environ.get("SLOTS", "60"))


MISSED_AT_MOST = 0.1
"""Of a machine so busy that its one living clock stands still for a whole round."""


class SlotRun(ForkedRun):
    """Two of each, without a web process."""

    accelerated = True

    def _spawn(
        self, name: str, arguments: Sequence[str], *, stdout: int | None = None
    ) -> "subprocess.Popen[bytes]":
        if name not in self._roles:
            return super()._spawn(name, arguments, stdout=stdout)
        log, env = self._folder / f"{name}.log", self._environment()
        command = name.split("-")[0]
        if command == "clock" and self.accelerated:
            forked: Forked = SlotClock(folder=self._folder, env=env, log=log)
        else:
            forked = Forked(command, folder=self._folder, env=env, log=log)
        process = self._processes[name] = cast("subprocess.Popen[bytes]", forked)
        return process

    def _wait_ready(self) -> None:
        """Nobody listens; what they do is seen in the database."""


@pytest.fixture
def server_url(postgres: Postgres) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.give_back(name)


@pytest.fixture
def run(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlotRun]:
    folder = tmp_path_factory.mktemp("slots")
    with SlotRun(folder, database_url=server_url, roles=ROLES, settings=QUICK, migrate=False) as running:
        yield running


@pytest.fixture
def books(server_url: str) -> Books:
    return Books(server_url.replace("+psycopg", ""))


def test_every_slot_runs_once_and_says_so_once(run: SlotRun, books: Books) -> None:
    killed = _killed_at_random(run, books, Random(seed()))
    run.accelerated = False
    for name in ("clock-1", "clock-2"):
        run.kill(name)
    run.start()  # with their own jobs: clocks also give a killed worker's work to the other one
    eventually(lambda: _open(books) == 0, "all messages", timeout_s=60 + SLOTS)
    rows = books.rows(f"SELECT job, due_at, outcome, decided_at FROM job_slot {SEEN} ORDER BY job, due_at")
    outcomes = Counter(outcome for _, _, outcome, _ in rows)
    print(f"slots={len(rows)} outcomes={dict(outcomes)} killed={dict(killed)}")
    ran = Counter(_name(job, due_at) for job, due_at, outcome, _ in rows if outcome != "missed")
    assert len(rows) >= SLOTS
    assert max(ran.values()) == 1
    assert _without_a_gap(rows)
    assert all(
        _nobody_looked(due_at, decided_at) for _, due_at, outcome, decided_at in rows if outcome == "missed"
    )
    assert outcomes["missed"] <= len(rows) * MISSED_AT_MOST
    assert _written(books) == ran
    assert _posted(run) == ran


def _name(job: str, due_at: datetime) -> str:
    return f"{job} {due_at.astimezone(UTC).isoformat()}"


def _nobody_looked(due_at: datetime, decided_at: datetime) -> bool:
    """Only then is a slot missed: the one living clock came as late as the slot after it."""
    return decided_at - due_at >= timedelta(seconds=EVERY_S)


def _killed_at_random(run: SlotRun, books: Books, roll: Random) -> Counter[str]:
    """Until there were so many slots; a clock is only killed while the other one beats."""
    killed = Counter[str]()
    eventually(lambda: _decided(books) > 0, "the first slot", timeout_s=30)
    while _decided(books) < SLOTS:
        _into_a_round(roll)
        workers = roll.sample(["worker-1", "worker-2"], roll.randrange(1, 3))
        known = _clocks(books)
        for victim in (roll.choice(["clock-1", "clock-2"]), *workers):
            run.kill(victim)
            killed[victim.split("-")[0]] += 1
        run.start()
        eventually(partial(_new_clocks, books, known), "the clock again", timeout_s=30)
    return killed


def _into_a_round(roll: Random) -> None:
    """Into the moment in which the slots of a round are run."""
    time.sleep(EVERY_S - time.time() % EVERY_S + roll.uniform(0.0, 0.6))


def _new_clocks(books: Books, known: set[str]) -> set[str]:
    return _clocks(books) - known


def _clocks(books: Books) -> set[str]:
    return set(books.column("SELECT id FROM worker WHERE role = 'clock'"))


def _decided(books: Books) -> int:
    [count] = books.column(f"SELECT count(*) FROM job_slot {SEEN}")
    return int(count)


def _open(books: Books) -> int:
    [count] = books.column("SELECT count(*) FROM outbox WHERE status <> 'done'")
    return int(count)


def _without_a_gap(rows: list[Row]) -> bool:
    """Every due time between a job's first and its last is there."""
    times: dict[str, list[datetime]] = {}
    for job, due_at, _, _ in rows:
        times.setdefault(job, []).append(due_at)
    every = timedelta(seconds=EVERY_S)
    return len(times) == JOBS and all(
        then - before == every for due in times.values() for before, then in pairwise(due)
    )


def _written(books: Books) -> Counter[str]:
    facts = books.column("SELECT facts FROM ledger_entry WHERE event = 'answer.computed'")
    return Counter(one["slot"] for one in facts)


def _posted(run: SlotRun) -> Counter[str]:
    texts = [one["text"] for channel in CHANNELS for one in run.driver.messages(channel)]
    return Counter(text.removeprefix(f"{SAID} ") for text in texts if text.startswith(SAID))
