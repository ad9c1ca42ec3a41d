"""The one time a first response names, and how it is said."""

from datetime import datetime, time, timedelta

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.drafts import copy_ar, copy_en
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, date_ar, day_ar
from dealix_ops.language.times_en import clock_en, date_en, day_en
from dealix_ops.sla.rules import TARGETS
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time.rest import NIGHT_FROM, night_ends

# A promise that falls due in the same minute as the target leaves nobody time to keep it.
MARGIN = timedelta(minutes=5)
STEP = timedelta(minutes=5)
MORNING = time(10)


def promised_by(priority: Priority, now: datetime, *, due_at: datetime | None = None) -> datetime:
    """The latest instant the draft commits to.

    `due_at` is the working-calendar target of P2 and P3 where one is known; it may only give more time.
    """
    target = now + TARGETS[priority].first_response
    if priority is Priority.P0:
        return target
    if priority is Priority.P1:
        return _round_down(target - MARGIN)
    if due_at is not None:
        target = max(target, due_at)
    if (night_over := night_ends(now)) is not None:
        # What is approved at night is given at nine.
        target = max(target, _at(night_over, MORNING) + MARGIN)
    return _outside_quiet_hours(_round_down(target - MARGIN), now)


def promise_ar(priority: Priority, promised: datetime, now: datetime) -> str:
    """The promise as the customer reads it, beginning with «خلال» or «قبل»."""
    if priority is Priority.P0:
        minutes = int(TARGETS[priority].first_response / timedelta(minutes=1))
        return copy_ar.WITHIN.format(span=count_ar(minutes, Noun.MINUTE, Case.OBLIQUE))
    day = day_ar(promised, now)
    if day and _may_wait(priority, now):
        day = date_ar(promised)
    if day == copy_ar.TOMORROW and riyadh(promised).time() == MORNING:
        return copy_ar.BEFORE_TOMORROW_MORNING
    if _is_deep_in_the_night(promised, now):
        # «12:55 ص غداً» can be read as tomorrow night; «بعد منتصف الليل» cannot.
        return copy_ar.BEFORE_AFTER_MIDNIGHT.format(clock=clock_ar(promised).split()[0])
    if not day and priority is not Priority.P1:
        day = copy_ar.TODAY
    return copy_ar.BEFORE.format(clock=clock_ar(promised), day=day).rstrip()


def promise_en(priority: Priority, promised: datetime, now: datetime) -> str:
    """The promise as an English customer reads it, beginning with "within" or "by"."""
    if priority is Priority.P0:
        minutes = int(TARGETS[priority].first_response / timedelta(minutes=1))
        return copy_en.WITHIN.format(minutes=minutes)
    clock, day = clock_en(promised), day_en(promised, now)
    if day and _may_wait(priority, now):
        day = date_en(promised)
    if _is_deep_in_the_night(promised, now):
        return copy_en.BEFORE_TONIGHT.format(clock=clock)
    if not day and priority is not Priority.P1:
        day = copy_en.TODAY
    return copy_en.BEFORE.format(clock=clock, day=day).rstrip()


def _may_wait(priority: Priority, now: datetime) -> bool:
    """Approved at night it is given in the morning, where «غداً» would be another day."""
    return priority in (Priority.P2, Priority.P3) and night_ends(now) is not None


def _is_deep_in_the_night(promised: datetime, now: datetime) -> bool:
    """Whether «غداً» could be read as the night after."""
    return riyadh(promised).hour < 4 and promised - now < timedelta(hours=12)


def _round_down(instant: datetime) -> datetime:
    return instant - (instant - datetime.min.replace(tzinfo=instant.tzinfo)) % STEP


def _outside_quiet_hours(latest: datetime, now: datetime) -> datetime:
    if night_ends(latest) is None:
        return latest
    morning = _at(now + timedelta(days=1), MORNING)
    if morning <= latest:
        return morning
    evening = (
        _at(latest if riyadh(latest).time() >= NIGHT_FROM else latest - timedelta(days=1), NIGHT_FROM) - STEP
    )
    # An evening promise that eats most of the target would be broken more often than a night one.
    return evening if evening - now >= (latest - now) / 2 else latest


def _at(day: datetime, wall: time) -> datetime:
    return datetime.combine(riyadh(day).date(), wall, tzinfo=RIYADH).astimezone(day.tzinfo)
