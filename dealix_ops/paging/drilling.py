"""Try the alarm: one about nothing, one at a time."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.paging import service
from dealix_ops.paging.errors import DrillRings
from dealix_ops.paging.models import Page
from dealix_ops.paging.rules import Kind

_LOCK = 7_102_260_019
"""PostgreSQL advisory lock, of the transaction: of two at one moment the second sees the first."""


def begin(session: Session, *, now: datetime) -> int:
    """Raises DrillRings where one rings already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    rings = select(Page).where(Page.kind == Kind.DRILL.value, Page.ended_at.is_(None)).limit(1)
    standing = session.scalar(rings)
    if standing is not None:
        raise DrillRings(since=standing.started_at)
    made = service.start(session, kind=Kind.DRILL, now=now)
    if made is None:
        raise DrillRings(since=now)
    return made
