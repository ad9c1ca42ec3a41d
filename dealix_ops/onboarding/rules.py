"""The eight steps of an onboarding, in their order. Figures: product facts, onboarding."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealix_ops.clock import riyadh
from dealix_ops.onboarding.errors import NotReadyForFirstService, UnknownStep

DONE = "done"
"""Where the current step would stand when there is none left."""
NOTE_MAX = 200
STANDSTILL_DAYS = 2
"""The runbook has five days: two without a step are worth a line on the checklist."""


class StepId(StrEnum):
    SELECT_GOAL = "select_goal"
    SELECT_BUNDLE = "select_bundle"
    COMPANY_INTAKE = "company_intake"
    CONNECT_CHANNELS = "connect_channels"
    UPLOAD_OR_SOURCE = "upload_or_source"
    RISK_REVIEW = "risk_review"
    FIRST_SERVICE_RUN = "first_service_run"
    FIRST_PROOF_PACK = "first_proof_pack"


@dataclass(frozen=True)
class Step:
    """`minutes` of the customer's time; `day` of the runbook, 1 to 5."""

    id: StepId
    minutes: int
    needs_approval: bool
    day: int


STEPS: tuple[Step, ...] = (
    Step(StepId.SELECT_GOAL, 2, needs_approval=False, day=1),
    Step(StepId.SELECT_BUNDLE, 3, needs_approval=True, day=1),
    Step(StepId.COMPANY_INTAKE, 5, needs_approval=False, day=1),
    Step(StepId.CONNECT_CHANNELS, 8, needs_approval=True, day=2),
    Step(StepId.UPLOAD_OR_SOURCE, 5, needs_approval=True, day=3),
    Step(StepId.RISK_REVIEW, 4, needs_approval=True, day=3),
    Step(StepId.FIRST_SERVICE_RUN, 0, needs_approval=True, day=4),
    Step(StepId.FIRST_PROOF_PACK, 0, needs_approval=False, day=5),
)
TOTAL_MINUTES = sum(step.minutes for step in STEPS)


@dataclass(frozen=True)
class Progress:
    """`percent` is 12.5 a step; `current` is the first step that is open, or «done»."""

    percent: float
    current: str


def step(step_id: str) -> Step:
    """Raises UnknownStep."""
    for one in STEPS:
        if one.id == step_id:
            return one
    raise UnknownStep(f"no such step; the steps are {', '.join(one.id for one in STEPS)}")


def progress(completed: Set[StepId]) -> Progress:
    open_ones = [one.id for one in STEPS if one.id not in completed]
    percent = 100 * (len(STEPS) - len(open_ones)) / len(STEPS)
    return Progress(percent, open_ones[0].value if open_ones else DONE)


def require_possible(
    step_id: StepId, *, completed: bool, ready_for_first_service: bool, missing: Sequence[str] = ()
) -> None:
    """The first service is never called done before its connectors stand; `missing` names them.

    Raises NotReadyForFirstService.
    """
    if step_id is StepId.FIRST_SERVICE_RUN and completed and not ready_for_first_service:
        raise NotReadyForFirstService("first_service_run waits for ready_for_first_service", missing=missing)


def is_note(words: str) -> bool:
    return len(words) <= NOTE_MAX and any(letter.isalpha() for letter in words)


def still_since(last_moved: datetime, now: datetime) -> int:
    """Whole days in Riyadh without a change; 0 below `STANDSTILL_DAYS`, so that nobody is hurried."""
    days = (riyadh(now).date() - riyadh(last_moved).date()).days
    return days if days >= STANDSTILL_DAYS else 0
