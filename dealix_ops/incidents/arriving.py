"""What came in from outside: it joins what is open, or declares what is grave enough.

Part of the transaction that read it; the caller holds the conversation's lock.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.alerts import service as alerts
from dealix_ops.incidents import joining, reports, rules, showing
from dealix_ops.incidents.rules import Cause, Kind
from dealix_ops.incidents.service import Asked, Incidents
from dealix_ops.ledger import service as ledger
from dealix_ops.tickets.models import Ticket


def ticket_came(incidents: Incidents, session: Session, ticket: Ticket, *, now: datetime) -> None:
    """A customer's words were read: they join what is open, or open what is grave enough."""
    report = reports.of_ticket(session, ticket)
    if report is None or reports.incident_of(session, ticket.id) is not None:
        return
    standing = joining.open_for(session, report, ticket, now=now)
    if standing is not None:
        incidents.join(session, standing, [ticket.id], actor=ledger.SYSTEM, now=now)
        return
    alike = reports.alike(session, report, now=now)
    ids = sorted({ticket.id, *(one.id for one in alike)})
    customers, unknown = reports.who(session, ids)
    severity = rules.of_report(report, customers=len(customers) + len(unknown))
    if severity is None:
        return
    older = next(iter(joining.of_matter(session, report)), None)
    asked = Asked(
        severity=severity,
        kind=report.kind,
        has_leak=report.leak,
        key=joining.key_for(session, report, ticket, now=now),
        cause=Cause.TICKETS,
        tickets=ids,
    )
    made, new = incidents.declare(session, asked, actor=ledger.SYSTEM, now=now)
    if new and older is not None:
        text = joining.opened_apart(made, last_at=joining.last_report_at(session, older), now=now)
        showing.say(session, older, text, outbox=incidents.outbox, now=now)


def alert_came(
    incidents: Incidents, session: Session, conversation_id: int, *, grew: bool, now: datetime
) -> None:
    """Sentry spoke: an issue that belongs to an incident changes its figures, any other may open one."""
    alert = alerts.of_conversation(session, conversation_id)
    if alert is None or alert.ticket_id is None:
        return
    mine = reports.incident_of(session, alert.ticket_id)
    if mine is not None:
        showing.redraw(
            session, mine, channel=incidents.channel, outbox=incidents.outbox, now=now, hurry=False
        )
        return
    ticket = session.get_one(Ticket, alert.ticket_id)
    issue = reports.of_issue(session, alert, ticket, grew=grew, now=now)
    if issue is None:
        return
    key = rules.group_key(alert.project, alert.rule)
    standing = joining.of_key(session, key)
    severity = rules.of_issue(issue)
    if standing is None and severity is not None:
        standing = joining.outage_of(session, Cause.TICKETS, now=now)
    if standing is not None:
        incidents.join(session, standing, [ticket.id], actor=ledger.SYSTEM, now=now, quiet=True)
    elif severity is not None:
        asked = Asked(
            severity=severity,
            kind=Kind.ALERT,
            has_leak=False,
            key=key,
            cause=Cause.ALERT,
            title=alert.title,
            tickets=sorted({ticket.id, *issue.alike}),
        )
        incidents.declare(session, asked, actor=ledger.SYSTEM, now=now)
