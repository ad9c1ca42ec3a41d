"""Onboarding over the API: a customer's checklist, and one step of it at a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from bot.web.api import connectors
from bot.web.api.connectors import Statuses
from bot.web.api.examples import sampled, shown
from bot.web.api.identifiers import Id
from bot.web.api.office import Office, Telling
from bot.web.api.shapes import Answered, Asked, AskedFor, BundleId, Line, Note, Recorded
from dealix_ops.connectors import rules as connector_rules
from dealix_ops.language.masking import mask_secrets
from dealix_ops.onboarding import copy_ar, rules, service
from dealix_ops.onboarding.rules import STEPS, StepId
from dealix_ops.onboarding.service import Standing, StepState

OfStep = Annotated[StepId, Field(strict=False)]


class AskedChecklist(AskedFor):
    customer_id: Id = Field("", examples=[1])
    company_name: Line = Field("", examples=["شركة نمو للتدريب"])
    bundle_id: BundleId | None = Field(None, examples=["growth_starter"])


class GivenStep(Asked):
    step_id: OfStep
    completed: bool = False
    notes: Note = ""


class GivenChecklist(AskedChecklist):
    """A checklist as this API gave it."""

    steps: list[GivenStep] = Field([], max_length=50)


class AskedStep(AskedChecklist):
    step_id: OfStep = Field(examples=["select_goal"])
    completed: bool = Field(True, examples=[True])
    notes: Note = Field("", examples=["الهدف: أول عشر فرص من قطاع التدريب"])
    checklist: GivenChecklist | None = None
    statuses: Statuses = Field(default_factory=dict)
    ready_for_first_service: bool = Field(
        False, description="Your own word, where nothing of the customer is stored and no statuses are given."
    )


class Step(Answered):
    step_id: StepId
    title_ar: str
    minutes: int
    day: int
    approval_required: bool
    completed: bool
    notes: str


class Checklist(Recorded):
    customer_id: str | int
    company_name: str
    bundle_id: str | None
    steps: list[Step]
    total_steps: int
    current_step_id: str
    progress_pct: float
    estimated_total_minutes: int


DEMO = AskedChecklist(customer_id="demo", company_name="شركة نمو للتدريب", bundle_id="growth_starter")
NOTHING: dict[StepId, StepState] = {}


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/onboarding", tags=["onboarding"])

    @router.post(
        "/checklist",
        **shown(checklist(sampled(AskedChecklist), NOTHING), to=AskedChecklist, stored=True),
    )
    async def start(request: Request, asked: AskedChecklist) -> Checklist:
        """The eight steps in their order. A customer we know starts here, and its stored steps are shown."""

        def begin(telling: Telling, customer_id: int) -> Checklist:
            session = telling.session
            before = service.standing(session, customer_id)
            begun = service.has_begun(session, customer_id)
            after = service.start(
                session, customer_id, bundle_id=asked.bundle_id, actor=telling.actor, now=telling.now
            )
            return checklist(asked, after.steps, stored=after, recorded=not begun or after != before)

        return await office.for_customer(request, asked.customer_id, begin) or checklist(asked, NOTHING)

    @router.post("/update-step", **shown(moved(sampled(AskedStep)), to=AskedStep, stored=True))
    async def update_step(request: Request, asked: AskedStep) -> Checklist:
        """One step done or open again. 409 where the first service is called done before it can run."""
        given = asked.checklist or GivenChecklist()
        whose = {
            name: getattr(asked, name) or getattr(given, name)
            for name in ("customer_id", "company_name", "bundle_id")
        }
        about = AskedChecklist.model_construct(**whose)
        state = StepState(asked.completed, mask_secrets(asked.notes)[0])

        def move(telling: Telling, customer_id: int) -> Checklist:
            facts: dict[str, Any] = {"actor": telling.actor, "now": telling.now}
            before = service.standing(telling.session, customer_id).steps.get(asked.step_id)
            after = service.set_step(telling.session, customer_id, asked.step_id, state=state, **facts)
            return checklist(about, after.steps, stored=after, recorded=before != state)

        kept = await office.for_customer(request, about.customer_id, move)
        if kept is not None:
            return kept
        rules.require_possible(
            asked.step_id, completed=asked.completed, ready_for_first_service=_ready(asked)
        )
        steps = {one.step_id: StepState(one.completed, one.notes) for one in given.steps}
        return checklist(about, {**steps, asked.step_id: state})

    @router.get("/checklist/demo", **shown(checklist(DEMO, NOTHING)))
    async def demo() -> Checklist:
        """The checklist of a made-up customer."""
        return checklist(DEMO, NOTHING)

    return router


def checklist(
    about: AskedChecklist,
    states: dict[StepId, StepState],
    *,
    stored: Standing | None = None,
    recorded: bool = False,
) -> Checklist:
    steps = [
        Step(
            step_id=step.id,
            title_ar=copy_ar.TITLES[step.id],
            minutes=step.minutes,
            day=step.day,
            approval_required=step.needs_approval,
            completed=(state := states.get(step.id, StepState(False, ""))).completed,
            notes=state.notes,
        )
        for step in STEPS
    ]
    progress = rules.progress({step.step_id for step in steps if step.completed})
    return Checklist(
        customer_id=about.customer_id,
        company_name=about.company_name,
        bundle_id=about.bundle_id or (stored.bundle_id if stored else None),
        steps=steps,
        total_steps=len(steps),
        current_step_id=progress.current,
        progress_pct=progress.percent,
        estimated_total_minutes=rules.TOTAL_MINUTES,
        recorded=recorded,
    )


def moved(asked: AskedStep) -> Checklist:
    """Of a checklist that nobody began before."""
    return checklist(asked, {asked.step_id: StepState(asked.completed, asked.notes)})


def _ready(asked: AskedStep) -> bool:
    if not asked.statuses:
        return asked.ready_for_first_service
    states = connectors.states_of(connectors.plain(asked.statuses))
    return connector_rules.readiness(states).ready_for_first_service
