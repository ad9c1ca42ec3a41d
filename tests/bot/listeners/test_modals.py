"""Modals from the press to the saved text: new lines on top, gates inside, nothing typed is lost."""

import asyncio

import pytest
from sqlalchemy import func, select, update
from structlog.testing import capture_logs

from bot.sandbox.block_rules import view_problems
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.intake.models import Inbound
from tests.bot.edge import Edge
from tests.bot.listeners.slack_door import SlackDoor, field_text, shown, small_print
from tests.bot.listeners.test_decide import REFUSE_APPROVALS, approvals, events, status, whispers
from tests.bot.tables import rows
from tests.support.house import FOUNDER, OPERATOR

TEXT = "السلام عليكم، وصلنا بلاغكم ونتابعه كحالة طارئة.\nنعود لكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة."
MINE = f"{TEXT}\nمعكم سالم."
CHANGED = "المسودة تغيّرت بعد فتح النافذة، ونصك محفوظ"


def proposed(edge: Edge) -> str:
    draft = edge.house.card().draft
    assert draft is not None
    return draft.text


class TestStaleApproval:
    async def test_new_line_opens_the_modal_with_the_line_on_top_and_the_text_in_the_field(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        token, text = each_desk.house.leak(), proposed(each_desk)
        each_desk.house.customer_writes("وينكم؟ <!here>")
        answer = await each_desk.press("draft.approve", token)
        assert answer.status == 200
        assert approvals(each_desk) == 0
        assert door.problems == []
        assert "وصلت بعد المسودة: رسالة" in shown(door.view)
        assert "وينكم؟ &lt;!here&gt;" in shown(door.view)
        assert field_text(door.view) == text
        assert door.view["submit"]["text"] == "اعتماد مع الجديد"

    async def test_one_more_tap_approves_the_same_text_under_the_new_line(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        token, text = each_desk.house.leak(), proposed(each_desk)
        each_desk.house.customer_writes("وينكم؟")
        await each_desk.press("draft.approve", token)
        answer = await each_desk.submit(door.view, {"text": text})
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert each_desk.house.hand_off().text == text
        assert not each_desk.house.hand_off().edited
        assert ("draft.approved", FOUNDER.user_id) in events(each_desk)

    async def test_line_that_came_while_the_modal_stood_open_comes_on_top_and_the_text_stays(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await each_desk.press("draft.edit", each_desk.house.leak())
        each_desk.house.customer_writes("وينكم؟")
        answer = await each_desk.submit(door.view, {"text": MINE})
        assert answer.json["response_action"] == "update"
        assert "وينكم؟" in shown(answer.json["view"])
        assert field_text(answer.json["view"]) == MINE
        await each_desk.submit(answer.json["view"], {"text": MINE})
        assert approvals(each_desk) == 1

    async def test_line_that_a_worker_read_meanwhile_costs_one_tap_and_no_text(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await each_desk.press("draft.edit", each_desk.house.leak())
        each_desk.house.customer_writes("وينكم؟", "الو")
        each_desk.house.run_all()
        answer = await each_desk.submit(door.view, {"text": MINE})
        assert answer.json["response_action"] == "update"
        assert "وصلت بعد المسودة: رسالتان" in shown(answer.json["view"])
        assert field_text(answer.json["view"]) == MINE
        await each_desk.submit(answer.json["view"], {"text": MINE})
        each_desk.house.run_all()
        assert each_desk.house.hand_off().text == MINE

    async def test_version_that_changed_without_a_new_line_says_so(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        desk.house.customer_writes("وينكم؟")
        await desk.press("draft.edit", token)
        desk.house.run_all()
        desk.house.settle()
        answer = await desk.submit(door.view, {"text": MINE})
        view = answer.json["view"]
        assert "وصلت بعد" not in shown(view)
        assert "المقترح، ونصك باقٍ" in shown(view)
        assert proposed(desk).split("\n")[1] in shown(view)
        assert CHANGED in small_print(view)
        assert field_text(view) == MINE
        await desk.submit(view, {"text": MINE})
        assert approvals(desk) == 1

    async def test_lines_that_do_not_fit_come_with_the_next_press_before_anything_is_approved(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        token = desk.house.leak()
        lines = [f"سطر {n} " + "ب" * 2500 for n in range(12)]
        desk.house.customer_writes(*lines)
        await desk.press("draft.approve", token)
        assert door.problems == []
        assert [line in shown(door.view) for line in lines] == [True] * 10 + [False] * 2
        assert "الباقي: رسالتان" in small_print(door.view)
        answer = await desk.submit(door.view, {"text": MINE})
        view = answer.json["view"]
        assert view_problems(view) == []
        assert [line in shown(view) for line in lines] == [False] * 10 + [True] * 2
        assert approvals(desk) == 0
        await desk.submit(view, {"text": MINE})
        assert approvals(desk) == 1

    async def test_unread_line_older_than_the_draft_is_not_passed_over_by_the_cut(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        token = desk.house.leak()
        desk.house.customer_writes(*["ب" * 2900] * 11, "الأخير")
        with desk.database.transaction() as session:
            newest = session.scalar(select(func.max(Inbound.id)))
            session.execute(update(DraftVersion).values(last_inbound_id=newest))
        await desk.press("draft.approve", token)
        assert "الأخير" not in shown(door.view)
        answer = await desk.submit(door.view, {"text": MINE})
        assert "الأخير" in shown(answer.json["view"])


class TestWarnings:
    async def test_tone_is_a_word_under_the_field_and_stops_nothing(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak())
        assert "يُفضَّل" not in small_print(door.view)
        desk.house.customer_writes("وينكم؟")
        text = f"عزيزي العميل، {MINE}"
        answer = await desk.submit(door.view, {"text": text})
        assert "يُفضَّل تغيير «عزيزي العميل»" in small_print(answer.json["view"])
        await desk.submit(answer.json["view"], {"text": text})
        assert approvals(desk) == 1


class TestLateModal:
    @pytest.mark.parametrize("mood", ["late", "shut", "broken"])
    async def test_modal_that_does_not_open_becomes_a_button_for_its_presser(
        self, desk: Edge, door: SlackDoor, mood: str
    ) -> None:
        door.mood = mood
        token = desk.house.leak()
        answer = await desk.press("draft.edit", token)
        assert answer.status == 200
        assert whispers(desk) == [(FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]
        assert desk.house.strict.refusals == []
        blocks = desk.house.strict.calls[-1][1].blocks or []
        assert blocks[1]["elements"][0]["action_id"] == "draft.edit"
        assert blocks[1]["elements"][0]["value"] == token

    async def test_its_button_opens_the_modal(self, desk: Edge, door: SlackDoor) -> None:
        door.mood = "shut"
        token = desk.house.leak()
        desk.house.customer_writes("وينكم؟")
        await desk.press("draft.approve", token)
        desk.house.run_all()
        late = next(m for method, m in desk.house.strict.calls if method == "ephemeral")
        again = (late.blocks or [])[1]["elements"][0]
        assert again["text"]["text"] == "اعتماد مع الجديد"
        door.mood = "open"
        await desk.press(again["action_id"], again["value"])
        assert "وينكم؟" in shown(door.view)


class TestEdit:
    async def test_save_is_one_step_to_the_hand_off(self, each_desk: Edge, door: SlackDoor) -> None:
        await each_desk.press("draft.edit", each_desk.house.leak())
        answer = await each_desk.submit(door.view, {"text": MINE})
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert each_desk.house.hand_off().text == MINE
        assert each_desk.house.hand_off().edited

    async def test_gate_names_word_and_substitute_inside_and_keeps_the_modal(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak())
        before = rows(desk.database)
        answer = await desk.submit(door.view, {"text": f"{TEXT} نضمن لكم عدم تكرارها"})
        assert answer.json["response_action"] == "errors"
        (said,) = answer.json["errors"].values()
        assert list(answer.json["errors"]) == ["text"]
        assert "«نضمن" in said
        assert "ونصك محفوظ" in said
        after = rows(desk.database)
        (stopped,) = after.pop("ledger_entry")[len(before.pop("ledger_entry")) :]
        assert after == before
        assert "text.refused_by_gate" in stopped
        assert "نضمن" not in str(stopped)

    async def test_loser_reads_it_in_the_modal_without_raw_markup_and_the_name_beside_it(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        token = desk.house.leak()
        desk.clock.move(minutes=11)
        await desk.press("draft.edit", token)
        await desk.press("draft.approve", token, user=OPERATOR.user_id)
        answer = await desk.submit(door.view, {"text": MINE})
        assert answer.json["errors"] == {"text": "سبقك زميلك واعتمدها 10:23 ص."}
        assert whispers(desk) == [(FOUNDER.user_id, f"سبقك <@{OPERATOR.user_id}> واعتمدها 10:23 ص.")]

    async def test_late_screen_is_told_before_typing(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        await desk.press("draft.approve", token)
        await desk.press("draft.edit", token)
        assert door.views == []
        assert whispers(desk) == [(FOUNDER.user_id, "سجّلنا قرارك 10:12 ص من قبل، ولم نكرّره.")]

    async def test_operator_s_words_for_a_p0_wait_for_the_founder_instead_of_being_lost(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        token = each_desk.house.leak()
        await each_desk.press("draft.edit", token, user=OPERATOR.user_id)
        assert door.view["submit"]["text"] == "أرسل للاعتماد"
        assert "يعتمده المؤسس" in small_print(door.view)
        answer = await each_desk.submit(door.view, {"text": MINE}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert approvals(each_desk) == 0
        assert whispers(each_desk) == [
            (OPERATOR.user_id, "حُفظ نصك، وهو الآن المسودة التي تنتظر اعتماد المؤسس.")
        ]
        each_desk.house.run_all()
        draft = each_desk.house.card().draft
        assert draft is not None
        assert (draft.text, draft.status, draft.author) == (MINE, "proposed", OPERATOR.user_id)
        assert f"<@{FOUNDER.user_id}>" in each_desk.house.slack.posted[-1].text
        await each_desk.press("draft.approve", draft.token)
        each_desk.house.run_all()
        assert each_desk.house.hand_off().text == MINE

    async def test_what_an_operator_left_is_not_written_over_by_the_next_line(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.edit", desk.house.leak(), user=OPERATOR.user_id)
        await desk.submit(door.view, {"text": MINE}, user=OPERATOR.user_id)
        desk.house.customer_writes("وينكم؟")
        desk.house.run_all()
        desk.house.settle()
        assert proposed(desk) == MINE

    async def test_operator_may_approve_an_old_p0_as_it_stands(self, desk: Edge, door: SlackDoor) -> None:
        token, text = desk.house.leak(), proposed(desk)
        desk.clock.move(minutes=11)
        await desk.press("draft.edit", token, user=OPERATOR.user_id)
        await desk.submit(door.view, {"text": text}, user=OPERATOR.user_id)
        assert approvals(desk) == 1

    async def test_stranger_reads_no_draft(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak(), user="U_STRANGER")
        assert door.views == []
        assert whispers(desk) == [("U_STRANGER", "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]

    async def test_failure_inside_is_a_reference_inside(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql(REFUSE_APPROVALS)
        with capture_logs() as logged:
            answer = await desk.submit(door.view, {"text": MINE})
        assert answer.status == 200
        (failed,) = logged
        assert answer.json["errors"] == {"text": f"تعذّر التنفيذ. رقم المتابعة: {failed['reference']}"}
        assert status(desk) == "proposed"

    async def test_text_that_a_database_cannot_hold_is_saved_without_it(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await each_desk.press("draft.edit", each_desk.house.leak())
        answer = await each_desk.submit(door.view, {"text": f"{TEXT}\x00\ud83d"})
        assert answer.text == ""
        assert approvals(each_desk) == 1


class TestReject:
    async def test_reason_is_kept_and_another_text_can_be_written(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        await desk.press("draft.reject", token)
        assert door.problems == []
        assert approvals(desk) == 0
        answer = await desk.submit(door.view, {"reason": "tone", "note": "جافّة"})
        assert (answer.status, answer.text) == (200, "")
        desk.house.run_all()
        card = desk.house.card().draft
        assert card is not None
        assert (card.status, card.reject_reason) == ("rejected", "tone")
        await desk.press("draft.new", token)
        assert door.view["title"]["text"] == "رد جديد"
        assert field_text(door.view) == ""
        await desk.submit(door.view, {"text": MINE})
        desk.house.run_all()
        assert desk.house.hand_off().text == MINE

    async def test_another_draft_while_the_new_answer_is_typed_costs_one_tap(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        token = each_desk.house.leak()
        await each_desk.press("draft.reject", token)
        await each_desk.submit(door.view, {"reason": "tone", "note": "جافّة"})
        each_desk.house.run_all()
        await each_desk.press("draft.new", token)
        each_desk.house.customer_writes("وينكم؟")
        each_desk.house.run_all()
        answer = await each_desk.submit(door.view, {"text": MINE})
        assert answer.json["response_action"] == "update"
        assert "وينكم؟" in shown(answer.json["view"])
        assert field_text(answer.json["view"]) == MINE
        answer = await each_desk.submit(answer.json["view"], {"text": MINE})
        assert (answer.status, answer.text) == (200, "")
        each_desk.house.run_all()
        assert each_desk.house.hand_off().text == MINE

    async def test_note_stands_on_the_rejected_card(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.reject", desk.house.leak())
        await desk.submit(door.view, {"reason": "tone", "note": "جافّة\nجداً"})
        desk.house.run_all()
        card = desk.house.card().draft
        assert card is not None
        assert card.reject_note == "جافّة\nجداً"
        assert "الملاحظة: جافّة جداً" in str(desk.house.strict.calls[-1][1].blocks)

    async def test_two_rejections_keep_the_first_reason(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.reject", desk.house.leak())
        answers = await asyncio.gather(
            *(desk.submit(door.view, {"reason": reason}) for reason in ("tone", "other"))
        )
        refused = [answer for answer in answers if answer.text]
        assert [answer.json["errors"] for answer in refused] == [
            {"reason": "سجّلنا قرارك 10:12 ص من قبل، ولم نكرّره."}
        ]
        assert [event for event, _ in events(desk)].count("draft.rejected") == 1

    async def test_rejection_loses_against_an_approval(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        await desk.press("draft.reject", token)
        await desk.press("draft.approve", token)
        answer = await desk.submit(door.view, {"reason": "tone"})
        assert answer.json["response_action"] == "errors"
        assert approvals(desk) == 1
