"""When, as cards and notifications say it: fixed Riyadh times, because a card is not redrawn each minute."""

import re
from datetime import datetime, timedelta

from dealix_ops.clock import riyadh
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, date_ar, day_ar, deadline_ar
from dealix_ops.sla.service import Due

COUNTED_IN_MINUTES = timedelta(hours=1)
YESTERDAY = "أمس"
_HALF_OF_DAY = re.compile(r"(?<=\d) ([صم])(?!\w)")
_SPOKEN_HALF = {"ص": "صباحاً", "م": "مساءً"}


def moment(instant: datetime, now: datetime) -> str:
    """«10:12 ص», with its day when that is not today."""
    return f"{clock_ar(instant)} {_day_of(instant, now)}".strip()


def running(due: Due, now: datetime) -> str:
    """A clock that nobody stopped: what is left and until when, or since when it is late."""
    if now > due.due_at:
        return f"*متأخر منذ {moment(due.due_at, now)}*"
    deadline, left = deadline_ar(due.due_at, now), due.due_at - now
    if left >= COUNTED_IN_MINUTES:
        return deadline
    minutes = int(left.total_seconds() // 60)
    return f"باقي {count_ar(minutes, Noun.MINUTE) if minutes else 'أقل من دقيقة'} ({deadline})"


def first_response(due: Due, now: datetime) -> str:
    if due.met_at is None:
        return running(due, now)
    done = "تم" if due.met_at <= due.due_at else "تم متأخراً"
    return f"{done} {moment(due.met_at, now)}" + (" ✓" if due.met_at <= due.due_at else "")


def spoken_clock(instant: datetime) -> str:
    """For a phone that reads aloud: «9:00 صباحاً»."""
    return _aloud(clock_ar(instant))


def spoken_deadline(due: Due, now: datetime) -> str:
    """For a phone that reads aloud: «خلال 27 دقيقة», «قبل 4:40 مساءً»."""
    if now > due.due_at:
        return "متأخر"
    left = due.due_at - now
    minutes = int(left.total_seconds() // 60)
    if minutes < 1:
        return "خلال أقل من دقيقة"
    if left < COUNTED_IN_MINUTES:
        return f"خلال {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}"
    return _aloud(deadline_ar(due.due_at, now))


def _aloud(time: str) -> str:
    return _HALF_OF_DAY.sub(lambda half: f" {_SPOKEN_HALF[half[1]]}", time)


def took(duration: timedelta) -> str:
    """After «خلال»."""
    minutes = int(duration.total_seconds() // 60)
    if minutes < 1:
        return "أقل من دقيقة"
    if minutes < 120:
        return count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)
    return count_ar(minutes // 60, Noun.HOUR, Case.OBLIQUE)


def _day_of(instant: datetime, now: datetime) -> str:
    """Empty for today; `day_ar` knows tomorrow only, a past day is yesterday or a date."""
    if instant >= now:
        return day_ar(instant, now)
    days = (riyadh(now).date() - riyadh(instant).date()).days
    return ("", YESTERDAY)[days] if days < 2 else date_ar(instant)
