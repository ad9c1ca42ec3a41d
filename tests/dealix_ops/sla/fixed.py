"""Calendars without a database: the split shifts of `naive.is_working`, for given priorities."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dealix_ops.sla.rules import Calendar, Time, WallTime
from dealix_ops.vocabulary import Priority
from dealix_ops.working_hours import shifts
from dealix_ops.working_time.rules import DayKind, Hours, WorkingTime

HOURS = Hours(ordinary=shifts("09:00-12:00,16:00-21:00"), ramadan=shifts("09:00-12:00,16:00-21:00"))


def working_time(closed: Collection[date] = ()) -> WorkingTime:
    def kind_of(day: date) -> DayKind:
        if day in closed:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() in (4, 5) else DayKind.WORKDAY

    return WorkingTime(HOURS, kind_of)


@dataclass(frozen=True)
class Fixed:
    working: frozenset[Priority] = frozenset()
    closed: frozenset[date] = frozenset()

    def of(self, priority: Priority) -> Calendar:
        return Calendar.WORKING if priority in self.working else Calendar.WALL

    def time(self, calendar: Calendar) -> Time:
        return WallTime() if calendar is Calendar.WALL else working_time(self.closed)


WALL = Fixed()
