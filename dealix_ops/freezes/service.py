"""Freeze what we begin ourselves, lift it, and ask. An approved answer to a customer never asks.

Who may lift one is decided by the caller: `Act.UNFREEZE`, the founder's alone.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.freezes.models import Freeze
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

EVERYTHING = "all"


def of_customer(customer_id: int) -> str:
    return f"customer:{customer_id}"


def of_channel(channel: str) -> str:
    """Of a way out: `vocabulary.Means` or a connector's key."""
    return f"channel:{channel}"


def is_frozen(
    session: Session, *, customer_id: int | None = None, channel: str | None = None
) -> Freeze | None:
    """What stops an outreach, a follow-up or a campaign to this customer by this way, the oldest; or None."""
    scopes = [EVERYTHING]
    scopes += [of_customer(customer_id)] if customer_id is not None else []
    scopes += [of_channel(channel)] if channel is not None else []
    query = select(Freeze).where(Freeze.scope.in_(scopes), Freeze.lifted_at.is_(None))
    return session.scalars(query.order_by(Freeze.id).limit(1)).first()


def start(
    session: Session,
    scope: str,
    *,
    by: str,
    now: datetime,
    incident_id: int | None = None,
    why: str | None = None,
) -> Freeze:
    made = Freeze(scope=scope, since=now, by=by, incident_id=incident_id, why=why)
    session.add(made)
    session.flush()
    facts = {"freeze": made.id, "scope": scope, "incident": incident_id}
    ledger.record(session, Event.FROZEN, at=now, actor=by, facts=facts)
    return made


def lift(session: Session, freeze: Freeze, *, by: str, now: datetime) -> bool:
    """False where somebody lifted it before."""
    if freeze.lifted_at is not None:
        return False
    freeze.lifted_at, freeze.lifted_by = now, by
    facts = {"freeze": freeze.id, "scope": freeze.scope, "incident": freeze.incident_id}
    ledger.record(session, Event.UNFROZEN, at=now, actor=by, facts=facts)
    return True


def standing(session: Session) -> list[Freeze]:
    """What nobody lifted yet, the oldest first."""
    return list(session.scalars(select(Freeze).where(Freeze.lifted_at.is_(None)).order_by(Freeze.id)))


def of_incident(session: Session, incident_id: int) -> list[Freeze]:
    """Lifted ones too, in the order in which they began."""
    query = select(Freeze).where(Freeze.incident_id == incident_id)
    return list(session.scalars(query.order_by(Freeze.id)))
