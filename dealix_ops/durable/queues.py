"""How an effect is handed over, inside the caller's transaction."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dealix_ops.durable.engine import OUTBOX, Engine, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import Effect, WorkStatus

DUE_BATCH = 100
# Built once: it stands several times between a press and its acknowledgement.
_WAITING = (
    select(OutboxRow)
    .where(
        OutboxRow.draws == bindparam("draws"),
        OutboxRow.status == WorkStatus.READY.value,
        OutboxRow.partition == bindparam("partition"),
        OutboxRow.may_have_left.is_(False),
    )
    .order_by(OutboxRow.id.desc())
    .limit(1)
    .with_for_update()
    .execution_options(populate_existing=True)
)


class DurableQueues:
    """Implements `ports.Outbox`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, session: Session, effect: Effect, *, now: datetime) -> int:
        waiting = _waiting_drawing(session, effect)
        if waiting is not None:
            fresh = bool(waiting.payload.get("fresh") or effect.payload.get("fresh"))
            waiting.payload = dict(effect.payload) | {"fresh": fresh}
            self._join_time(session, waiting, effect, now)
            return waiting.id
        bound = effect.bound
        due_at = effect.due_at if effect.due_at is not None and effect.due_at > now else None
        row = OutboxRow(
            kind=effect.kind.value,
            partition=effect.partition,
            payload=dict(effect.payload),
            draws=effect.draws,
            created_at=now,
            due_at=due_at,
            ready_at=now if due_at is None else None,
            approval_id=bound.approval_id if bound else None,
            text_hash=bound.text_hash if bound else None,
            recipient_id=bound.recipient_id if bound else None,
            channel=bound.channel if bound else None,
        )
        session.add(row)
        session.flush()
        if due_at is None:
            self._enqueue(session, row)
        return row.id

    def release_due(self, session: Session, *, now: datetime) -> int:
        """Hand over what waited for its time; one idempotent tick, two clocks may run it at once."""
        query = (
            select(OutboxRow)
            .where(OutboxRow.due_at <= now, OutboxRow.status == WorkStatus.READY.value)
            .order_by(OutboxRow.id)
            .limit(DUE_BATCH)
            .with_for_update(skip_locked=True)
        )
        due = list(session.scalars(query))
        for row in due:
            row.due_at = None
            self._hand_over(session, row, now)
        return len(due)

    def _join_time(self, session: Session, waiting: OutboxRow, effect: Effect, now: datetime) -> None:
        if waiting.due_at is None:
            return  # it is on its way already
        if effect.due_at is None:
            waiting.due_at = None
            self._hand_over(session, waiting, now)
        elif effect.at_most is not None:
            waiting.due_at = min(effect.due_at, waiting.created_at + effect.at_most)
        else:
            waiting.due_at = min(effect.due_at, waiting.due_at)

    def _hand_over(self, session: Session, row: OutboxRow, now: datetime) -> None:
        row.ready_at = now
        self._enqueue(session, row)

    def _enqueue(self, session: Session, row: OutboxRow) -> None:
        self._engine.enqueue(session, JobRef(OUTBOX, row.id, row.attempt), partition=row.partition)


def _waiting_drawing(session: Session, effect: Effect) -> OutboxRow | None:
    """A drawing of the same that nobody has begun; locked, so that it cannot begin before we have written.

    One that may have left already is not joined: what stands in Slack by it is older than we are.
    """
    if effect.draws is None:
        return None
    of_it = {"draws": effect.draws, "partition": effect.partition}
    return session.scalars(_WAITING, of_it).one_or_none()
