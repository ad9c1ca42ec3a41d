"""Hours in which nobody is reminded of what can wait, and Maghrib against printed timetables of Riyadh."""

from datetime import date, datetime

import pytest

from dealix_ops.clock import RIYADH
from dealix_ops.working_time import rest
from dealix_ops.working_time.days import Day, is_fasting
from dealix_ops.working_time.rules import DayKind

RAMADAN, FRIDAY, FOUNDING_DAY = date(2027, 2, 24), date(2027, 2, 19), date(2027, 2, 22)
LAST, EID = date(2027, 3, 8), date(2027, 3, 9)
"""By Umm al-Qura; the moon may be seen a day later."""


def at(text: str, day: date = RAMADAN) -> datetime:
    return datetime.fromisoformat(f"{day}T{text}").replace(tzinfo=RIYADH)


class TestMaghribOf:
    @pytest.mark.parametrize(
        ("day", "printed"),
        [
            (date(2019, 5, 6), "18:25"),
            (date(2019, 5, 8), "18:26"),
            (date(2019, 5, 10), "18:27"),
            (date(2023, 3, 24), "18:06"),
        ],
    )
    def test_is_what_the_timetables_of_riyadh_said(self, day: date, printed: str) -> None:
        assert rest.maghrib_of(day) == at(printed, day)


class TestEnds:
    @pytest.mark.parametrize(
        ("now", "over"),
        [
            ("17:37:59", None),
            ("17:38", "18:23"),
            ("17:53", "18:23"),
            ("18:22:59", "18:23"),
            ("18:23", None),
            ("07:59", "08:00"),
            ("08:00", None),
        ],
    )
    def test_forty_five_minutes_around_maghrib_and_the_night(self, now: str, over: str | None) -> None:
        assert rest.ends(at(now), lambda _day: True) == (at(over) if over else None)

    def test_night_ends_in_the_next_morning(self) -> None:
        assert rest.ends(at("22:00"), lambda _day: False) == at("08:00", date(2027, 2, 25))

    def test_outside_ramadan_nobody_is_kept_waiting_at_maghrib(self) -> None:
        assert rest.ends(at("17:53"), lambda _day: False) is None


class TestIsFasting:
    def test_weekends_and_holidays_of_ramadan_too(self) -> None:
        assert all(is_fasting(day, {}) for day in (RAMADAN, FRIDAY, FOUNDING_DAY, LAST))
        assert not is_fasting(EID, {})

    def test_what_a_person_told_counts(self) -> None:
        longer = {EID: Day(DayKind.RAMADAN, "رمضان", confirmed=True)}
        later = {RAMADAN: Day(DayKind.WORKDAY, "", confirmed=True)}
        assert is_fasting(EID, longer)
        assert not is_fasting(RAMADAN, later)
