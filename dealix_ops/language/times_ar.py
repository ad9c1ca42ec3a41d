"""Riyadh's wall clock in the Arabic that cards and drafts print."""

from datetime import datetime, timedelta

from dealix_ops.clock import riyadh

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)


def clock_ar(instant: datetime) -> str:
    """Twelve-hour time in Riyadh, «10:41 ص»; raises ValueError for a naive instant."""
    wall = _wall(instant)
    return f"{wall.hour % 12 or 12}:{wall.minute:02} {'ص' if wall.hour < 12 else 'م'}"


def date_ar(instant: datetime) -> str:
    """Riyadh's day without its year, «الأحد 22 نوفمبر»."""
    wall = _wall(instant)
    return f"{WEEKDAYS[wall.weekday()]} {wall.day} {MONTHS[wall.month - 1]}"


def deadline_ar(instant: datetime, now: datetime) -> str:
    """«قبل 10:41 ص», with «غداً» or the date when it is not today in Riyadh."""
    return " ".join(filter(None, ("قبل", clock_ar(instant), day_ar(instant, now))))


def day_ar(instant: datetime, now: datetime) -> str:
    """Empty for today, «غداً» for tomorrow, else the date."""
    day, today = _wall(instant).date(), _wall(now).date()
    if day == today:
        return ""
    return "غداً" if day == today + timedelta(days=1) else date_ar(instant)


def _wall(instant: datetime) -> datetime:
    # A naive instant would silently be read in the machine's own zone.
    if instant.tzinfo is None:
        raise ValueError("a time shown to people needs an aware instant")
    return riyadh(instant)
