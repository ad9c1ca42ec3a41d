"""The last seven days as the health report counts them, from the clocks' own rows."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.report import FEWEST_BREACHES, FEWEST_TICKETS, Verdict, verdict
from dealix_ops.sla.rules import Metric
from dealix_ops.sla.service import due_of

WINDOW = timedelta(days=7)
"""As the weekly review."""
COUNTED = (Metric.FIRST_RESPONSE.value, Metric.RESOLUTION.value)


def breached(session: Session, *, now: datetime) -> tuple[int, int]:
    """Tickets whose clocks began in the window, and those of them that were late or are; void is neither."""
    rows = select(AppliedSla).where(
        AppliedSla.metric.in_(COUNTED), AppliedSla.started_at >= now - WINDOW, AppliedSla.started_at <= now
    )
    late: dict[int, bool] = defaultdict(bool)
    for row in session.scalars(rows):
        due = due_of(row)
        if due.void_as is None:
            late[row.ticket_id] |= due.reached(now) > due.due_at
    return len(late), sum(late.values())


def critical(session: Session, *, now: datetime) -> int:
    """How many were late where that stops what we begin ourselves; 0 below the floor or the rate."""
    tickets, late = breached(session, now=now)
    enough = tickets >= FEWEST_TICKETS and late >= FEWEST_BREACHES
    return late if enough and verdict(tickets=tickets, breached=late) is Verdict.CRITICAL else 0
