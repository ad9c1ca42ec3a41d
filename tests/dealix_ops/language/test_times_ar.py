"""Riyadh's wall clock, whatever zone the instant came in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dealix_ops.language.times_ar import clock_ar, date_ar, day_ar, deadline_ar

SATURDAY = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # 10:00 in Riyadh


class TestClockAr:
    @pytest.mark.parametrize(
        ("hour", "minute", "text"),
        [
            (7, 41, "10:41 ص"),
            (21, 0, "12:00 ص"),
            (21, 5, "12:05 ص"),
            (9, 0, "12:00 م"),
            (9, 59, "12:59 م"),
            (10, 0, "1:00 م"),
            (20, 59, "11:59 م"),
            (8, 59, "11:59 ص"),
        ],
    )
    def test_utc_shows_three_hours_later(self, hour: int, minute: int, text: str) -> None:
        assert clock_ar(datetime(2026, 11, 21, hour, minute, tzinfo=UTC)) == text

    def test_other_zone_is_the_same_instant(self) -> None:
        there = SATURDAY.astimezone(timezone(timedelta(hours=-5)))
        assert clock_ar(there) == "10:00 ص"

    def test_naive_is_refused(self) -> None:
        with pytest.raises(ValueError, match="aware"):
            clock_ar(datetime(2026, 11, 21, 7, 0))  # noqa: DTZ001  the point of the test


class TestDeadlineAr:
    @pytest.mark.parametrize(
        ("after", "text"),
        [
            (timedelta(minutes=41), "قبل 10:41 ص"),
            (timedelta(hours=13, minutes=59), "قبل 11:59 م"),
            (timedelta(hours=14), "قبل 12:00 ص غداً"),
            (timedelta(hours=22, minutes=42), "قبل 8:42 ص غداً"),
            (timedelta(hours=37, minutes=59), "قبل 11:59 م غداً"),
            (timedelta(hours=46, minutes=42), "قبل 8:42 ص الاثنين 23 نوفمبر"),
            (timedelta(days=-1), "قبل 10:00 ص الجمعة 20 نوفمبر"),
        ],
    )
    def test_day_is_said_only_when_it_is_not_today(self, after: timedelta, text: str) -> None:
        assert deadline_ar(SATURDAY + after, SATURDAY) == text

    def test_riyadh_decides_what_tomorrow_is(self) -> None:
        late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)  # 23:30 in Riyadh
        assert day_ar(late + timedelta(minutes=45), late) == "غداً"

    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (22, "الأحد 22 نوفمبر"),
            (24, "الثلاثاء 24 نوفمبر"),
            (25, "الأربعاء 25 نوفمبر"),
            (26, "الخميس 26 نوفمبر"),
        ],
    )
    def test_weekday_and_month_are_named(self, day: int, text: str) -> None:
        assert date_ar(datetime(2026, 11, day, 7, tzinfo=UTC)) == text
