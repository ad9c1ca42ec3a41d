"""Targets and clock starts by tables."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dealix_ops.sla.rules import TARGETS, Metric, clock_start, target, working_days_between
from dealix_ops.vocabulary import Priority

RECEIVED = datetime(2026, 11, 22, 7, 12, tzinfo=UTC)


class TestTarget:
    @pytest.mark.parametrize(
        ("priority", "first_response", "resolution"),
        [
            (Priority.P0, timedelta(minutes=30), timedelta(hours=4)),
            (Priority.P1, timedelta(hours=2), timedelta(hours=24)),
            (Priority.P2, timedelta(hours=8), timedelta(hours=72)),
            (Priority.P3, timedelta(hours=24), timedelta(days=7)),
        ],
    )
    def test_figures_of_the_product_facts(
        self, priority: Priority, first_response: timedelta, resolution: timedelta
    ) -> None:
        assert target(priority, Metric.FIRST_RESPONSE, needs_listen=False) == first_response
        assert target(priority, Metric.RESOLUTION, needs_listen=False) == resolution

    @pytest.mark.parametrize(
        ("priority", "minutes"),
        [(Priority.P0, 30), (Priority.P1, 120), (Priority.P2, 120), (Priority.P3, 120)],
    )
    def test_what_needs_listening_is_answered_like_a_p1_at_the_latest(
        self, priority: Priority, minutes: int
    ) -> None:
        assert target(priority, Metric.FIRST_RESPONSE, needs_listen=True) == timedelta(minutes=minutes)

    @pytest.mark.parametrize("priority", list(Priority))
    def test_listening_moves_no_resolution(self, priority: Priority) -> None:
        heard, unheard = (target(priority, Metric.RESOLUTION, needs_listen=n) for n in (False, True))
        assert heard == unheard

    def test_graver_is_never_slower(self) -> None:
        for metric in Metric:
            times = [TARGETS[priority].of(metric) for priority in sorted(Priority, key=lambda p: p.rank)]
            assert times == sorted(times)


class TestClockStart:
    @pytest.mark.parametrize(
        ("earlier", "counted"),
        [
            (timedelta(0), timedelta(0)),
            (timedelta(seconds=1), timedelta(seconds=1)),
            (timedelta(hours=23, minutes=59), timedelta(hours=23, minutes=59)),
            (timedelta(hours=24), timedelta(hours=24)),
            (timedelta(hours=24, seconds=1), timedelta(hours=24)),
            (timedelta(days=700), timedelta(hours=24)),
            (timedelta(seconds=-1), timedelta(0)),
            (timedelta(days=-700), timedelta(0)),
        ],
    )
    def test_bounds(self, earlier: timedelta, counted: timedelta) -> None:
        assert clock_start(occurred_at=RECEIVED - earlier, received_at=RECEIVED) == RECEIVED - counted

    def test_zone_of_the_source_does_not_matter(self) -> None:
        there = (RECEIVED - timedelta(hours=1)).astimezone(timezone(timedelta(hours=-9)))
        assert clock_start(occurred_at=there, received_at=RECEIVED) == RECEIVED - timedelta(hours=1)


class TestWorkingDaysBetween:
    """The week of Sunday, 22 November 2026; Riyadh is three hours ahead of UTC."""

    @pytest.mark.parametrize(
        ("start", "end", "days"),
        [
            ("22T09:00", "22T09:00", 0),
            ("22T09:00", "23T08:59", 0),
            ("22T09:00", "23T09:00", 1),
            ("22T09:00", "25T09:00", 3),
            ("22T09:00", "25T08:59", 2),
            ("25T09:00", "26T09:00", 1),
            ("26T13:00", "30T12:59", 1),
            ("26T13:00", "30T13:00", 2),
            ("27T09:00", "28T20:59", 0),  # Friday and Saturday
            ("27T09:00", "29T20:59", 0),
            ("27T09:00", "29T21:00", 1),  # Monday begins in Riyadh
            ("26T21:00", "28T21:00", 0),  # midnight of Friday to midnight of Sunday
            ("22T09:00", "29T09:00", 5),
            ("25T09:00", "22T09:00", 0),
        ],
    )
    def test_sunday_to_thursday_in_riyadh(self, start: str, end: str, days: int) -> None:
        here, there = (datetime.fromisoformat(f"2026-11-{at}+00:00") for at in (start, end))
        assert working_days_between(here, there, lambda day: day.weekday() not in (4, 5)) == days

    def test_holiday_is_no_working_day(self) -> None:
        here, there = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (22, 25))
        assert working_days_between(here, there, lambda day: day != date(2026, 11, 24)) == 2
