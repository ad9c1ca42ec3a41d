"""Runs one row: claim, act, settle; retries what may pass, buries what will not."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from structlog.contextvars import bound_contextvars

from dealix_ops.clock import Clock
from dealix_ops.database import AWAY, Database
from dealix_ops.durable import rows
from dealix_ops.durable.alarm import Buried
from dealix_ops.durable.engine import INBOUND, Engine, JobRef
from dealix_ops.durable.failures import describe
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import (
    Bound,
    EffectHandler,
    EffectJob,
    EffectKind,
    InboundHandler,
    NotAccepted,
    OutcomeUnknown,
    WorkStatus,
)

log = structlog.get_logger(__name__)

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
GIVE_UP_AFTER = timedelta(hours=6)
"""An outage of Slack shorter than this loses no card; after it a person decides by a dead letter."""
FAULT_GIVE_UP_AFTER = timedelta(minutes=10)
"""One message that the other side stumbles over each time must not hold its channel for six hours; where it
stumbles over everything, that is an outage."""
CONFLICT_TRIES = 5
TURN, BREATH_S = 25, 0.005
"""Alerts that one job takes along before it lets the other partitions have its place."""


@dataclass(frozen=True)
class Handlers:
    """What the composition root plugs in; an effect without a handler is a dead letter, not a crash."""

    inbound: InboundHandler
    effects: Mapping[EffectKind, EffectHandler]
    buried: Buried
    answers: Callable[[], bool]
    """Whether Slack answers the simplest of questions."""


class Runner:
    """Called by the engine on its threads; `stop` makes every wait end at once."""

    def __init__(
        self, database: Database, engine: Engine, handlers: Handlers, *, worker_id: str, clock: Clock
    ) -> None:
        self._database = database
        self._engine = engine
        self._handlers = handlers
        self._worker_id = worker_id
        self._clock = clock
        self._stopping = threading.Event()
        self._running: set[JobRef] = set()

    def running(self) -> set[JobRef]:
        """What this process works on or waits to try again."""
        return self._running.copy()

    def stop(self) -> None:
        self._stopping.set()

    def pause(self, seconds: float) -> bool:
        """Wait; False when the process is stopping."""
        return not self._stopping.wait(seconds)

    def run(self, table: str, row_id: int, attempt: int) -> None:
        """Never raises: DBOS would record an error that no row of ours knows of."""
        job = JobRef(table, row_id, attempt)
        self._running.add(job)
        try:
            with bound_contextvars(job=str(job)):
                self._work(job)
                if table == INBOUND:
                    self._go_on(job)
        finally:
            self._running.discard(job)

    def _work(self, job: JobRef) -> None:
        act = self._process if job.table == INBOUND else self._perform
        patience, tries = Patience(self._handlers.answers), 0
        while not self._stopping.is_set():
            tries += 1
            try:
                act(job)
            except Exception as error:  # noqa: BLE001  whatever it is, it ends as a retry or a dead letter
                if not passing(error, tries=tries) or patience.ended(error):
                    self._bury(job, error)
                    return
                self._note(job, error)
                self.pause(delay_s(error, tries=tries))
            else:
                return
        self._give_back(job)

    def _process(self, job: JobRef) -> None:
        with self._database.transaction() as session:
            if rows.claim(session, job, worker_id=self._worker_id) is None:
                return
            self._handlers.inbound(session, job.row_id)
            rows.finish(session, job, status=WorkStatus.DONE, why=None, now=self._clock())

    def _go_on(self, job: JobRef) -> None:
        """After an alert the next ones of its partition: the engine hands out ten of a partition a second.

        Each is a row and a transaction of its own; its own job finds it done, or says why it fails."""
        try:
            for _ in range(TURN):
                with self._database.reading() as session:
                    behind = rows.next_alert(session, after=job)
                # Whoever waits to store the next alert gets the writer's lock in between: Sentry waits 1 s.
                if behind is None or self._stopping.wait(BREATH_S):
                    return
                self._process(behind)
        except Exception as error:  # noqa: BLE001  the row is as it was, and its own job comes
            log.info("alert_left_to_its_job", job=str(job), error=describe(error))

    def _perform(self, job: JobRef) -> None:
        with self._database.transaction() as session:
            row = rows.claim(session, job, worker_id=self._worker_id)
            if row is None:
                return
            effect = _effect_job(row)
        settle = self._handlers.effects[effect.kind](effect)
        with self._database.transaction() as session:
            if not rows.finish(session, job, status=WorkStatus.DONE, why=None, now=self._clock()):
                log.warning("effect_fenced_off", job=str(job))
                return
            external_id = settle(session)
            if external_id is not None:
                done = session.get_one(OutboxRow, job.row_id)
                done.external_id = external_id

    def _note(self, job: JobRef, error: Exception) -> None:
        log.info("work_retried", job=str(job), error=describe(error))
        # Without the note the row stays «running»: the next try looks before it sends, which is always safe.
        with suppress(SQLAlchemyError), self._database.transaction() as session:
            left = not isinstance(error, NotAccepted)
            rows.put_back(session, job, why=describe(error), may_have_left=left)

    def _bury(self, job: JobRef, error: Exception) -> None:
        log.error("work_dead", job=str(job), error=describe(error))
        status = WorkStatus.UNKNOWN if isinstance(error, OutcomeUnknown) else WorkStatus.DEAD
        while True:
            try:
                with self._database.transaction() as session:
                    why = describe(error)
                    if rows.finish(session, job, status=status, why=why, now=self._clock()):
                        kind = session.get_one(rows.TABLES[job.table], job.row_id).kind
                        self._handlers.buried(session, job, kind, why)
            except AWAY as database_error:
                log.warning("burial_retried", job=str(job), error=describe(database_error))
                if not self.pause(LONGEST_DELAY_S):
                    return
            else:
                return

    def _give_back(self, job: JobRef) -> None:
        """Stopping: the next worker need not wait until this one's silence is noticed."""
        try:
            with self._database.transaction() as session:
                row = rows.locked(session, job)
                if row is not None and row.attempt == job.attempt and row.status in rows.OPEN:
                    now = self._clock()
                    rows.reassign(
                        session, self._engine, row, table=job.table, event=Event.WORK_TAKEN_OVER, now=now
                    )
        except Exception as error:  # noqa: BLE001  the sweeper finds the row without a job
            log.warning("not_given_back", job=str(job), error=describe(error))


class Patience:
    """How long one run goes on: since its start, and since the other side stumbles over this work alone."""

    def __init__(self, answers: Callable[[], bool]) -> None:
        self._answers = answers
        self._started = time.monotonic()
        self._fault_since: float | None = None

    def ended(self, error: Exception) -> bool:
        now = time.monotonic()
        if not (isinstance(error, OutcomeUnknown) and error.answered):
            self._fault_since = None
        elif self._fault_since is None:
            self._fault_since = now
        if timedelta(seconds=now - self._started) > GIVE_UP_AFTER:
            return True
        if self._fault_since is None or timedelta(seconds=now - self._fault_since) <= FAULT_GIVE_UP_AFTER:
            return False
        if self._answers():
            return True
        self._fault_since = now
        return False


def passing(error: Exception, *, tries: int) -> bool:
    """Whether the same act may succeed later."""
    if isinstance(error, IntegrityError):
        return tries < CONFLICT_TRIES  # two of us inserted the same key; one more look finds it
    return isinstance(error, (NotAccepted, OutcomeUnknown, *AWAY))


def delay_s(error: Exception, *, tries: int) -> float:
    """Seconds until the next try: the other side's own word, else doubling up to half a minute."""
    if isinstance(error, NotAccepted) and error.retry_after_s is not None:
        return error.retry_after_s
    return min(FIRST_DELAY_S * 2.0 ** min(tries - 1, 10), LONGEST_DELAY_S)


def _effect_job(row: rows.Row) -> EffectJob:
    if not isinstance(row, OutboxRow):
        raise TypeError("an inbound row is no effect")
    bound = None
    if (
        row.approval_id is not None
        and row.text_hash is not None
        and row.recipient_id is not None
        and row.channel is not None
    ):
        bound = Bound(row.approval_id, row.text_hash, row.recipient_id, row.channel)
    return EffectJob(
        row_id=row.id,
        attempt=row.attempt,
        kind=EffectKind(row.kind),
        payload=row.payload,
        bound=bound,
        may_have_left=row.may_have_left,
        created_at=row.created_at,
    )
