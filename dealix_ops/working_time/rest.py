"""When nobody is reminded of what can wait: at night, and in Ramadan while the fast is broken. Pure.

Umm al-Qura's Maghrib is the sunset. `docs/decisions/0026-maghrib.md` says where the hour comes from.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from astral import Observer
from astral.sun import sunset

from dealix_ops.clock import RIYADH, riyadh

NIGHT_FROM, NIGHT_UNTIL = time(22), time(8)
BEFORE_MAGHRIB, AFTER_MAGHRIB = timedelta(minutes=15), timedelta(minutes=30)
"""Of the 45 minutes: people sit down before the call, then eat and pray."""
CITY = Observer(latitude=24.7136, longitude=46.6753)

Fasting = Callable[[date], bool]
"""Whether a day is one of Ramadan, weekends too."""


def ends(at: datetime, fasting: Fasting) -> datetime | None:
    """When the rest that is on at this moment is over; None where people may be reminded."""
    return night_ends(at) or iftar_ends(at, fasting)


def night_ends(at: datetime) -> datetime | None:
    wall = riyadh(at)
    if NIGHT_UNTIL <= wall.time() < NIGHT_FROM:
        return None
    day = wall.date() + timedelta(days=wall.time() >= NIGHT_FROM)
    return datetime.combine(day, NIGHT_UNTIL, tzinfo=RIYADH).astimezone(at.tzinfo)


def night_began(at: datetime) -> datetime:
    """The last time that one did."""
    wall = riyadh(at)
    day = wall.date() - timedelta(days=wall.time() < NIGHT_FROM)
    return datetime.combine(day, NIGHT_FROM, tzinfo=RIYADH).astimezone(at.tzinfo)


def iftar_ends(at: datetime, fasting: Fasting) -> datetime | None:
    """The 45 minutes around Maghrib alone."""
    day = riyadh(at).date()
    if not fasting(day):
        return None
    maghrib = maghrib_of(day)
    over = maghrib + AFTER_MAGHRIB
    return over.astimezone(at.tzinfo) if maghrib - BEFORE_MAGHRIB <= at < over else None


def maghrib_of(day: date) -> datetime:
    """In Riyadh, to the nearest minute, as timetables print it."""
    sun = sunset(CITY, day, tzinfo=RIYADH)
    return sun.replace(second=0, microsecond=0) + timedelta(minutes=sun.second >= 30)
