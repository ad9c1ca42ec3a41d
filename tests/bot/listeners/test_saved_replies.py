"""«احفظه رداً جاهزاً»: kept without the customer, found again in «رد جديد», listed and removed by a command."""

import pytest
from sqlalchemy import select

from dealix_ops.contacts import customers
from dealix_ops.drafts.models import SavedReply
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge, Json, submission
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, field_text, shown, small_print
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.listeners.test_new_replies import answered, turn
from tests.support.house import FOUNDER, OPERATOR

WRITTEN = "حياكم الله أ. سارة، معكم سالم من ديلكس.\nنحدّث الشيت كل ساعة، وجوالنا 0551234567، والخبر 4:30 م."
CLEAN = "حياكم الله أ. ⟦الاسم⟧، معكم سالم من ديلكس.\nنحدّث الشيت كل ساعة، وجوالنا ⟦الرقم⟧، والخبر ⟦الوقت⟧."


def approved(edge: Edge) -> str:
    """An edited approval for a customer called Sara of a company; returns the approval's token."""
    edge.house.customer_writes("الشيت ما يتحدث عندنا من الصبح", name="سارة")
    edge.house.run_all()
    with edge.database.transaction() as session:
        ticket = session.scalars(select(Ticket)).one()
        ticket.customer_id = customers.find_or_create(session, "نخبة الخليج", now=edge.clock()).id
    draft = edge.house.card().draft
    assert draft is not None
    edge.house.edit(draft.token, WRITTEN, seen=draft.last_inbound_id)
    edge.house.run_all()
    return edge.house.hand_off().approval_token


def kept(edge: Edge) -> list[tuple[str, str, str]]:
    with edge.database.reading() as session:
        rows = session.scalars(select(SavedReply).order_by(SavedReply.id))
        return [(row.title, row.text, row.language) for row in rows]


def sent(view: Json, title: str, text: str, user: str = FOUNDER.user_id) -> Json:
    return submission(view, {"name": title, "text": text}, user=user)


class TestButton:
    def test_stands_under_a_sent_answer_that_a_person_wrote(self, desk: Edge) -> None:
        token = approved(desk)
        assert "draft.save_reply" not in _newest(desk)
        desk.house.mark_sent(token)
        desk.house.run_all()
        assert "احفظه رداً جاهزاً" in _newest(desk)
        assert desk.house.strict.refusals == []

    def test_not_under_one_of_ours(self, desk: Edge) -> None:
        answered(desk)
        assert "draft.save_reply" not in "".join(
            str(message.blocks) for message in desk.house.strict.shown.values()
        )


class TestSave:
    async def test_what_is_the_customer_s_is_a_gap_before_anybody_reads_it(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await each_desk.press("draft.save_reply", approved(each_desk))
        assert door.problems == []
        assert field_text(door.view) == CLEAN
        assert "أُزيل من النص ما يخص العميل" in small_print(door.view)
        answer = await each_desk.interact(sent(door.view, "  تحديث   الشيت ", CLEAN))
        assert (answer.status, answer.text) == (200, "")
        assert kept(each_desk) == [("تحديث الشيت", CLEAN, "ar")]
        assert events(each_desk)[-1] == ("saved_reply.saved", FOUNDER.user_id)
        assert whispers(each_desk)[-1][1] == "حُفظ الرد الجاهز «تحديث الشيت»، وتجده في «رد جديد»."

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("حياكم الله سارة، نحدّث الشيت كل ساعة", "في النص اسم العميل. ضع مكانه فراغاً مثل ⟦الاسم⟧."),
            ("حياكم الله، أرسلناها لنخبة أمس", "في النص اسم شركة العميل. ضع مكانه فراغاً مثل ⟦الشركة⟧."),
            ("حياكم الله، رقمكم 0551234567", "في النص رقم العميل. ضع مكانه فراغاً مثل ⟦الرقم⟧."),
            ("حياكم الله، بريدكم sara@nokhba.sa", "في النص بريد العميل. ضع مكانه فراغاً مثل ⟦البريد⟧."),
        ],
    )
    async def test_customer_put_back_by_hand_is_refused_inside(
        self, desk: Edge, door: SlackDoor, text: str, said: str
    ) -> None:
        await desk.press("draft.save_reply", approved(desk))
        answer = await desk.interact(sent(door.view, "الشيت", text))
        assert answer.json["errors"] == {"text": said}
        assert kept(desk) == []

    async def test_gates_hold_here_too(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.save_reply", approved(desk))
        answer = await desk.interact(sent(door.view, "الشيت", "نضمن لكم نتائج ممتازة"))
        assert "نضمن" in answer.json["errors"]["text"]
        assert kept(desk) == []

    @pytest.mark.parametrize("title", ["تحديث الشيت", "تحديث  الشيت", "تَحديث الشيت"])
    async def test_title_is_its_own(self, each_desk: Edge, door: SlackDoor, title: str) -> None:
        await each_desk.press("draft.save_reply", approved(each_desk))
        await each_desk.interact(sent(door.view, "تحديث الشيت", CLEAN))
        answer = await each_desk.interact(sent(door.view, title, "نص آخر للشيت"))
        assert answer.json["errors"] == {"name": "يوجد رد جاهز بهذا العنوان، اختر عنواناً آخر."}
        assert len(kept(each_desk)) == 1

    @pytest.mark.parametrize("title", ["", "   ", "ب" * 76])
    async def test_title_of_no_use(self, desk: Edge, door: SlackDoor, title: str) -> None:
        await desk.press("draft.save_reply", approved(desk))
        answer = await desk.interact(sent(door.view, title, CLEAN))
        assert answer.json["errors"] == {"name": "اكتب عنواناً قصيراً، 75 حرفاً أو أقل."}

    async def test_stranger_keeps_nothing(self, desk: Edge, door: SlackDoor) -> None:
        token = approved(desk)
        await desk.press("draft.save_reply", token, user="U_STRANGER")
        assert door.views == []
        await desk.press("draft.save_reply", token)
        answer = await desk.interact(sent(door.view, "الشيت", CLEAN, user="U_STRANGER"))
        assert answer.json["response_action"] == "errors"
        assert kept(desk) == []
        assert events(desk)[-1] == ("decision.refused", "U_STRANGER")

    async def test_button_of_nothing(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.save_reply", "no-such-approval")
        assert door.views == []
        assert whispers(desk) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]


class TestUse:
    async def test_stands_in_the_menu_of_a_new_reply_and_fills_an_untouched_field(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await desk.press("draft.save_reply", approved(desk))
        await desk.interact(sent(door.view, "تحديث الشيت", "نحدّث الشيت كل ساعة."))
        await desk.press("draft.new", "1.1")
        assert "تحديث الشيت" in str(door.view["blocks"])
        await turn(desk, door.view, "draft.saved_reply", "1", typed=field_text(door.view))
        assert field_text(door.view) == "نحدّث الشيت كل ساعة."

    async def test_stands_beside_what_was_typed(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.save_reply", approved(desk))
        await desk.interact(sent(door.view, "تحديث الشيت", "نحدّث الشيت كل ساعة."))
        await desk.press("draft.new", "1.1")
        await turn(desk, door.view, "draft.saved_reply", "1", typed="كلامي أنا")
        assert field_text(door.view) == "كلامي أنا"
        assert "نحدّث الشيت كل ساعة." in shown(door.view)

    async def test_one_that_was_removed_meanwhile(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.new", answered(desk))
        await turn(desk, door.view, "draft.saved_reply", "7", typed="")
        assert whispers(desk)[-1][1] == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."


class TestCommand:
    async def test_list_and_removal_by_number(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.save_reply", approved(desk))
        for title in ("ب عنوان", "أ عنوان"):
            await desk.interact(sent(door.view, title, CLEAN))
        listed = await command(desk, "ردود", user=OPERATOR.user_id)
        assert listed.text.split("\n")[:3] == ["الردود الجاهزة (2):", "1. أ عنوان", "2. ب عنوان"]
        gone = await command(desk, "ردود حذف ٢")
        assert gone.text == "حُذف الرد الجاهز «ب عنوان»."
        assert [title for title, _, _ in kept(desk)] == ["أ عنوان"]
        assert events(desk)[-1] == ("saved_reply.removed", FOUNDER.user_id)

    @pytest.mark.parametrize("words", ["ردود حذف 9", "ردود حذف", "ردود حذف كلها", "ردود شيء"])
    async def test_number_that_is_none(self, desk: Edge, words: str) -> None:
        answer = await command(desk, words)
        assert answer.text == "لا رد جاهزاً بهذا الرقم. اكتب «ردود» لترى الأرقام."

    async def test_empty_list_says_how_to_begin(self, desk: Edge) -> None:
        assert (await command(desk, "ردود")).text.startswith("لا ردود جاهزة بعد.")

    async def test_stranger_sees_no_list(self, desk: Edge) -> None:
        answer = await command(desk, "ردود", user="U_STRANGER")
        assert "للمؤسس والمشغّلين فقط" in answer.text


def _newest(edge: Edge) -> str:
    """The hand-off's message as it stands now."""
    told = [str(message.blocks) for message in edge.house.strict.shown.values()]
    return next(blocks for blocks in reversed(told) if "draft.mark_sent" in blocks or "أُرسلت" in blocks)
