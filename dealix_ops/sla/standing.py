"""How a clock stands: by the share of its target that is gone, counted in the clock's own calendar."""

from datetime import datetime
from enum import StrEnum

from dealix_ops.sla.rules import Due, Time


class Standing(StrEnum):
    """`half` colours a card; `pressing`, of a P0 or P1, calls somebody."""

    ON_TRACK = "on_track"
    HALF = "half"
    PRESSING = "pressing"
    BREACHED = "breached"
    MET = "met"
    MET_LATE = "met_late"
    VOID = "void"


def standing(due: Due, now: datetime, time: Time) -> Standing:
    """Half from 50 % on, pressing from 80 %; exactly on the due time is in time."""
    if due.void_as is not None:
        return Standing.VOID
    at = due.reached(now)
    late = at > due.due_at
    if due.met_at is not None:
        return Standing.MET_LATE if late else Standing.MET
    if late:
        return Standing.BREACHED
    left = time.between(at, due.due_at)
    if left * 5 <= due.target:
        return Standing.PRESSING
    return Standing.HALF if left * 2 <= due.target else Standing.ON_TRACK
