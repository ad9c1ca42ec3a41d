"""Customer success over the API: the week's check-in, who may leave, the first thirty days."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import Field

from bot.web.api.examples import sample, sampled, shown
from bot.web.api.identifiers import Id
from bot.web.api.office import Office, Telling
from bot.web.api.shapes import Answered, Asked, AskedFor, BundleId, Count, Line, Money, Recorded
from dealix_ops.customer_success import copy_ar, rules, service
from dealix_ops.customer_success.plans import PLANS
from dealix_ops.customer_success.rules import Cadence, RiskLevel, Signals, Week
from dealix_ops.reports import leaving


class Metrics(Asked):
    drafts_approved: Count = Field(0, examples=[12])
    replies: Count = Field(0, examples=[5])
    meetings: Count = Field(0, examples=[2])
    risks_blocked: Count = Field(0, examples=[3])
    pipeline_sar: Money = Field(0, examples=[45000])


class AskedCheckIn(AskedFor):
    customer_id: Id = Field("", examples=[1])
    company_name: Line = Field("", examples=["شركة نمو للتدريب"])
    metrics: Metrics | None = Field(None, examples=[sample(Metrics)])


class AskedRisk(AskedFor):
    """`last_proof_pack_days_ago` is null where none was ever made; left out, a known customer's own."""

    days_inactive: Count = Field(0, examples=[15])
    drafts_pending: Count = Field(0, examples=[6])
    last_proof_pack_days_ago: Count | None = Field(0, examples=[14])


class AskedPlan(AskedFor):
    bundle_id: BundleId = Field("growth_starter", examples=["partnership_growth"])


class CheckIn(Recorded):
    customer_id: str | int
    company_name: str
    type: Literal["weekly_check_in"] = "weekly_check_in"
    duration_minutes: int
    agenda_ar: list[str]
    talking_points_ar: list[str]
    cadence_ar: str


class Alert(Recorded):
    customer_id: str | int
    type: Literal["at_risk_alert"] = "at_risk_alert"
    risk_score: int
    severity: RiskLevel
    reasons_ar: list[str]
    recommended_action_ar: str


class Milestone(Answered):
    day: int
    text_ar: str


class Plan(Recorded):
    customer_id: str | int
    bundle_id: str
    type: Literal["success_plan"] = "success_plan"
    cadence_ar: list[str]
    milestones: list[Milestone]


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/cs", tags=["cs"])

    @router.post(
        "/weekly-check-in",
        **shown(check_in(sampled(AskedCheckIn)), to=AskedCheckIn, stored=True),
    )
    async def weekly_check_in(request: Request, asked: AskedCheckIn) -> CheckIn:
        """Agenda of 25 minutes and talking points from the week's figures; one a week is stored."""

        def tell(telling: Telling, customer_id: int) -> bool:
            return service.check_in(
                telling.session, customer_id, week(asked), actor=telling.actor, now=telling.now
            )

        answer = check_in(asked)
        answer.recorded = bool(await office.for_customer(request, asked.customer_id, tell))
        return answer

    @router.post("/at-risk-alert", **shown(alert(sampled(AskedRisk)), to=AskedRisk, stored=True))
    async def at_risk_alert(request: Request, asked: AskedRisk) -> Alert:
        """A score from 0 to 100, why, and what a person may do; one reading a day is stored."""

        def tell(telling: Telling, customer_id: int) -> Alert:
            session, now = telling.session, telling.now
            known = asked
            if "last_proof_pack_days_ago" not in asked.model_fields_set:
                days = leaving.last_pack_days_ago(session, customer_id, now=now)
                known = asked.model_copy(update={"last_proof_pack_days_ago": days})
            given, told = signals(known), alert(known)
            risk = rules.risk(given)
            told.recorded = service.read_risk(session, customer_id, given, risk, actor=telling.actor, now=now)
            return told

        return await office.for_customer(request, asked.customer_id, tell) or alert(asked)

    @router.post("/success-plan", **shown(plan(sampled(AskedPlan)), to=AskedPlan, stored=True))
    async def success_plan(request: Request, asked: AskedPlan) -> Plan:
        """The first thirty days by bundle; of a known customer it starts today, unless it runs already."""

        def tell(telling: Telling, customer_id: int) -> bool:
            return service.start_plan(
                telling.session, customer_id, asked.bundle_id, actor=telling.actor, now=telling.now
            )

        answer = plan(asked)
        answer.recorded = bool(await office.for_customer(request, asked.customer_id, tell))
        return answer

    return router


def week(asked: AskedCheckIn) -> Week:
    return Week(**(asked.metrics or Metrics()).model_dump())


def signals(asked: AskedRisk) -> Signals:
    return Signals(asked.days_inactive, asked.drafts_pending, asked.last_proof_pack_days_ago)


def check_in(asked: AskedCheckIn) -> CheckIn:
    return CheckIn(
        customer_id=asked.customer_id,
        company_name=asked.company_name,
        duration_minutes=copy_ar.CHECK_IN_MINUTES,
        agenda_ar=list(copy_ar.agenda()),
        talking_points_ar=list(copy_ar.talking_points(week(asked))),
        cadence_ar=copy_ar.CADENCES[Cadence.WEEKLY_CHECK_IN],
    )


def alert(asked: AskedRisk) -> Alert:
    given = signals(asked)
    risk = rules.risk(given)
    return Alert(
        customer_id=asked.customer_id,
        risk_score=risk.score,
        severity=risk.level,
        reasons_ar=[copy_ar.reason(sign, given) for sign in risk.signs],
        recommended_action_ar=copy_ar.action(risk.level, given),
    )


def plan(asked: AskedPlan) -> Plan:
    milestones = PLANS[asked.bundle_id]
    return Plan(
        customer_id=asked.customer_id,
        bundle_id=asked.bundle_id,
        cadence_ar=[one.line_ar for one in milestones],
        milestones=[Milestone(day=one.day, text_ar=one.text_ar) for one in milestones],
    )
