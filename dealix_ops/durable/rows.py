"""The state machine of a durable row, the same for what comes in and what goes out."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.durable.engine import INBOUND, OUTBOX, Engine, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import WorkStatus

Row = Inbound | OutboxRow
TABLES: dict[str, Any] = {INBOUND: Inbound, OUTBOX: OutboxRow}  # mypy joins the two to `Base`
OPEN = (WorkStatus.READY.value, WorkStatus.RUNNING.value)
ERROR_LIMIT = 500


def locked(session: Session, job: JobRef) -> Row | None:
    model = TABLES[job.table]
    query = select(model).where(model.id == job.row_id).with_for_update()
    row: Row | None = session.scalars(query).one_or_none()
    return row


def claim(session: Session, job: JobRef, *, worker_id: str) -> Row | None:
    """Take the row for this attempt; None when it is finished or belongs to a later attempt.

    A row found running was begun before and lost, so whatever it does may already have left.
    """
    row = locked(session, job)
    if row is None or row.attempt != job.attempt or row.status not in OPEN:
        return None
    row.may_have_left = row.may_have_left or row.status == WorkStatus.RUNNING.value
    row.status = WorkStatus.RUNNING.value
    row.worker_id = worker_id
    return row


def next_alert(session: Session, *, after: JobRef) -> JobRef | None:
    """The oldest alert that waits where this one stood; looks at what waits, never at what is done."""
    done = session.get(Inbound, after.row_id)
    if done is None or done.kind != ItemKind.ALERT.value:
        return None
    query = select(Inbound.id, Inbound.attempt).where(
        Inbound.status == WorkStatus.READY.value, Inbound.partition == done.partition
    )
    found = session.execute(query.order_by(Inbound.id).limit(1)).first()
    return JobRef(INBOUND, found.id, found.attempt) if found else None


def is_current(session: Session, job: JobRef) -> bool:
    """Whether this attempt still owns its row; asked again after a wait, before something leaves."""
    row = session.get(TABLES[job.table], job.row_id)
    return row is not None and row.attempt == job.attempt and row.status in OPEN


def posted_for(session: Session, kind: str, approval_id: int) -> list[str]:
    """Outside ids of what left on the strength of this approval."""
    query = select(OutboxRow.external_id).where(
        OutboxRow.kind == kind,
        OutboxRow.approval_id == approval_id,
        OutboxRow.external_id.is_not(None),
    )
    return [str(found) for found in session.scalars(query.order_by(OutboxRow.id))]


def put_back(session: Session, job: JobRef, *, why: str, may_have_left: bool) -> None:
    """This try failed and another follows in the same attempt."""
    row = locked(session, job)
    if row is not None and row.attempt == job.attempt and row.status == WorkStatus.RUNNING.value:
        row.status = WorkStatus.READY.value
        row.may_have_left = row.may_have_left or may_have_left
        row.last_error = why[:ERROR_LIMIT]


def finish(session: Session, job: JobRef, *, status: WorkStatus, why: str | None, now: datetime) -> bool:
    """End the attempt; False when a later attempt owns the row and this one's result counts no more."""
    row = locked(session, job)
    if row is None or row.attempt != job.attempt or row.status not in OPEN:
        return False
    row.status = status.value
    row.last_error = why[:ERROR_LIMIT] if why else row.last_error
    row.finished_at = now
    if status in (WorkStatus.DEAD, WorkStatus.UNKNOWN):
        facts = {"table": job.table, "row": job.row_id, "attempt": job.attempt, "status": status.value}
        ledger.record(session, Event.WORK_DEAD, at=now, facts=facts)
    return True


def reassign(session: Session, engine: Engine, row: Row, *, table: str, event: Event, now: datetime) -> None:
    """Begin the next attempt: take-over from a silent worker and replay of a dead letter are this one act."""
    row.may_have_left = row.may_have_left or row.status != WorkStatus.READY.value
    row.attempt += 1
    row.status = WorkStatus.READY.value
    row.finished_at = None
    new = JobRef(table, row.id, row.attempt)
    ledger.record(session, event, at=now, facts={"table": table, "row": row.id, "attempt": row.attempt})
    engine.enqueue(session, new, partition=row.partition)
