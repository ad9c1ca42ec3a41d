"""An answer that was approved at night is put into nobody's hand before the morning. Pure.

The night is that of `working_time/rest.py`. `docs/decisions/0031-approved-at-night.md` says what is not kept.
"""

import re
from collections.abc import Iterable
from datetime import datetime, time

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import rest

GIVEN_AT = time(9)
CALM = (Priority.P2, Priority.P3)
_MARKS = r"[\u064b-\u0652]*"
NAMES_A_DAY = re.compile(
    rf"(?<!\w)[وفبل]?(?:(?:ال)?غد{_MARKS}ا?{_MARKS}|بكر[اهة]|باكر|ه?اليوم|ه?الليل[ةه]|(?:ال)?[أا]مس)(?!\w)"
    r"|\b(?:tomorrow|today|tonight|yesterday)\b",
    re.IGNORECASE,
)
"""Whatever says «غداً» before midnight says another day at nine."""


def morning_after(priority: Priority, now: datetime) -> datetime | None:
    """Nine o'clock, on whatever day: a customer who wrote waits for us. None by day, and for P0 and P1."""
    night_over = rest.night_ends(now)
    if night_over is None or priority not in CALM:
        return None
    return datetime.combine(riyadh(night_over).date(), GIVEN_AT, tzinfo=RIYADH).astimezone(now.tzinfo)


def can_wait(text: str, dues: Iterable[datetime], *, morning: datetime, now: datetime) -> bool:
    """Whether it is still true in the morning, and nothing that we promised falls due until then."""
    over_midnight = riyadh(now).date() != riyadh(morning).date()
    if over_midnight and NAMES_A_DAY.search(text):
        return False
    return all(due > morning for due in dues)


def is_over(priority: Priority, morning: datetime, now: datetime) -> bool:
    """What became grave is given at once; what a stopped clock left until the next night waits again."""
    return priority not in CALM or has_come(morning, now)


def has_come(morning: datetime, now: datetime) -> bool:
    """At nine of a later day too, where the clock stood still over its own."""
    return now >= morning and rest.night_ends(now) is None and riyadh(now).time() >= GIVEN_AT
