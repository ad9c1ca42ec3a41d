"""Events of a ticket, breaches, and the health of a window, as a caller asks for them."""

import pytest

from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from tests.bot.web.api.conftest import Caller
from tests.support import customers


class TestEvent:
    @pytest.mark.parametrize("event", ["opened", "first_response", "resolved", "escalated"])
    async def test_of_a_strange_ticket_tells_the_clocks(self, caller: Caller, event: str) -> None:
        asked = {"ticket_id": "T-1", "priority": "P1", "event": event}
        told = await caller.post("/sla/event", asked)
        assert told["sla"] == {"first_response_minutes": 120, "resolution_hours": 24}
        assert (told["recorded"], told["approval_required"]) == (False, True)

    @pytest.mark.parametrize("wrong", [{"event": "closed"}, {"event": None}, {"priority": "P9"}])
    async def test_anything_else_is_refused(self, caller: Caller, wrong: dict[str, str]) -> None:
        await caller.post("/sla/event", {"ticket_id": "T-1", "event": "opened"} | wrong, status=422)

    async def test_whoever_names_no_event_says_nothing_of_a_known_ticket(self, caller: Caller) -> None:
        customers.ticket(caller.house)
        before = caller.events()
        await caller.post("/sla/event", {"ticket_id": 1}, status=422)
        assert caller.events() == before

    async def test_known_ticket_is_told_once_and_has_its_own_priority(self, both: Caller) -> None:
        customers.ticket(both.house)
        asked = {"ticket_id": 1, "priority": "P0", "event": "first_response"}
        told = [await both.post("/sla/event", asked) for _ in range(2)]
        assert [(one["recorded"], one["priority"]) for one in told] == [(True, "P3"), (False, "P3")]
        with both.house.database.reading() as session:
            assert sla.clocks(session, 1)[Metric.FIRST_RESPONSE].met_at == both.house.clock()
        assert both.events()[-2:] == ["sla.event_reported", "sla.first_response_met"]


class TestClassifyBreach:
    @pytest.mark.parametrize(
        ("minutes", "hours", "breaches"),
        [
            (30, 4, []),
            (31, 4, ["first_response"]),
            (30, 4.01, ["resolution"]),
            (31, 5, ["first_response", "resolution"]),
            (None, None, []),
        ],
    )
    async def test_p0(
        self, caller: Caller, minutes: float | None, hours: float | None, breaches: list[str]
    ) -> None:
        asked = {"priority": "P0", "minutes_to_first_response": minutes, "hours_to_resolve": hours}
        told = await caller.post("/sla/classify-breach", asked)
        assert (told["breached"], told["breaches"]) == (bool(breaches), breaches)

    @pytest.mark.parametrize(
        ("priority", "minutes", "hours"), [("P0", 30, 4), ("P1", 120, 24), ("P2", 480, 72), ("P3", 1440, 168)]
    )
    async def test_target_itself_is_in_time_and_a_minute_more_is_late(
        self, caller: Caller, priority: str, minutes: int, hours: int
    ) -> None:
        for more, breaches in ((0, []), (1, ["first_response", "resolution"])):
            asked = {
                "priority": priority,
                "minutes_to_first_response": minutes + more,
                "hours_to_resolve": hours + more / 60,
            }
            told = await caller.post("/sla/classify-breach", asked)
            assert (told["breached"], told["breaches"]) == (bool(breaches), breaches)
            open_still = {"priority": priority, "open_minutes": hours * 60 + more}
            late = (await caller.post("/sla/classify-breach", open_still))["breaches"]
            assert late == ["first_response", *(["resolution"] if more else [])]

    async def test_open_ticket_past_due(self, caller: Caller) -> None:
        told = await caller.post("/sla/classify-breach", {"priority": "P1", "open_minutes": 121})
        assert told["breaches"] == ["first_response"]


class TestHealthReport:
    @pytest.mark.parametrize(
        ("late", "in_time", "verdict", "freezes"),
        [
            (0, 0, "healthy", False),
            (99, 901, "healthy", False),
            (100, 900, "watch", False),
            (249, 751, "watch", False),
            (250, 750, "critical", True),
            (1, 3, "critical", False),
            (2, 6, "critical", False),
            (3, 6, "critical", False),
            (3, 7, "critical", True),
        ],
    )
    async def test_verdicts(
        self, caller: Caller, late: int, in_time: int, verdict: str, *, freezes: bool
    ) -> None:
        ticket = {"priority": "P0", "resolution_hours": 1}
        tickets = [ticket | {"first_response_min": 31}] * late + [
            ticket | {"first_response_min": 30}
        ] * in_time
        told = await caller.post("/sla/health-report", {"tickets": tickets})
        assert (told["total_tickets"], told["total_breached"]) == (late + in_time, late)
        assert (told["verdict"], told["freezes_initiated_sends"]) == (verdict, freezes)
        assert told["escalates_to_founder"] is (verdict == "critical")
        assert told["by_priority"]["P0"]["count"] == late + in_time

    async def test_demo_and_keeping_for_a_customer(self, caller: Caller) -> None:
        demo = await caller.get("/sla/health-report/demo")
        assert (demo["total_tickets"], demo["total_breached"], demo["verdict"]) == (5, 1, "watch")
        asked = {"customer_id": caller.customer(), "tickets": [{"priority": "P2"}]}
        recorded = [(await caller.post("/sla/health-report", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        assert caller.events() == ["answer.computed"]
