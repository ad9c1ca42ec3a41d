"""«رد جديد», the other language, another kind: nothing a person typed is lost."""

from typing import Any

import pytest

from bot.sandbox.block_rules import view_problems
from tests.bot.edge import Answer, Edge, Json, press
from tests.bot.listeners.slack_door import SlackDoor, field_text, shown
from tests.bot.listeners.test_decide import approvals, events, whispers
from tests.support.house import FOUNDER, OPERATOR

QUESTION = "Please how much are your plans? We are a small team in Riyadh"
ANSWER = "حياكم الله، معكم سالم من ديلكس.\nنراجع الموضوع معكم."


async def turn(edge: Edge, view: Json, action: str, value: str, *, typed: str, **who: Any) -> Answer:
    """A button or menu pressed inside a modal that Slack shows."""
    payload = press(action, value, **who)
    field = next(b["block_id"] for b in view["blocks"] if b.get("block_id", "").startswith("text"))
    payload["view"] = {"id": "V1", **view, "state": {"values": {field: {"text": {"value": typed}}}}}
    payload["container"] = {"type": "view", "view_id": "V1"}
    del payload["channel"]
    return await edge.interact(payload)


def answered(edge: Edge) -> str:
    """A first response was approved and sent; returns its draft's token."""
    edge.house.customer_writes("الشيت ما يتحدث عندنا من الصبح")
    edge.house.run_all()
    token = edge.house.token()
    edge.house.approve(token)
    edge.house.run_all()
    edge.house.mark_sent(edge.house.hand_off().approval_token)
    edge.house.run_all()
    return token


def draft_of(edge: Edge, ticket_id: int = 1) -> Any:
    draft = edge.house.card(ticket_id).draft
    assert draft is not None
    return draft


class TestKinds:
    def test_first_response_is_never_proposed_twice(self, desk: Edge) -> None:
        answered(desk)
        desk.house.customer_writes("طيب والتقويم بعد ما يشتغل معنا، وش السالفة؟")
        desk.house.run_all()
        draft = draft_of(desk)
        assert (draft.kind, draft.status) == ("answer", "proposed")
        assert "⟦اكتب الجواب⟧" in draft.text

    def test_nudge_after_an_answer_asks_for_news(self, desk: Edge) -> None:
        answered(desk)
        desk.house.customer_writes("وينكم؟ فيه جديد؟")
        desk.house.run_all()
        draft = draft_of(desk)
        assert draft.kind == "update"
        assert "⟦اكتب المستجد⟧" in draft.text

    @pytest.mark.parametrize("nod", ["👍", "تمام", "ok thanks", "شكراً لكم ❤️"])
    def test_nod_after_an_answer_proposes_nothing(self, desk: Edge, nod: str) -> None:
        answered(desk)
        desk.house.customer_writes(nod)
        desk.house.run_all()
        assert draft_of(desk).status == "sent"

    def test_english_customer_is_answered_in_english(self, desk: Edge) -> None:
        desk.house.customer_writes(QUESTION)
        desk.house.run_all()
        draft = draft_of(desk)
        assert draft.language == "en"
        assert "Growth is SAR 2,999 a month" in draft.text

    def test_last_clear_language_of_the_conversation_wins(self, desk: Edge) -> None:
        desk.house.customer_writes("الشيت ما يتحدث عندنا", "ok")
        desk.house.run_all()
        desk.house.settle()
        assert draft_of(desk).language == "ar"
        desk.house.customer_writes("Please answer me in English, the sheet does not update at all")
        desk.house.run_all()
        desk.house.settle()
        assert draft_of(desk).language == "en"


class TestLanguage:
    async def test_untouched_text_is_replaced_by_the_other_language(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak())
        text = field_text(door.view)
        await turn(desk, door.view, "draft.language", "en", typed=text)
        assert door.problems == []
        assert field_text(door.view).startswith("Hello")
        assert "within 30 minutes of this message" in field_text(door.view)
        blocks = {b["block_id"] for b in door.view["blocks"] if b["type"] == "input"}
        assert blocks == {"text.1", "promised.1"}, "Slack keeps the old text under an old id"
        await desk.submit(door.view, {"text": field_text(door.view)})
        desk.house.run_all()
        assert desk.house.hand_off().text.startswith("Hello")
        assert draft_of(desk).language == "en"

    async def test_back_again_shows_the_draft_itself(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        text = field_text(door.view)
        await turn(desk, door.view, "draft.language", "en", typed=text)
        await turn(desk, door.view, "draft.language", "ar", typed=field_text(door.view))
        assert field_text(door.view) == text

    async def test_typed_text_stays_and_the_proposal_stands_beside_it(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak())
        await turn(desk, door.view, "draft.language", "en", typed=ANSWER)
        assert field_text(door.view) == ANSWER
        assert "المقترح، ونصك باقٍ" in shown(door.view)
        assert "We have received your report" in shown(door.view)
        answer = await desk.submit(door.view, {"text": ANSWER})
        assert (answer.status, answer.text) == (200, "")
        assert approvals(desk) == 1

    async def test_lines_on_top_stay_there(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        desk.house.customer_writes("وينكم؟")
        await desk.press("draft.approve", token)
        await turn(desk, door.view, "draft.language", "en", typed=ANSWER)
        assert "وينكم؟" in shown(door.view)
        await desk.submit(door.view, {"text": ANSWER})
        assert approvals(desk) == 1

    async def test_window_that_slack_does_not_change_says_that_the_text_is_still_there(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak())
        view = door.view
        door.mood = "shut"
        answer = await turn(desk, view, "draft.language", "en", typed=ANSWER)
        assert answer.status == 200
        (said,) = whispers(desk)
        assert "ونصك باقٍ فيها" in said[1]

    async def test_value_no_button_has_is_refused(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        answer = await turn(desk, door.view, "draft.language", "fr", typed="")
        assert answer.status == 400

    async def test_gate_refuses_in_english_and_keeps_the_text(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        await turn(desk, door.view, "draft.language", "en", typed=field_text(door.view))
        answer = await desk.interact(_sent(door.view, "Your data was leaked, we guarantee results."))
        (field,) = answer.json["errors"]
        assert field == "text.1"
        assert "leaked" in answer.json["errors"][field]
        assert approvals(desk) == 0


class TestNew:
    async def test_after_a_sent_answer(self, each_desk: Edge, door: SlackDoor) -> None:
        token = answered(each_desk)
        await each_desk.press("draft.new", token)
        assert door.problems == []
        assert door.view["title"]["text"] == "رد جديد"
        kinds = [o["text"]["text"] for o in _menu(door.view, "draft.kind")["options"]]
        assert kinds == ["جواب", "مستجد", "طلب معلومة", "سؤال الإغلاق"]
        answer = await each_desk.submit(door.view, {"text": ANSWER})
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert each_desk.house.hand_off(2).text == ANSWER
        draft = draft_of(each_desk)
        assert (draft.kind, draft.decided_by) == ("answer", FOUNDER.user_id)
        assert ("draft.edited_and_approved", FOUNDER.user_id) in events(each_desk)

    async def test_by_the_ticket_alone(self, desk: Edge, door: SlackDoor) -> None:
        answered(desk)
        await desk.press("draft.new", "1.1", user=OPERATOR.user_id)
        await desk.submit(door.view, {"text": ANSWER}, user=OPERATOR.user_id)
        assert approvals(desk) == 2

    async def test_another_kind_recomposes_what_nobody_touched(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.new", answered(desk))
        first = field_text(door.view)
        await turn(desk, door.view, "draft.kind", "resolution", typed=first)
        assert view_problems(door.view) == []
        assert "هل انتهى الموضوع من جهتكم" in field_text(
            door.view
        ) or "انتهى الموضوع من جهتكم؟" in field_text(door.view)
        await desk.submit(door.view, {"text": field_text(door.view)})
        desk.house.run_all()
        assert draft_of(desk).kind == "resolution"

    async def test_another_kind_never_replaces_what_was_typed(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.new", answered(desk))
        await turn(desk, door.view, "draft.kind", "update", typed=ANSWER)
        assert field_text(door.view) == ANSWER
        assert "⟦اكتب المستجد⟧" in shown(door.view)

    async def test_line_that_came_since_stands_on_top(self, desk: Edge, door: SlackDoor) -> None:
        token = answered(desk)
        desk.house.customer_writes("طيب والتقويم؟")
        await desk.press("draft.new", token)
        assert "وصلت بعد آخر رد: رسالة" in shown(door.view)
        await desk.submit(door.view, {"text": ANSWER})
        assert approvals(desk) == 2

    async def test_second_writer_learns_who_was_first_and_keeps_the_text(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        token = answered(each_desk)
        await each_desk.press("draft.new", token)
        view = door.view
        await each_desk.submit(view, {"text": ANSWER})
        answer = await each_desk.submit(view, {"text": f"{ANSWER}\nوشكراً لكم."}, user=OPERATOR.user_id)
        assert "سبقك زميلك" in answer.json["errors"]["text"]
        assert approvals(each_desk) == 2

    async def test_operator_s_new_text_for_a_p0_is_left_for_the_founder(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        token = desk.house.leak()
        desk.house.reject(token)
        await desk.press("draft.new", token, user=OPERATOR.user_id)
        assert door.view["submit"]["text"] == "أرسل للاعتماد"
        await desk.submit(door.view, {"text": ANSWER}, user=OPERATOR.user_id)
        draft = draft_of(desk)
        assert (draft.status, draft.author) == ("proposed", OPERATOR.user_id)
        assert approvals(desk) == 0

    async def test_answer_that_a_colleague_approved_meanwhile_gets_no_second_one_on_top(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.customer_writes("الشيت ما يتحدث عندنا من الصبح")
        desk.house.run_all()
        token = desk.house.token()
        await desk.press("draft.new", token)
        view = door.view
        desk.house.approve(token, OPERATOR)
        answer = await desk.submit(view, {"text": ANSWER})
        assert "سبقك زميلك واعتمدها" in answer.json["errors"]["text"]
        assert approvals(desk) == 1

    async def test_operator_s_button_says_that_a_threat_waits_for_the_founder(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.customer_writes("إذا ما رديتوا بنشرها في إكس")
        desk.house.run_all()
        await desk.press("draft.new", desk.house.token(), user=OPERATOR.user_id)
        assert door.view["submit"]["text"] == "أرسل للاعتماد"

    async def test_open_gap_is_refused_inside(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.new", answered(desk))
        answer = await desk.submit(door.view, {"text": "والجواب عنها: ⟦اكتب الجواب⟧"})
        assert "فراغ" in answer.json["errors"]["text"]

    @pytest.mark.parametrize("value", ["99.1", "nothing-of-ours", ""])
    async def test_value_of_no_ticket_opens_nothing(self, desk: Edge, door: SlackDoor, value: str) -> None:
        answered(desk)
        await desk.press("draft.new", value)
        assert door.views == []
        assert [said for _, said in whispers(desk)][-1] == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."

    async def test_stranger_writes_nothing(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.new", answered(desk), user="U_STRANGER")
        assert door.views == []
        assert events(desk)[-1] == ("decision.refused", "U_STRANGER")

    async def test_window_that_does_not_open_becomes_a_button(self, desk: Edge, door: SlackDoor) -> None:
        token = answered(desk)
        door.mood = "shut"
        await desk.press("draft.new", token)
        assert whispers(desk)[-1] == (FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")


def _menu(view: Json, action: str) -> Json:
    found: Json = next(
        element
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == action
    )
    return found


def _sent(view: Json, text: str) -> Json:
    field = next(b["block_id"] for b in view["blocks"] if b.get("block_id", "").startswith("text"))
    return {
        "type": "view_submission",
        "team": {"id": "T_EDGE", "domain": "edge"},
        "user": {"id": FOUNDER.user_id, "username": "someone", "team_id": "T_EDGE"},
        "view": {
            "type": "modal",
            "id": "V1",
            **view,
            "app_installed_team_id": "T_EDGE",
            "state": {"values": {field: {"text": {"value": text}}}},
        },
    }
