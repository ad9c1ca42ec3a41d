"""Ending a ticket from the press to the answer, through the whole application."""

import asyncio
from typing import Any

import pytest

from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Answer, Edge
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, THANKS
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR, STRANGER

PRICES = "كم سعر الباقات عندكم؟"
BY_WORD = "الحمدلله ما طلع تسريب، شكراً على التوضيح"


def wrote(edge: Edge, *texts: str) -> None:
    edge.house.customer_writes(*texts)
    edge.house.run_all()


def ref(edge: Edge, reason: str = "") -> str:
    value = f"1.{edge.house.card().through_inbound_id}"
    return f"{value}.{reason}" if reason else value


def ended(edge: Edge) -> tuple[str, str | None]:
    with edge.database.reading() as session:
        ticket = session.get_one(Ticket, 1)
        return ticket.status, ticket.closed_as


async def press(edge: Edge, action: str, value: str | None = None, *, user: str = OPERATOR.user_id) -> Answer:
    return await edge.press(action, ref(edge) if value is None else value, user=user)


class TestNoReply:
    async def test_one_tap_and_it_is_over(self, each_desk: Edge) -> None:
        wrote(each_desk, THANKS)
        answer = await press(each_desk, "ticket.no_reply")
        assert (answer.status, answer.text) == (200, "")
        assert ended(each_desk) == ("resolved", "no_reply_needed")
        assert ("ticket.closed", OPERATOR.user_id) in events(each_desk)
        assert whispers(each_desk) == []
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []

    async def test_two_people_at_once_end_it_once_and_the_loser_reads_who_was_first(
        self, each_desk: Edge
    ) -> None:
        wrote(each_desk, THANKS)
        value, people = ref(each_desk), (FOUNDER.user_id, OPERATOR.user_id)
        await asyncio.gather(*(press(each_desk, "ticket.no_reply", value, user=who) for who in people))
        (winner,) = [actor for event, actor in events(each_desk) if event == "ticket.closed"]
        ((loser, text),) = whispers(each_desk)
        assert {winner, loser} == set(people)
        assert text == f"سبقك <@{winner}> وأغلقها 10:12 ص (بلا رد)."

    async def test_pressed_twice_it_is_told_once(self, desk: Edge) -> None:
        wrote(desk, THANKS)
        value = ref(desk)
        for _ in range(2):
            await press(desk, "ticket.no_reply", value)
        assert whispers(desk) == [(OPERATOR.user_id, "أغلقتها 10:12 ص من قبل (بلا رد)، ولم نكرّره.")]

    async def test_newer_lines_cost_one_tap_that_shows_them(self, each_desk: Edge, door: SlackDoor) -> None:
        wrote(each_desk, THANKS)
        value = ref(each_desk)
        each_desk.house.customer_writes("وبعد، اللوحة ما تفتح")
        await press(each_desk, "ticket.no_reply", value)
        assert "وبعد، اللوحة ما تفتح" in shown(door.view)
        assert door.problems == []
        assert ended(each_desk)[0] == "open"
        answer = await each_desk.submit(door.view, {}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert ended(each_desk) == ("resolved", "no_reply_needed")

    async def test_line_that_comes_while_the_modal_is_open_is_shown_too(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        wrote(desk, THANKS)
        value = ref(desk)
        desk.house.customer_writes("سطر أول")
        await press(desk, "ticket.no_reply", value)
        desk.house.customer_writes("سطر ثان")
        answer = await desk.submit(door.view, {}, user=OPERATOR.user_id)
        assert answer.json["response_action"] == "update"
        assert "سطر ثان" in shown(answer.json["view"])
        assert ended(desk)[0] == "open"

    async def test_p0_is_the_founder_s_and_the_founder_is_really_told(self, desk: Edge) -> None:
        wrote(desk, LEAK)
        await press(desk, "ticket.no_reply")
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        assert any("القرار لكم <@U_FOUNDER>" in message.text for message in desk.house.slack.posted)
        assert ("decision.refused", OPERATOR.user_id) in events(desk)

    async def test_stranger_is_refused_and_the_refusal_is_kept(self, desk: Edge) -> None:
        wrote(desk, THANKS)
        await press(desk, "ticket.no_reply", user=STRANGER.user_id)
        assert whispers(desk) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]
        assert ("decision.refused", STRANGER.user_id) in events(desk)

    @pytest.mark.parametrize("value", ["", "x", "404.1", "1.1.mood", "1", "99999999999.1"])
    async def test_button_of_nothing_ends_nothing(self, desk: Edge, value: str) -> None:
        wrote(desk, THANKS)
        assert (await press(desk, "ticket.no_reply", value)).status == 200
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]
        assert ended(desk)[0] == "open"

    async def test_over_a_text_on_its_way_it_says_what_to_do_first(self, desk: Edge) -> None:
        wrote(desk, CALM)
        desk.house.edit(desk.house.token(), hands.ANSWER, seen=desk.house.card().through_inbound_id)
        await press(desk, "ticket.no_reply")
        told = "اعتُمد لها رد ولم يُسجَّل إرساله. اضغط «أرسلتها» أو «تراجع عن الاعتماد» أولاً."
        assert whispers(desk) == [(OPERATOR.user_id, told)]


class TestReopen:
    async def test_everything_comes_back(self, each_desk: Edge) -> None:
        wrote(each_desk, THANKS)
        before = each_desk.house.card().draft
        await press(each_desk, "ticket.no_reply")
        await press(each_desk, "ticket.reopen")
        assert ended(each_desk) == ("open", None)
        assert each_desk.house.card().draft == before
        assert whispers(each_desk) == []

    async def test_open_one_is_told(self, desk: Edge) -> None:
        wrote(desk, THANKS)
        await press(desk, "ticket.reopen")
        assert whispers(desk) == [(OPERATOR.user_id, "التذكرة مفتوحة أصلاً، فلم ننفّذ شيئاً.")]

    async def test_customer_who_went_on_elsewhere_is_followed_there(self, desk: Edge) -> None:
        wrote(desk, THANKS)
        await press(desk, "ticket.no_reply")
        wrote(desk, CALM)
        await press(desk, "ticket.reopen")
        assert whispers(desk) == [(OPERATOR.user_id, "أكمل العميل في تذكرة ت-2، فتابعه هناك.")]


class TestNotCustomer:
    async def choose(self, edge: Edge, door: SlackDoor, kind: str) -> Answer:
        await press(edge, "ticket.not_customer")
        assert door.problems == []
        return await edge.submit(door.view, {"reason": kind}, user=OPERATOR.user_id)

    async def test_prospect_is_an_opportunity_and_its_answer_can_still_be_sent(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        wrote(each_desk, PRICES)
        answer = await self.choose(each_desk, door, "prospect")
        assert (answer.status, answer.text) == (200, "")
        assert ended(each_desk) == ("resolved", "prospect")
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []
        card, line = each_desk.house.slack.posted
        assert (line.channel, line.thread_ts) == (CHANNEL, card.ts)
        assert line.text.startswith("فرصة: نورة · واتساب")
        assert "ت-1" in line.text
        draft = each_desk.house.card().draft
        assert draft is not None
        assert any("draft.edit" in str(block) for block in each_desk.house.strict.shown[card.ts].blocks or ())

    async def test_opportunity_goes_to_those_who_sell(self, desk: Edge, door: SlackDoor) -> None:
        desk.product.settings.slack_channel_revenue = "C_REVENUE"
        wrote(desk, PRICES)
        await self.choose(desk, door, "prospect")
        desk.house.run_all()
        assert [m.channel for m in desk.house.slack.posted if m.text.startswith("فرصة")] == ["C_REVENUE"]

    async def test_spam_is_over_without_a_word(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, "متابعين حقيقيين لحسابكم بأرخص سعر")
        await self.choose(desk, door, "spam")
        assert ended(desk) == ("resolved", "spam")
        desk.house.run_all()
        assert [m for m in desk.house.slack.posted if m.text.startswith("فرصة")] == []

    @pytest.mark.parametrize("kind", ["", "confirm", "mood"])
    async def test_choice_that_the_modal_does_not_offer_is_a_bad_request(
        self, desk: Edge, door: SlackDoor, kind: str
    ) -> None:
        wrote(desk, PRICES)
        assert (await self.choose(desk, door, kind)).status == 400
        assert ended(desk)[0] == "open"

    async def test_newer_lines_stand_in_the_modal_from_the_start(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, PRICES)
        value = ref(desk)
        desk.house.customer_writes("ومتى نبدأ؟")
        await press(desk, "ticket.not_customer", value)
        assert "ومتى نبدأ؟" in shown(door.view)
        await desk.submit(door.view, {"reason": "prospect"}, user=OPERATOR.user_id)
        assert ended(desk)[1] == "prospect"

    async def test_stranger_learns_before_choosing(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, PRICES)
        await press(desk, "ticket.not_customer", user=STRANGER.user_id)
        assert door.views == []
        assert [user for user, _ in whispers(desk)] == [STRANGER.user_id]

    async def test_modal_that_slack_opens_too_late_comes_as_a_button(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        wrote(desk, PRICES)
        door.mood = "shut"
        await press(desk, "ticket.not_customer")
        assert whispers(desk) == [(OPERATOR.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]


class TestResolveAndClose:
    async def test_question_is_proposed_and_the_yes_closes(self, each_desk: Edge) -> None:
        wrote(each_desk, CALM)
        hands.answered(each_desk.house)
        await press(each_desk, "ticket.resolve")
        view = each_desk.house.card().draft
        assert view is not None
        assert (view.kind, view.status) == ("resolution", "proposed")
        hands.answered(each_desk.house, hands.QUESTION)
        assert ended(each_desk)[0] == "waiting"
        wrote(each_desk, "انحلت الله يعطيكم العافية")
        await press(each_desk, "ticket.close")
        assert ended(each_desk) == ("resolved", "confirmed")
        assert whispers(each_desk) == []
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []

    async def test_card_offers_the_close_with_the_customer_s_words(self, desk: Edge) -> None:
        wrote(desk, CALM)
        hands.asked_whether_settled(desk.house)
        wrote(desk, "انحلت الله يعطيكم العافية")
        newest = str(list(desk.house.strict.shown.values())[-1].blocks)
        assert "ticket.close" in newest
        assert "انحلت الله يعطيكم العافية" in newest
        assert "أغلق: أكّد العميل" in newest

    async def test_asked_again_it_is_told(self, desk: Edge) -> None:
        wrote(desk, CALM)
        hands.asked_whether_settled(desk.house)
        await press(desk, "ticket.resolve")
        assert whispers(desk) == [(OPERATOR.user_id, "سألنا العميل من قبل، وننتظر جوابه.")]

    async def test_without_a_yes_a_reason_is_asked_for(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, CALM)
        hands.asked_whether_settled(desk.house)
        await press(desk, "ticket.close")
        assert door.problems == []
        answer = await desk.submit(door.view, {"note": "12 ."}, user=OPERATOR.user_id)
        assert answer.json["errors"] == {"note": "اكتب السبب بكلمات، في 200 حرف أو أقل، فهو يبقى في السجل."}
        answer = await desk.submit(door.view, {"note": "اتفقنا هاتفياً"}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert ended(desk) == ("resolved", "other")

    async def test_yes_that_was_taken_back_while_the_modal_was_open_asks_for_a_reason(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        wrote(desk, CALM)
        hands.asked_whether_settled(desk.house)
        wrote(desk, "تمام")
        value = ref(desk)
        wrote(desk, "شكراً")
        await press(desk, "ticket.close", value)
        assert "شكراً" in shown(door.view)
        wrote(desk, "لا والله رجعت المشكلة")
        again = await desk.submit(door.view, {}, user=OPERATOR.user_id)
        assert "رجعت المشكلة" in shown(again.json["view"])
        reason = await desk.submit(again.json["view"], {}, user=OPERATOR.user_id)
        assert any(block.get("block_id") == "note" for block in reason.json["view"]["blocks"])
        assert ended(desk)[0] == "open"

    async def test_other_reason_from_the_menu(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, CALM)
        await press(desk, "ticket.close_other")
        await desk.submit(door.view, {"note": "مكررة مع ت-9"}, user=OPERATOR.user_id)
        assert ended(desk) == ("resolved", "other")

    async def test_who_was_first_is_told_beside_a_modal(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, CALM)
        await press(desk, "ticket.close_other")
        await press(desk, "ticket.no_reply", user=FOUNDER.user_id)
        answer = await desk.submit(door.view, {"note": "مكررة مع ت-9"}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        told = "سبقك <@U_FOUNDER> وأغلقها 10:12 ص (بلا رد)."
        assert whispers(desk) == [(OPERATOR.user_id, told)]


class TestFalseAlarm:
    async def test_founder_taps_a_ready_reason(self, each_desk: Edge) -> None:
        wrote(each_desk, BY_WORD)
        await each_desk.choose("ticket.false_alarm", ref(each_desk, "thanks"))
        assert each_desk.house.card().priority == "P3"
        assert ("ticket.false_alarm", FOUNDER.user_id) in events(each_desk)
        assert whispers(each_desk) == []

    async def test_newer_lines_cost_one_tap(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, BY_WORD)
        value = ref(desk, "past")
        wrote(desk, "وشكراً مرة ثانية")
        await desk.choose("ticket.false_alarm", value)
        assert "وشكراً مرة ثانية" in shown(door.view)
        assert desk.house.card().priority == "P0"
        await desk.submit(door.view, {})
        assert desk.house.card().priority == "P3"

    @pytest.mark.parametrize(
        ("text", "value", "user", "told"),
        [
            (LEAK, "thanks", FOUNDER.user_id, "هذه حالة طارئة بمعناها"),
            (BY_WORD, "mood", FOUNDER.user_id, "الزر لا يخص"),
            (BY_WORD, "misread", FOUNDER.user_id, "الزر لا يخص"),
            (BY_WORD, "thanks", OPERATOR.user_id, "هذا القرار للمؤسس فقط"),
            (BY_WORD, "thanks", STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط"),
        ],
    )
    async def test_what_is_none_changes_nothing(
        self, desk: Edge, text: str, value: str, user: str, told: str
    ) -> None:
        wrote(desk, text)
        await desk.choose("ticket.false_alarm", ref(desk, value), user=user)
        assert desk.house.card().priority == "P0"
        assert [said.startswith(told) for _, said in whispers(desk)] == [True]


class TestForgery:
    @pytest.mark.parametrize(
        "state",
        ["", "{}", '{"what": "draft.approve", "ticket_id": 1, "seen": 1, "channel": "C", "reason": ""}'],
    )
    async def test_state_that_is_not_ours_is_a_bad_request(
        self, desk: Edge, door: SlackDoor, state: str
    ) -> None:
        wrote(desk, CALM)
        await press(desk, "ticket.close_other")
        view: dict[str, Any] = door.view | {"private_metadata": state}
        assert (await desk.submit(view, {"note": "سبب مكتوب"})).status == 400
        assert ended(desk)[0] == "open"


class TestNod:
    """A thumb of somebody who asked nothing is greeted by nobody."""

    @pytest.mark.parametrize("text", ["👍", "❤️", "تمام", "شكراً لكم"])
    async def test_is_offered_to_be_left_without_a_reply_first(self, desk: Edge, text: str) -> None:
        wrote(desk, text)
        assert desk.house.card().draft is None
        message = list(desk.house.strict.shown.values())[-1]
        row = next(block for block in message.blocks or () if block["type"] == "actions")
        first = row["elements"][0]
        assert (first["action_id"], first["style"]) == ("ticket.no_reply", "primary")
        await press(desk, first["action_id"], first["value"])
        assert ended(desk) == ("resolved", "no_reply_needed")

    @pytest.mark.parametrize("text", ["تمام متى الموعد؟", "👎", "...", "😡"])
    async def test_anything_else_gets_a_draft(self, desk: Edge, text: str) -> None:
        wrote(desk, text)
        assert desk.house.card().draft is not None

    async def test_what_follows_it_gets_its_draft(self, desk: Edge) -> None:
        wrote(desk, "تمام")
        wrote(desk, CALM)
        draft = desk.house.card().draft
        assert draft is not None
        assert draft.kind == "first_response"

    async def test_works_again_after_our_answer_is_proposed_as_the_end(self, desk: Edge) -> None:
        wrote(desk, "ربط الايميل ينفصل كل ساعة")
        hands.answered(desk.house, "نراجع الربط الآن، ونرد عليكم قبل الساعة 4:30 م.")
        wrote(desk, "اشتغل الربط، مشكورين")
        assert desk.house.card().closing_line == "اشتغل الربط، مشكورين"
        await press(desk, "ticket.close")
        assert ended(desk) == ("resolved", "confirmed")
