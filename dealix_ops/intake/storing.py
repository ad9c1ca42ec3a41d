"""The first transaction: what was delivered is on disk before it is acknowledged.

That is all that stands between a delivery and its answer: a worker finds the rows that have no job yet.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, String, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from dealix_ops.database import Base
from dealix_ops.intake.item import WORK, Item
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.payload import masked
from dealix_ops.ports.work import UNBEGUN, WorkStatus
from dealix_ops.vocabulary import Source

# Of the table and built once: of the class, and for each row anew, it cost more than all the rest.
_TABLE = Base.metadata.tables[Inbound.__tablename__]
_INSERT = {
    module.dialect.name: module.insert(_TABLE).on_conflict_do_nothing(
        index_elements=["source", "external_id"]
    )
    for module in (postgresql, sqlite)
}
_INSERT_ONE = {name: insert.returning(_TABLE.c.id) for name, insert in _INSERT.items()}
_KEY = func.unnest(bindparam("keys", type_=ARRAY(String))).column_valued("key")
_LOCK = select(func.pg_advisory_xact_lock(func.hashtextextended(_KEY, 0)))

Row = dict[str, Any]
"""Of the table `inbound`."""


@dataclass(frozen=True)
class Stored:
    new: int
    repeated: int


def rows_of(items: Iterable[Item], *, source: Source, raw: bytes, received_at: datetime) -> list[Row]:
    """What of a delivery goes to disk: masked."""
    raw_hash = hashlib.sha256(raw).hexdigest()
    return [_row(item, source=source, raw_hash=raw_hash, received_at=received_at) for item in items]


def store(
    session: Session, items: Iterable[Item], *, source: Source, raw: bytes, received_at: datetime
) -> Stored:
    """Store each item once, whoever delivers it again or at the same moment."""
    rows = rows_of(items, source=source, raw=raw, received_at=received_at)
    connection = session.connection()
    one_at_a_time(connection, _conversations(rows))
    insert = _INSERT_ONE[connection.dialect.name]
    new = sum(connection.scalar(insert, row) is not None for row in rows)
    return Stored(new, len(rows) - new)


def store_all(connection: Connection, rows: Collection[Row]) -> None:
    """The same for whoever need not know what was new, in one statement."""
    one_at_a_time(connection, _conversations(rows))
    connection.execute(_INSERT[connection.dialect.name], list(rows))


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


def one_at_a_time(connection: Connection, conversation_keys: Collection[str]) -> None:
    """Two web processes store lines of one customer in the order of their ids.

    Without it line 2 may appear after line 3 was approved, and nobody has seen it. SQLite has one writer.
    """
    if conversation_keys and connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"keys": sorted(conversation_keys)})


def _conversations(rows: Collection[Row]) -> set[str]:
    """Those whose order counts."""
    return {row["conversation_key"] for row in rows if row["status"] == WorkStatus.READY.value}


def _partition(item: Item) -> str:
    """The customer's number has no business in the queue's own tables, which erasure does not reach."""
    return hashlib.sha256(item.conversation_key.encode()).hexdigest()[:32]


def _row(item: Item, *, source: Source, raw_hash: str, received_at: datetime) -> Row:
    body, secret_found = masked(item.body)
    work = item.kind in WORK
    return {
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
        "attempt": UNBEGUN,
        "may_have_left": False,
    }
