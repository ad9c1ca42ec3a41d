"""Who works: heartbeats by which a silent process is known, and the rule of one host on a SQLite file."""

import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from dealix_ops.durable.failures import describe
from dealix_ops.durable.models import Worker
from dealix_ops.errors import OpsError

log = structlog.get_logger(__name__)

BEAT_EVERY = timedelta(seconds=2)
HOST_LEASE = timedelta(seconds=30)
WORKER = "worker"
CLOCK = "clock"


class SecondHost(OpsError):
    """SQLite's locks hold on one machine only."""


def new_id(role: str) -> str:
    """Random at each start: an id that returned would claim the work of its former life."""
    return f"{role}-{secrets.token_hex(8)}"


def start(session: Session, worker_id: str, *, role: str, now: datetime, one_host: bool) -> None:
    """Announce a process.

    Raises:
        SecondHost: another machine beat on this SQLite file within the last 30 seconds.
    """
    host = socket.gethostname()
    if one_host:
        other = session.scalars(
            select(Worker.host).where(
                Worker.host != host, Worker.stopped_at.is_(None), Worker.beat_at > now - HOST_LEASE
            )
        ).first()
        if other is not None:
            raise SecondHost(f"{other} works on this SQLite file; use PostgreSQL for two machines")
    session.add(Worker(id=worker_id, role=role, host=host, started_at=now, beat_at=now))


def beat(session: Session, worker_id: str, *, now: datetime) -> None:
    worker = session.get(Worker, worker_id)
    if worker is not None:
        worker.beat_at = now


def stop(session: Session, worker_id: str, *, now: datetime) -> None:
    """Said goodbye: its work need not wait for the silence."""
    worker = session.get(Worker, worker_id)
    if worker is not None:
        worker.stopped_at = now


def live(session: Session, *, role: str, now: datetime, silent_after: timedelta) -> list[str]:
    return list(
        session.scalars(
            select(Worker.id).where(
                Worker.role == role, Worker.stopped_at.is_(None), Worker.beat_at > now - silent_after
            )
        )
    )


class Beat:
    """Calls `once` again and again on a thread of its own until stopped; a failed beat is tried again.

    Ever more slowly where there is a `slowest`: an outage need not fill the log.
    """

    def __init__(
        self, once: Callable[[], None], *, every: timedelta = BEAT_EVERY, slowest: timedelta | None = None
    ) -> None:
        self._once = once
        self._every = every
        self._slowest = slowest or every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="beat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause = self._every
        while not self._stopping.wait(pause.total_seconds()):
            slower = min(2 * pause, self._slowest)
            pause = self._every
            try:
                self._once()
            except SQLAlchemyError as error:  # an exhausted pool is no DBAPIError
                pause = slower
                log.warning("beat_failed", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001  a thread that ends would end its work quietly
                pause = slower
                log.error("beat_failed", error=describe(error))  # noqa: TRY400  places only, see `logs`
