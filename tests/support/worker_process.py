"""The product's own worker in a process of its own, to be stopped, killed or frozen."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import select

from dealix_ops.database import Database
from dealix_ops.durable.models import Worker
from tests.support.forked import Forked

T = TypeVar("T")
DEADLINE_S = 60.0


def until(look: Callable[[], T], what: str) -> T:
    """Look again and again until the result is true-ish; fails after a minute."""
    deadline = time.monotonic() + DEADLINE_S
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen within {DEADLINE_S} s")
        time.sleep(0.05)


SILENT = timedelta(seconds=4)
"""A worker beats four times in this span, so a busy machine does not make a living one look dead."""


class WorkerProcess:
    """`dealix worker`; beats before it takes work, so `id` is known early."""

    def __init__(self, database: Database, *, slack_url: str, token: str, folder: Path) -> None:
        self._database = database
        self._known = self._workers()
        self._log = folder / f"worker-{time.monotonic_ns()}.log"
        self._process = Forked(
            "worker",
            folder=folder,
            log=self._log,
            env={
                **os.environ,
                "DEALIX_DATABASE_URL": database.url.render_as_string(hide_password=False),
                "DEALIX_WORKER_SILENT_S": str(SILENT.total_seconds()),
                "SLACK_BOT_TOKEN": token,
                "SLACK_SIGNING_SECRET": "x",
                "SLACK_API_BASE_URL": slack_url,
                "SLACK_CHANNEL_APPROVALS": "C0APPROVALS",
                "SLACK_CHANNEL_OPS": "C0OPS",
            },
        )

    def wait_until_it_beats(self) -> str:
        """Returns the worker's id."""
        return until(lambda: self._announced() or "", "a worker's first beat")

    def _announced(self) -> str | None:
        if self._process.poll() is not None:
            raise AssertionError(f"the worker ended: {self.log()}")
        return next(iter(self._workers() - self._known), None)

    def _workers(self) -> set[str]:
        with self._database.reading() as session:
            return set(session.scalars(select(Worker.id)))

    def log(self) -> str:
        return self._log.read_text()

    def kill(self) -> None:
        """kill -9: no goodbye."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        self._process.terminate()
        return self._process.wait(timeout=DEADLINE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGCONT)
            self.kill()
