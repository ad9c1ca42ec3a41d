"""Time and Riyadh's wall."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.clock import riyadh, system_clock


class TestSystemClock:
    def test_is_aware_utc_and_goes_on(self) -> None:
        first, second = system_clock(), system_clock()
        assert first.utcoffset() == timedelta(0)
        assert first <= second


class TestRiyadh:
    @pytest.mark.parametrize(
        ("utc", "shown"),
        [
            (datetime(2026, 11, 22, 7, 12, tzinfo=UTC), "2026-11-22 10:12"),
            (datetime(2026, 7, 1, 7, 12, tzinfo=UTC), "2026-07-01 10:12"),
            (datetime(2026, 12, 31, 21, 0, tzinfo=UTC), "2027-01-01 00:00"),
        ],
    )
    def test_three_hours_ahead_all_year(self, utc: datetime, shown: str) -> None:
        assert f"{riyadh(utc):%Y-%m-%d %H:%M}" == shown
        assert riyadh(utc) == utc
