"""What came in gets its job here: a door only stores, so that a sender need not wait for more.

A row is stored with no attempt begun; its first attempt and its job are written together. Rows are taken in
the order of their ids by one worker at a time: within a conversation no line may overtake another.
"""

from datetime import timedelta

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.durable.engine import INBOUND, Engine, JobRef
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import UNBEGUN, WorkStatus

LOOK_EVERY = timedelta(milliseconds=200)
BATCH = 50
"""Rows of one transaction: on SQLite whoever knocks meanwhile waits for it."""
BATCHES = 10
"""Of one look: a worker that is asked to end in a storm waits for its look to end."""
_TURN = 7_405_617
"""PostgreSQL's name of the lock that makes it one worker at a time; any number that nobody else takes."""

_WAITING = (
    select(Inbound.id)
    .where(Inbound.status == WorkStatus.READY.value, Inbound.attempt == UNBEGUN)
    .order_by(Inbound.id)
    .limit(BATCH)
)
_BEGIN = (
    update(Inbound)
    .where(Inbound.status == WorkStatus.READY.value, Inbound.attempt == UNBEGUN)
    .values(attempt=UNBEGUN + 1)
    .returning(Inbound.id, Inbound.partition)
    .execution_options(synchronize_session=False)
)


class Dispatch:
    """Every worker looks; nothing is lost with one, because what it did not commit stands as it was."""

    def __init__(self, database: Database, engine: Engine) -> None:
        self._database = database
        self._engine = engine

    def look(self) -> None:
        """Until nothing waits, another worker is at it, or enough for one look."""
        for _ in range(BATCHES):
            if not self._batch():
                return

    def _batch(self) -> int:
        waiting = self._database.glance(_WAITING)
        if not waiting:
            return 0
        with self._database.transaction() as session:
            if not self._is_our_turn(session):
                return 0
            begun = session.execute(_BEGIN.where(Inbound.id.in_(waiting))).all()
            for row_id, partition in sorted(begun):
                self._engine.enqueue(session, JobRef(INBOUND, row_id, UNBEGUN + 1), partition=partition)
        return len(begun)

    def _is_our_turn(self, session: Session) -> bool:
        if self._database.is_sqlite:
            return True
        return bool(session.scalar(select(func.pg_try_advisory_xact_lock(literal(_TURN)))))
