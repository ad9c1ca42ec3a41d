"""Start a customer's onboarding, move its steps, tell how it stands; each change once, in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.connectors import service as connectors
from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event
from dealix_ops.onboarding import rules
from dealix_ops.onboarding.models import Onboarding, OnboardingStep
from dealix_ops.onboarding.rules import StepId


@dataclass(frozen=True)
class StepState:
    completed: bool
    notes: str


@dataclass(frozen=True)
class Standing:
    """Steps that nobody touched are missing in `steps`."""

    bundle_id: str | None
    steps: dict[StepId, StepState]


def standing(session: Session, customer_id: int) -> Standing:
    """Empty where the onboarding has not begun."""
    begun = session.get(Onboarding, customer_id)
    rows = session.scalars(select(OnboardingStep).where(OnboardingStep.customer_id == customer_id))
    steps = {StepId(row.step_id): StepState(row.completed, row.notes) for row in rows}
    return Standing(begun.bundle_id if begun else None, steps)


def has_begun(session: Session, customer_id: int) -> bool:
    return session.get(Onboarding, customer_id) is not None


def start(
    session: Session, customer_id: int, *, bundle_id: str | None, actor: str, now: datetime
) -> Standing:
    """Begin, or change the bundle; a call that says nothing new changes nothing."""
    customers.locked(session, customer_id)
    begun = session.get(Onboarding, customer_id)
    if begun is None:
        begun = Onboarding(customer_id=customer_id, bundle_id=bundle_id, started_at=now, started_by=actor)
        session.add(begun)
        _tell(session, Event.ONBOARDING_STARTED, customer_id, {"bundle_id": bundle_id}, actor=actor, now=now)
    elif bundle_id is not None and begun.bundle_id != bundle_id:
        facts = {"bundle_id": bundle_id, "was": begun.bundle_id}
        begun.bundle_id = bundle_id
        _tell(session, Event.ONBOARDING_STARTED, customer_id, facts, actor=actor, now=now)
    session.flush()
    return standing(session, customer_id)


def set_step(
    session: Session,
    customer_id: int,
    step_id: StepId,
    *,
    state: StepState,
    actor: str,
    now: datetime,
) -> Standing:
    """The customer's own connectors decide whether the first service may be called done.

    Raises NotReadyForFirstService.
    """
    start(session, customer_id, bundle_id=None, actor=actor, now=now)
    ready = connectors.readiness(session, customer_id).ready_for_first_service
    rules.require_possible(step_id, completed=state.completed, ready_for_first_service=ready)
    row = session.get(OnboardingStep, (customer_id, step_id.value))
    if row is not None and (row.completed, row.notes) == (state.completed, state.notes):
        return standing(session, customer_id)
    if row is None:
        row = OnboardingStep(customer_id=customer_id, step_id=step_id.value)
        session.add(row)
    row.completed, row.notes, row.changed_at, row.changed_by = state.completed, state.notes, now, actor
    session.flush()
    facts = {"step_id": step_id.value, "completed": state.completed}
    _tell(session, Event.ONBOARDING_STEP, customer_id, facts, actor=actor, now=now)
    return standing(session, customer_id)


def _tell(
    session: Session, event: Event, customer_id: int, facts: dict[str, Any], *, actor: str, now: datetime
) -> None:
    ledger.record(session, event, at=now, actor=actor, facts={"customer_id": customer_id, **facts})
