"""A promise is inside its target, at a time a person can keep, and says what it means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.clock import riyadh
from dealix_ops.drafts.promises import promise_ar, promised_by
from dealix_ops.sla.rules import TARGETS
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import rest

MIDNIGHT = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)  # Sunday 00:00 in Riyadh
instants = st.integers(0, 24 * 60 * 60 * 400).map(lambda s: MIDNIGHT + timedelta(seconds=s))


def at(hour: int, minute: int = 0) -> datetime:
    """Sunday 22 November, Riyadh's wall."""
    return MIDNIGHT + timedelta(hours=hour, minutes=minute)


def the_next(hour: int, now: datetime) -> datetime:
    wall = riyadh(now)
    day = wall + timedelta(days=wall.hour >= hour)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def said(priority: Priority, now: datetime, due_at: datetime | None = None) -> str:
    return promise_ar(priority, promised_by(priority, now, due_at=due_at), now)


class TestPromisedBy:
    @given(instants, st.sampled_from(Priority))
    def test_always_ahead_and_never_past_the_target(self, now: datetime, priority: Priority) -> None:
        promised, target = promised_by(priority, now), now + TARGETS[priority].first_response
        if rest.night_ends(now) is not None and priority is Priority.P2:
            target = max(target, the_next(10, now))
        assert now < promised <= target

    @given(instants, st.sampled_from([Priority.P2, Priority.P3]))
    def test_at_night_an_hour_after_it_is_given_at_least(self, now: datetime, priority: Priority) -> None:
        if rest.night_ends(now) is not None:
            assert promised_by(priority, now) >= the_next(10, now)

    @given(instants, st.sampled_from([Priority.P1, Priority.P2, Priority.P3]))
    def test_times_are_whole_five_minutes(self, now: datetime, priority: Priority) -> None:
        promised = promised_by(priority, now)
        assert (promised.minute % 5, promised.second, promised.microsecond) == (0, 0, 0)

    @given(instants)
    def test_a_day_is_always_enough_to_avoid_the_night(self, now: datetime) -> None:
        assert 8 <= riyadh(promised_by(Priority.P3, now)).hour < 22

    @pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
    @pytest.mark.parametrize("hours", [-1, 0, 1, 7])
    def test_earlier_target_does_not_hurry_the_promise(self, priority: Priority, hours: int) -> None:
        now = at(9)
        assert promised_by(priority, now, due_at=now + timedelta(hours=hours)) == promised_by(priority, now)


class TestPromiseAr:
    @pytest.mark.parametrize(
        ("priority", "now", "text"),
        [
            (Priority.P0, at(3), "خلال 30 دقيقة من هذه الرسالة"),
            (Priority.P1, at(12, 33), "قبل الساعة 2:25 م"),
            (Priority.P1, at(12, 35), "قبل الساعة 2:30 م"),
            (Priority.P1, at(23), "قبل الساعة 12:55 بعد منتصف الليل"),
            (Priority.P1, at(1), "قبل الساعة 2:55 بعد منتصف الليل"),
            (Priority.P1, at(3), "قبل الساعة 4:55 ص"),
            (Priority.P2, at(8, 35), "قبل الساعة 4:30 م اليوم"),
            (Priority.P2, at(14, 4), "قبل الساعة 9:55 م اليوم"),
            (Priority.P2, at(14, 30), "قبل الساعة 9:55 م اليوم"),
            (Priority.P2, at(21), "قبل الساعة 4:55 ص غداً"),
            (Priority.P2, at(1), "قبل الساعة 10:00 ص اليوم"),
            (Priority.P2, at(23), "قبل الساعة 10:00 ص الاثنين 23 نوفمبر"),
            (Priority.P2, at(3), "قبل الساعة 10:55 ص اليوم"),
            (Priority.P3, at(12, 33), "قبل الساعة 12:25 م غداً"),
            (Priority.P3, at(23), "قبل الساعة 10:00 ص الاثنين 23 نوفمبر"),
            (Priority.P3, at(3), "قبل الساعة 9:55 م اليوم"),
        ],
    )
    def test_wall_clock_promises(self, priority: Priority, now: datetime, text: str) -> None:
        assert said(priority, now) == text

    @pytest.mark.parametrize(
        ("priority", "now", "due_at", "text"),
        [
            (Priority.P2, at(21), at(24 + 11), "قبل الساعة 10:55 ص غداً"),
            (Priority.P2, at(21), at(48 + 1), "قبل 10:00 صباح غد"),
            (Priority.P3, at(12), at(72 + 12), "قبل الساعة 11:55 ص الأربعاء 25 نوفمبر"),
        ],
    )
    def test_working_calendar_gives_the_night_back(
        self, priority: Priority, now: datetime, due_at: datetime, text: str
    ) -> None:
        assert said(priority, now, due_at) == text

    def test_grave_promises_do_not_wait_for_a_calendar(self) -> None:
        assert said(Priority.P1, at(12, 35), at(48)) == "قبل الساعة 2:30 م"
