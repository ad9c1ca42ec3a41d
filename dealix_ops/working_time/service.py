"""The Kingdom's calendar as this company keeps it: read it, and say what a day really is."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.working_time.days import Day, day_of, is_fasting
from dealix_ops.working_time.models import CalendarDay
from dealix_ops.working_time.rest import Fasting
from dealix_ops.working_time.rules import OPEN_KINDS, DayKind, Hours, Kinds, WorkingTime


def working_time(session: Session, hours: Hours) -> WorkingTime:
    """With what was told so far; load it once a transaction, rows are few."""
    return WorkingTime(hours, _kinds(_told(session)))


def is_open(session: Session) -> Callable[[date], bool]:
    """Whether anybody works on a day."""
    kinds = _kinds(_told(session))
    return lambda day: kinds(day) in OPEN_KINDS


def fasting(session: Session) -> Fasting:
    """Whether a day is one of Ramadan."""
    told = _told(session)
    return lambda day: is_fasting(day, told)


def upcoming(session: Session, today: date, *, days: int) -> Iterator[tuple[date, Day]]:
    """Days from `today` on that are no ordinary ones, neither a plain weekend nor a plain working day."""
    told = _told(session)
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        found = day_of(day, told)
        if found.name_ar or day in told:
            yield day, found


def tell(session: Session, day: date, kind: DayKind, name_ar: str, *, actor: str, now: datetime) -> bool:
    """From now on the day is this, confirmed; False where the same was told before."""
    row = session.get(CalendarDay, day)
    if row is not None and (row.kind, row.name_ar) == (kind.value, name_ar):
        return False
    was = day_of(day, _told(session)).kind
    session.merge(CalendarDay(day=day, kind=kind.value, name_ar=name_ar, told_by=actor, told_at=now))
    facts = {"day": day.isoformat(), "kind": kind.value, "was": was.value}
    ledger.record(session, Event.CALENDAR_TOLD, at=now, actor=actor, facts=facts)
    session.flush()
    return True


def _told(session: Session) -> dict[date, Day]:
    rows = session.scalars(select(CalendarDay))
    return {row.day: Day(DayKind(row.kind), row.name_ar, confirmed=True) for row in rows}


def _kinds(told: dict[date, Day]) -> Kinds:
    return lambda day: day_of(day, told).kind
