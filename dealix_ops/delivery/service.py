"""Begin a service for a customer, keep what they asked for, move its steps; each change in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.catalogue import services
from dealix_ops.catalogue.services import Service
from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.customer_success import service as success
from dealix_ops.delivery import rules
from dealix_ops.delivery.errors import IntakeMissing, NoPackSince, NoPlanRuns, TicketsOpen
from dealix_ops.delivery.models import DeliveryStep, ServiceDelivery
from dealix_ops.delivery.rules import Due, Step
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.proof.models import ProofPack
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from dealix_ops.sla.models import NOT_MET, AppliedSla
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority

GRAVE = (Priority.P0.value, Priority.P1.value)


@dataclass(frozen=True)
class Standing:
    """How one delivery stands; `late` and `grave` are the customer's open tickets."""

    id: int
    customer_id: int
    customer: str
    service: Service
    started_at: datetime
    intake: dict[str, Any] | None
    plan: tuple[Due, ...]
    done: dict[Step, datetime]
    current: Step | None
    delivered_at: datetime | None
    late: tuple[int, ...]
    grave: tuple[int, ...]


def running(session: Session, customer_id: int, service_key: str | None = None) -> ServiceDelivery | None:
    """The newest that is not handed over yet; of one service, or any."""
    query = select(ServiceDelivery).where(
        ServiceDelivery.customer_id == customer_id, ServiceDelivery.handed_over_at.is_(None)
    )
    if service_key is not None:
        query = query.where(ServiceDelivery.service_key == service_key)
    return session.scalars(query.order_by(ServiceDelivery.id.desc()).limit(1)).first()


def start(
    session: Session, customer_id: int, service: Service, *, actor: Actor, now: datetime
) -> ServiceDelivery:
    """T+0h is now; what runs already runs on. Raises MayNotArrange."""
    require_may(actor)
    customers.locked(session, customer_id)
    known = running(session, customer_id, service.key)
    if known is not None:
        return known
    row = ServiceDelivery(
        customer_id=customer_id, service_key=service.key, started_at=now, started_by=actor.user_id
    )
    session.add(row)
    session.flush()
    _tell(session, Event.DELIVERY_STARTED, row, {"service": service.key}, actor=actor, now=now)
    return row


def keep_intake(
    session: Session, delivery_id: int, typed: dict[str, str], *, actor: Actor, now: datetime
) -> ServiceDelivery:
    """The same again changes nothing. Raises MayNotArrange, ButtonUnknown, IntakeUnusable."""
    row = _locked(session, delivery_id, actor)
    kept = rules.intake(typed)
    if row.intake != kept:
        row.intake, row.intake_at, row.intake_by = kept, now, actor.user_id
        session.flush()
        _tell(session, Event.DELIVERY_INTAKE, row, {}, actor=actor, now=now)
    return row


def complete(
    session: Session, delivery_id: int, step: Step, *, actor: Actor, now: datetime
) -> ServiceDelivery:
    """The last step of the plan calls it delivered, the last of the hand-over ends it.

    Raises MayNotArrange, ButtonUnknown, NotTheNext, IntakeMissing, NoPackSince, TicketsOpen, NoPlanRuns.
    """
    row = _locked(session, delivery_id, actor)
    rules.require_next(step, _done(session, row.id))
    _require_possible(session, row, step, now=now)
    session.add(DeliveryStep(delivery_id=row.id, step=step.value, done_at=now, done_by=actor.user_id))
    _tell(session, Event.DELIVERY_STEP, row, {"step": step.value}, actor=actor, now=now)
    if step is Step.PROOF_PACK_V1:
        row.delivered_at = now
        _tell(session, Event.DELIVERED, row, {}, actor=actor, now=now)
    if step is rules.HAND_OVER[-1]:
        row.handed_over_at = now
        _tell(session, Event.HANDED_OVER, row, {}, actor=actor, now=now)
    session.flush()
    return row


def standing(session: Session, row: ServiceDelivery, *, now: datetime) -> Standing:
    service = services.find(row.service_key)
    if service is None:
        raise LookupError(row.service_key)
    done = _done(session, row.id)
    late, grave = waiting(session, row.customer_id, now=now)
    return Standing(
        id=row.id,
        customer_id=row.customer_id,
        customer=session.get_one(Customer, row.customer_id).name,
        service=service,
        started_at=row.started_at,
        intake=row.intake,
        plan=rules.plan(row.started_at, done, now=now),
        done=done,
        current=rules.current(done),
        delivered_at=row.delivered_at,
        late=late,
        grave=grave,
    )


def waiting(session: Session, customer_id: int, *, now: datetime) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Open tickets of a customer that are past due, and those that are P0 or P1."""
    live = select(Ticket.id).where(Ticket.customer_id == customer_id, Ticket.status.in_(LIVE))
    late = (
        live.join(AppliedSla, AppliedSla.ticket_id == Ticket.id)
        .where(NOT_MET, AppliedSla.void_as.is_(None), AppliedSla.due_at < now)
        .where(AppliedSla.paused_at.is_(None))
        .distinct()
        .order_by(Ticket.id)
    )
    grave = live.where(Ticket.priority.in_(GRAVE)).order_by(Ticket.id)
    return tuple(session.scalars(late)), tuple(session.scalars(grave))


def late_steps(session: Session, *, now: datetime) -> list[tuple[ServiceDelivery, Due]]:
    """Of everything that runs: the first step of each plan that is past its time."""
    rows = session.scalars(
        select(ServiceDelivery).where(ServiceDelivery.delivered_at.is_(None)).order_by(ServiceDelivery.id)
    )
    found = []
    for row in rows:
        plan = rules.plan(row.started_at, _done(session, row.id), now=now)
        found += [(row, due) for due in plan if due.late][:1]
    return found


def require_may(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not allows(actor.role, Act.DELIVERY):
        raise MayNotArrange(actor.user_id)


def _require_possible(session: Session, row: ServiceDelivery, step: Step, *, now: datetime) -> None:
    if step is Step.DIAGNOSIS and row.intake is None:
        raise IntakeMissing(f"delivery {row.id}")
    if step is Step.PROOF_PACK_V1:
        made = select(func.count()).select_from(ProofPack).where(ProofPack.customer_id == row.customer_id)
        if not session.scalar(made.where(ProofPack.made_at >= row.started_at)):
            raise NoPackSince(f"delivery {row.id}")
        late, grave = waiting(session, row.customer_id, now=now)
        if late or grave:
            raise TicketsOpen(late=late, grave=grave)
    if step is Step.CADENCE_ON and success.plan_of(session, row.customer_id) is None:
        raise NoPlanRuns(f"delivery {row.id}")


def _locked(session: Session, delivery_id: int, actor: Actor) -> ServiceDelivery:
    require_may(actor)
    row = session.get(ServiceDelivery, delivery_id)
    if row is None:
        raise ButtonUnknown("no such delivery")
    customers.locked(session, row.customer_id)
    session.refresh(row)
    return row


def _done(session: Session, delivery_id: int) -> dict[Step, datetime]:
    rows = session.scalars(select(DeliveryStep).where(DeliveryStep.delivery_id == delivery_id))
    return {Step(row.step): row.done_at for row in rows}


def _tell(
    session: Session,
    event: Event,
    row: ServiceDelivery,
    facts: dict[str, Any],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    told = {"customer": row.customer_id, "delivery": row.id, **facts}
    ledger.record(session, event, at=now, actor=actor.user_id, facts=told)
