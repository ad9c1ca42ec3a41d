"""«استمع» and the four buttons after it, from the press to the answer, through the whole application."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.media.models import MediaLink
from dealix_ops.ports.media import MediaFailed
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import MediaFault, Priority
from tests.bot.edge import Edge
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.tables import everything, rows
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, OPERATOR, STRANGER
from tests.support.kept import Kept
from tests.support.media import PICTURE

PUBLIC = "https://ops.dealix.example"
LINK = re.compile(rf"{PUBLIC}/m/([A-Za-z0-9_-]{{22}})")


@pytest.fixture
def paged(
    sqlite_url: str, kept: Kept, door: SlackDoor, running_door: tuple[SlackDoor, str]
) -> Iterator[Edge]:
    """With an address of our own, so that there are pages."""
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    slack_url = f"{running_door[1]}/api/"
    yield Edge(database, engine, MovingClock(), slack_url=slack_url, public_url=PUBLIC)
    engine.close()
    database.close()


@pytest.fixture
def each_paged(database: Database, engine: Engine) -> Edge:
    return Edge(database, engine, MovingClock(), public_url=PUBLIC)


def voice(edge: Edge) -> str:
    """A voice note stands in the channel; returns what its buttons carry."""
    edge.house.customer_sends()
    edge.house.run_all()
    return ref(edge)


def ref(edge: Edge) -> str:
    return f"1.{edge.house.card().through_inbound_id}"


def shown(edge: Edge) -> str:
    """What the newest ephemeral message holds."""
    edge.house.run_all()
    _, message = [call for call in edge.house.strict.calls if call[0] == "ephemeral"][-1]
    return str(message.blocks)


def listened(edge: Edge) -> tuple[bool, bool]:
    """Somebody must still listen; its clock runs."""
    card = edge.house.card()
    return card.needs_listen, card.clocks[Metric.LISTEN].running


class TestListen:
    async def test_approver_gets_a_page_of_their_own(self, each_paged: Edge) -> None:
        value = voice(each_paged)
        answer = await each_paged.press("ticket.listen", value, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        told = shown(each_paged)
        (token,) = LINK.findall(told)
        assert "رسالة صوتية 0:42" in told
        assert ("media.shown", OPERATOR.user_id) in events(each_paged)
        assert each_paged.house.strict.refusals == []
        assert token not in everything(each_paged.database)
        with each_paged.database.reading() as session:
            (link,) = session.scalars(select(MediaLink)).all()
        assert link.slack_user == OPERATOR.user_id

    async def test_several_files_are_several_buttons_the_newest_five(self, paged: Edge) -> None:
        for _ in range(6):
            paged.house.customer_sends()
        paged.house.customer_sends("image", PICTURE)
        paged.house.run_all()
        await paged.press("ticket.listen", ref(paged))
        told = shown(paged)
        assert len(LINK.findall(told)) == 5
        assert "صورة" in told
        assert "اعرض" in told
        assert paged.house.strict.refusals == []

    async def test_stranger_is_refused_and_recorded(self, paged: Edge) -> None:
        value = voice(paged)
        await paged.press("ticket.listen", value, user=STRANGER.user_id)
        assert whispers(paged) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]
        assert ("decision.refused", STRANGER.user_id) in events(paged)
        assert "media.shown" not in [event for event, _ in events(paged)]

    @pytest.mark.parametrize("value", ["", "1", "x.y", "99.1", "1.1.P0", "1.1;DROP"])
    async def test_value_that_is_none_of_ours_does_nothing(self, paged: Edge, value: str) -> None:
        voice(paged)
        answer = await paged.press("ticket.listen", value)
        assert answer.status == 200
        ((_, text),) = whispers(paged)
        assert text == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."

    async def test_without_an_address_it_says_what_is_missing(self, desk: Edge) -> None:
        await desk.press("ticket.listen", voice(desk))
        told = shown(desk)
        assert "فتحها يحتاج عنواناً عاماً للخدمة" in told
        assert "/m/" not in told
        assert "media.shown" not in [event for event, _ in events(desk)]

    @pytest.mark.parametrize("fault", [fault for fault in MediaFault if fault is not MediaFault.NO_TOKEN])
    async def test_failed_one_says_why_and_what_to_do(self, paged: Edge, fault: MediaFault) -> None:
        paged.house.media.fail_next(MediaFailed(fault))
        await paged.press("ticket.listen", voice(paged))
        told = shown(paged)
        assert "لم نستطع جلب التسجيل: " in told
        assert "من جوال الشركة إن كان متصلاً" in told
        assert fault.value not in told

    async def test_fetching_that_is_off_points_to_the_companys_phone(self, paged: Edge) -> None:
        paged.house.processing._fetches_media = False
        await paged.press("ticket.listen", voice(paged))
        assert "افتحها من جوال الشركة إن كان متصلاً" in shown(paged)

    async def test_ticket_of_words_only_has_nothing_to_open(self, paged: Edge) -> None:
        paged.house.leak()
        await paged.press("ticket.listen", ref(paged))
        assert "ليس في هذه التذكرة تسجيل" in shown(paged)

    async def test_press_on_the_address_itself_is_acknowledged(self, paged: Edge) -> None:
        answer = await paged.press("link.media", "")
        assert (answer.status, answer.text) == (200, "")


class TestAgain:
    """«أعد المحاولة»: what failed once may be there now."""

    async def failed(self, edge: Edge, fault: MediaFault = MediaFault.REFUSED) -> str:
        edge.house.media.fail_next(MediaFailed(fault))
        await edge.press("ticket.listen", voice(edge))
        return shown(edge)

    async def test_brings_it_after_all_and_the_card_says_so(self, each_paged: Edge) -> None:
        assert "أعد المحاولة" in await self.failed(each_paged)
        answer = await each_paged.press("media.again", "1", user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        each_paged.house.run_all()
        assert whispers(each_paged)[-1][1].startswith("طلبناه من واتساب مرة ثانية")
        state = each_paged.house.card().lines[0].media
        assert state is not None
        assert (state.status, state.fault) == ("stored", None)
        assert ("media.asked_again", OPERATOR.user_id) in events(each_paged)
        await each_paged.press("ticket.listen", ref(each_paged))
        assert LINK.search(shown(each_paged))

    async def test_whoever_comes_second_asks_for_nothing(self, paged: Edge) -> None:
        await self.failed(paged)
        await paged.press("media.again", "1")
        await paged.press("media.again", "1", user=OPERATOR.user_id)
        paged.house.run_all()
        assert len(paged.house.media.asked) == 2
        assert whispers(paged)[-1][1].startswith("لا حاجة لإعادة المحاولة")

    @pytest.mark.parametrize("fault", [MediaFault.GONE, MediaFault.TOO_LARGE, MediaFault.WRONG_TYPE])
    async def test_what_will_never_come_offers_nothing(self, paged: Edge, fault: MediaFault) -> None:
        assert "أعد المحاولة" not in await self.failed(paged, fault)
        await paged.press("media.again", "1")
        paged.house.run_all()
        assert len(paged.house.media.asked) == 1

    async def test_after_seven_days_meta_has_it_no_more(self, paged: Edge) -> None:
        await self.failed(paged)
        paged.clock.now += timedelta(days=7)
        await paged.press("ticket.listen", ref(paged))
        assert "أعد المحاولة" not in shown(paged)

    async def test_stranger_is_refused_and_recorded(self, paged: Edge) -> None:
        await self.failed(paged)
        await paged.press("media.again", "1", user=STRANGER.user_id)
        assert ("decision.refused", STRANGER.user_id) in events(paged)

    @pytest.mark.parametrize("value", ["", "99", "x", "1" * 40, "١"])
    async def test_value_that_is_none_of_ours_does_nothing(self, paged: Edge, value: str) -> None:
        await self.failed(paged)
        await paged.press("media.again", value)
        paged.house.run_all()
        assert len(paged.house.media.asked) == 1


class TestListened:
    async def test_same_priority_only_notes_who_listened(self, each_paged: Edge) -> None:
        value = voice(each_paged)
        assert listened(each_paged) == (True, True)
        each_paged.clock.move(minutes=3)
        await each_paged.press("ticket.listened", f"{value}.P3", user=OPERATOR.user_id)
        assert listened(each_paged) == (False, False)
        assert each_paged.house.card().priority is Priority.P3
        told = events(each_paged)
        assert ("ticket.listened", OPERATOR.user_id) in told
        assert ("sla.listen_met", OPERATOR.user_id) in told
        assert "ticket.raised" not in [event for event, _ in told]

    async def test_first_response_is_no_longer_that_of_a_p1(self, paged: Edge) -> None:
        value = voice(paged)
        target = paged.house.card().clocks[Metric.FIRST_RESPONSE].target
        await paged.press("ticket.listened", f"{value}.P3")
        assert paged.house.card().clocks[Metric.FIRST_RESPONSE].target > target

    async def test_graver_one_raises_in_one_tap(self, paged: Edge) -> None:
        value = voice(paged)
        posted = len(paged.house.slack.posted)
        await paged.press("ticket.listened", f"{value}.P0", user=OPERATOR.user_id)
        paged.house.run_all()
        assert paged.house.card().priority is Priority.P0
        assert listened(paged) == (False, False)
        assert ("ticket.raised", OPERATOR.user_id) in events(paged)
        assert len(paged.house.slack.posted) > posted  # anew, so that it rings
        assert whispers(paged) == []
        assert paged.house.strict.refusals == []

    async def test_softer_one_is_the_founders_with_a_reason(self, paged: Edge, door: SlackDoor) -> None:
        paged.house.leak()
        value = voice(paged)
        await paged.press("ticket.listened", f"{value}.P2")
        assert listened(paged) == (False, False)
        assert paged.house.card().priority is Priority.P0
        assert door.problems == []
        assert door.view["callback_id"] == "ticket.lower_submit"
        assert chosen(door.view) == "P2"
        values = {"priority": "P2", "reason": "question", "note": "يسأل عن موعد فقط"}
        answer = await paged.submit(door.view, values)
        assert answer.text == ""
        assert paged.house.card().priority is Priority.P2

    async def test_softer_one_of_an_operator_is_refused_and_nothing_counts_as_heard(
        self, paged: Edge, door: SlackDoor
    ) -> None:
        paged.house.leak()
        value = voice(paged)
        await paged.press("ticket.listened", f"{value}.P2", user=OPERATOR.user_id)
        assert listened(paged) == (True, True)
        assert door.views == []
        assert (OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.") in whispers(paged)
        assert ("decision.refused", OPERATOR.user_id) in events(paged)

    async def test_second_one_reads_who_was_first(self, paged: Edge) -> None:
        value = voice(paged)
        await paged.press("ticket.listened", f"{value}.P3", user=OPERATOR.user_id)
        before = events(paged)
        await paged.press("ticket.listened", f"{value}.P1")
        await paged.press("ticket.listened", f"{value}.P3", user=OPERATOR.user_id)
        assert whispers(paged) == [
            (FOUNDER.user_id, f"سبقك <@{OPERATOR.user_id}> وحدّدها 10:12 ص"),
            (OPERATOR.user_id, "حدّدتها أنت 10:12 ص، ولم نكرّره."),
        ]
        assert paged.house.card().priority is Priority.P3
        assert events(paged) == before

    async def test_stranger_is_refused_and_recorded(self, paged: Edge) -> None:
        value = voice(paged)
        await paged.press("ticket.listened", f"{value}.P0", user=STRANGER.user_id)
        assert listened(paged) == (True, True)
        assert paged.house.card().priority is Priority.P3
        assert ("decision.refused", STRANGER.user_id) in events(paged)

    async def test_newer_one_that_the_card_did_not_show_is_not_heard_with_it(self, paged: Edge) -> None:
        value = voice(paged)
        voice(paged)
        await paged.press("ticket.listened", f"{value}.P3")
        assert listened(paged) == (True, True)
        ((_, text),) = whispers(paged)
        assert text.startswith("وصل بعدها ما لم يُسمع أو يُفتح")

    async def test_raise_is_not_lost_over_a_newer_one(self, paged: Edge) -> None:
        value = voice(paged)
        voice(paged)
        await paged.press("ticket.listened", f"{value}.P1")
        assert paged.house.card().priority is Priority.P1
        assert listened(paged) == (True, True)

    async def test_next_voice_note_is_to_be_heard_again(self, paged: Edge) -> None:
        await paged.press("ticket.listened", f"{voice(paged)}.P3")
        paged.clock.move(minutes=20)
        value = voice(paged)
        assert listened(paged) == (True, True)
        assert paged.house.card().clocks[Metric.LISTEN].started_at == paged.clock()
        await paged.press("ticket.listened", f"{value}.P3")
        assert listened(paged) == (False, False)

    async def test_words_after_it_do_not_make_it_heard(self, paged: Edge) -> None:
        value = voice(paged)
        paged.house.customer_writes("وصلتكم؟")
        paged.house.run_all()
        assert listened(paged) == (True, True)
        await paged.press("ticket.listened", f"{value}.P3")
        assert listened(paged) == (False, False)

    async def test_ticket_of_words_has_nothing_to_hear(self, paged: Edge) -> None:
        paged.house.customer_writes("متى موعد التقرير الشهري؟")
        paged.house.run_all()
        await paged.press("ticket.listened", f"{ref(paged)}.P1")
        assert paged.house.card().priority is Priority.P3
        ((_, text),) = whispers(paged)
        assert text.startswith("كل ما في التذكرة مقروء")

    @pytest.mark.parametrize("value", ["", "1.1", "1.1.P4", "1.1.p0", "1.P0", "99.1.P0", "1.1.P0.P0"])
    async def test_value_that_is_none_of_ours_does_nothing(self, paged: Edge, value: str) -> None:
        voice(paged)
        await paged.press("ticket.listened", value)
        assert listened(paged) == (True, True)
        ((_, text),) = whispers(paged)
        assert text == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."

    async def test_nothing_about_it_is_taught_to_a_reader_of_texts(self, paged: Edge) -> None:
        await paged.press("ticket.listened", f"{voice(paged)}.P0")
        assert rows(paged.database)["triage_example"] == []


def chosen(view: dict[str, Any]) -> str:
    (block,) = [block for block in view["blocks"] if block.get("block_id") == "priority"]
    return str(block["element"]["initial_option"]["value"])
