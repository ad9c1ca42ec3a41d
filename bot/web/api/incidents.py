"""Incidents over the API: how grave, and what is done; declaring one is a person's press."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from bot.web.api.examples import sampled, shown
from bot.web.api.identifiers import Id
from bot.web.api.office import Office
from bot.web.api.shapes import Answered, AskedFor, Count, Line, OfSeverity, Proposes, Recorded, Words
from dealix_ops.computed.service import Kind
from dealix_ops.incidents import copy_ar, rules
from dealix_ops.vocabulary import Severity

FACTS = {"severity", "affected_customers", "has_data_leak", "has_unauthorized_send"}


class AskedIncident(AskedFor):
    title: Line = Field("", examples=["رسائل وصلت لغير أصحابها"])
    description: Words = Field("", examples=["ثلاثة عملاء بلّغوا عن رسالة ليست لهم"])
    affected_customers: Count = Field(1, examples=[3])
    has_data_leak: bool = False
    has_unauthorized_send: bool = Field(False, examples=[True])
    ticket_id: Id = Field("", examples=[1])


class Details(Answered):
    """Minutes; `post_mortem_hours` is null where one is optional."""

    first_action_minutes: int
    communication_cadence_minutes: int
    post_mortem_hours: int | None


class Triaged(Recorded):
    customer_id: str | int
    ticket_id: str | int
    title: str
    affected_customers: int
    has_data_leak: bool
    has_unauthorized_send: bool
    severity: Severity
    severity_details: Details
    plan_ar: list[str]


class Plan(Proposes):
    severity: Severity
    severity_details: Details
    plan_ar: list[str]
    post_mortem_ar: list[str]


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/incidents", tags=["incidents"])

    @router.post("/triage", **shown(triaged(sampled(AskedIncident)), to=AskedIncident, stored=True))
    async def triage(request: Request, asked: AskedIncident) -> Triaged:
        """SEV1 for a leak or a send without approval, SEV2 from five customers on, else SEV3."""
        answer = triaged(asked)
        await office.keep(
            request,
            Kind.INCIDENT,
            answer,
            customer_id=asked.customer_id,
            ticket_id=asked.ticket_id,
            facts=FACTS,
        )
        return answer

    @router.get("/response-plan/{severity}", **shown(plan(Severity.SEV1)))
    async def response_plan(severity: Annotated[OfSeverity, Path(examples=["SEV1"])]) -> Plan:
        """The steps in their order, and what a post-mortem holds."""
        return plan(severity)

    return router


def triaged(asked: AskedIncident) -> Triaged:
    severity = rules.severity(
        has_data_leak=asked.has_data_leak,
        has_unauthorized_send=asked.has_unauthorized_send,
        affected_customers=asked.affected_customers,
    )
    return Triaged(
        customer_id=asked.customer_id,
        ticket_id=asked.ticket_id,
        title=asked.title,
        affected_customers=asked.affected_customers,
        has_data_leak=asked.has_data_leak,
        has_unauthorized_send=asked.has_unauthorized_send,
        severity=severity,
        severity_details=details(severity),
        plan_ar=list(copy_ar.plan(severity)),
    )


def plan(severity: Severity) -> Plan:
    return Plan(
        severity=severity,
        severity_details=details(severity),
        plan_ar=list(copy_ar.plan(severity)),
        post_mortem_ar=list(copy_ar.POST_MORTEM),
    )


def details(severity: Severity) -> Details:
    clocks = rules.CLOCKS[severity]
    after = clocks.post_mortem
    return Details(
        first_action_minutes=int(clocks.first_action.total_seconds() // 60),
        communication_cadence_minutes=int(clocks.update_every.total_seconds() // 60),
        post_mortem_hours=None if after is None else int(after.total_seconds() // 3600),
    )
