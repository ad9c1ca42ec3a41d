"""«اعتماد الثلاثة», «ادمج» and «افصل» from the press to the answer, through the whole application."""

import json
from typing import Any

from sqlalchemy import select

from dealix_ops.drafts.models import DraftVersion
from tests.bot.edge import Answer, Edge, submission
from tests.bot.listeners.slack_door import SlackDoor, shown, small_print
from tests.bot.listeners.test_decide import events, whispers
from tests.dealix_ops.endings import hands as endings
from tests.dealix_ops.matters import hands
from tests.dealix_ops.matters.hands import AHMAD, CONNECTION, DOWN, LEAK, NORA, SAME_LEAK, SARA
from tests.dealix_ops.matters.test_splitting import PRICE, two_matters, words
from tests.support.house import FOUNDER, OPERATOR, STRANGER

Json = dict[str, Any]


def ref(edge: Edge, ticket_id: int = 1) -> str:
    return f"{ticket_id}.{edge.house.card(ticket_id).through_inbound_id}"


def three_down(edge: Edge) -> None:
    """Three people of one customer cannot work: a P1 each."""
    hands.employs(edge.house, NORA, AHMAD, SARA)
    for wa_id in (NORA, AHMAD, SARA):
        hands.write(edge.house, wa_id, DOWN)


def card_text(edge: Edge, place: int = 0) -> str:
    ts = edge.house.slack.posted[place].ts
    return json.dumps(list(edge.house.strict.shown[ts].blocks or ()), ensure_ascii=False)


async def submit(edge: Edge, view: Json, values: Json, *, user: str = FOUNDER.user_id) -> Answer:
    """`values` by block: a chosen option, or a list of ticked ones."""
    body = submission(view, {}, user=user)
    state: Json = {}
    for block, value in values.items():
        field = block.split(".")[0]
        if isinstance(value, list):
            state[block] = {field: {"selected_options": [{"value": one} for one in value]}}
        else:
            state[block] = {field: {"selected_option": {"value": value}}}
    body["view"]["state"]["values"] = state
    return await edge.interact(body)


class TestSharedCard:
    async def test_names_the_others_and_offers_one_press(self, desk: Edge) -> None:
        three_down(desk)
        text = card_text(desk)
        assert "بلّغ عنها أيضاً: أحمد، سارة (من العميل نفسه)" in text
        assert "اعتماد الردود الثلاثة" in text
        assert len(desk.house.slack.posted) == 1
        assert desk.house.strict.refusals == []

    async def test_people_who_are_linked_afterwards_come_together_then(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        hands.write(desk.house, NORA, LEAK)
        hands.write(desk.house, AHMAD, SAME_LEAK)
        for ticket_id in ("1", "2"):
            await desk.press("ticket.link_customer", ticket_id)
            answer = await desk.submit(door.view, {"new_customer": hands.ELITE})
            assert (answer.status, answer.text) == (200, "")
        desk.house.run_all()
        assert desk.house.card(2).joined_to == 1
        assert "ضُمّت إلى بطاقة ت-1" in card_text(desk, 1)

    async def test_answered_first_ticket_keeps_the_card_of_those_who_wait(self, desk: Edge) -> None:
        three_down(desk)
        await desk.press("draft.approve", desk.house.token(1))
        desk.house.run_all()
        text = card_text(desk)
        assert "اعتمدها" in text
        assert "اعتماد الردّين" in text
        assert desk.house.strict.refusals == []


class TestApproveAll:
    async def test_one_press_shows_all_texts_in_full_and_writes_one_approval_each(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        three_down(each_desk)
        await each_desk.press("ticket.approve_all", ref(each_desk))
        assert door.problems == []
        read = shown(door.view)
        drafts = {one: each_desk.house.token(one) for one in (1, 2, 3)}
        for ticket_id, name in ((1, "نورة"), (2, "أحمد"), (3, "سارة")):
            view = each_desk.house.card(ticket_id).draft
            assert view is not None
            assert all(line in read for line in view.text.split("\n"))
            assert f"إلى {name}" in read
        assert hands.approvals(each_desk.house) == []
        answer = await submit(each_desk, door.view, {})
        assert (answer.status, answer.text) == (200, "")
        rows = hands.approvals(each_desk.house)
        assert len({(row.recipient_id, row.draft_id) for row in rows}) == len(drafts) == 3
        assert {row.actor for row in rows} == {FOUNDER.user_id}
        assert [event for event, _ in events(each_desk)].count("draft.approved") == 3
        assert whispers(each_desk) == []
        each_desk.house.run_all()
        assert each_desk.house.strict.refusals == []

    async def test_words_that_do_not_stand_there_are_counted(self, desk: Edge, door: SlackDoor) -> None:
        three_down(desk)
        hands.write(desk.house, AHMAD, "عندنا عرض بعد ساعة", "وينكم", "ردوا علينا")
        desk.house.settle()
        await desk.press("ticket.approve_all", ref(desk))
        assert shown(door.view).count("كلام العميل:") == 2
        assert "كلام العميل (آخر 3 من 4):" in shown(door.view)

    async def test_no_answer_reveals_what_a_colleague_wrote(self, desk: Edge) -> None:
        hands.employs(desk.house, NORA, AHMAD)
        hands.write(desk.house, NORA, f"{LEAK} وأنا مديرة المبيعات")
        hands.write(desk.house, AHMAD, SAME_LEAK)
        first, second = (desk.house.card(one).draft for one in (1, 2))
        assert first is not None
        assert second is not None
        assert "أحمد" not in first.text
        for word in ("نورة", "مديرة", "المبيعات", "زميل", "غيركم"):
            assert word not in second.text

    async def test_one_that_became_stale_is_not_approved_and_the_others_are(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        three_down(desk)
        await desk.press("ticket.approve_all", ref(desk))
        desk.house.customer_writes("رجعت اشتغلت", wa_id=AHMAD)
        await submit(desk, door.view, {})
        assert len(hands.approvals(desk.house)) == 2
        told = "اعتُمد الرد على: نورة، سارة.\nلم يُعتمد الرد على أحمد: وصلت رسالة بعد المسودة، اطّلع ثم اعتمد."
        assert whispers(desk) == [(FOUNDER.user_id, told)]

    async def test_who_was_taken_out_meanwhile_is_approved_as_shown(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        three_down(desk)
        await desk.press("ticket.approve_all", ref(desk))
        view = door.view
        hands.take_out(desk.house, 2)
        desk.house.customer_writes("وينكم", wa_id=SARA)
        await submit(desk, view, {})
        assert len(hands.approvals(desk.house)) == 2
        ((_, text),) = whispers(desk)
        assert text.startswith("اعتُمد الرد على: نورة، أحمد.\nلم يُعتمد الرد على سارة:")

    async def test_operator_approves_what_is_theirs(self, desk: Edge, door: SlackDoor) -> None:
        three_down(desk)
        await desk.press("ticket.raise", "2.P1.P0")
        desk.house.run_all()
        await desk.press("ticket.approve_all", ref(desk), user=OPERATOR.user_id)
        assert "للمؤسس فقط، فليست هنا: أحمد" in small_print(door.view)
        await submit(desk, door.view, {}, user=OPERATOR.user_id)
        assert len(hands.approvals(desk.house)) == 2

    async def test_pressed_twice_nothing_is_approved_twice(self, desk: Edge, door: SlackDoor) -> None:
        three_down(desk)
        await desk.press("ticket.approve_all", ref(desk))
        view = door.view
        await submit(desk, view, {})
        await submit(desk, view, {}, user=OPERATOR.user_id)
        assert len(hands.approvals(desk.house)) == 3
        ((_, text),) = whispers(desk)
        assert text.startswith("لم نعتمد شيئاً.")
        assert "سبقك" in text

    async def test_p0_is_the_founder_s_and_an_operator_learns_so_before_a_modal(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        hands.employs(desk.house, NORA, AHMAD)
        hands.leak_by(desk.house, NORA, AHMAD)
        await desk.press("ticket.approve_all", ref(desk), user=OPERATOR.user_id)
        assert door.views == []
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        assert ("decision.refused", OPERATOR.user_id) in events(desk)

    async def test_more_than_a_modal_holds_is_offered_one_by_one(self, desk: Edge, door: SlackDoor) -> None:
        three_down(desk)
        long = "&" * 900
        with desk.database.transaction() as session:
            for row in session.scalars(select(DraftVersion)):
                row.text = long
        await desk.press("ticket.approve_all", ref(desk))
        assert door.views == []
        ((user, text),) = whispers(desk)
        assert (user, text) == (
            FOUNDER.user_id,
            "النصوص أطول مما تسعه نافذة واحدة. راجع كل رد واعتمده وحده:",
        )
        assert hands.approvals(desk.house) == []


class TestSplit:
    async def test_lines_are_ticked_and_become_a_ticket(self, each_desk: Edge, door: SlackDoor) -> None:
        two_matters(each_desk.house)
        await each_desk.press("ticket.split", ref(each_desk))
        assert door.problems == []
        answer = await submit(each_desk, door.view, {"lines.0": ["1"]}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert (words(each_desk.house, 1), words(each_desk.house, 2)) == ([LEAK], [PRICE])
        assert each_desk.house.strict.refusals == []

    async def test_nothing_ticked_is_said_at_the_lines(self, desk: Edge, door: SlackDoor) -> None:
        two_matters(desk.house)
        await desk.press("ticket.split", ref(desk))
        answer = await submit(desk, door.view, {"lines.0": []})
        assert answer.json["errors"] == {"lines.0": "اختر سطراً واحداً على الأقل."}

    async def test_answered_lines_are_refused_in_plain_words(self, desk: Edge, door: SlackDoor) -> None:
        two_matters(desk.house)
        endings.answered(desk.house, "وصلنا بلاغكم ونراجعه الآن.")
        await desk.press("ticket.split", ref(desk))
        assert door.views == []
        assert whispers(desk) == [(FOUNDER.user_id, "أُجيب عن هذه الأسطر أو نُقلت قبلك، فلا تُفصل من هنا.")]

    async def test_person_is_chosen_on_a_shared_card_and_gets_a_card(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        three_down(desk)
        await desk.press("ticket.split", ref(desk))
        assert door.problems == []
        await submit(desk, door.view, {"ticket": "2"})
        desk.house.run_all()
        assert hands.ticket(desk.house, 2).matter_id is None
        assert "أحمد" not in card_text(desk)
        assert len(desk.house.slack.posted) == 2

    async def test_stranger_is_refused_and_the_refusal_is_kept(self, desk: Edge, door: SlackDoor) -> None:
        two_matters(desk.house)
        for action in ("ticket.split", "ticket.merge"):
            await desk.press(action, ref(desk), user=STRANGER.user_id)
        assert door.views == []
        assert whispers(desk) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")] * 2
        assert events(desk).count(("decision.refused", STRANGER.user_id)) == 2


class TestMerge:
    async def test_list_says_what_will_happen_and_the_yes_does_it(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        house = each_desk.house
        hands.employs(house, NORA, AHMAD)
        two_matters(house)
        hands.split(house, 1, {1})
        hands.write(house, AHMAD, CONNECTION)
        await each_desk.press("ticket.merge", ref(each_desk))
        assert door.problems == []
        (menu,) = [block["element"] for block in door.view["blocks"] if block["type"] == "input"]
        offered = {one["value"]: one["description"]["text"] for one in menu["options"]}
        assert offered == {"2": "تصيران تذكرة واحدة", "3": "بطاقة واحدة، ولكلٍّ رده"}
        assert "والتراجع من «افصل»" in small_print(door.view)
        await submit(each_desk, door.view, {"ticket": "2"})
        house.run_all()
        assert hands.ticket(house, 2).merged_into_id == 1
        assert "ضُمّت إلى تذكرة ت-1" in " ".join(
            json.dumps(list(message.blocks or ()), ensure_ascii=False)
            for message in house.strict.shown.values()
        )
        assert house.strict.refusals == []

    async def test_another_customer_s_ticket_is_not_offered_and_not_taken(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        hands.employs(desk.house, NORA)
        hands.employs(desk.house, AHMAD, customer=hands.HORIZON)
        two_matters(desk.house)
        hands.split(desk.house, 1, {1})
        hands.write(desk.house, AHMAD, CONNECTION)
        await desk.press("ticket.merge", ref(desk))
        (menu,) = [block["element"] for block in door.view["blocks"] if block["type"] == "input"]
        assert [one["value"] for one in menu["options"]] == ["2"]
        answer = await submit(desk, door.view, {"ticket": "3"})
        assert answer.json["errors"] == {"ticket": "التذكرتان لعميلين مختلفين، فلا تُدمجان."}

    async def test_late_modal_leaves_a_button_that_opens_it(self, desk: Edge, door: SlackDoor) -> None:
        two_matters(desk.house)
        hands.split(desk.house, 1, {1})
        door.mood = "shut"
        await desk.press("ticket.merge", ref(desk))
        assert whispers(desk) == [(FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]

    async def test_without_another_ticket_it_says_so(self, desk: Edge, door: SlackDoor) -> None:
        hands.write(desk.house, NORA, LEAK)
        await desk.press("ticket.merge", ref(desk))
        assert door.views == []
        assert whispers(desk) == [(FOUNDER.user_id, "لا تذكرة مفتوحة أخرى لهذا العميل تُدمج معها.")]
