"""Severity and plan, as a caller asks for them."""

import pytest

from tests.bot.web.api.conftest import Caller, Json


class TestTriage:
    @pytest.mark.parametrize(
        ("asked", "severity", "minutes"),
        [
            ({"has_data_leak": True, "affected_customers": 0}, "SEV1", (15, 30)),
            ({"has_unauthorized_send": True}, "SEV1", (15, 30)),
            ({"affected_customers": 5}, "SEV2", (30, 60)),
            ({"affected_customers": 4}, "SEV3", (120, 240)),
            ({}, "SEV3", (120, 240)),
        ],
    )
    async def test_table(self, caller: Caller, asked: Json, severity: str, minutes: tuple[int, int]) -> None:
        told = await caller.post(
            "/incidents/triage", {"title": "بطء", "description": "بطء منذ الصباح"} | asked
        )
        details = told["severity_details"]
        assert told["severity"] == severity
        assert (details["first_action_minutes"], details["communication_cadence_minutes"]) == minutes
        assert len(told["plan_ar"]) > 5
        assert (told["approval_required"], told["live_send_allowed"]) == (True, False)

    async def test_kept_for_a_known_customer_once_without_its_words(self, caller: Caller) -> None:
        asked = {"customer_id": caller.customer(), "title": "تسرب أسماء", "has_data_leak": True}
        recorded = [(await caller.post("/incidents/triage", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        assert caller.events() == ["answer.computed"]


class TestResponsePlan:
    async def test_each_severity_and_no_other(self, caller: Caller) -> None:
        plans = [await caller.get(f"/incidents/response-plan/SEV{number}") for number in (1, 2, 3)]
        assert [plan["severity_details"]["post_mortem_hours"] for plan in plans] == [24, 48, None]
        assert len(plans[0]["post_mortem_ar"]) == 8
        await caller.get("/incidents/response-plan/SEV4", status=422)
