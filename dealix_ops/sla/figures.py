"""How many clocks were kept and how many were not: thanks, spam and false alarms count as neither."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.sla.service import due_of


@dataclass(frozen=True)
class Figures:
    """Of one metric. `late` holds what was met late and what is overdue; `running` is not due yet.

    `void` counts by reason what was stopped without counting.
    """

    kept: int = 0
    late: int = 0
    running: int = 0
    void: dict[str, int] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        return self.kept + self.late

    @property
    def breach_rate(self) -> float | None:
        """None where nothing was decided: no rate is not a rate of zero."""
        return self.late / self.decided if self.decided else None


def figures(clocks: Iterable[Due], *, now: datetime) -> Figures:
    """Pure: of clocks of one metric, as they stand at `now`."""
    kept = late = running = 0
    void: Counter[str] = Counter()
    for clock in clocks:
        if clock.void_as is not None:
            void[clock.void_as] += 1
        elif clock.reached(now) > clock.due_at:
            late += 1
        elif clock.met_at is None:
            running += 1
        else:
            kept += 1
    return Figures(kept, late, running, dict(void))


def breaches(session: Session, metric: Metric, *, since: datetime, until: datetime, now: datetime) -> Figures:
    """Of the clocks that started in the half-open span from `since` to `until`."""
    rows = select(AppliedSla).where(
        AppliedSla.metric == metric.value, AppliedSla.started_at >= since, AppliedSla.started_at < until
    )
    return figures((due_of(row) for row in session.scalars(rows)), now=now)
