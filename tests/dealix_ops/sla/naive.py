"""Clocks counted by hand, a minute at a time, from the text of docs/sla.md; nothing here is the engine's."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

MINUTE = timedelta(minutes=1)
RIYADH_AHEAD = timedelta(hours=3)
FRIDAY, SATURDAY = 4, 5
Wait = tuple[datetime, datetime]


def is_working(minute: datetime, *, closed: Collection[date] = ()) -> bool:
    """Sunday to Thursday from 9 to 12 and from 16 to 21 in Riyadh, but for the days that are `closed`."""
    here = minute + RIYADH_AHEAD
    if here.weekday() in (FRIDAY, SATURDAY) or here.date() in closed:
        return False
    return 9 <= here.hour < 12 or 16 <= here.hour < 21


def counts(
    minute: datetime, *, working: bool, waits: Sequence[Wait] = (), closed: Collection[date] = ()
) -> bool:
    """Whether this minute is taken from the target."""
    if any(since <= minute < until for since, until in waits):
        return False
    return is_working(minute, closed=closed) if working else True


def counted(
    start: datetime,
    end: datetime,
    *,
    working: bool,
    waits: Sequence[Wait] = (),
    closed: Collection[date] = (),
) -> int:
    """How many minutes are gone at `end`."""
    minutes, here = 0, start
    while here < end:
        minutes += counts(here, working=working, waits=waits, closed=closed)
        here += MINUTE
    return minutes


def due(
    start: datetime,
    minutes: int,
    *,
    working: bool,
    waits: Sequence[Wait] = (),
    closed: Collection[date] = (),
) -> datetime:
    """The end of the minute that is the last of the target."""
    left, here = minutes, start
    while left:
        left -= counts(here, working=working, waits=waits, closed=closed)
        here += MINUTE
    return here
