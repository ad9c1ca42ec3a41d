"""What a text is, whose it is, and what is said first."""

import pytest

from dealix_ops.computed import service as computed
from dealix_ops.computed.service import About, Kind
from dealix_ops.vocabulary import Priority
from tests.bot.web.api.conftest import Caller
from tests.support import customers

SENT = "أرسلتوا لعملائي رسائل بدون موافقتي"


class TestPriorities:
    async def test_owner_and_clocks(self, caller: Caller) -> None:
        told = await caller.get("/support/priorities")
        rows = [(one["priority"], one["owner"], *one["sla"].values()) for one in told["priorities"]]
        assert rows == [
            ("P0", "founder", 30, 4),
            ("P1", "on_call_operator", 120, 24),
            ("P2", "on_call_operator", 480, 72),
            ("P3", "operator_team", 1440, 168),
        ]


class TestClassify:
    @pytest.mark.parametrize(
        ("text", "priority"), [(SENT, "P0"), ("صار عندنا data breach", "P0"), ("", "P3"), ("   ", "P3")]
    )
    async def test_priority_with_a_reason(self, caller: Caller, text: str, priority: str) -> None:
        told = await caller.post("/support/classify", {"text": text})
        assert told["priority"] == priority
        assert told["reason_ar"] == told["reasons_ar"][0] != ""

    async def test_known_ticket_keeps_figures_and_no_words(self, both: Caller) -> None:
        customers.ticket(both.house)
        asked = {"text": SENT, "ticket_id": 1, "contact_email": "sara@example.com"}
        recorded = [(await both.post("/support/classify", asked))["recorded"] for _ in range(2)]
        assert recorded == [True, False]
        with both.house.database.reading() as session:
            [(kind, answer)] = computed.kept(session, About(ticket_id=1))
        assert (kind, answer["priority"]) == (Kind.CLASSIFIED, "P0")
        assert "رسائل" not in str(answer)
        assert both.house.card().priority is Priority.P3  # people move a ticket, not a caller

    @pytest.mark.parametrize("ticket_id", ["", "T-1", 2, "2", 2**31 - 1, "9" * 40, "٢"])
    async def test_unknown_ticket_is_computed_and_not_kept(
        self, caller: Caller, ticket_id: str | int
    ) -> None:
        told = await caller.post("/support/classify", {"text": SENT, "ticket_id": ticket_id})
        assert (told["priority"], told["recorded"]) == ("P0", False)
        assert caller.events() == []


class TestRoute:
    @pytest.mark.parametrize(
        ("text", "owner"), [(SENT, "founder"), ("شكراً لكم", "operator_team"), ("", "operator_team")]
    )
    async def test_owner_by_priority(self, caller: Caller, text: str, owner: str) -> None:
        told = await caller.post("/support/route", {"text": text, "customer_id": "C-9"})
        assert told["owner"] == owner
        assert (told["approval_required"], told["live_send_allowed"]) == (True, False)


class TestFirstResponse:
    async def test_each_priority_has_its_own_text(self, caller: Caller) -> None:
        bodies = [(await caller.get(f"/support/first-response/{one}"))["body_ar"] for one in Priority]
        assert len(set(bodies)) == 4
        assert "30 دقيقة" in bodies[0]

    @pytest.mark.parametrize("priority", ["P4", "p0", "SEV1", "%20"])
    async def test_no_such_priority(self, caller: Caller, priority: str) -> None:
        await caller.get(f"/support/first-response/{priority}", status=422)
