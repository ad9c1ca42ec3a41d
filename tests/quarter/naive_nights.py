"""What was approved at night, as a person reads founder A15 and `decisions/0031`."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.quarter.calendar import DAY, HOUR, Days


@dataclass
class Draft:
    id: int
    since: float
    nudged: bool = False
    mine: bool = True


@dataclass
class HandOff:
    covers: int
    approved_at: float
    draft: Draft | None = None
    kept_until: float | None = None
    fell: bool = False
    at: float | None = None
    reminded_at: float | None = None
    asked_again_at: float | None = None
    over: bool = False


def morning_after(at: float, days: Days) -> float | None:
    """«Approved at night, P2/P3: «سلّمها 9 ص» as the default»; what is approved at work is not."""
    if 8 * HOUR <= at % DAY < 22 * HOUR or days.is_work(int(at)):
        return None
    return (at - 8 * HOUR) // DAY * DAY + DAY + 9 * HOUR


def in_the_morning(hand_offs: Sequence[HandOff], now: int, *, waits: bool) -> list[str]:
    """What is given, and whether whoever approved the newest is asked for a new look; each once."""
    come = [one for one in hand_offs if one.kept_until is not None and now >= one.kept_until]
    said = ["given" for one in come if not one.over]
    if come and come[-1] is hand_offs[-1] and come[-1].fell and waits:
        said.append("new_look")
    for one in come:
        one.kept_until = None
    return said
