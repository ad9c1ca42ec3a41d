"""Apply targets to a ticket, move them when it is raised, stop them when it is answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event
from dealix_ops.sla import rules
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Calendar, Metric
from dealix_ops.vocabulary import Priority

MET = {Metric.FIRST_RESPONSE: Event.FIRST_RESPONSE_MET, Metric.RESOLUTION: Event.RESOLUTION_MET}


@dataclass(frozen=True)
class Due:
    """One clock of a ticket."""

    metric: Metric
    target: timedelta
    started_at: datetime
    due_at: datetime
    met_at: datetime | None


def apply(
    session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool, started_at: datetime
) -> None:
    """Start both clocks, or give running ones the stricter target of a raised priority."""
    for metric in Metric:
        target = rules.target(priority, metric, needs_listen=needs_listen)
        applied = _find(session, ticket_id, metric)
        if applied is None:
            applied = AppliedSla(
                ticket_id=ticket_id,
                metric=metric.value,
                calendar=Calendar.WALL.value,
                started_at=started_at,
            )
            session.add(applied)
        elif applied.met_at is not None or applied.target_minutes <= _minutes(target):
            continue
        applied.target_minutes = _minutes(target)
        applied.due_at = applied.started_at + target
    session.flush()


def retarget(session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool) -> None:
    """A person judged: running clocks get the target of their priority, looser or stricter."""
    for metric in Metric:
        applied = _find(session, ticket_id, metric)
        if applied is None or applied.met_at is not None:
            continue
        target = rules.target(priority, metric, needs_listen=needs_listen)
        applied.target_minutes = _minutes(target)
        applied.due_at = applied.started_at + target
    session.flush()


def restart(session: Session, ticket_id: int, *, priority: Priority, started_at: datetime) -> None:
    """Both clocks anew for a matter that came back; what was met before stands in the ledger."""
    for metric in Metric:
        applied = _find(session, ticket_id, metric)
        if applied is not None:
            session.delete(applied)
    session.flush()
    apply(session, ticket_id, priority=priority, needs_listen=False, started_at=started_at)


def meet_first_response(session: Session, ticket_id: int, *, met_at: datetime, actor: str) -> None:
    """Stop the first-response clock; a second answer does not move it."""
    _meet(session, ticket_id, Metric.FIRST_RESPONSE, met_at=met_at, actor=actor)


def meet_resolution(session: Session, ticket_id: int, *, met_at: datetime, actor: str) -> None:
    _meet(session, ticket_id, Metric.RESOLUTION, met_at=met_at, actor=actor)


def _meet(session: Session, ticket_id: int, metric: Metric, *, met_at: datetime, actor: str) -> None:
    applied = _find(session, ticket_id, metric)
    if applied is None or applied.met_at is not None:
        return
    applied.met_at = met_at
    seconds = int((met_at - applied.started_at).total_seconds())
    facts = {"seconds": seconds, "within_target": met_at <= applied.due_at}
    ledger.record(session, MET[metric], at=met_at, actor=actor, ticket_id=ticket_id, facts=facts)


def clocks(session: Session, ticket_id: int) -> dict[Metric, Due]:
    rows = session.scalars(select(AppliedSla).where(AppliedSla.ticket_id == ticket_id))
    return {
        Metric(row.metric): Due(
            Metric(row.metric),
            timedelta(minutes=row.target_minutes),
            row.started_at,
            row.due_at,
            row.met_at,
        )
        for row in rows
    }


def _minutes(target: timedelta) -> int:
    return int(target.total_seconds() // 60)


def _find(session: Session, ticket_id: int, metric: Metric) -> AppliedSla | None:
    query = select(AppliedSla).where(AppliedSla.ticket_id == ticket_id, AppliedSla.metric == metric.value)
    return session.scalars(query).one_or_none()
