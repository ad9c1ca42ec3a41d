"""What the clocks of given tickets tell: late or not, how many of them, and how bad that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.vocabulary import Priority

FEWEST_TICKETS, FEWEST_BREACHES = 10, 3
"""Below either a rate freezes nothing: it is shown, and a person is asked."""


class Verdict(StrEnum):
    """healthy below 10 %, watch from 10 % and below 25 %, critical from there on."""

    HEALTHY = "healthy"
    WATCH = "watch"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Course:
    """How a ticket went: minutes and hours, None where it has not happened yet.

    `open_minutes` is how long an open ticket stands; with it, what is past due counts although it is open.
    """

    priority: Priority
    first_response_min: float | None = None
    resolution_hours: float | None = None
    open_minutes: float | None = None


@dataclass(frozen=True)
class OfPriority:
    """Averages are None where nothing is there to average."""

    count: int
    breaches: int
    avg_first_response_min: float | None
    avg_resolution_hours: float | None


@dataclass(frozen=True)
class HealthReport:
    """`breach_rate` from 0 to 1, 0 where there was no ticket."""

    total_tickets: int
    total_breached: int
    breach_rate: float
    verdict: Verdict
    by_priority: dict[Priority, OfPriority]

    @property
    def freezes(self) -> bool:
        """Critical and enough of it: initiated sends stop until the founder has reviewed."""
        enough = self.total_tickets >= FEWEST_TICKETS and self.total_breached >= FEWEST_BREACHES
        return self.verdict is Verdict.CRITICAL and enough


def breaches(course: Course) -> tuple[Metric, ...]:
    """Exactly on the target is in time."""
    target = TARGETS[course.priority]
    first = _or_open(course.first_response_min, course.open_minutes)
    open_hours = None if course.open_minutes is None else course.open_minutes / 60
    whole = _or_open(course.resolution_hours, open_hours)
    late = []
    if first is not None and first > target.first_response.total_seconds() / 60:
        late.append(Metric.FIRST_RESPONSE)
    if whole is not None and whole > target.resolution.total_seconds() / 3600:
        late.append(Metric.RESOLUTION)
    return tuple(late)


def verdict(*, tickets: int, breached: int) -> Verdict:
    """By whole numbers: a rate of exactly 10 % or 25 % belongs to the graver side."""
    if breached * 10 < tickets or tickets == 0:
        return Verdict.HEALTHY
    return Verdict.WATCH if breached * 4 < tickets else Verdict.CRITICAL


def health_report(courses: Sequence[Course]) -> HealthReport:
    breached = sum(bool(breaches(course)) for course in courses)
    return HealthReport(
        total_tickets=len(courses),
        total_breached=breached,
        breach_rate=round(breached / len(courses), 4) if courses else 0.0,
        verdict=verdict(tickets=len(courses), breached=breached),
        by_priority={
            priority: _of([course for course in courses if course.priority is priority])
            for priority in Priority
        },
    )


def _of(courses: Sequence[Course]) -> OfPriority:
    return OfPriority(
        count=len(courses),
        breaches=sum(bool(breaches(course)) for course in courses),
        avg_first_response_min=_average([course.first_response_min for course in courses]),
        avg_resolution_hours=_average([course.resolution_hours for course in courses]),
    )


def _or_open(happened: float | None, open_for: float | None) -> float | None:
    return happened if happened is not None else open_for


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 2) if known else None
