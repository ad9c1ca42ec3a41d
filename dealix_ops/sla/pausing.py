"""While only the customer can go on, the resolution stands still; a first response never does."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sla import clock_rows
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket


def wait_for_customer(session: Session, ticket_id: int, *, since: datetime, actor: str) -> None:
    """We asked at `since`, and nothing came yet; a second question does not begin the wait anew."""
    row = _resolution(session, ticket_id)
    if row is None or not clock_rows.due_of(row).running or row.paused_at is not None:
        return
    row.paused_at = since
    ledger.record(session, Event.CLOCK_PAUSED, at=since, actor=actor, ticket_id=ticket_id)
    session.flush()


def did_not_wait(session: Session, ticket_id: int, *, since: datetime) -> None:
    """«لم أرسلها»: what was asked at `since` was not asked after all, so the clock never stood still."""
    row = _resolution(session, ticket_id)
    if row is None or row.paused_at != since:
        return
    met_at = row.met_at
    clock_rows.unmeet(row, Calendars(session))
    row.paused_at, row.met_at = None, met_at
    session.flush()


def customer_wrote(session: Session, conversation_id: int, *, at: datetime) -> None:
    """Whatever stood still in this conversation goes on with what was left, also where the line opens a new
    ticket: the old one waits for us again."""
    query = (
        select(AppliedSla)
        .join(Ticket, Ticket.id == AppliedSla.ticket_id)
        .where(Ticket.conversation_id == conversation_id, AppliedSla.paused_at.is_not(None))
    )
    calendars = Calendars(session)
    for row in session.scalars(query).all():
        if row.paused_at is None or not clock_rows.due_of(row).running:
            continue
        facts = {"since": row.paused_at.isoformat()}
        clock_rows.go_on(row, calendars, at)
        facts |= {"due_at": row.due_at.isoformat()}
        ledger.record(session, Event.CLOCK_WENT_ON, at=at, ticket_id=row.ticket_id, facts=facts)
    session.flush()


def _resolution(session: Session, ticket_id: int) -> AppliedSla | None:
    query = select(AppliedSla).where(
        AppliedSla.ticket_id == ticket_id, AppliedSla.metric == Metric.RESOLUTION.value
    )
    return session.scalars(query).one_or_none()
