"""The checklist as a caller sees it, with and without a customer we know."""

from itertools import accumulate

from bot.web.api.onboarding import DEMO
from dealix_ops.onboarding.rules import STEPS
from tests.bot.web.api.conftest import Caller, Json, calling

ASKED = {"customer_id": "C-9", "company_name": "شركة نمو", "bundle_id": "growth_starter"}
READY = {"whatsapp_cloud": "connected_draft_only"}


def completed(checklist: Json) -> list[str]:
    return [step["step_id"] for step in checklist["steps"] if step["completed"]]


class TestChecklist:
    async def test_names_minutes_and_approvals(self, caller: Caller) -> None:
        told = await caller.post("/onboarding/checklist", ASKED)
        assert {name: told[name] for name in ASKED} == ASKED
        assert (told["total_steps"], told["estimated_total_minutes"]) == (8, 27)
        assert (told["current_step_id"], told["progress_pct"]) == ("select_goal", 0)
        assert [step["minutes"] for step in told["steps"]] == [2, 3, 5, 8, 5, 4, 0, 0]
        assert [step["approval_required"] for step in told["steps"]] == [s.needs_approval for s in STEPS]
        assert (told["approval_required"], told["live_send_allowed"]) == (True, False)
        assert told["recorded"] is False

    async def test_demo(self, caller: Caller) -> None:
        told = await caller.get("/onboarding/checklist/demo")
        assert (told["customer_id"], told["company_name"]) == ("demo", DEMO.company_name)

    async def test_unknown_bundle_is_refused(self, caller: Caller) -> None:
        await caller.post("/onboarding/checklist", ASKED | {"bundle_id": "gold"}, status=422)


class TestUpdateStep:
    async def test_whole_way_without_any_stored_state(self, caller: Caller) -> None:
        checklist = await caller.post("/onboarding/checklist", ASKED)
        steps = [step["step_id"] for step in checklist["steps"]]
        for at, (step, percent) in enumerate(zip(steps, accumulate([12.5] * 8), strict=True), start=1):
            asked = {"checklist": checklist, "step_id": step, "completed": True, "statuses": READY}
            checklist = await caller.post("/onboarding/update-step", asked)
            assert checklist["progress_pct"] == percent
            assert checklist["current_step_id"] == [*steps, "done"][at]
        assert checklist["company_name"] == "شركة نمو"

    async def test_first_service_waits_for_readiness(self, caller: Caller) -> None:
        asked = {"step_id": "first_service_run"}
        refused = await caller.post("/onboarding/update-step", asked, status=409)
        assert refused["code"] == "not_ready_for_first_service"
        for ready in ({"ready_for_first_service": True}, {"statuses": READY}):
            assert completed(await caller.post("/onboarding/update-step", asked | ready)) == [
                "first_service_run"
            ]
        gmail_only = {"statuses": {"gmail": {"state": "connected_draft_only"}}}
        await caller.post("/onboarding/update-step", asked | gmail_only, status=409)

    async def test_unknown_step_is_refused(self, caller: Caller) -> None:
        refused = await caller.post("/onboarding/update-step", {"step_id": "dance"}, status=422)
        assert refused["errors"][0]["field"] == "body.step_id"


class TestStored:
    async def test_known_customer_goes_on_after_a_restart_and_twice_is_once(self, both: Caller) -> None:
        customer_id = both.customer()
        about = {"customer_id": customer_id, "bundle_id": "growth_starter"}
        assert (await both.post("/onboarding/checklist", about))["recorded"] is True
        assert (await both.post("/onboarding/checklist", about))["recorded"] is False
        step = {"customer_id": customer_id, "step_id": "select_goal", "notes": "أول\u0000 10 فرص"}
        recorded = [(await both.post("/onboarding/update-step", step))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        told = await calling(both.house).post("/onboarding/checklist", {"customer_id": str(customer_id)})
        assert (completed(told), told["bundle_id"]) == (["select_goal"], "growth_starter")
        assert told["steps"][0]["notes"] == "أول 10 فرص"
        assert both.events() == ["onboarding.started", "onboarding.step_changed"]

    async def test_stored_connectors_decide_not_the_callers_word(self, caller: Caller) -> None:
        customer_id = caller.customer()
        asked = {"customer_id": customer_id, "step_id": "first_service_run", "ready_for_first_service": True}
        await caller.post("/onboarding/update-step", asked, status=409)
        for state in ("configuring", "connected_draft_only"):
            moved = {"customer_id": customer_id, "connector_key": "whatsapp_cloud", "state": state}
            await caller.post("/connectors/update", moved)
        told = await caller.post("/onboarding/update-step", asked)
        assert completed(told) == ["first_service_run"]

    async def test_secret_in_a_note_is_not_kept(self, caller: Caller) -> None:
        secret = "sk_live" + "_" + "a1B2" * 8
        asked = {"customer_id": caller.customer(), "step_id": "select_goal", "notes": f"المفتاح {secret}"}
        told = await caller.post("/onboarding/update-step", asked)
        assert secret not in told["steps"][0]["notes"]
