"""What to do about times that have come, perhaps while nothing of ours was running."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PUNCTUAL = timedelta(minutes=2)
"""A clock that ticks every few seconds is no later than this while it runs."""


class Outcome(StrEnum):
    """`begun` is the mark from which a new job counts: it was never due before it existed."""

    BEGUN = "begun"
    RAN = "ran"
    LATE = "late"
    MISSED = "missed"


@dataclass(frozen=True)
class Verdict:
    due_at: datetime
    outcome: Outcome


def judge(due: Sequence[datetime], *, now: datetime, useful_for: timedelta) -> list[Verdict]:
    """Oldest first. Only the newest still runs, and only while of use: three digests say no more than one."""
    if not due:
        return []
    *older, newest = sorted(due)
    verdicts = [Verdict(slot, Outcome.MISSED) for slot in older]
    late = now - newest
    if late <= PUNCTUAL:
        return [*verdicts, Verdict(newest, Outcome.RAN)]
    return [*verdicts, Verdict(newest, Outcome.LATE if late <= useful_for else Outcome.MISSED)]
