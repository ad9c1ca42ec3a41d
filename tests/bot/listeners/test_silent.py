"""`/dealix صامتة` and its button, through the whole application."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.block_rules import block_problems
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command, tell
from tests.bot.listeners.test_decide import events, whispers
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.support.house import FOUNDER, OPERATOR, STRANGER
from tests.support.slack_events import direct, stamp

NUMBERS = ("966500000001", "966500000002", "966500000003")


def silent(edge: Edge, count: int = 3) -> None:
    """Asked on Sunday, and it is Thursday."""
    for ticket_id, number in enumerate(NUMBERS[:count], start=1):
        hands.written(edge.house, CALM, wa_id=number)
        hands.asked_whether_settled(edge.house, ticket_id=ticket_id)
    edge.clock.now += timedelta(days=4)


def button(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return dict(found)


class TestSilent:
    @pytest.mark.parametrize("word", ["صامتة", "الصامته", "silent", "Silent"])
    async def test_list_names_each_with_its_customer_and_since_when(self, desk: Edge, word: str) -> None:
        silent(desk)
        answer = (await command(desk, word, user=OPERATOR.user_id)).json
        assert block_problems(answer["blocks"], low=1) == []
        words = answer["blocks"][0]["text"]["text"]
        assert [f"ت-{ticket_id}" in words for ticket_id in (1, 2, 3)] == [True] * 3
        assert words.count("نورة") == 3
        assert words.count("الأحد 22 نوفمبر") == 3
        assert button(answer["blocks"])["text"]["text"] == "أغلق 3 تذاكر صامتة"

    async def test_press_closes_exactly_those_and_says_which_were_not(self, each_desk: Edge) -> None:
        silent(each_desk)
        pressed = button((await command(each_desk, "صامتة")).json["blocks"])
        each_desk.house.customer_writes("رجعت المشكلة", wa_id=NUMBERS[1])
        await each_desk.press(pressed["action_id"], pressed["value"])
        assert whispers(each_desk) == [
            (
                FOUNDER.user_id,
                "أُغلقت: تذكرتان، بسبب صمت أصحابها.\nلم نغلق ت-2: كتب أصحابها بعد القائمة.",
            )
        ]
        assert [event for event, _ in events(each_desk)].count("ticket.closed") == 2
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []

    async def test_nothing_silent_is_said_without_a_button(self, desk: Edge) -> None:
        answer = (await command(desk, "صامتة")).json
        assert answer["text"].startswith("لا تذاكر صامتة")
        assert [block["type"] for block in answer["blocks"]] == ["section"]

    async def test_customers_names_are_not_for_strangers(self, desk: Edge) -> None:
        silent(desk, 1)
        answer = await command(desk, "صامتة", user=STRANGER.user_id)
        assert "نورة" not in answer.text
        assert "للمؤسس والمشغّلين فقط" in answer.text
        assert ("decision.refused", STRANGER.user_id) in events(desk)

    async def test_stranger_who_forges_the_press_closes_nothing(self, desk: Edge) -> None:
        silent(desk, 1)
        await desk.press("ticket.close_silent", "1", user=STRANGER.user_id)
        assert whispers(desk) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]
        assert [event for event, _ in events(desk)].count("ticket.closed") == 0

    @pytest.mark.parametrize("value", ["", "x", "1-x", "-".join(["1"] * 21), "1--2"])
    async def test_list_that_is_not_ours_closes_nothing(self, desk: Edge, value: str) -> None:
        silent(desk, 1)
        await desk.press("ticket.close_silent", value)
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]

    async def test_word_works_in_the_bot_s_own_messages_too(self, desk: Edge) -> None:
        silent(desk, 1)
        await tell(desk, direct("صامتة", ts=stamp(desk.clock()), user=FOUNDER.user_id))
        desk.house.run_all()
        newest = list(desk.house.strict.shown.values())[-1]
        assert "ticket.close_silent" in str(newest.blocks)
