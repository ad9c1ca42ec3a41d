"""What kind of day it is in the Kingdom: libraries estimate, a founder's row corrects.

Ramadan by Umm al-Qura (hijridate), public holidays by `holidays`; both may be a day off what the moon
sighting announces, so a day of the Hijri year is unconfirmed until a person says it.
"""

import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import holidays
from hijridate import Gregorian

from dealix_ops.language.hijri_ar import EARLIEST, LATEST
from dealix_ops.working_time.rules import OPEN_KINDS, DayKind

WEEKEND = (4, 5)
"""Friday and Saturday, as `date.weekday` counts."""
RAMADAN = 9
FIXED = ("يوم التأسيس", "اليوم الوطني")
"""They follow the Gregorian year, so nobody has to sight a moon."""
RAMADAN_AR = "رمضان"


@dataclass(frozen=True)
class Day:
    """`name_ar` is empty for an ordinary day."""

    kind: DayKind
    name_ar: str
    confirmed: bool


def day_of(day: date, told: Mapping[date, Day]) -> Day:
    """What a person told of this day, else the estimate. A weekend stays one in Ramadan."""
    return told.get(day) or _estimate(day)


def is_fixed(name: str) -> bool:
    return any(fixed in name for fixed in FIXED)


def is_fasting(day: date, told: Mapping[date, Day]) -> bool:
    """Ramadan with its weekends and holidays; of a working day what a person told counts."""
    said = told.get(day)
    if said is not None and said.kind in OPEN_KINDS:
        return said.kind is DayKind.RAMADAN
    return _is_ramadan(day)


@lru_cache(maxsize=4096)
def _estimate(day: date) -> Day:
    name = _holidays(day.year).get(day)
    if name is not None:
        name = name.removeprefix("عطلة ")
        return Day(DayKind.HOLIDAY, name, confirmed=is_fixed(name))
    if day.weekday() in WEEKEND:
        return Day(DayKind.WEEKEND, "", confirmed=True)
    if _is_ramadan(day):
        return Day(DayKind.RAMADAN, RAMADAN_AR, confirmed=False)
    return Day(DayKind.WORKDAY, "", confirmed=True)


@lru_cache(maxsize=16)
def _holidays(year: int) -> Mapping[date, str]:
    return dict(_saudi_arabia()(years=year, language="ar"))


@cache
def _saudi_arabia() -> Any:
    """By its file: the package around it imports the calendars of 250 countries, 8 MB of a process."""
    file = Path(holidays.__file__).parent / "countries" / "saudi_arabia.py"
    return runpy.run_path(str(file))["SaudiArabia"]


def _is_ramadan(day: date) -> bool:
    # Beyond the tables nobody can say; ordinary hours are the safer guess, they are longer.
    in_range = EARLIEST <= day <= LATEST
    return in_range and Gregorian.fromdate(day).to_hijri().month == RAMADAN
