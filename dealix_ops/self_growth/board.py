"""The founder's board of a week: three decisions, opportunities and risks, each with the row it stands in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.connectors.models import CustomerConnector
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.contacts.models import Customer
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import RiskLevel
from dealix_ops.delivery import service as delivery
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.proof.models import ProofEvent
from dealix_ops.proof.rules import Kind
from dealix_ops.self_growth import service
from dealix_ops.self_growth.models import GrowthTarget
from dealix_ops.self_growth.rules import SHOWN, Learnt, Status
from dealix_ops.sla.models import NOT_MET, AppliedSla
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing

WEEK = timedelta(days=7)


class What(StrEnum):
    """What kind of fact it is; the Arabic is in `bot/blocks`."""

    DRAFT_WAITS = "draft_waits"
    TARGET_ANSWERED = "target_answered"
    STEP_LATE = "step_late"
    PIPELINE = "pipeline"
    PROSPECT = "prospect"
    MEETING = "meeting"
    TICKET_LATE = "ticket_late"
    AT_RISK = "at_risk"
    CONNECTOR_FAILS = "connector_fails"


@dataclass(frozen=True)
class Point:
    """One fact: its row, the customer or company it is about, and a figure where it has one."""

    what: What
    row: int
    about: str
    at: datetime
    number: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Weekly:
    """At most three of each; fewer is what it is, and nothing is made up to fill a place."""

    at: datetime
    decisions: tuple[Point, ...]
    opportunities: tuple[Point, ...]
    risks: tuple[Point, ...]
    learnt: tuple[Learnt, ...] = field(default=())


def weekly(session: Session, *, now: datetime) -> Weekly:
    """What the one Sunday message tells, and the command on demand."""
    return Weekly(
        at=now,
        decisions=_three(_decisions(session, now)),
        opportunities=_three(_opportunities(session, now)),
        risks=_three(_risks(session, now)),
        learnt=service.learnt(session, now=now),
    )


def _three(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(islice(points, SHOWN))


def _decisions(session: Session, now: datetime) -> Iterator[Point]:
    """Only a person can settle these: an answer that waits, a company that wrote back, a late step."""
    drafts = (
        select(Ticket.id, Customer.name, Ticket.opened_at)
        .join(Draft, Draft.ticket_id == Ticket.id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Draft.status == DraftStatus.PROPOSED.value, Ticket.status.in_(LIVE))
        .order_by(Ticket.priority, Ticket.opened_at)
    )
    for ticket_id, name, at in session.execute(drafts.limit(SHOWN)):
        yield Point(What.DRAFT_WAITS, ticket_id, name or "", at)
    answered = select(GrowthTarget).where(GrowthTarget.status == Status.REPLIED.value)
    for row in session.scalars(answered.order_by(GrowthTarget.changed_at).limit(SHOWN)):
        yield Point(What.TARGET_ANSWERED, row.id, row.company, row.changed_at)
    for under_way, due in delivery.late_steps(session, now=now):
        name = session.get_one(Customer, under_way.customer_id).name
        yield Point(What.STEP_LATE, under_way.id, name, due.due_at, detail=due.step.value)


def _opportunities(session: Session, now: datetime) -> Iterator[Point]:
    """The largest pipeline of the week, who asked to become a customer, and meetings that were held."""
    week = (ProofEvent.voided_at.is_(None), ProofEvent.at >= now - WEEK, ProofEvent.at <= now)
    events = select(ProofEvent, Customer.name).join(Customer, Customer.id == ProofEvent.customer_id)
    pipeline = events.where(*week, ProofEvent.kind == Kind.PIPELINE.value)
    for row, name in session.execute(pipeline.order_by(ProofEvent.amount_sar.desc()).limit(SHOWN)):
        yield Point(What.PIPELINE, row.id, name, row.at, row.amount_sar)
    asked = select(Ticket).where(Ticket.closed_as == Closing.PROSPECT.value, Ticket.resolved_at >= now - WEEK)
    for ticket in session.scalars(asked.order_by(Ticket.resolved_at.desc()).limit(SHOWN)):
        yield Point(What.PROSPECT, ticket.id, "", ticket.resolved_at or now)
    meetings = events.where(*week, ProofEvent.kind == Kind.MEETING.value)
    for row, name in session.execute(meetings.order_by(ProofEvent.at.desc()).limit(SHOWN)):
        yield Point(What.MEETING, row.id, name, row.at)


def _risks(session: Session, now: datetime) -> Iterator[Point]:
    """Who waits longer than promised, who may leave by the newest reading, and what is broken."""
    late = (
        select(Ticket.id, Customer.name, func.min(AppliedSla.due_at))
        .join(AppliedSla, AppliedSla.ticket_id == Ticket.id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Ticket.status.in_(LIVE), NOT_MET, AppliedSla.void_as.is_(None))
        .where(AppliedSla.due_at < now, AppliedSla.paused_at.is_(None))
        .group_by(Ticket.id, Ticket.priority, Customer.name)
        .order_by(Ticket.priority, func.min(AppliedSla.due_at))
    )
    for ticket_id, name, due_at in session.execute(late.limit(SHOWN)):
        yield Point(What.TICKET_LATE, ticket_id, name or "", due_at)
    newest = select(RiskReading.customer_id, func.max(RiskReading.read_on).label("on"))
    last = newest.group_by(RiskReading.customer_id).subquery()
    readings = (
        select(RiskReading, Customer.name)
        .join(last, (last.c.customer_id == RiskReading.customer_id) & (last.c.on == RiskReading.read_on))
        .join(Customer, Customer.id == RiskReading.customer_id)
        .where(RiskReading.level != RiskLevel.LOW.value)
        .order_by(RiskReading.score.desc())
    )
    for reading, name in session.execute(readings.limit(SHOWN)):
        yield Point(What.AT_RISK, reading.customer_id, name, reading.changed_at, reading.score)
    broken = (
        select(CustomerConnector, Customer.name)
        .join(Customer, Customer.id == CustomerConnector.customer_id)
        .where(CustomerConnector.state == ConnectorState.ERROR.value)
        .order_by(CustomerConnector.changed_at)
    )
    for connector, name in session.execute(broken.limit(SHOWN)):
        yield Point(
            What.CONNECTOR_FAILS, connector.customer_id, name, connector.changed_at, detail=connector.key
        )
