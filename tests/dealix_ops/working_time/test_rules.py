"""Working time against a minute-by-minute count, and against days that a Saudi reader can check."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.clock import RIYADH
from dealix_ops.working_hours import shifts
from dealix_ops.working_time.days import day_of
from dealix_ops.working_time.rules import DayKind, Hours, NeverOpen, WorkingTime

MINUTE = timedelta(minutes=1)
HOURS = Hours(ordinary=shifts("09:00-12:00,16:00-21:00"), ramadan=shifts("10:00-16:00,21:00-24:00"))


def kind_of(day: date) -> DayKind:
    return day_of(day, {}).kind


TIME = WorkingTime(HOURS, kind_of)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=RIYADH)


instants = st.integers(0, 400 * 24 * 60).map(lambda m: datetime(2026, 11, 1, tzinfo=UTC) + m * MINUTE)


def counted(start: datetime, end: datetime) -> timedelta:
    """Every minute asked by itself: weekday, table of days, hours."""
    open_minutes, here = 0, start.astimezone(RIYADH)
    while here < end:
        minute = here.hour * 60 + here.minute
        kind = kind_of(here.date())
        if kind is DayKind.WORKDAY:
            open_minutes += 540 <= minute < 720 or 960 <= minute < 1260
        elif kind is DayKind.RAMADAN:
            open_minutes += 600 <= minute < 960 or minute >= 1260
        here += MINUTE
    return open_minutes * MINUTE


class TestWorkingTime:
    @settings(deadline=None, max_examples=60)
    @given(instants, st.integers(0, 5 * 24 * 60))
    def test_between_is_every_open_minute(self, start: datetime, minutes: int) -> None:
        end = start + minutes * MINUTE
        assert TIME.between(start, end) == counted(start, end)

    @settings(deadline=None, max_examples=60)
    @given(instants, st.integers(0, 60 * 60))
    def test_what_is_added_has_passed_and_not_a_minute_earlier(self, start: datetime, minutes: int) -> None:
        due = TIME.add(start, minutes * MINUTE)
        assert TIME.between(start, due) == minutes * MINUTE
        assert not minutes or TIME.between(start, due - MINUTE) == (minutes - 1) * MINUTE
        assert due >= start

    @pytest.mark.parametrize(
        ("start", "hours", "due"),
        [
            ("2026-11-22 09:00", 3, "2026-11-22 12:00"),  # a Sunday, up to the break
            ("2026-11-22 11:00", 2, "2026-11-22 17:00"),  # over the break
            ("2026-11-19 20:00", 2, "2026-11-22 10:00"),  # Thursday evening goes on on Sunday
            ("2026-11-20 13:00", 1, "2026-11-22 10:00"),  # Friday
            ("2027-02-07 20:00", 2, "2027-02-08 11:00"),  # into the first day of Ramadan
            ("2027-02-08 15:00", 2, "2027-02-08 22:00"),  # Ramadan's evening shift
            ("2027-02-08 23:30", 1, "2027-02-09 10:30"),  # midnight closes it
            ("2027-03-08 23:00", 2, "2027-03-15 10:00"),  # over Eid al-Fitr, a compensating day included
            ("2026-09-22 20:00", 2, "2026-09-24 10:00"),  # over the National Day
        ],
    )
    def test_due(self, start: str, hours: int, due: str) -> None:
        assert TIME.add(at(start), timedelta(hours=hours)) == at(due)

    def test_nothing_to_add_is_the_first_open_minute(self) -> None:
        assert TIME.next_open(at("2026-11-22 10:17")) == at("2026-11-22 10:17")
        assert TIME.next_open(at("2026-11-22 12:00")) == at("2026-11-22 16:00")
        assert TIME.next_open(at("2026-11-20 08:00")) == at("2026-11-22 09:00")

    def test_closing_time_is_closed(self) -> None:
        assert TIME.is_open(at("2026-11-22 09:00"))
        assert not TIME.is_open(at("2026-11-22 12:00"))
        assert not TIME.is_open(at("2026-11-21 10:00"))

    def test_other_zones_are_the_same_instant(self) -> None:
        assert TIME.add(datetime(2026, 11, 22, 6, tzinfo=UTC), timedelta(hours=1)) == at("2026-11-22 10:00")

    def test_a_company_that_never_opens_is_told_so(self) -> None:
        closed = WorkingTime(HOURS, lambda _: DayKind.HOLIDAY)
        with pytest.raises(NeverOpen):
            closed.next_open(at("2026-11-22 09:00"))


class TestShifts:
    def test_in_the_order_of_the_day(self) -> None:
        assert shifts("16:00-24:00, 9:00-12:30") == shifts("09:00-12:30,16:00-24:00")

    @pytest.mark.parametrize(
        "written",
        ["", "9-5", "09:00-09:00", "17:00-09:00", "22:00-25:00", "09:60-10:00", "09:00-12:00,11:00-13:00"],
    )
    def test_what_is_no_shift_is_refused(self, written: str) -> None:
        with pytest.raises(ValueError, match=r"shift|hour"):
            shifts(written)
