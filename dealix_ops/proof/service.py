"""Keep what happened for a customer, take it back with a reason, and show what stands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.proof import own_rows, rules
from dealix_ops.proof.errors import AlreadyVoided, NotTheirTicket
from dealix_ops.proof.models import ProofEvent
from dealix_ops.proof.rules import Figure, Kind, Own, Source, SourceKind, Window
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Told:
    """What a person says happened; `origin` is the one modal in which they said it."""

    kind: Kind
    words: str
    at: datetime
    origin: str
    amount_sar: int | None = None
    ticket_id: int | None = None


def record(session: Session, customer_id: int, told: Told, *, actor: Actor, now: datetime) -> ProofEvent:
    """The same modal sent twice is one event.

    Raises MayNotArrange, WordsNeeded, AmountUnusable, TimeUnusable, NotTheirTicket.
    """
    require_may(actor)
    words = rules.require_recordable(
        told.kind, words=told.words, amount_sar=told.amount_sar, at=told.at, now=now
    )
    customers.locked(session, customer_id)
    _require_ticket(session, customer_id, told.ticket_id)
    known = session.scalars(select(ProofEvent).where(ProofEvent.origin == told.origin)).one_or_none()
    if known is not None:
        return known
    row = ProofEvent(
        customer_id=customer_id,
        kind=told.kind.value,
        at=told.at,
        amount_sar=told.amount_sar,
        words=words,
        ticket_id=told.ticket_id,
        origin=told.origin,
        recorded_by=actor.user_id,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    _tell(session, Event.PROOF_RECORDED, row, actor=actor, now=now)
    return row


def void(session: Session, event_id: int, *, reason: str, actor: Actor, now: datetime) -> ProofEvent:
    """It counts no more; the row and who said it stay. Raises MayNotArrange, ReasonNeeded, AlreadyVoided."""
    require_may(actor)
    said = rules.require_reason(reason)
    row = session.get(ProofEvent, event_id)
    if row is None:
        raise ButtonUnknown("no such proof")
    customers.locked(session, row.customer_id)
    session.refresh(row)
    if row.voided_at is not None:
        raise AlreadyVoided(by=row.voided_by or "", at=row.voided_at)
    row.voided_at, row.voided_by, row.void_reason = now, actor.user_id, said
    session.flush()
    _tell(session, Event.PROOF_VOIDED, row, actor=actor, now=now)
    return row


def standing(session: Session, customer_id: int, *, limit: int) -> list[ProofEvent]:
    """What a person recorded and nobody took back, the newest first."""
    query = select(ProofEvent).where(ProofEvent.customer_id == customer_id, ProofEvent.voided_at.is_(None))
    return list(session.scalars(query.order_by(ProofEvent.at.desc(), ProofEvent.id.desc()).limit(limit)))


def figures(session: Session, customer_id: int, window: Window) -> tuple[Figure, ...]:
    """As they stand now."""
    query = select(ProofEvent).where(
        ProofEvent.customer_id == customer_id,
        ProofEvent.voided_at.is_(None),
        ProofEvent.at >= window.since,
        ProofEvent.at < window.until,
    )
    found: list[tuple[Kind | Own, Source]] = [
        (Kind(row.kind), _source(row)) for row in session.scalars(query)
    ]
    found += own_rows.found(session, customer_id, window)
    return rules.figures(found)


def require_may(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not allows(actor.role, Act.PROOF_RECORD):
        raise MayNotArrange(actor.user_id)


def _source(row: ProofEvent) -> Source:
    return Source(
        SourceKind.RECORD, row.id, row.at, row.ticket_id, row.words, row.recorded_by, row.amount_sar
    )


def _require_ticket(session: Session, customer_id: int, ticket_id: int | None) -> None:
    if ticket_id is None:
        return
    ticket = session.get(Ticket, ticket_id)
    if ticket is None or ticket.customer_id != customer_id:
        raise NotTheirTicket(f"ticket {ticket_id}")


def _tell(session: Session, event: Event, row: ProofEvent, *, actor: Actor, now: datetime) -> None:
    facts = {"customer": row.customer_id, "proof_event": row.id, "kind": row.kind}
    ledger.record(session, event, at=now, actor=actor.user_id, facts=facts)
