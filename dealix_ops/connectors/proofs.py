"""What a connector showed of itself, or what a person saw of it where we have no gateway."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.connectors import rules
from dealix_ops.connectors.errors import NotSetUp
from dealix_ops.connectors.models import ConnectorProof, CustomerConnector
from dealix_ops.connectors.rules import ConnectorState, Proof
from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event


@dataclass(frozen=True)
class Told:
    """A proof as it was recorded: by a self-test, or in a person's `words`."""

    proof: Proof
    proved: bool
    by_hand: bool
    words: str
    at: datetime
    actor: str


def last_proof(session: Session, customer_id: int, key: str) -> Told | None:
    """The newest, whether it succeeded or not."""
    row = session.scalars(
        select(ConnectorProof)
        .where(ConnectorProof.customer_id == customer_id, ConnectorProof.key == key)
        .order_by(ConnectorProof.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    seen = Proof(
        has_gateway=not row.by_hand,
        last_signed_in=row.last_signed_in,
        last_draft=row.last_draft,
        last_out=row.last_out,
        answered=row.answered,
        token_ok=row.token_ok,
        logs_clean=row.logs_clean,
    )
    return Told(seen, row.proved, row.by_hand, row.words, row.at, row.actor)


def record_test(
    session: Session, customer_id: int, key: str, proof: Proof, *, actor: str, now: datetime
) -> bool:
    """Whether the self-test proved it; a connector that nobody set up cannot be proved.

    Raises UnknownConnector.
    """
    row = _locked(session, customer_id, key)
    proved = proof.succeeded and _provable(row)
    _keep(session, customer_id, key, Told(proof, proved, False, "", now, actor), row)
    return proved


def record_by_hand(
    session: Session, customer_id: int, key: str, *, words: str, actor: str, now: datetime
) -> None:
    """A person tried it, read the logs and says so. Raises UnknownConnector, WordsNeeded, NotSetUp."""
    said = rules.require_words(words)
    row = _locked(session, customer_id, key)
    if not _provable(row):
        raise NotSetUp(f"{key} is not connected")
    _keep(session, customer_id, key, Told(Proof(has_gateway=False), True, True, said, now, actor), row)


def _locked(session: Session, customer_id: int, key: str) -> CustomerConnector | None:
    customers.locked(session, customer_id)
    return session.get(CustomerConnector, (customer_id, rules.kind(key).key))


def _provable(row: CustomerConnector | None) -> bool:
    return row is not None and ConnectorState(row.state) in rules.PROVABLE


def _keep(session: Session, customer_id: int, key: str, told: Told, row: CustomerConnector | None) -> None:
    """A failed test takes the proof back: what was proved once is not proved now."""
    proof = told.proof
    session.add(
        ConnectorProof(
            customer_id=customer_id,
            key=key,
            proved=told.proved,
            by_hand=told.by_hand,
            words=told.words,
            last_signed_in=proof.last_signed_in,
            last_draft=proof.last_draft,
            last_out=proof.last_out,
            answered=proof.answered,
            token_ok=proof.token_ok,
            logs_clean=proof.logs_clean,
            at=told.at,
            actor=told.actor,
        )
    )
    if row is not None:
        row.tested_at = told.at if told.proved else None
    session.flush()
    facts = {"customer_id": customer_id, "key": key, "proved": told.proved, "by_hand": told.by_hand}
    ledger.record(session, Event.CONNECTOR_TESTED, at=told.at, actor=told.actor, facts=facts)
