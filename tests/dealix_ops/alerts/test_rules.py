"""How grave an alert is, and how it stands whatever came first."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.alerts.rules import AlertState, in_production, priority, state
from dealix_ops.vocabulary import Priority

NOON = datetime(2026, 11, 22, 9, 0, 0, 500_000, tzinfo=UTC)
F, R, I = AlertState.FIRING, AlertState.RESOLVED, AlertState.IGNORED  # noqa: E741


class TestPriority:
    @pytest.mark.parametrize(
        ("level", "production", "users", "grew", "expected"),
        [
            ("fatal", True, 0, False, "P1"),
            ("critical", True, 0, False, "P1"),
            ("error", True, 0, False, "P2"),
            ("warning", True, 0, False, "P3"),
            (None, True, 0, False, "P3"),
            ("fatal", False, 0, False, "P3"),
            ("critical", False, 4, False, "P3"),
            ("error", True, 4, False, "P2"),
            ("error", True, 5, False, "P1"),
            ("error", True, 0, True, "P1"),
            ("warning", True, 5, False, "P2"),
            ("warning", False, 0, True, "P2"),
            ("warning", False, 5, True, "P1"),
            ("fatal", True, 10**9, True, "P1"),
        ],
    )
    def test_table(self, level: str | None, production: bool, users: int, grew: bool, expected: str) -> None:
        assert priority(level=level, production=production, users=users, grew=grew) == Priority(expected)

    def test_nothing_makes_a_p0(self) -> None:
        levels = ["fatal", "critical", "error", "warning", "info", "P0", None]
        for level, production, users, grew in itertools.product(
            levels, (True, False), (0, 5, 10**9), (True, False)
        ):
            assert priority(level=level, production=production, users=users, grew=grew) is not Priority.P0


class TestInProduction:
    @pytest.mark.parametrize(
        ("environment", "metric", "expected"),
        [
            ("production", False, True),
            ("Production", False, True),
            ("prod", True, True),
            ("staging", True, False),
            ("production-eu", False, False),
            (None, False, False),
            (None, True, True),
            ("", True, True),
        ],
    )
    def test_table(self, environment: str | None, metric: bool, expected: bool) -> None:
        assert in_production(environment, metric=metric) is expected


class TestState:
    @pytest.mark.parametrize(
        ("decided", "decided_s", "happened_s", "expected"),
        [
            (None, None, None, F),
            (None, None, 0, F),
            (R, 0, None, R),
            (R, 0, -1, R),
            (R, 0, 0.3, R),  # the same second: the time of a decision has no fractions
            (R, 0, 1, F),
            (I, 0, 3600, I),
            (F, 0, -60, F),
        ],
    )
    def test_table(
        self,
        decided: AlertState | None,
        decided_s: float | None,
        happened_s: float | None,
        expected: AlertState,
    ) -> None:
        def at(seconds: float | None) -> datetime | None:
            return None if seconds is None else NOON + timedelta(seconds=seconds)

        assert state(decided, decided_at=at(decided_s), happened_at=at(happened_s)) is expected
