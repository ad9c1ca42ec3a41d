"""The calendar that a priority's clocks count in: a setting of the process, which its database hands on.

Why it comes with the session: `docs/decisions/0016-working-time-clocks.md`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from dealix_ops.sla.rules import Calendar, Time, WallTime
from dealix_ops.vocabulary import Priority
from dealix_ops.working_hours import shifts
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours, WorkingTime

INFO = "sla.working"
WALL = WallTime()


@dataclass(frozen=True)
class Working:
    """Priorities whose clocks count working time, and the hours that are worked."""

    priorities: frozenset[Priority]
    hours: Hours


AROUND_THE_CLOCK = Hours(shifts("00:00-24:00"), shifts("00:00-24:00"))
NOT_SET = Working(frozenset(), AROUND_THE_CLOCK)


class Calendars:
    """For one transaction: days that a person told are read once, where somebody asks for them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._set: Working = session.info.get(INFO, NOT_SET)

    def of(self, priority: Priority) -> Calendar:
        return Calendar.WORKING if priority in self._set.priorities else Calendar.WALL

    @property
    def any_working(self) -> bool:
        return bool(self._set.priorities)

    def at_work(self, at: datetime) -> bool:
        """Whether our hours, as somebody set them, are on."""
        return self._set is not NOT_SET and self._working.is_open(at)

    def time(self, calendar: Calendar) -> Time:
        return WALL if calendar is Calendar.WALL else self._working

    @cached_property
    def _working(self) -> WorkingTime:
        return working_time.working_time(self._session, self._set.hours)
