"""The first transaction: what was delivered is on disk and queued before it is acknowledged."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.database import Base
from dealix_ops.intake.item import WORK, Item
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.payload import masked
from dealix_ops.ports.work import InboundQueue, WorkStatus
from dealix_ops.vocabulary import Source

# Of the table and built once: of the class, and for each row anew, it cost more than all the rest.
_TABLE = Base.metadata.tables[Inbound.__tablename__]
_INSERT = {
    module.dialect.name: module.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=["source", "external_id"])
    .returning(_TABLE.c.id)
    for module in (postgresql, sqlite)
}


_LOCK = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key", type_=String), 0)))


@dataclass(frozen=True)
class Stored:
    new: int
    repeated: int


def store(
    session: Session,
    items: Iterable[Item],
    *,
    source: Source,
    raw: bytes,
    received_at: datetime,
    queue: InboundQueue,
) -> Stored:
    """Store each item once, whoever delivers it again or at the same moment."""
    items = list(items)
    one_at_a_time(session, {item.conversation_key for item in items if item.kind in WORK})
    raw_hash = hashlib.sha256(raw).hexdigest()
    new = repeated = 0
    for item in items:
        inbound_id = _insert(session, item, source=source, raw_hash=raw_hash, received_at=received_at)
        if inbound_id is None:
            repeated += 1
            continue
        new += 1
        if item.kind in WORK:
            queue.enqueue(session, inbound_id, partition=_partition(item))
    return Stored(new, repeated)


def find(session: Session, source: Source, external_id: str) -> Inbound | None:
    """What was stored under the source's own id."""
    query = select(Inbound).where(Inbound.source == source.value, Inbound.external_id == external_id)
    return session.scalars(query).one_or_none()


def stored(session: Session, source: str, external_id: str | None) -> int | None:
    """Its id alone."""
    if external_id is None:
        return None
    query = select(Inbound.id).where(Inbound.source == source, Inbound.external_id == external_id)
    return session.scalar(query)


def one_at_a_time(session: Session, conversation_keys: set[str]) -> None:
    """Two web processes store lines of one customer in the order of their ids.

    Without it line 2 may appear after line 3 was approved, and nobody has seen it. SQLite has one writer.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for key in sorted(conversation_keys):
        session.connection().execute(_LOCK, {"key": key})


def _partition(item: Item) -> str:
    """The customer's number has no business in the queue's own tables, which erasure does not reach."""
    return hashlib.sha256(item.conversation_key.encode()).hexdigest()[:32]


def _insert(
    session: Session, item: Item, *, source: Source, raw_hash: str, received_at: datetime
) -> int | None:
    body, secret_found = masked(item.body)
    work = item.kind in WORK
    given = {
        "source": source.value,
        "kind": item.kind.value,
        "external_id": item.external_id,
        "conversation_key": item.conversation_key,
        "partition": _partition(item),
        "body": body,
        "body_hash": raw_hash,
        "secret_found": secret_found,
        "occurred_at": item.occurred_at,
        "received_at": received_at,
        "status": (WorkStatus.READY if work else WorkStatus.DONE).value,
        "finished_at": None if work else received_at,
        "attempt": 1,
        "may_have_left": False,
    }
    connection = session.connection()
    inserted: int | None = connection.scalar(_INSERT[connection.dialect.name], given)
    return inserted
