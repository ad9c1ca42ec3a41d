"""«وعندك N غيرها» from the burst to the opened card, through the whole application."""

import asyncio

import pytest
from sqlalchemy import select

from bot.blocks import listed_copy_ar as copy
from dealix_ops.durable import crowd
from dealix_ops.durable.models import ListedTicket
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge
from tests.bot.listeners.test_decide import whispers
from tests.docs.cards import text_of
from tests.support.house import FOUNDER, OPERATOR, STRANGER

QUESTION = "كم سعر الباقات عندكم؟"
BROKEN = "الربط مع التقويم ما يشتغل من أمس"


@pytest.fixture(autouse=True)
def _soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MANY", 11)


def burst(edge: Edge) -> None:
    """Twelve at once, the last the gravest."""
    for one in range(12):
        text = BROKEN if one == 11 else QUESTION
        edge.house.customer_writes(text, wa_id=f"9665{one + 100:08}", name=f"عميل {one + 1}")
    edge.house.run_all()


def last(edge: Edge) -> list[str]:
    ts = edge.house.slack.posted[-1].ts
    return text_of(edge.house.strict.shown[ts])


def first(edge: Edge) -> list[str]:
    return text_of(edge.house.strict.shown[edge.house.slack.posted[0].ts])


class TestOpen:
    async def test_the_gravest_stands_first_and_a_press_brings_its_card(self, each_desk: Edge) -> None:
        burst(each_desk)
        assert len(each_desk.house.slack.posted) == 1
        lines = first(each_desk)
        assert lines[:2] == ["وعندك 12 تذكرة غيرها", copy.ORDER]
        assert "عميل 12" in lines[2]
        assert any(line.startswith("ومعها تذكرتان") for line in lines)
        answer = await each_desk.press("ticket.open_card", "12", user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert "ت-12" in last(each_desk)[-1]
        assert first(each_desk)[0] == "وعندك 11 تذكرة غيرها"
        assert (whispers(each_desk), each_desk.house.strict.refusals) == ([], [])

    async def test_two_people_open_it_once(self, each_desk: Edge) -> None:
        burst(each_desk)
        people = (FOUNDER.user_id, OPERATOR.user_id)
        await asyncio.gather(*(each_desk.press("ticket.open_card", "1", user=who) for who in people))
        each_desk.house.run_all()
        assert len(each_desk.house.slack.posted) == 2
        ((_, told),) = whispers(each_desk)
        assert told == copy.ALREADY.format(ticket=1)

    async def test_who_decides_nothing_opens_nothing(self, desk: Edge) -> None:
        burst(desk)
        await desk.press("ticket.open_card", "1", user=STRANGER.user_id)
        desk.house.run_all()
        ((who, _),) = whispers(desk)
        assert (who, len(desk.house.slack.posted)) == (STRANGER.user_id, 1)

    @pytest.mark.parametrize("value", ["", "99", "x", "1.0", "٣", "9" * 30])
    async def test_a_value_that_is_not_ours_opens_nothing(self, desk: Edge, value: str) -> None:
        burst(desk)
        answer = await desk.press("ticket.open_card", value)
        assert (answer.status, len(whispers(desk))) == (200, 1)
        with desk.database.reading() as session:
            assert not session.scalars(select(ListedTicket).where(ListedTicket.asked)).all()
            assert session.get_one(Ticket, 1).card_version == 1

    async def test_opened_to_the_last_the_list_is_a_line(self, desk: Edge) -> None:
        burst(desk)
        for one in range(1, 13):
            await desk.press("ticket.open_card", str(one))
        desk.house.run_all()
        assert first(desk) == [copy.NONE_LEFT]
        assert len(desk.house.slack.posted) == 13
