"""What a customer's connectors show: all eleven in a list, and one of them with its history."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.catalogue.connectors import CONNECTORS, ConnectorKind
from dealix_ops.connectors import proofs, rules, service
from dealix_ops.connectors.proofs import Told
from dealix_ops.connectors.rules import ConnectorState, Lacks
from dealix_ops.connectors.service import Change, Standing, Summary
from dealix_ops.contacts.models import Customer


@dataclass(frozen=True)
class Connection:
    """`standing` is None where nobody began; `told` is the newest proof, whether it succeeded or not."""

    kind: ConnectorKind
    standing: Standing | None
    told: Told | None

    @property
    def state(self) -> ConnectorState:
        return self.standing.state if self.standing else ConnectorState.NOT_STARTED


@dataclass(frozen=True)
class ConnectionsView:
    """`name` is foreign text."""

    customer_id: int
    name: str
    connections: tuple[Connection, ...]
    summary: Summary


@dataclass(frozen=True)
class ConnectionView:
    """`history` is newest first; `lacks` is what keeps it from being accepted."""

    customer_id: int
    name: str
    connection: Connection
    lacks: tuple[Lacks, ...]
    history: tuple[Change, ...]


def connections(session: Session, customer: Customer) -> ConnectionsView:
    states = service.standings(session, customer.id)
    return ConnectionsView(
        customer_id=customer.id,
        name=customer.name,
        connections=tuple(
            Connection(kind, states.get(kind.key), proofs.last_proof(session, customer.id, kind.key))
            for kind in CONNECTORS
        ),
        summary=service.summary(session, customer.id),
    )


def connection(session: Session, customer: Customer, key: str) -> ConnectionView:
    """Raises UnknownConnector."""
    kind = rules.kind(key)
    standing = service.standings(session, customer.id).get(key)
    changes = [change for change in service.history(session, customer.id) if change.key == key]
    return ConnectionView(
        customer_id=customer.id,
        name=customer.name,
        connection=Connection(kind, standing, proofs.last_proof(session, customer.id, key)),
        lacks=service.lacks(session, customer.id, key),
        history=tuple(reversed(changes)),
    )
