"""The sweeper's work and the dead letters: every row that nobody works on finds a worker or a reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.durable import rows, workers
from dealix_ops.durable.alarm import Buried
from dealix_ops.durable.engine import INBOUND, Engine, JobRef
from dealix_ops.durable.models import WAITS_FOR_NO_TIME, OutboxRow
from dealix_ops.errors import OpsError
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import UNBEGUN, WorkStatus

LOST_BATCH = 100
MOST_ATTEMPTS = 10
POISON = "every worker that began it fell silent"
BURIED = (WorkStatus.DEAD.value, WorkStatus.UNKNOWN.value)


class NotADeadLetter(OpsError):
    """Only what ended as dead or unknown can be replayed."""


@dataclass(frozen=True)
class DeadLetter:
    table: str
    row_id: int
    kind: str
    status: str
    attempts: int
    why: str
    finished_at: datetime | None


class Sweeper:
    """One idempotent tick; two clocks may run it at once."""

    def __init__(
        self, database: Database, engine: Engine, *, silent_after: timedelta, buried: Buried
    ) -> None:
        self._database = database
        self._engine = engine
        self._silent_after = silent_after
        self._buried = buried

    def sweep(self, *, now: datetime) -> int:
        """Take over what silent workers hold and what no queue knows; says how many rows moved."""
        held = self._engine.held()
        # Read after `held`: a worker announces itself before it takes a job, so a new one is seen here.
        with self._database.reading() as session:
            live = workers.live(session, role=workers.WORKER, now=now, silent_after=self._silent_after)
        orphans = [job for job, holder in held if holder not in live] + self._lost()
        return sum(self.take_over(job, now=now) for job in orphans)

    def _lost(self) -> list[JobRef]:
        """Open rows whose job no queue holds, e.g. after a restore; the oldest first, a batch a tick."""
        found: list[JobRef] = []
        with self._database.reading() as session:
            for table, model in rows.TABLES.items():
                query = select(model.id, model.attempt).where(
                    model.status.in_(rows.OPEN), model.attempt != UNBEGUN
                )
                if model is OutboxRow:
                    query = query.where(WAITS_FOR_NO_TIME)  # the others wait for their time
                waiting = session.execute(query.order_by(model.id).limit(LOST_BATCH))
                found += [JobRef(table, row_id, attempt) for row_id, attempt in waiting]
        if not found:
            return []
        known = self._engine.known(found)
        return [job for job in found if job not in known]

    def take_over(self, job: JobRef, *, now: datetime) -> int:
        """The row's next attempt where it is not ended, the old job out of the way; 1 when it moved."""
        with self._database.transaction() as session:
            row = rows.locked(session, job)
            moved = row is not None and row.attempt == job.attempt and row.status in rows.OPEN
            if row is not None and moved and _kills_workers(row, job):
                rows.finish(session, job, status=WorkStatus.DEAD, why=POISON, now=now)
                self._buried(session, job, row.kind, POISON)
            elif row is not None and moved:
                rows.reassign(
                    session, self._engine, row, table=job.table, event=Event.WORK_TAKEN_OVER, now=now
                )
        # After the commit: a cancelled job whose row was not moved would be lost.
        self._engine.cancel(job)
        return int(moved)


def _kills_workers(row: rows.Row, job: JobRef) -> bool:
    """Begun and lost again and again: not the machines are ill, the row is.

    What came in is begun and ended in one transaction: a death leaves no trace of it but its attempts.
    """
    begun = row.status == WorkStatus.RUNNING.value or job.table == INBOUND
    return begun and row.attempt >= MOST_ATTEMPTS


def dead_letters(session: Session) -> Sequence[DeadLetter]:
    return [
        DeadLetter(table, row.id, row.kind, row.status, row.attempt, row.last_error or "", row.finished_at)
        for table, model in rows.TABLES.items()
        for row in session.scalars(select(model).where(model.status.in_(BURIED)).order_by(model.id))
    ]


def replay(session: Session, engine: Engine, *, table: str, row_id: int, now: datetime) -> None:
    """Work on a dead letter once more, under the next attempt.

    Raises:
        NotADeadLetter: no such row, or it did not end as dead or unknown.
    """
    model = rows.TABLES.get(table)
    row = session.get(model, row_id, with_for_update=True) if model else None
    if row is None or row.status not in BURIED:
        raise NotADeadLetter(f"{table} {row_id} is no dead letter")
    rows.reassign(session, engine, row, table=table, event=Event.WORK_REPLAYED, now=now)
