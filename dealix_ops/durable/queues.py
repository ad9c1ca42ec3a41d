"""The two ways work is handed over, both inside the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.durable.engine import INBOUND, OUTBOX, Engine, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports import Effect


class DurableQueues:
    """Implements `ports.Outbox` and `ports.InboundQueue`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, session: Session, effect: Effect, *, now: datetime) -> int:
        bound = effect.bound
        row = OutboxRow(
            kind=effect.kind.value,
            partition=effect.partition,
            payload=dict(effect.payload),
            created_at=now,
            approval_id=bound.approval_id if bound else None,
            text_hash=bound.text_hash if bound else None,
            recipient_id=bound.recipient_id if bound else None,
            channel=bound.channel if bound else None,
        )
        session.add(row)
        session.flush()
        self._engine.enqueue(session, JobRef(OUTBOX, row.id, row.attempt), partition=row.partition)
        return row.id

    def enqueue(self, session: Session, inbound_id: int, *, partition: str) -> None:
        self._engine.enqueue(session, JobRef(INBOUND, inbound_id, 1), partition=partition)
