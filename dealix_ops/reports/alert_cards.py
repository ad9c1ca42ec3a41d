"""What the card of an alert shows; a ticket whose matter is an alert has this card and no draft."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.alerts import rules
from dealix_ops.alerts import service as alerts
from dealix_ops.alerts.models import Alert
from dealix_ops.alerts.rules import AlertState
from dealix_ops.reports import cards, initiated
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.incident_line import IncidentLine, incident_line
from dealix_ops.reports.initiated import InitiatedView
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.sla.service import Due
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class AlertCardView:
    """`token` is on the button; `alerts` are those that reached us, `count` is Sentry's own figure.

    Texts are foreign. `resolved_at` is set while the ticket is closed, whoever closed it.
    """

    ticket_id: int
    version: int
    token: str
    priority: Priority
    state: AlertState
    metric: bool
    own: bool
    production: bool
    level: str | None
    title: str | None
    culprit: str | None
    environment: str | None
    project: str | None
    rule: str | None
    release: str | None
    web_url: str | None
    alerts: int
    count: int | None
    users: int | None
    first_seen: datetime
    last_seen: datetime
    clocks: dict[Metric, Due]
    claimed_by: str | None
    claimed_at: datetime | None
    resolved_at: datetime | None
    incident: IncidentLine | None = None


CardView = TicketCardView | AlertCardView | InitiatedView


def card_of(session: Session, ticket_id: int) -> CardView:
    """The card this ticket has: that of its alert, of our own message, or of a customer's matter."""
    own = initiated.card(session, ticket_id)
    if own is not None:
        return own
    alert = alerts.of_ticket(session, ticket_id)
    return alert_card(session, alert, ticket_id) if alert else cards.ticket_card(session, ticket_id)


def alert_card(session: Session, alert: Alert, ticket_id: int) -> AlertCardView:
    ticket = session.get_one(Ticket, ticket_id)
    return AlertCardView(
        ticket_id=ticket.id,
        version=ticket.card_version,
        token=alert.token,
        priority=Priority(ticket.priority),
        state=AlertState(alert.state),
        metric=alert.metric,
        own=alert.own,
        production=rules.in_production(alert.environment, metric=alert.metric),
        level=alert.level,
        title=alert.title,
        culprit=alert.culprit,
        environment=alert.environment,
        project=alert.project,
        rule=alert.rule,
        release=alert.release,
        web_url=alert.web_url,
        alerts=alert.alerts,
        count=alert.count,
        users=alert.users,
        first_seen=alert.first_seen,
        last_seen=alert.last_seen,
        clocks=sla.clocks(session, ticket.id),
        claimed_by=ticket.claimed_by,
        claimed_at=ticket.claimed_at,
        resolved_at=ticket.resolved_at,
        incident=incident_line(session, ticket.id),
    )
