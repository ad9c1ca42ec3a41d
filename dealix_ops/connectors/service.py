"""Move a customer's connector from state to state, prove it, tell how it stands and how it came there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.connectors import rules
from dealix_ops.connectors.models import ConnectorChange, CustomerConnector
from dealix_ops.connectors.rules import ConnectorState, Lacks, Proof, Readiness
from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event


@dataclass(frozen=True)
class Standing:
    state: ConnectorState
    notes: str
    changed_at: datetime
    tested_at: datetime | None


@dataclass(frozen=True)
class Change:
    key: str
    was: ConnectorState
    state: ConnectorState
    notes: str
    at: datetime
    actor: str


def standings(session: Session, customer_id: int) -> dict[str, Standing]:
    """Of those that were ever touched; the others have not been started."""
    rows = session.scalars(select(CustomerConnector).where(CustomerConnector.customer_id == customer_id))
    return {
        row.key: Standing(ConnectorState(row.state), row.notes, row.changed_at, row.tested_at) for row in rows
    }


def readiness(session: Session, customer_id: int) -> Readiness:
    return rules.readiness({key: one.state for key, one in standings(session, customer_id).items()})


def history(session: Session, customer_id: int) -> list[Change]:
    """Oldest first."""
    rows = session.scalars(
        select(ConnectorChange).where(ConnectorChange.customer_id == customer_id).order_by(ConnectorChange.id)
    )
    return [
        Change(row.key, ConnectorState(row.was), ConnectorState(row.state), row.notes, row.at, row.actor)
        for row in rows
    ]


def move(
    session: Session,
    customer_id: int,
    key: str,
    *,
    state: ConnectorState,
    notes: str,
    actor: str,
    now: datetime,
) -> bool:
    """False where it stood so already; nothing is written then. Raises UnknownConnector, NoWayThere."""
    key = rules.kind(key).key
    customers.locked(session, customer_id)
    row = session.get(CustomerConnector, (customer_id, key))
    was = ConnectorState(row.state) if row else ConnectorState.NOT_STARTED
    rules.require_way(was, state)
    if state is was and notes == (row.notes if row else ""):
        return False
    if row is None:
        row = CustomerConnector(customer_id=customer_id, key=key, tested_at=None)
        session.add(row)
    if was in rules.CONNECTED and state not in rules.CONNECTED:
        row.tested_at = None  # what comes back is proved anew
    row.state, row.notes, row.changed_at, row.changed_by = state.value, notes, now, actor
    step = {"was": was.value, "state": state.value}
    session.add(ConnectorChange(customer_id=customer_id, key=key, notes=notes, at=now, actor=actor, **step))
    session.flush()
    _tell(session, Event.CONNECTOR_CHANGED, customer_id, {"key": key, **step}, actor=actor, now=now)
    return True


def record_test(
    session: Session, customer_id: int, key: str, proof: Proof, *, actor: str, now: datetime
) -> bool:
    """Whether the self-test proved it; a connector that nobody set up cannot be proved.

    Raises UnknownConnector.
    """
    key = rules.kind(key).key
    customers.locked(session, customer_id)
    row = session.get(CustomerConnector, (customer_id, key))
    proved = proof.succeeded and row is not None
    if proved and row is not None:
        row.tested_at = now
        session.flush()
    facts = {"key": key, "proved": proved}
    _tell(session, Event.CONNECTOR_TESTED, customer_id, facts, actor=actor, now=now)
    return proved


def lacks(session: Session, customer_id: int, key: str, *, secret_in_logs: bool) -> tuple[Lacks, ...]:
    """What keeps it from being accepted. `secret_in_logs` is what whoever read the logs says."""
    standing = standings(session, customer_id).get(rules.kind(key).key)
    told = any(change.key == key for change in history(session, customer_id))
    return rules.acceptance(
        standing.state if standing else ConnectorState.NOT_STARTED,
        tested=standing is not None and standing.tested_at is not None,
        secret_in_logs=secret_in_logs,
        in_ledger=told,
    )


def _tell(
    session: Session, event: Event, customer_id: int, facts: dict[str, Any], *, actor: str, now: datetime
) -> None:
    ledger.record(session, event, at=now, actor=actor, facts={"customer_id": customer_id, **facts})
