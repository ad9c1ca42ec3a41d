"""Keep what was computed about a known customer or ticket: once, and told in the ledger."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.computed.models import ComputedAnswer
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event


class Kind(StrEnum):
    CLASSIFIED = "support.classified"
    ROUTED = "support.routed"
    BREACH = "sla.breach"
    HEALTH = "sla.health"
    INCIDENT = "incident.triaged"


@dataclass(frozen=True)
class About:
    """At least one of the two is known."""

    customer_id: int | None = None
    ticket_id: int | None = None


def keep(
    session: Session, kind: Kind, about: About, answer: dict[str, Any], *, actor: str, now: datetime
) -> bool:
    """False where exactly this was kept before."""
    whole = [kind.value, about.customer_id, about.ticket_id, answer]
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    once = (
        dialect.insert(ComputedAnswer)
        .values(
            kind=kind.value,
            customer_id=about.customer_id,
            ticket_id=about.ticket_id,
            digest=digest,
            answer=answer,
            actor=actor,
            at=now,
        )
        .on_conflict_do_nothing()
        .returning(ComputedAnswer.id)
    )
    kept = session.scalar(once)
    if kept is None:
        return False
    facts = {"kind": kind.value, "customer_id": about.customer_id, "answer_id": kept}
    ledger.record(session, Event.ANSWER_COMPUTED, at=now, actor=actor, ticket_id=about.ticket_id, facts=facts)
    return True


def kept(session: Session, about: About) -> list[tuple[Kind, dict[str, Any]]]:
    """Of one customer or ticket, oldest first."""
    query = select(ComputedAnswer).order_by(ComputedAnswer.id)
    if about.customer_id is not None:
        query = query.where(ComputedAnswer.customer_id == about.customer_id)
    if about.ticket_id is not None:
        query = query.where(ComputedAnswer.ticket_id == about.ticket_id)
    return [(Kind(row.kind), row.answer) for row in session.scalars(query)]
