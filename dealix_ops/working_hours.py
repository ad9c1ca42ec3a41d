"""The hours of a working day as they are written in a setting: «09:00-12:00,16:00-21:00»."""

import re
from dataclasses import dataclass
from itertools import pairwise

MINUTES_A_DAY = 24 * 60
_SHIFT = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Shift:
    """Minutes of Riyadh's day, 0 <= start < end <= 1440: a shift ends at midnight, it does not cross it."""

    start: int
    end: int


def shifts(written: str) -> tuple[Shift, ...]:
    """In the order of the day. Raises ValueError with a sentence for whoever wrote the setting."""
    found = sorted(_shift(part.strip()) for part in written.split(","))
    for earlier, later in pairwise(found):
        if later.start < earlier.end:
            raise ValueError("two shifts overlap")
    return tuple(found)


def _shift(part: str) -> Shift:
    match = _SHIFT.fullmatch(part)
    if match is None:
        raise ValueError("a shift is written 09:00-17:00, several with a comma between them")
    hours_from, minutes_from, hours_to, minutes_to = map(int, match.groups())
    if minutes_from > 59 or minutes_to > 59:
        raise ValueError("an hour has 60 minutes")
    shift = Shift(hours_from * 60 + minutes_from, hours_to * 60 + minutes_to)
    if not shift.start < shift.end <= MINUTES_A_DAY:
        raise ValueError("a shift begins before it ends, at 24:00 at the latest")
    return shift
