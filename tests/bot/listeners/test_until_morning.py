"""What was approved at night: had at once, taken back, and seen in the lists; and which other texts wait."""

from datetime import UTC, datetime

import pytest

from dealix_ops.clock import RIYADH
from dealix_ops.sla import calendars
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.nights import (
    CARD_SAYS,
    TICK,
    approval,
    approves,
    events,
    handed,
    riyadh,
    stands,
    ticks,
    told,
)
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_home import opens, seen, tick
from tests.bot.listeners.test_initiated import FILLED, begun, edited
from tests.dealix_ops.matters import hands as matters
from tests.dealix_ops.sla.test_breaches import P2
from tests.quarter.driving import HOURS
from tests.support import deliveries
from tests.support.house import OPERATOR, STRANGER
from tests.support.served import NUMBER


class TestByHand:
    async def test_give_now_hands_over_at_night(self, night: Edge) -> None:
        await night.press("draft.give_now", approval(night), user=OPERATOR.user_id)
        assert handed(night) == 1
        assert not stands(night, CARD_SAYS)
        assert "draft.given_at_night" in events(night)
        ticks(night, riyadh(23, 9))
        assert handed(night) == 1

    async def test_twice_says_so(self, night: Edge) -> None:
        await night.press("draft.give_now", approval(night))
        await night.press("draft.give_now", approval(night), user=OPERATOR.user_id)
        assert told(night) == ["سُلّم هذا النص من قبل، ورسالة التسليم في القناة."]

    async def test_a_stranger_may_not(self, night: Edge) -> None:
        await night.press("draft.give_now", approval(night), user=STRANGER.user_id)
        assert told(night) == ["الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."]
        assert handed(night) == 0

    async def test_not_past_a_line_that_nobody_has_read(self, night: Edge) -> None:
        night.house.receive(deliveries.text("وينكم؟", at=night.clock()))
        await night.press("draft.give_now", approval(night))
        assert told(night) == ["وصلت رسالة بعد المسودة، اطّلع ثم اعتمد."]
        assert handed(night) == 0

    async def test_undo_takes_it_back_without_a_trace_in_the_channel(self, night: Edge) -> None:
        await night.press("draft.undo", approval(night))
        ticks(night, riyadh(23, 9))
        assert handed(night) == 0
        assert not stands(night, "سُحب اعتماد")
        draft = night.house.card().draft
        assert draft is not None
        assert (draft.status, draft.fell_at) == ("proposed", None)

    async def test_a_call_at_night_stands_instead_of_it(self, night: Edge) -> None:
        [card] = stands(night, CARD_SAYS)
        assert f"ticket.called|1.1.{approval(night)}" in card

    async def test_raised_by_hand_it_is_given_at_once(self, night: Edge) -> None:
        night.clock.now = riyadh(23, 1)
        await night.choose("ticket.raise", "1.P2.P1", user=OPERATOR.user_id)
        ticks(night, riyadh(23, 1))
        assert handed(night) == 1


class TestLists:
    async def test_who_asks_what_waits_sees_it(self, night: Edge) -> None:
        answer = await command(night, "بانتظاري")
        assert "تُسلَّم 9:00 ص: نورة ت-1" in str(answer.json["blocks"])

    async def test_home_shows_it_until_it_is_given(self, night: Edge) -> None:
        await opens(night)
        assert "تُسلَّم 9:00 ص: نورة ت-1" in seen(night)
        await night.press("draft.give_now", approval(night))
        night.house.run_all()
        tick(night, minutes=1)
        assert "تُسلَّم" not in seen(night)

    async def test_morning_s_message_names_it(self, night: Edge) -> None:
        night.clock.now = riyadh(23, 7)
        TICK["jobs.due"].run(night.product)
        ticks(night, riyadh(23, 8, 30))
        TICK["jobs.due"].run(night.product)
        night.house.run_all()
        assert stands(night, "بانتظارك: لا يوجد · تُسلَّم 9:00 ص: نورة ت-1")


class TestRamadan:
    @pytest.mark.parametrize(("hour", "given"), [(22, 1), (0, 0)])
    async def test_in_its_evening_shift_nothing_waits(
        self, desk: Edge, hour: int, given: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hours = {calendars.INFO: calendars.Working(frozenset(), HOURS)}
        monkeypatch.setattr(desk.database, "info", hours)
        await approves(desk, P2, datetime(2027, 2, 24, hour, 30, tzinfo=RIYADH).astimezone(UTC))
        assert handed(desk) == given


class TestOtherTexts:
    async def test_one_who_shares_a_card_has_the_same_in_the_menu(self, desk: Edge) -> None:
        desk.clock.now = riyadh(22, 23)
        matters.employs(desk.house, matters.NORA, matters.AHMAD)
        for wa_id in (matters.NORA, matters.AHMAD):
            matters.write(desk.house, wa_id, P2)
        await desk.press("draft.approve", desk.house.token(2))
        desk.house.run_all()
        assert handed(desk) == 0
        [card] = stands(desk, "المسودة معتمدة، تُسلَّم 9:00 ص")
        assert f"draft.give_now|{approval(desk)}" in card
        await desk.choose("ticket.more", f"draft.give_now|{approval(desk)}")
        assert handed(desk) == 1

    async def test_what_we_begin_ourselves_waits_too(self, desk: Edge, door: SlackDoor) -> None:
        begun(desk)
        desk.clock.now = riyadh(22, 23)
        await edited(desk, door, FILLED)
        desk.house.run_all()
        assert handed(desk) == 0
        [line] = stands(desk, CARD_SAYS)
        assert "سلّمها الآن" in line
        ticks(desk, riyadh(23, 9))
        assert handed(desk) == 1

    async def test_and_falls_when_anybody_of_that_customer_writes(self, desk: Edge, door: SlackDoor) -> None:
        begun(desk)
        desk.clock.now = riyadh(22, 23)
        await edited(desk, door, FILLED)
        desk.clock.now = riyadh(23, 3)
        desk.house.customer_writes("متى موعدنا؟", wa_id=NUMBER)
        desk.house.run_all()
        ticks(desk, riyadh(23, 9))
        assert handed(desk) == 0
        assert len(stands(desk, "لم نسلّم النص المعتمد ليلاً: كتب العميل بعده")) == 1
