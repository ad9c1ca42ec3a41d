"""Claim a slot, once among all clocks, and tell which ones were missed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.slots.models import ClockTick, JobPlan, JobSlot
from dealix_ops.slots.rules import Outcome, Verdict


def newest(session: Session, job: str) -> datetime | None:
    """The last time that was decided, or None for a job that no clock has seen yet."""
    return session.scalar(select(func.max(JobSlot.due_at)).where(JobSlot.job == job))


def claim(session: Session, job: str, verdict: Verdict, *, now: datetime) -> bool:
    """False where another clock has it. What is done about it belongs into the same transaction."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"job": job, "due_at": verdict.due_at, "outcome": verdict.outcome.value, "decided_at": now}
    inserted = session.scalar(
        dialect.insert(JobSlot).values(**row).on_conflict_do_nothing().returning(JobSlot.job)
    )
    return inserted is not None


def missed(session: Session, *, after: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """Jobs that did not run, told in this window (after, until], oldest first."""
    query = (
        select(JobSlot.job, JobSlot.due_at)
        .where(
            JobSlot.outcome == Outcome.MISSED.value, JobSlot.decided_at > after, JobSlot.decided_at <= until
        )
        .order_by(JobSlot.due_at, JobSlot.job)
    )
    return [(job, due_at) for job, due_at in session.execute(query)]


def ran(session: Session, job: str, *, after: datetime, before: datetime) -> list[tuple[datetime, datetime]]:
    """Times in the open span between both for which it did run, and when it did; the newest first."""
    query = (
        select(JobSlot.due_at, JobSlot.decided_at)
        .where(
            JobSlot.job == job,
            JobSlot.outcome.in_((Outcome.RAN.value, Outcome.LATE.value)),
            JobSlot.due_at > after,
            JobSlot.due_at < before,
        )
        .order_by(JobSlot.due_at.desc())
    )
    return [(due_at, decided_at) for due_at, decided_at in session.execute(query)]


def plan(session: Session, next_at: Mapping[str, datetime]) -> None:
    """When each job is due next; what another clock says of the same table is the same."""
    known = dict(planned(session))
    for job in known.keys() - next_at.keys():
        session.delete(session.get_one(JobPlan, job))
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    for job, at in next_at.items():
        if known.get(job) != at:
            row = dialect.insert(JobPlan).values(job=job, next_at=at)
            session.execute(row.on_conflict_do_update(index_elements=["job"], set_={"next_at": at}))


def ticked(session: Session, *, now: datetime) -> None:
    """Some clock went over its jobs."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(ClockTick).values(id=1, at=now)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_={"at": now}))


def last_tick(session: Session) -> datetime | None:
    """None where no clock ever ran."""
    return session.scalar(select(ClockTick.at))


def planned(session: Session) -> list[tuple[str, datetime]]:
    """Every job with its next time, the nearest first; a time that has passed says that no clock runs."""
    query = select(JobPlan.job, JobPlan.next_at).order_by(JobPlan.next_at, JobPlan.job)
    return [(job, at) for job, at in session.execute(query)]
