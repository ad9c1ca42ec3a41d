"""Start a customer's onboarding, move its steps, tell how it stands; each change once, in the ledger."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.connectors import service as connectors
from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.onboarding import rules
from dealix_ops.onboarding.errors import BundleMissing, NotBegun, NoteMissing, NotItsTurn, StepDone, StepOpen
from dealix_ops.onboarding.models import Onboarding, OnboardingStep
from dealix_ops.onboarding.rules import StepId


@dataclass(frozen=True)
class StepState:
    """`by` and `at` are who finished it and when; two states are the same whoever said so."""

    completed: bool
    notes: str
    by: str | None = field(default=None, compare=False)
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Standing:
    """Steps that nobody touched are missing in `steps`."""

    bundle_id: str | None
    steps: dict[StepId, StepState]

    @property
    def done(self) -> frozenset[StepId]:
        return frozenset(step for step, state in self.steps.items() if state.completed)


@dataclass(frozen=True)
class Summary:
    """How far a customer has come; `current` is None where all is done, `moved_at` the last finished step."""

    bundle_id: str | None
    done: int
    total: int
    percent: float
    current: StepId | None
    started_at: datetime
    moved_at: datetime


def summary(session: Session, customer_id: int) -> Summary | None:
    """None where the onboarding has not begun."""
    return summaries(session, [customer_id]).get(customer_id)


def summaries(session: Session, customer_ids: Collection[int]) -> dict[int, Summary]:
    """Of those that have begun."""
    steps = _steps(session, customer_ids)
    begun = session.scalars(select(Onboarding).where(Onboarding.customer_id.in_(customer_ids)))
    return {one.customer_id: _summed(one, steps[one.customer_id]) for one in begun}


def _summed(begun: Onboarding, steps: dict[StepId, StepState]) -> Summary:
    done = Standing(begun.bundle_id, steps).done
    progress = rules.progress(done)
    finished = [state.at for state in steps.values() if state.at is not None]
    return Summary(
        bundle_id=begun.bundle_id,
        done=len(done),
        total=len(rules.STEPS),
        percent=progress.percent,
        current=None if progress.current == rules.DONE else StepId(progress.current),
        started_at=begun.started_at,
        moved_at=max([begun.started_at, *finished]),
    )


def standing(session: Session, customer_id: int) -> Standing:
    """Empty where the onboarding has not begun."""
    begun = session.get(Onboarding, customer_id)
    return Standing(begun.bundle_id if begun else None, _steps(session, [customer_id])[customer_id])


def _steps(session: Session, customer_ids: Collection[int]) -> defaultdict[int, dict[StepId, StepState]]:
    steps: defaultdict[int, dict[StepId, StepState]] = defaultdict(dict)
    for row in session.scalars(select(OnboardingStep).where(OnboardingStep.customer_id.in_(customer_ids))):
        state = StepState(row.completed, row.notes, row.completed_by, row.completed_at)
        steps[row.customer_id][StepId(row.step_id)] = state
    return steps


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
        session.flush()
        _tell(session, Event.ONBOARDING_STARTED, begun, {"bundle_id": bundle_id}, actor=actor, now=now)
    elif bundle_id is not None and begun.bundle_id != bundle_id:
        facts = {"bundle_id": bundle_id, "was": begun.bundle_id}
        begun.bundle_id = bundle_id
        _tell(session, Event.ONBOARDING_STARTED, begun, facts, actor=actor, now=now)
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
    row = session.get(OnboardingStep, (customer_id, step_id.value))
    if row is not None and (row.completed, row.notes) == (state.completed, state.notes):
        return standing(session, customer_id)
    if row is None or not row.completed:  # what was done stays done, whatever broke since
        ready = connectors.readiness(session, customer_id)
        rules.require_possible(
            step_id,
            completed=state.completed,
            ready_for_first_service=ready.ready_for_first_service,
            missing=ready.missing_names,
        )
    if row is None:
        row = OnboardingStep(customer_id=customer_id, step_id=step_id.value, completed=False)
        session.add(row)
    if row.completed is not state.completed:
        row.completed_by, row.completed_at = (actor, now) if state.completed else (None, None)
    row.completed, row.notes, row.changed_at, row.changed_by = state.completed, state.notes, now, actor
    session.flush()
    facts = {"step_id": step_id.value, "completed": state.completed}
    begun = session.get_one(Onboarding, customer_id)
    _tell(session, Event.ONBOARDING_STEP, begun, facts, actor=actor, now=now)
    return standing(session, customer_id)


def complete(session: Session, customer_id: int, step_id: StepId, *, actor: str, now: datetime) -> None:
    """One person's press on the step that is due: what needs an approval is approved by it.

    Raises NotBegun, StepDone, NotItsTurn, BundleMissing, NotReadyForFirstService.
    """
    now_is = _locked(session, customer_id)
    was = now_is.steps.get(step_id, StepState(False, ""))
    if was.completed:
        raise StepDone(by=was.by or ledger.SYSTEM, at=was.at or now)
    current = rules.progress(now_is.done).current
    if current != step_id:
        raise NotItsTurn(current)
    if step_id is StepId.SELECT_BUNDLE and now_is.bundle_id is None:
        raise BundleMissing("no bundle was chosen")
    state = StepState(completed=True, notes=was.notes)
    set_step(session, customer_id, step_id, state=state, actor=actor, now=now)


def choose_bundle(session: Session, customer_id: int, bundle_id: str, *, actor: str, now: datetime) -> None:
    """Where choosing it is the step that is due, whoever chooses finishes the step. Raises NotBegun."""
    now_is = _locked(session, customer_id)
    start(session, customer_id, bundle_id=bundle_id, actor=actor, now=now)
    if rules.progress(now_is.done).current == StepId.SELECT_BUNDLE:
        complete(session, customer_id, StepId.SELECT_BUNDLE, actor=actor, now=now)


def reopen(session: Session, customer_id: int, step_id: StepId, *, actor: str, now: datetime) -> None:
    """It keeps its note. Raises NotBegun, StepOpen."""
    was = _locked(session, customer_id).steps.get(step_id)
    if was is None or not was.completed:
        raise StepOpen(f"{step_id} is open")
    state = StepState(completed=False, notes=was.notes)
    set_step(session, customer_id, step_id, state=state, actor=actor, now=now)


def note(
    session: Session, customer_id: int, step_id: StepId, words: str, *, actor: str, now: datetime
) -> None:
    """Changes nothing but the words. Raises NotBegun, NoteMissing."""
    if not rules.is_note(words):
        raise NoteMissing("a note has words")
    was = _locked(session, customer_id).steps.get(step_id, StepState(False, ""))
    state = StepState(completed=was.completed, notes=words)
    set_step(session, customer_id, step_id, state=state, actor=actor, now=now)


def _locked(session: Session, customer_id: int) -> Standing:
    if not customers.is_known(session, customer_id):
        raise NotBegun(f"no customer {customer_id}")
    customers.locked(session, customer_id)
    if not has_begun(session, customer_id):
        raise NotBegun(f"no onboarding of customer {customer_id}")
    return standing(session, customer_id)


def _tell(
    session: Session, event: Event, begun: Onboarding, facts: dict[str, Any], *, actor: str, now: datetime
) -> None:
    begun.card_version += 1
    told = {"customer_id": begun.customer_id, **facts}
    ledger.record(session, event, at=now, actor=actor, facts=told)
