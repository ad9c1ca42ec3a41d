"""Riyadh's wall clock in the English that drafts print; the month's and day's names are not the machine's."""

from datetime import datetime, timedelta

from dealix_ops.clock import riyadh

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clock_en(instant: datetime) -> str:
    """Twelve-hour time in Riyadh, "10:41 am"; raises ValueError for a naive instant."""
    wall = _wall(instant)
    return f"{wall.hour % 12 or 12}:{wall.minute:02} {'am' if wall.hour < 12 else 'pm'}"


def day_en(instant: datetime, now: datetime) -> str:
    """Empty for today, "tomorrow", else "on Sunday 22 November"."""
    wall, today = _wall(instant), _wall(now).date()
    if wall.date() == today:
        return ""
    if wall.date() == today + timedelta(days=1):
        return "tomorrow"
    return date_en(instant)


def date_en(instant: datetime) -> str:
    """Riyadh's day without its year, "on Sunday 22 November"."""
    wall = _wall(instant)
    return f"on {WEEKDAYS[wall.weekday()]} {wall.day} {MONTHS[wall.month - 1]}"


def _wall(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a time shown to people needs an aware instant")
    return riyadh(instant)
