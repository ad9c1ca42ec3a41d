"""Record what happened, seal it, verify it, tell it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.ledger import rules
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry, LedgerSeal

SYSTEM = "system"
mark = rules.mark
SEAL_BATCH = 500
LATE_BY = 10_000
"""So many younger entries may be sealed before one whose transaction is committed late: a minute of a storm.
The sealer looks at no older ones, `verify` at all."""
VERIFY_BATCH = 1000


def record(
    session: Session,
    event: Event,
    *,
    at: datetime,
    actor: str = SYSTEM,
    ticket_id: int | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Part of the caller's transaction: what is not committed did not happen and is not told."""
    session.add(LedgerEntry(at=at, event=event.value, actor=actor, ticket_id=ticket_id, facts=facts or {}))


def tells(session: Session, event: Event, *, actor: str, ticket_id: int | None) -> bool:
    """Whether this already happened with this person and ticket."""
    query = select(LedgerEntry.id).where(
        LedgerEntry.ticket_id == ticket_id, LedgerEntry.event == event.value, LedgerEntry.actor == actor
    )
    return session.scalars(query.limit(1)).first() is not None


def last(session: Session, event: Event, *, ticket_id: int) -> rules.Entry | None:
    """The newest entry of this kind about a ticket."""
    query = select(LedgerEntry).where(LedgerEntry.ticket_id == ticket_id, LedgerEntry.event == event.value)
    return _entry_or_none(session.scalars(query.order_by(LedgerEntry.id.desc()).limit(1)).first())


def seal(session: Session) -> int:
    """Seal what is not sealed yet; two sealers meet at the seal's primary key and the later rolls back."""
    last = session.scalars(select(LedgerSeal).order_by(LedgerSeal.position.desc()).limit(1)).first()
    position, prev_hash = (last.position, last.hash) if last else (0, rules.GENESIS)
    near = LedgerEntry.id > (last.entry_id if last else 0) - LATE_BY
    rows = session.scalars(_unsealed().where(near).order_by(LedgerEntry.id).limit(SEAL_BATCH)).all()
    for made in rules.chain((_entry(row) for row in rows), position=position, prev_hash=prev_hash):
        session.add(LedgerSeal(**vars(made)))
    return len(rows)


def unsealed(session: Session) -> int:
    """Entries behind the newest sealed one: exact enough for a monitor, whatever the ledger's length."""
    newest = select(func.coalesce(func.max(LedgerSeal.entry_id), 0)).scalar_subquery()
    return session.scalar(select(func.count()).where(LedgerEntry.id > newest)) or 0


def verify(session: Session) -> rules.Verification:
    unsealed = session.scalar(select(func.count()).select_from(_unsealed().subquery())) or 0
    return rules.verify(_pairs(session), unsealed=unsealed)


def faults_of_newest(session: Session, count: int) -> int:
    """Broken links among the newest seals: what a look every minute can afford; `verify` reads them all."""
    newest = list(_pairs(session, newest=count))
    if not newest:
        return 0
    first = newest[0][0]
    return len(rules.continues(newest, position=first.position - 1, head=first.prev_hash))


def unsealed_since(session: Session, before: datetime) -> int:
    """Entries older than this that no sealer has reached."""
    sealed = select(func.max(LedgerSeal.entry_id)).scalar_subquery()
    query = select(func.count()).where(LedgerEntry.id > func.coalesce(sealed, 0), LedgerEntry.at < before)
    return session.scalar(query) or 0


def entries(session: Session, *, ticket_id: int | None = None) -> Iterator[rules.Entry]:
    """In order of id; of one ticket, or all."""
    query = select(LedgerEntry).order_by(LedgerEntry.id)
    if ticket_id is not None:
        query = query.where(LedgerEntry.ticket_id == ticket_id)
    for row in session.scalars(query.execution_options(yield_per=VERIFY_BATCH)):
        yield _entry(row)


def _unsealed() -> Any:
    return select(LedgerEntry).where(
        ~select(LedgerSeal.position).where(LedgerSeal.entry_id == LedgerEntry.id).exists()
    )


def _pairs(session: Session, *, newest: int | None = None) -> Iterator[tuple[rules.Seal, rules.Entry | None]]:
    last = select(func.max(LedgerSeal.position)).scalar_subquery()
    query = (
        select(LedgerSeal, LedgerEntry)
        .outerjoin(LedgerEntry, LedgerEntry.id == LedgerSeal.entry_id)
        .where(LedgerSeal.position > (last - newest if newest is not None else 0))
        .order_by(LedgerSeal.position)
        .execution_options(yield_per=VERIFY_BATCH)
    )
    for made, row in session.execute(query):
        yield (
            rules.Seal(made.position, made.entry_id, made.prev_hash, made.hash),
            _entry_or_none(row),
        )


def _entry_or_none(row: LedgerEntry | None) -> rules.Entry | None:
    return None if row is None else _entry(row)


def _entry(row: LedgerEntry) -> rules.Entry:
    return rules.Entry(row.id, row.at, row.event, row.actor, row.ticket_id, row.facts)
