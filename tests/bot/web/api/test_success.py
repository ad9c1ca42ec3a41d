"""Check-in, risk and plan, as a caller asks for them."""

import pytest

from dealix_ops.customer_success import service
from dealix_ops.customer_success.plans import PLANS
from tests.bot.web.api.conftest import Caller, Json, calling
from tests.dealix_ops.proof import books


class TestWeeklyCheckIn:
    async def test_agenda_and_points(self, caller: Caller) -> None:
        asked = {"customer_id": "C-9", "company_name": "شركة نمو", "metrics": {"replies": 7, "other": 1}}
        told = await caller.post("/cs/weekly-check-in", asked)
        assert (told["type"], told["duration_minutes"], len(told["agenda_ar"])) == ("weekly_check_in", 25, 5)
        assert any(point.endswith(": 7") for point in told["talking_points_ar"])
        assert (told["approval_required"], told["live_send_allowed"]) == (True, False)

    async def test_one_a_week_is_kept(self, both: Caller) -> None:
        asked: Json = {"customer_id": both.customer(), "metrics": {"meetings": 2, "pipeline_sar": 45_000}}
        recorded = [(await both.post("/cs/weekly-check-in", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        assert both.events() == ["customer_success.check_in_planned"]


class TestAtRiskAlert:
    @pytest.mark.parametrize(
        ("days", "drafts", "pack", "score", "severity"),
        [
            (6, 4, 13, 0, "low"),
            (6, 10, 13, 25, "low"),
            (6, 10, 14, 55, "medium"),
            (13, 9, 13, 30, "medium"),
            (14, 10, 13, 65, "high"),
            (7, 5, 13, 30, "medium"),
            (13, 9, 14, 60, "high"),
            (14, 10, 14, 95, "high"),
            (13, 9, None, 30, "medium"),
        ],
    )
    async def test_borders(
        self, caller: Caller, days: int, drafts: int, pack: int | None, score: int, severity: str
    ) -> None:
        asked = {"days_inactive": days, "drafts_pending": drafts, "last_proof_pack_days_ago": pack}
        told = await caller.post("/cs/at-risk-alert", asked)
        assert (told["type"], told["risk_score"], told["severity"]) == ("at_risk_alert", score, severity)
        assert bool(told["reasons_ar"]) == (score > 0)
        assert told["recommended_action_ar"]

    async def test_one_reading_a_day_is_kept(self, both: Caller) -> None:
        asked = {"customer_id": both.customer(), "days_inactive": 14.0}
        recorded = [(await both.post("/cs/at-risk-alert", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        assert both.events() == ["customer_success.risk_read"]

    async def test_age_of_the_pack_is_a_known_customers_own_where_it_is_left_out(
        self, caller: Caller
    ) -> None:
        house, who = caller.house, caller.customer()
        books.record(house.database, who, now=house.clock())
        books.freeze(house.database, who, now=house.clock())
        house.clock.move(days=14)
        told = await caller.post("/cs/at-risk-alert", {"customer_id": who})
        assert (told["risk_score"], told["reasons_ar"]) == (30, ["عمر آخر Proof Pack: 14 يوماً"])
        given = {"customer_id": who, "last_proof_pack_days_ago": 13}
        assert (await caller.post("/cs/at-risk-alert", given))["risk_score"] == 0
        assert (await caller.post("/cs/at-risk-alert", {"customer_id": "C-9"}))["risk_score"] == 0


class TestSuccessPlan:
    @pytest.mark.parametrize("bundle_id", PLANS)
    async def test_every_bundle(self, caller: Caller, bundle_id: str) -> None:
        told = await caller.post("/cs/success-plan", {"bundle_id": bundle_id})
        assert told["cadence_ar"] == [one.line_ar for one in PLANS[bundle_id]]

    async def test_running_plan_survives_a_restart(self, both: Caller) -> None:
        asked: Json = {"customer_id": both.customer(), "bundle_id": "growth_starter"}
        assert (await both.post("/cs/success-plan", asked))["recorded"] is True
        assert (await calling(both.house).post("/cs/success-plan", asked))["recorded"] is False
        with both.house.database.reading() as session:
            plan = service.plan_of(session, asked["customer_id"])
        assert plan is not None
        assert plan[0] == "growth_starter"
