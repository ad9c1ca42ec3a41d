"""A deliberate error on its way to Slack: sent, found again by its id, and taken off the table afterwards."""

import json
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops import own_errors
from dealix_ops.alerts.models import Alert
from dealix_ops.alerts.rules import Says, Signal
from dealix_ops.alerts.service import Alerts
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation
from dealix_ops.doctor.knocks import Knock, signed_for_sentry
from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.fields import get
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import WorkStatus
from dealix_ops.settings import Settings
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source

TITLE = "DrillError: raised on purpose by `dealix drill alert`"
ISSUE = "dealix-drill"
SKEW = timedelta(seconds=5)
"""Between the clocks of the machine that asks and of the one that stores."""


class DrillError(Exception):
    """Raised on purpose; in Sentry its name is all that can be read of it."""


def knock(settings: Settings, *, now: datetime) -> tuple[Knock, str]:
    """What Sentry would deliver of such an error, and the event's id."""
    event_id = secrets.token_hex(16)
    event = {
        "event_id": event_id,
        "issue_id": ISSUE,
        "title": TITLE,
        "level": "error",
        "project": "dealix-ops",
        "datetime": now.isoformat(),
        "tags": [["environment", settings.env.value], list(own_errors.TAG)],
    }
    body = {"action": "created", "installation": {"uuid": ISSUE}, "data": {"error": event}}
    return signed_for_sentry(settings, json.dumps(body).encode(), resource="error", now=now), event_id


def posted(session: Session, event_id: str, *, since: datetime) -> tuple[int, datetime] | None:
    """The ticket whose card showed the event in Slack, and when."""
    inbound = _delivered(session, event_id, since)
    if inbound is None:
        return None
    query = (
        select(Alert.ticket_id)
        .join(Conversation, Conversation.id == Alert.conversation_id)
        .where(Conversation.key == inbound.conversation_key)
    )
    ticket_id = session.scalar(query)
    drawn = select(OutboxRow.finished_at).where(
        OutboxRow.draws == f"ticket:{ticket_id}",
        OutboxRow.status == WorkStatus.DONE.value,
        OutboxRow.finished_at >= inbound.received_at,
    )
    at = session.scalar(drawn.order_by(OutboxRow.id).limit(1))
    return (ticket_id, at) if ticket_id is not None and at is not None else None


def put_away(session: Session, ticket_id: int, *, alerts: Alerts, now: datetime) -> None:
    """The error is no matter to work on: its alert counts as resolved."""
    conversation_id = session.get_one(Ticket, ticket_id).conversation_id
    contacts.locked(session, conversation_id)
    alert = session.get_one(Alert, conversation_id)
    # By the source's clock, which decides whether the error «came back» after it.
    at = max(now, alert.happened_at or now)
    alerts.receive(session, conversation_id, Signal(says=Says.RESOLVED, at=at), started_at=now, now=now)


def _delivered(session: Session, event_id: str, since: datetime) -> Inbound | None:
    query = select(Inbound).where(Inbound.source == Source.SENTRY.value, Inbound.received_at >= since - SKEW)
    rows = session.scalars(query.order_by(Inbound.id))
    return next((row for row in rows if _event_of(row) == event_id), None)


def _event_of(row: Inbound) -> object:
    return get(get(get(row.body, "alert"), "event"), "id")
