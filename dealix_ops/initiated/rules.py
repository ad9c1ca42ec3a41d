"""When something is due that nobody asked for: renewals, check-ins, reviews. Days are Riyadh's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from dealix_ops.customer_success import rules as success
from dealix_ops.customer_success.rules import Cadence
from dealix_ops.sending.occasions import Occasion

REVIEW_EVERY = timedelta(days=90)
REVIEW_STANDS = timedelta(days=14)
"""Two weeks after its day nobody invites to it any more."""
REVIEW_LATE = timedelta(days=7)
"""So much later it is still made, where the clock stood still or the contract was written in late."""
MOST_A_DAY = 3
"""Check-ins that two people can hold beside their work."""
LAST_CHECK_IN_DAY = 2
"""Wednesday, as `date.weekday` counts: Thursday is for what the week left."""
NEW_FOR = timedelta(days=30)
"""So long a customer is met every week."""
CALM_WEEKS = (Occasion.SUMMARY, Occasion.CHECK_IN, Occasion.SUMMARY, None)
"""What the weeks of whoever is neither new nor at risk bring, over and over."""
GONE_AFTER = timedelta(days=30)
"""A contract that nobody renewed so long is over, and with it what we propose of our own accord."""
LONGEST_CLOSURE = 60

IsOpen = Callable[[date], bool]
One = TypeVar("One")


class Rhythm(StrEnum):
    """How often a customer is checked in on; `auto` where nobody chose."""

    AUTO = "auto"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    NONE = "none"


@dataclass(frozen=True)
class Due:
    """`due_on` names the occasion, once for ever; `until` is the last day on which it is of use."""

    occasion: Occasion
    due_on: date
    until: date


def reach(today: date, is_open: IsOpen) -> date | None:
    """The last day that today must take care of: the day before we work again. None where nobody works."""
    if not is_open(today):
        return None
    for ahead in range(1, LONGEST_CLOSURE):
        if is_open(today + timedelta(days=ahead)):
            return today + timedelta(days=ahead - 1)
    return today


def renewal(renews_on: date, today: date, reached: date) -> Due | None:
    """What falls due up to `reached`, told on the working day before; nothing once the day has passed."""
    if renews_on < today:
        return None
    left = max(0, (renews_on - reached).days)
    due = success.renewal_due(left)
    if due is Cadence.RENEWAL_30_DAY:
        return Due(Occasion.RENEWAL_30, renews_on, renews_on - timedelta(days=8))
    if due is None:
        return None
    if left:
        return Due(Occasion.RENEWAL_7, renews_on, renews_on - timedelta(days=1))
    return Due(Occasion.RENEWAL_DAY, renews_on, renews_on)


def review(started_on: date, today: date, reached: date) -> Due | None:
    """The quarter that is full, every ninety days from the first."""
    quarters = (reached - started_on).days // REVIEW_EVERY.days
    due_on = started_on + quarters * REVIEW_EVERY
    if quarters < 1 or today - due_on >= REVIEW_LATE:
        return None
    return Due(Occasion.QBR, due_on, due_on + REVIEW_STANDS)


def check_in(rhythm: Rhythm, week_on: date, since: date) -> Due | None:
    """`week_on` is its Sunday; every second week counts from the week in which the customer began."""
    weeks = (week_on - success.week_of(since)).days // 7
    due = {
        Rhythm.WEEKLY: True,
        Rhythm.FORTNIGHTLY: weeks % 2 == 0,
        Rhythm.MONTHLY: week_on.day <= 7,
    }
    return _of_week(Occasion.CHECK_IN if due.get(rhythm) else None, week_on)


def by_itself(week_on: date, since: date, *, risky: bool, place: int) -> Due | None:
    """Met weekly while new or at risk; else a written summary every second week and a call every fourth.

    `place` is the customer's number: it spreads calls over the weeks.
    """
    if risky or week_on - since < NEW_FOR:
        return _of_week(Occasion.CHECK_IN, week_on)
    turn = (week_on.toordinal() // 7 + place) % len(CALM_WEEKS)
    return _of_week(CALM_WEEKS[turn], week_on)


def _of_week(occasion: Occasion | None, week_on: date) -> Due | None:
    return Due(occasion, week_on, week_on + timedelta(days=6)) if occasion is not None else None


def is_first_of_week(today: date, is_open: IsOpen) -> bool:
    """A holiday moves it to the next day that is worked: an agenda before its week would be empty."""
    return _is_first(today, success.week_of(today), is_open)


def is_first_of_month(today: date, is_open: IsOpen) -> bool:
    return _is_first(today, today.replace(day=1), is_open)


def spread(customers: Sequence[One], today: date, is_open: IsOpen) -> list[tuple[date | None, One]]:
    """A day of this week for each, at most three on one, none after Wednesday; None where it is full."""
    sunday = success.week_of(today)
    days = [sunday + timedelta(days=ahead) for ahead in range(7)]
    open_days = [day for day in days if day >= today and is_open(day) and _is_early(day)]
    places: list[date | None] = [day for day in open_days for _ in range(MOST_A_DAY)]
    left = max(0, len(customers) - len(places))
    return list(zip([*places, *([None] * left)], customers, strict=False))


def is_served(contract_on: date | None, bundle_id: str | None, renews_on: date | None, today: date) -> bool:
    """Somebody with whom something is agreed, and whose contract did not end long ago."""
    agreed = contract_on is not None or bundle_id is not None or renews_on is not None
    return agreed and (renews_on is None or today - renews_on <= GONE_AFTER)


def _is_first(today: date, begins: date, is_open: IsOpen) -> bool:
    earlier = (begins + timedelta(days=ahead) for ahead in range((today - begins).days))
    return is_open(today) and not any(is_open(day) for day in earlier)


def _is_early(day: date) -> bool:
    return day.weekday() == success.SUNDAY or day.weekday() <= LAST_CHECK_IN_DAY
