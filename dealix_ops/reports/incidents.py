"""What the messages of an incident show, read in one snapshot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.contacts.models import Customer
from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import actions, joining, opening, plan, post_mortem, reports
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.incidents.opening import Act, State
from dealix_ops.incidents.rules import Kind, Status, Step
from dealix_ops.reports.incident_run import RunView, run
from dealix_ops.vocabulary import Severity

MOST_NAMED = 5
"""Customers, tickets and issues that a message names; of the others it tells how many they are."""


@dataclass(frozen=True)
class StepView:
    key: Step
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True)
class OpeningView:
    """An act in Slack that did not come to pass; `next_at` is when we try again by ourselves."""

    act: Act
    state: State
    code: str | None
    next_at: datetime | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class IncidentView:
    """`customers` are names, the first of `customers_count`; `unknown` are persons of no customer we know.

    `tickets` are customers' reports, `issues` Sentry's; `alerts` is how often those came. `false_alarm`:
    every report of it was lowered since. `review_gaps` are those of one that is over. Titles and the summary
    are foreign text.
    """

    id: int
    version: int
    severity: Severity
    kind: Kind
    status: Status
    title: str | None
    has_leak: bool
    declared_at: datetime
    declared_by: str
    first_action_due_at: datetime
    first_action_at: datetime | None
    first_action_by: str | None
    run: RunView
    customers: tuple[str, ...]
    customers_count: int
    unknown: int
    tickets: tuple[int, ...]
    tickets_count: int
    issues: tuple[str, ...]
    issues_count: int
    alerts: int
    frozen_since: datetime | None
    own_channel: bool
    channel_id: str | None
    steps: tuple[StepView, ...]
    troubles: tuple[OpeningView, ...]
    false_alarm: bool
    resolved_at: datetime | None
    resolved_by: str | None
    resolved_as: str | None
    summary: str | None = None
    reopened_at: datetime | None = None
    review_gaps: tuple[str, ...] = ()
    actions_left: int = 0


def incident(session: Session, incident_id: int) -> IncidentView:
    row = session.get_one(Incident, incident_id)
    severity = Severity(row.severity)
    customers, unknown = reports.affected(session, incident_id)
    tickets, issues, alerts = _subjects(session, incident_id)
    held = next((one for one in freezes.of_incident(session, row.id) if one.lifted_at is None), None)
    return IncidentView(
        id=row.id,
        version=row.version,
        severity=severity,
        kind=Kind(row.kind),
        status=Status(row.status),
        title=row.title,
        has_leak=row.has_leak,
        declared_at=row.declared_at,
        declared_by=row.declared_by,
        first_action_due_at=row.first_action_due_at,
        first_action_at=row.first_action_at,
        first_action_by=row.first_action_by,
        run=run(session, row),
        customers=_names(session, customers),
        customers_count=len(customers),
        unknown=len(unknown),
        tickets=tuple(tickets[:MOST_NAMED]),
        tickets_count=len(tickets),
        issues=issues,
        issues_count=_issues(session, incident_id),
        alerts=alerts,
        frozen_since=held.since if held else None,
        own_channel=row.own_channel,
        channel_id=row.channel_id,
        steps=tuple(StepView(Step(one.key), one.done_at, one.done_by) for one in plan.of(session, row.id)),
        troubles=_troubles(session, row.id),
        false_alarm=not joining.grave_left(session, row),
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by,
        resolved_as=row.resolved_as,
        summary=row.summary,
        reopened_at=row.reopened_at,
        review_gaps=post_mortem.review(session, row).gaps if row.resolved_at else (),
        actions_left=sum(one.ended_at is None for one in actions.of(session, row.id)),
    )


def _names(session: Session, customers: set[int]) -> tuple[str, ...]:
    query = select(Customer.name).where(Customer.id.in_(customers)).order_by(Customer.id)
    return tuple(session.scalars(query.limit(MOST_NAMED)))


def _subjects(session: Session, incident_id: int) -> tuple[list[int], tuple[str, ...], int]:
    """Tickets that customers made; the first issues, and how often all of them came."""
    of_alerts = select(Alert.ticket_id).where(Alert.ticket_id.is_not(None))
    own = select(IncidentSubject.ticket_id).where(
        IncidentSubject.incident_id == incident_id,
        IncidentSubject.ticket_id.is_not(None),
        IncidentSubject.ticket_id.not_in(of_alerts),
    )
    tickets = [one for one in session.scalars(own.order_by(IncidentSubject.id)) if one is not None]
    issues = (
        select(Alert.title)
        .join(IncidentSubject, IncidentSubject.ticket_id == Alert.ticket_id)
        .where(IncidentSubject.incident_id == incident_id)
    )
    first = session.scalars(issues.order_by(IncidentSubject.id).limit(MOST_NAMED))
    often = (
        select(func.sum(Alert.alerts))
        .join(IncidentSubject, IncidentSubject.ticket_id == Alert.ticket_id)
        .where(IncidentSubject.incident_id == incident_id)
    )
    return tickets, tuple(title or "" for title in first), int(session.scalar(often) or 0)


def _issues(session: Session, incident_id: int) -> int:
    query = (
        select(func.count())
        .select_from(Alert)
        .join(IncidentSubject, IncidentSubject.ticket_id == Alert.ticket_id)
        .where(IncidentSubject.incident_id == incident_id)
    )
    return session.scalar(query) or 0


def _troubles(session: Session, incident_id: int) -> tuple[OpeningView, ...]:
    """What Slack refused, and who was left out of what it did."""
    bad = (State.REFUSED, State.STOPPED, State.LOST)
    return tuple(
        OpeningView(Act(row.act), State(row.state), row.code, row.next_at, tuple(row.left_out))
        for row in opening.of(session, incident_id)
        if State(row.state) in bad or row.left_out
    )
