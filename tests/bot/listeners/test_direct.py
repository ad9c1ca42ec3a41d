"""The bot's direct messages: a command's word without a slash, or a customer's words passed on."""

import asyncio
import threading

import pytest
from sqlalchemy.orm import Session

from bot.command_table import Word
from bot.listeners.calls import Call
from bot.listeners.commands import HANDLERS
from bot.listeners.desk import Desk
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.slack import SlackMessage
from tests.bot.edge import Edge
from tests.bot.listeners.hands import CUSTOMER, stored, tell
from tests.bot.listeners.slack_door import SlackDoor, field_text
from tests.bot.listeners.test_customers import again, noticed
from tests.support.house import FOUNDER, OPERATOR, STRANGER
from tests.support.slack_events import direct, stamp

WORDS = "نورة من الخليج كلمتني: <https://x.sa|اللوحة> ما تفتح"
READ = "نورة من الخليج كلمتني: اللوحة (https://x.sa) ما تفتح"
OFFER = "هذا كلام عميل؟ افتح له تذكرة، ونسألك من هو."


async def writes(edge: Edge, text: str, user: str = FOUNDER.user_id, event_id: str = "Ev1") -> None:
    event = direct(text, ts=stamp(edge.clock()), user=user)
    assert (await tell(edge, event, event_id=event_id)).status == 200


def answers(edge: Edge, user: str = FOUNDER.user_id) -> list[str]:
    return noticed(edge, f"D0{user}")


class TestOffer:
    async def test_customer_s_words_become_a_ticket_with_one_button(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await writes(each_desk, WORDS)
        assert answers(each_desk) == [OFFER]
        assert each_desk.house.strict.refusals == []
        pressed = again(each_desk)
        await each_desk.press(pressed["action_id"], pressed["value"])
        assert (door.problems, field_text(door.view)) == ([], READ)
        values = {"new_customer": CUSTOMER, "text": READ, "name": "نورة"}
        assert (await each_desk.submit(door.view, values)).text == ""
        each_desk.house.run_all()
        assert each_desk.house.card().lines[0].text == READ
        assert each_desk.house.card().who.customer == CUSTOMER

    async def test_words_are_shown_to_nobody_but_their_author(self, desk: Edge, door: SlackDoor) -> None:
        await writes(desk, WORDS)
        answers(desk)
        await desk.press(again(desk)["action_id"], again(desk)["value"], user=OPERATOR.user_id)
        assert field_text(door.view) == ""

    async def test_retry_is_answered_once(self, desk: Edge) -> None:
        for _ in range(3):
            await writes(desk, WORDS)
        assert answers(desk) == [OFFER]
        assert len(stored(desk)) == 1

    async def test_stranger_is_told_who_may(self, desk: Edge, door: SlackDoor) -> None:
        await writes(desk, WORDS, STRANGER.user_id)
        (told,) = answers(desk, STRANGER.user_id)
        assert "للمؤسس والمشغّلين" in told
        assert all(message.blocks is None for _, message in desk.house.strict.calls)

    @pytest.mark.parametrize("value", ["", "none", "message:D0OTHER:1.1", "x" * 400, "\x00\ud800"])
    async def test_button_that_names_nothing_opens_an_empty_modal(
        self, each_desk: Edge, door: SlackDoor, value: str
    ) -> None:
        assert (await each_desk.press("ticket.on_behalf", value)).status == 200
        assert (door.problems, field_text(door.view)) == ([], "")


class TestCommandWords:
    @pytest.mark.parametrize(
        ("text", "said", "offered"),
        [
            ("فرز اللوحة ما تفتح", "السبب: ", False),
            ("مساعدة", "الأوامر بعد", False),
            ("مساعدة لو سمحتم، الحساب ما يفتح", OFFER, True),
            ("قناة", "اكتب هذا الأمر داخل قناة العميل", False),
            ("قناة السويس ما تظهر عندي", "اكتب هذا الأمر داخل قناة العميل", True),
            ("السلام عليكم", OFFER, True),
        ],
    )
    async def test_work_without_a_slash_and_take_no_customer_s_words(
        self, desk: Edge, text: str, said: str, offered: bool
    ) -> None:
        await writes(desk, text)
        (told,) = answers(desk)
        assert said in told
        assert (OFFER in told) is offered
        assert (desk.house.strict.calls[-1][1].blocks is not None) is offered

    async def test_search_keeps_nobody_waiting(self, desk: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
        searching, found = threading.Event(), threading.Event()

        def slowly(_session: Session, _desk: Desk, call: Call) -> SlackMessage:
            searching.set()
            assert found.wait(10)
            return SlackMessage(f"وجدنا «{call.rest}»")

        monkeypatch.setitem(HANDLERS, Word.TICKET, slowly)
        asked = asyncio.create_task(writes(desk, "تذكرة نورة"))
        assert await asyncio.to_thread(searching.wait, 10)
        try:
            async with asyncio.timeout(3):
                await desk.press("draft.approve", "nothing")
        finally:
            found.set()
            await asked
        assert "وجدنا «نورة»" in answers(desk)[0]

    async def test_stranger_s_search_is_refused_and_noted(self, desk: Edge) -> None:
        await writes(desk, "تذكرة نورة", STRANGER.user_id)
        (told,) = answers(desk, STRANGER.user_id)
        assert "للمؤسس والمشغّلين" in told
        with desk.database.reading() as session:
            assert ledger.tells(session, Event.DECISION_REFUSED, actor=STRANGER.user_id, ticket_id=None)
