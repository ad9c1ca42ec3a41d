"""Move a customer's connector from state to state, tell how it stands and how it came there."""

from collections import Counter
from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.connectors import proofs, rules
from dealix_ops.connectors.errors import ConnectorMoved
from dealix_ops.connectors.models import ConnectorChange, ConnectorProof, CustomerConnector
from dealix_ops.connectors.rules import ConnectorState, Lacks, Readiness
from dealix_ops.contacts import customers, opt_ins
from dealix_ops.contacts.models import Contact
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.vocabulary import Means

NO_FLAGS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Standing:
    state: ConnectorState
    notes: str
    changed_at: datetime
    changed_by: str
    tested_at: datetime | None


@dataclass(frozen=True)
class Change:
    key: str
    was: ConnectorState
    state: ConnectorState
    notes: str
    at: datetime
    actor: str


@dataclass(frozen=True)
class Summary:
    """How a customer stands with all eleven; `missing` are the names of what the first service waits for."""

    total: int
    connected: int
    accepted: int
    failing: tuple[str, ...]
    missing: tuple[str, ...]
    ready_for_first_service: bool


def summary(session: Session, customer_id: int) -> Summary:
    """For the customer's card and for the checklist."""
    states = standings(session, customer_id)
    ready = rules.readiness({key: one.state for key, one in states.items()})
    accepted = [key for key in ready.connected if not lacks(session, customer_id, key)]
    return Summary(
        total=len(CONNECTORS),
        connected=len(ready.connected),
        accepted=len(accepted),
        failing=tuple(
            one.name
            for one in CONNECTORS
            if one.key in states and states[one.key].state is ConnectorState.ERROR
        ),
        missing=ready.missing_names,
        ready_for_first_service=ready.ready_for_first_service,
    )


def standings(session: Session, customer_id: int) -> dict[str, Standing]:
    """Of those that were ever touched; the others have not been started."""
    rows = session.scalars(select(CustomerConnector).where(CustomerConnector.customer_id == customer_id))
    return {
        row.key: Standing(ConnectorState(row.state), row.notes, row.changed_at, row.changed_by, row.tested_at)
        for row in rows
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


def versions(session: Session, customer_ids: Collection[int]) -> Counter[int]:
    """Each rises with every change and every proof, so that who shows them knows whether they are shown."""
    counted: Counter[int] = Counter()
    for of in (ConnectorChange, ConnectorProof):
        query = select(of.customer_id, func.count()).where(of.customer_id.in_(customer_ids))
        counted.update(dict(session.execute(query.group_by(of.customer_id)).all()))
    return counted


def move(
    session: Session,
    customer_id: int,
    key: str,
    *,
    state: ConnectorState,
    notes: str,
    actor: str,
    now: datetime,
    flags: Set[str] = NO_FLAGS,
    seen: ConnectorState | None = None,
) -> bool:
    """False where it stood so already; nothing is written then.

    `flags` are the live flags that the settings switch on; `seen` is how it stood before whoever decides.
    Raises UnknownConnector, NoWayThere, LiveNotAllowed, ConnectorMoved.
    """
    key = rules.kind(key).key
    customers.locked(session, customer_id)
    row = session.get(CustomerConnector, (customer_id, key))
    was = ConnectorState(row.state) if row else ConnectorState.NOT_STARTED
    if row is not None and seen is not None and was is not seen:
        raise ConnectorMoved(state=was.value, by=row.changed_by, at=row.changed_at)
    rules.require_way(was, state)
    if state is was and notes == (row.notes if row else ""):
        return False
    if state is ConnectorState.CONNECTED_APPROVED_EXECUTE and was is not state:
        rules.require_live(rules.kind(key), flags=flags, opted_in=_opted_in(session, customer_id))
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


def lacks(
    session: Session, customer_id: int, key: str, *, secret_in_logs: bool | None = None
) -> tuple[Lacks, ...]:
    """What keeps it from being accepted. Without `secret_in_logs` the newest proof says what it saw."""
    standing = standings(session, customer_id).get(rules.kind(key).key)
    if secret_in_logs is None:
        told = proofs.last_proof(session, customer_id, key)
        secret_in_logs = told is not None and not told.proof.logs_clean
    return rules.acceptance(
        standing.state if standing else ConnectorState.NOT_STARTED,
        tested=standing is not None and standing.tested_at is not None,
        secret_in_logs=secret_in_logs,
        in_ledger=any(change.key == key for change in history(session, customer_id)),
    )


def _opted_in(session: Session, customer_id: int) -> int:
    """Persons of this customer whose consent to WhatsApp is documented and stands."""
    contacts = session.scalars(select(Contact.id).where(Contact.customer_id == customer_id))
    given = opt_ins.standing(session, contacts)
    return len({one.contact_id for one in given if one.channel == Means.WHATSAPP.value})


def _tell(
    session: Session, event: Event, customer_id: int, facts: dict[str, Any], *, actor: str, now: datetime
) -> None:
    ledger.record(session, event, at=now, actor=actor, facts={"customer_id": customer_id, **facts})
