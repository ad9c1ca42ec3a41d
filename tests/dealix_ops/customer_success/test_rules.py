"""Points on both sides of every border, health kept within its bounds, and the calendar of renewals."""

from dataclasses import replace
from datetime import date

import pytest

from dealix_ops.customer_success import copy_ar, rules
from dealix_ops.customer_success.rules import Health, RiskLevel, Signals, Standing, Week

FINE = Standing(
    csat=10, pipeline_sar=0, meetings=0, approval_rate=0.5, days_inactive=0, drafts_pending=0
)  # 75


class TestRisk:
    @pytest.mark.parametrize(
        ("days", "drafts", "pack", "score", "level"),
        [
            (0, 0, 0, 0, "low"),
            (6, 0, 0, 0, "low"),
            (7, 0, 0, 20, "low"),
            (13, 0, 0, 20, "low"),
            (14, 0, 0, 40, "medium"),
            (0, 4, 0, 0, "low"),
            (0, 5, 0, 10, "low"),
            (0, 9, 0, 10, "low"),
            (0, 10, 0, 25, "low"),
            (0, 0, 13, 0, "low"),
            (0, 0, 14, 30, "medium"),
            (0, 0, None, 0, "low"),
            (7, 5, 0, 30, "medium"),
            (7, 5, 14, 60, "high"),
            (14, 5, 0, 50, "medium"),
            (14, 10, 0, 65, "high"),
            (14, 10, 14, 95, "high"),
            (10**6, 10**6, 10**6, 95, "high"),
        ],
    )
    def test_table(self, days: int, drafts: int, pack: int | None, score: int, level: str) -> None:
        found = rules.risk(Signals(days, drafts, pack))
        assert (found.score, found.level) == (score, level)

    @pytest.mark.parametrize(("score", "level"), [(29, "low"), (30, "medium"), (59, "medium"), (60, "high")])
    def test_levels_at_their_borders(self, score: int, level: str) -> None:
        assert rules.risk_level(score) == level

    def test_every_sign_has_its_reason_and_level_its_action(self) -> None:
        signals = Signals(14, 10, 14)
        reasons = [copy_ar.reason(sign, signals) for sign in rules.risk(signals).signs]
        assert reasons == ["لا نشاط منذ 14 يوماً", "مسودات تنتظر الاعتماد: 10", "عمر آخر Proof Pack: 14 يوماً"]
        assert set(copy_ar.ACTIONS) == set(RiskLevel)
        assert set(copy_ar.CADENCES) == set(rules.Cadence)


class TestHealth:
    @pytest.mark.parametrize(
        ("score", "health"),
        [
            (100, "healthy"),
            (75, "healthy"),
            (74.9, "watch"),
            (50, "watch"),
            (49.9, "at_risk"),
            (0, "at_risk"),
        ],
    )
    def test_bands(self, score: float, health: str) -> None:
        assert rules.health(score, RiskLevel.LOW) == Health(health)

    def test_nobody_at_high_risk_is_healthy_and_without_csat_nothing_is_said(self) -> None:
        assert rules.health(100, RiskLevel.HIGH) is Health.WATCH
        assert rules.health(100, RiskLevel.MEDIUM) is Health.HEALTHY
        assert rules.health(0, RiskLevel.HIGH) is Health.AT_RISK
        unasked = rules.health_score(replace(FINE, csat=None, pipeline_sar=10**9))
        assert unasked is None
        assert rules.health(unasked, RiskLevel.LOW) is Health.NOT_MEASURED

    @pytest.mark.parametrize(
        ("change", "score"),
        [
            ({}, 75),
            ({"csat": 8}, 65),
            ({"pipeline_sar": 5_000}, 80),
            ({"meetings": 1}, 83),
            ({"approval_rate": 1}, 100),
            ({"days_inactive": 3}, 69),
            ({"drafts_pending": 4}, 71),
        ],
    )
    def test_every_term_of_the_sum(self, change: dict[str, float], score: float) -> None:
        assert rules.health_score(replace(FINE, **change)) == score  # type: ignore[arg-type]

    def test_kept_between_zero_and_a_hundred(self) -> None:
        assert rules.health_score(replace(FINE, pipeline_sar=10**9)) == 100
        assert rules.health_score(replace(FINE, days_inactive=1_000)) == 0


class TestCalendar:
    @pytest.mark.parametrize("day", range(22, 29))
    def test_week_begins_on_sunday(self, day: int) -> None:
        assert rules.week_of(date(2026, 11, day)) == date(2026, 11, 22)

    @pytest.mark.parametrize(
        ("left", "cadence"),
        [
            (31, None),
            (30, "renewal_30_day"),
            (8, "renewal_30_day"),
            (7, "renewal_7_day"),
            (0, "renewal_7_day"),
            (-1, None),
        ],
    )
    def test_renewal_by_the_days_left(self, left: int, cadence: str | None) -> None:
        assert rules.renewal_due(left) == cadence
        said = copy_ar.renewal(left)
        assert bool(said) == (cadence is not None)
        assert ("15%" in said) == (0 < left <= 7)

    def test_no_upsell_before_the_first_proof(self) -> None:
        assert "عرض تجربة" in copy_ar.action(RiskLevel.MEDIUM, Signals(14, 0, 0))
        assert copy_ar.action(RiskLevel.MEDIUM, Signals(14, 0, None)) == copy_ar.PROOF_FIRST
        assert copy_ar.action(RiskLevel.HIGH, Signals(14, 10, None)) == copy_ar.ACTIONS[RiskLevel.HIGH]


class TestCheckIn:
    def test_five_times_five_minutes(self) -> None:
        assert len(copy_ar.agenda()) == 5
        assert copy_ar.CHECK_IN_MINUTES == 25
        assert all("5 دقائق" in line for line in copy_ar.agenda())

    def test_points_tell_the_figures_of_the_week(self) -> None:
        points = copy_ar.talking_points(Week(12, 5, 2, 3, 45_000))
        for figure, point in zip(["12", "5", "2", "3", "45,000 ر.س"], points, strict=True):
            assert point.endswith(figure)
