"""«ارفع الأولوية» and «خفّض» from the press to the answer, through the whole application."""

import asyncio
from typing import Any

import pytest

from dealix_ops.ledger import service as ledger
from dealix_ops.vocabulary import Priority
from tests.bot.edge import Answer, Edge
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER

CALM = "متى موعد التقرير الشهري؟"
WHY = "يسأل فقط وليس بلاغاً"


def calm(edge: Edge) -> None:
    edge.house.customer_writes(CALM)
    edge.house.run_all()


def priority(edge: Edge) -> Priority:
    return edge.house.card().priority


async def lower(edge: Edge, *, user: str = FOUNDER.user_id) -> Answer:
    return await edge.press("ticket.lower", f"1.P0.{edge.house.card().through_inbound_id}", user=user)


async def submit(edge: Edge, view: dict[str, Any], *, user: str = FOUNDER.user_id, **typed: str) -> Answer:
    values = {"priority": "P3", "reason": "question", "note": WHY} | typed
    return await edge.submit(view, values, user=user)


def error_of(answer: Answer) -> str:
    assert answer.json["response_action"] == "errors"
    return str(answer.json["errors"]["note"])


class TestRaise:
    async def test_operator_raises_at_once(self, each_desk: Edge) -> None:
        calm(each_desk)
        answer = await each_desk.choose("ticket.raise", "1.P3.P0", user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert priority(each_desk) is Priority.P0
        assert ("ticket.raised", OPERATOR.user_id) in events(each_desk)
        assert whispers(each_desk) == []
        assert each_desk.house.strict.refusals == []

    async def test_two_people_at_once_make_one_raise_and_the_loser_reads_who_was_first(
        self, each_desk: Edge
    ) -> None:
        calm(each_desk)
        people = {FOUNDER.user_id: "P1", OPERATOR.user_id: "P0"}
        presses = [each_desk.choose("ticket.raise", f"1.P3.{to}", user=who) for who, to in people.items()]
        assert {answer.status for answer in await asyncio.gather(*presses)} == {200}
        (winner,) = [actor for event, actor in events(each_desk) if event == "ticket.raised"]
        ((loser, text),) = whispers(each_desk)
        assert {winner, loser} == set(people)
        assert text.startswith(f"سبقك <@{winner}> وجعلها ")
        assert priority(each_desk) == people[winner]

    async def test_old_card_is_told_what_the_priority_is_now(self, desk: Edge) -> None:
        calm(desk)
        desk.house.customer_writes(LEAK)
        desk.house.run_all()
        await desk.choose("ticket.raise", "1.P3.P1")
        assert whispers(desk) == [(FOUNDER.user_id, "صارت طارئ (P0) 10:12 ص، فقرّر من البطاقة المحدّثة.")]

    @pytest.mark.parametrize("value", ["", "1.P3", "1.P3.P9", "404.P3.P0", "1.P3.P3", "x.P3.P0"])
    async def test_choice_that_no_menu_offers_changes_nothing(self, desk: Edge, value: str) -> None:
        calm(desk)
        assert (await desk.choose("ticket.raise", value)).status == 200
        assert priority(desk) is Priority.P3
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]

    async def test_stranger_is_refused_and_the_refusal_is_kept(self, desk: Edge) -> None:
        calm(desk)
        await desk.choose("ticket.raise", "1.P3.P0", user=STRANGER.user_id)
        assert priority(desk) is Priority.P3
        with desk.database.reading() as session:
            refused = [e for e in ledger.entries(session, ticket_id=1) if e.event == "decision.refused"]
        assert [entry.actor for entry in refused] == [STRANGER.user_id]
        assert [user for user, _ in whispers(desk)] == [STRANGER.user_id]


class TestLower:
    async def test_founder_says_why_and_everything_follows(self, each_desk: Edge, door: SlackDoor) -> None:
        each_desk.house.leak()
        await lower(each_desk)
        assert door.problems == []
        answer = await submit(each_desk, door.view)
        assert (answer.status, answer.text) == (200, "")
        assert priority(each_desk) is Priority.P3
        assert ("ticket.lowered", FOUNDER.user_id) in events(each_desk)
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []

    async def test_operator_learns_before_typing_and_the_founder_is_really_told(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.leak()
        await lower(desk, user=OPERATOR.user_id)
        assert door.views == []
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        assert any("القرار لكم <@U_FOUNDER>" in message.text for message in desk.house.slack.posted)

    async def test_operator_who_forges_the_submission_is_refused_too(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.leak()
        await lower(desk)
        assert "للمؤسس فقط" in error_of(await submit(desk, door.view, user=OPERATOR.user_id))
        assert priority(desk) is Priority.P0

    async def test_empty_reason_is_said_at_its_field(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await lower(desk)
        assert error_of(await submit(desk, door.view, note="12 .")) == "اكتب السبب بكلمات، فهو يبقى في السجل."

    async def test_line_that_came_meanwhile_costs_one_tap_and_no_word(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        each_desk.house.leak()
        await lower(each_desk)
        each_desk.house.customer_writes("وينكم؟")
        each_desk.house.run_all()
        answer = await submit(each_desk, door.view)
        assert answer.json["response_action"] == "update"
        assert "وينكم؟" in shown(answer.json["view"])
        assert priority(each_desk) is Priority.P0
        assert (await submit(each_desk, answer.json["view"])).text == ""
        assert priority(each_desk) is Priority.P3

    async def test_line_newer_than_the_card_stands_in_the_modal_from_the_start(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.leak()
        value = f"1.P0.{desk.house.card().through_inbound_id}"
        desk.house.customer_writes("وينكم؟")
        desk.house.run_all()
        await desk.press("ticket.lower", value)
        assert "وينكم؟" in shown(door.view)
        assert (await submit(desk, door.view)).text == ""

    async def test_no_line_passes_as_seen_that_no_modal_showed(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await lower(desk)
        desk.house.customer_writes("أول سطر جديد", *["ب" * 2900] * 11, "آخر سطر جديد")
        desk.house.run_all()
        first = (await submit(desk, door.view)).json["view"]
        assert "أول سطر جديد" in shown(first)
        assert "آخر سطر جديد" not in shown(first)
        assert first["submit"]["text"] == "عرض الباقي"
        second = (await submit(desk, first)).json["view"]
        assert "آخر سطر جديد" in shown(second)
        assert priority(desk) is Priority.P0
        assert (await submit(desk, second)).text == ""
        assert priority(desk) is Priority.P3

    async def test_second_founder_reads_who_was_first(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await lower(desk)
        first = door.view
        await submit(desk, first)
        assert "جعلتها عادي (P3)" in error_of(await submit(desk, first, priority="P2"))
        assert priority(desk) is Priority.P3

    @pytest.mark.parametrize("typed", [{"priority": "P7"}, {"reason": "mood"}, {"priority": ""}])
    async def test_choice_that_the_modal_does_not_offer_is_a_bad_request(
        self, desk: Edge, door: SlackDoor, typed: dict[str, str]
    ) -> None:
        desk.house.leak()
        await lower(desk)
        assert (await submit(desk, door.view, **typed)).status == 400
        assert priority(desk) is Priority.P0

    async def test_modal_that_slack_opens_too_late_comes_as_a_button(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.leak()
        door.mood = "shut"
        assert (await lower(desk)).status == 200
        assert [user for user, _ in whispers(desk)] == [FOUNDER.user_id]

    @pytest.mark.parametrize("value", ["", "1.P0", "404.P0.1", "1.P3.1"])
    async def test_button_of_nothing_opens_nothing(self, desk: Edge, door: SlackDoor, value: str) -> None:
        desk.house.leak()
        assert (await desk.press("ticket.lower", value)).status == 200
        assert door.views == []
        assert len(whispers(desk)) == 1
