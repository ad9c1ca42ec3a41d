"""Connectors as a caller sees and moves them."""

from typing import get_args

from bot.web.api.connectors import ConnectorKey
from bot.web.api.shapes import BundleId
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.connectors import service
from tests.bot.web.api.conftest import Caller, calling


class TestNames:
    def test_spelled_out_keys_are_those_of_the_catalogue(self) -> None:
        assert get_args(ConnectorKey) == tuple(kind.key for kind in CONNECTORS)
        assert get_args(BundleId) == tuple(bundle.key for bundle in BUNDLES)


class TestCatalog:
    async def test_eleven_with_mode_phase_and_flag(self, caller: Caller) -> None:
        told = await caller.get("/connectors/catalog")
        assert told["total"] == len(told["connectors"]) == 11
        whatsapp = next(one for one in told["connectors"] if one["connector_key"] == "whatsapp_cloud")
        assert (whatsapp["default_mode"], whatsapp["phase"]) == ("draft_only", 1)
        assert (whatsapp["blocks_first_service"], whatsapp["live_flag"]) == (True, "WHATSAPP_ALLOW_LIVE_SEND")
        assert "401" in whatsapp["troubleshooting_ar"][0]


class TestSummary:
    async def test_states_as_words_or_objects(self, caller: Caller) -> None:
        statuses = {"gmail": "connected_draft_only", "whatsapp_cloud": {"state": "error"}, "fax": "error"}
        told = await caller.post("/connectors/summary", {"customer_id": "C-9", "statuses": statuses})
        assert (told["total"], told["connected"]) == (11, 1)
        assert told["blocking_missing"] == ["whatsapp_cloud"]
        assert told["ready_for_first_service"] is False
        ready = await caller.post(
            "/connectors/summary", {"statuses": {"whatsapp_cloud": "connected_draft_only"}}
        )
        assert (ready["blocking_missing"], ready["ready_for_first_service"]) == ([], True)

    async def test_demo_is_not_ready(self, caller: Caller) -> None:
        told = await caller.get("/connectors/demo")
        assert (told["customer_id"], told["connected"], told["ready_for_first_service"]) == ("demo", 2, False)
        assert (told["approval_required"], told["live_send_allowed"]) == (True, False)


class TestUpdate:
    async def test_without_stored_state_the_new_statuses_come_back(self, caller: Caller) -> None:
        asked = {"connector_key": "gmail", "state": "configuring", "notes": "بانتظار الصلاحية"}
        told = await caller.post("/connectors/update", asked)
        assert told["statuses"] == {"gmail": {"state": "configuring", "notes": "بانتظار الصلاحية"}}
        assert told["recorded"] is False

    async def test_no_way_and_no_such_key_or_state(self, caller: Caller) -> None:
        asked = {"connector_key": "gmail", "state": "connected_draft_only", "statuses": {"gmail": "disabled"}}
        assert (await caller.post("/connectors/update", asked, status=409))["code"] == "no_way_there"
        for wrong in ({"connector_key": "fax"}, {"state": "live"}):
            await caller.post("/connectors/update", asked | wrong, status=422)

    async def test_nobody_goes_live_by_a_key(self, caller: Caller) -> None:
        asked = {"customer_id": caller.customer(), "connector_key": "whatsapp_cloud"}
        asked["state"] = "connected_approved_execute"
        assert (await caller.post("/connectors/update", asked, status=409))["code"] == "live_not_allowed"
        assert caller.events() == []

    async def test_known_customer_has_a_history_that_a_restart_keeps(self, both: Caller) -> None:
        customer_id = both.customer()
        asked = {"customer_id": customer_id, "connector_key": "whatsapp_cloud", "state": "configuring"}
        recorded = [(await both.post("/connectors/update", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        await both.post("/connectors/update", asked | {"state": "connected_draft_only"})
        told = await calling(both.house).post("/connectors/summary", {"customer_id": customer_id})
        assert told["ready_for_first_service"] is True
        with both.house.database.reading() as session:
            history = [change.state for change in service.history(session, customer_id)]
        assert history == ["configuring", "connected_draft_only"]
        assert both.events() == ["connector.state_changed"] * 2
