"""Evidence that alarms ring: what the launch gates and the monthly reminder read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging.models import Drill, Page

MONTHLY = timedelta(days=31)
WITHIN = timedelta(seconds=60)
"""A deliberate error is in Slack by then, or the drill failed."""


class DrillKind(StrEnum):
    P0 = "p0"
    ALERT = "alert"


class Through(StrEnum):
    """Over which way: `OWN_DOOR` is our own signed delivery, which proves nothing of Sentry itself."""

    LADDER = "ladder"
    SENTRY = "sentry"
    OWN_DOOR = "own_door"


@dataclass(frozen=True)
class Evidence:
    """`by` is who took the alarm."""

    id: int
    kind: DrillKind
    way: Through
    began_at: datetime
    ended_at: datetime
    passed: bool
    by: str | None

    @property
    def took(self) -> timedelta:
        return self.ended_at - self.began_at


def rang(session: Session, page: Page) -> None:
    """A drilled alarm is over: who took it, after how long."""
    if page.ended_at is None:
        raise ValueError("an alarm that rings is no evidence yet")
    row = Drill(
        kind=DrillKind.P0.value,
        way=Through.LADDER.value,
        reference=f"page:{page.id}",
        began_at=page.started_at,
        ended_at=page.ended_at,
        passed=page.taken_by is not None,
        by=page.taken_by,
    )
    _keep(session, row)


def reached(
    session: Session,
    *,
    way: Through,
    event_id: str,
    began_at: datetime,
    posted_at: datetime | None,
    now: datetime,
) -> Evidence:
    """A deliberate error was raised at `began_at`; `posted_at` is when its card was in Slack, if it was."""
    row = Drill(
        kind=DrillKind.ALERT.value,
        way=way.value,
        reference=f"event:{event_id}",
        began_at=began_at,
        ended_at=posted_at or now,
        passed=posted_at is not None and posted_at - began_at <= WITHIN,
    )
    _keep(session, row)
    return _view(row)


def newest(session: Session, kind: DrillKind, *, passed_only: bool = False) -> Evidence | None:
    query = select(Drill).where(Drill.kind == kind.value, Drill.ended_at.is_not(None))
    if passed_only:
        query = query.where(Drill.passed.is_(True))
    row = session.scalars(query.order_by(Drill.id.desc()).limit(1)).first()
    return _view(row) if row is not None else None


def of_page(session: Session, page_id: int) -> Evidence | None:
    """None while it rings."""
    row = session.scalars(select(Drill).where(Drill.reference == f"page:{page_id}")).one_or_none()
    return _view(row) if row is not None else None


def is_owed(session: Session, *, now: datetime) -> bool:
    """No alarm was tried for a month."""
    last = newest(session, DrillKind.P0)
    return last is None or now - last.began_at > MONTHLY


def _keep(session: Session, row: Drill) -> None:
    session.add(row)
    session.flush()
    took_s = int((row.ended_at - row.began_at).total_seconds()) if row.ended_at else None
    facts = {"drill": row.id, "kind": row.kind, "way": row.way, "passed": row.passed, "took_s": took_s}
    actor, at = row.by or ledger.SYSTEM, row.ended_at or row.began_at
    ledger.record(session, Event.DRILLED, at=at, actor=actor, facts=facts)


def _view(row: Drill) -> Evidence:
    if row.ended_at is None:
        raise ValueError("a drill that goes on is no evidence yet")
    return Evidence(
        row.id, DrillKind(row.kind), Through(row.way), row.began_at, row.ended_at, bool(row.passed), row.by
    )
