from datetime import date, timedelta

import pytest

from dealix_ops.working_time.days import Day, day_of
from dealix_ops.working_time.rules import DayKind


class TestDayOf:
    @pytest.mark.parametrize(
        ("day", "kind", "confirmed"),
        [
            (date(2026, 11, 22), DayKind.WORKDAY, True),
            (date(2026, 11, 20), DayKind.WEEKEND, True),
            (date(2027, 2, 8), DayKind.RAMADAN, False),
            (date(2027, 2, 12), DayKind.WEEKEND, True),  # a Friday in Ramadan
            (date(2027, 3, 9), DayKind.HOLIDAY, False),
            (date(2027, 5, 16), DayKind.HOLIDAY, False),
            (date(2027, 2, 22), DayKind.HOLIDAY, True),
            (date(2026, 9, 23), DayKind.HOLIDAY, True),
            (date(2026, 3, 11), DayKind.RAMADAN, False),  # Flag Day is no day off
            (date(2090, 1, 6), DayKind.WEEKEND, True),
            (date(2090, 1, 3), DayKind.WORKDAY, True),  # beyond the tables nobody knows Ramadan
        ],
    )
    def test_kind(self, day: date, kind: DayKind, confirmed: bool) -> None:
        found = day_of(day, {})
        assert (found.kind, found.confirmed) == (kind, confirmed)

    def test_a_persons_word_wins(self) -> None:
        told = {date(2027, 3, 8): Day(DayKind.HOLIDAY, "عيد الفطر", confirmed=True)}
        assert day_of(date(2027, 3, 8), told) == told[date(2027, 3, 8)]
        assert day_of(date(2027, 3, 9), told).confirmed is False

    def test_ramadan_has_29_or_30_days(self) -> None:
        days = [date(2027, 1, 25) + timedelta(days=n) for n in range(60)]
        ramadan = [day for day in days if day_of(day, {}).kind is DayKind.RAMADAN]
        assert (ramadan[0], ramadan[-1]) == (date(2027, 2, 8), date(2027, 3, 8))
