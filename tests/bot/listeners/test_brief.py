"""`/dealix موجز` through the whole application: the day on one screen, the list, the week."""

import pytest

from bot.sandbox.block_rules import block_problems
from dealix_ops.proof.rules import Kind
from dealix_ops.self_growth.models import GrowthTarget
from tests.bot.edge import Edge, Json
from tests.bot.listeners.forms_sent import buttons, form, stored, submit
from tests.bot.listeners.hands import command, tell
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.dealix_ops.proof import books
from tests.support.house import FOUNDER, STRANGER
from tests.support.slack_events import direct, stamp

SAID: Json = {
    "company": "أكاديمية الأفق",
    "focus": "training_riyadh",
    "city": "الرياض",
    "source": "توصية عميل",
}
REMINDERS = ("لا واتساب بارد", "كل مسودة تنتظر اعتماد شخص", "كل جهة نتواصل معها تُكتب في السجل")


async def day(edge: Edge) -> Json:
    answer: Json = (await command(edge, "موجز")).json
    assert block_problems(answer["blocks"], low=1) == []
    return answer


def text_of(answer: Json) -> str:
    return "\n".join(block["text"]["text"] for block in answer["blocks"] if block["type"] == "section")


class TestDay:
    async def test_is_at_most_twelve_lines_with_the_three_reminders(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        for number in range(5):
            view = await form(desk, door, "target.add", "0")
            await submit(desk, view, SAID | {"company": f"شركة رقم {'أبجدة'[number]}"}, view_id=f"V{number}")
        said = text_of(await day(desk))
        assert len(said.splitlines()) <= 12
        for reminder in REMINDERS:
            assert reminder in said
        assert said.count("ابدأ مع") == 3
        assert said.startswith("☀️ موجز الأحد 22 نوفمبر")

    async def test_an_empty_list_is_said(self, desk: Edge) -> None:
        answer = await day(desk)
        assert "قائمتنا فارغة" in text_of(answer)
        assert set(buttons(answer["blocks"])) == {"target.add"}

    async def test_not_for_strangers(self, desk: Edge) -> None:
        answer = await command(desk, "موجز", user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.text

    async def test_word_works_in_the_bot_s_own_messages_too(self, desk: Edge) -> None:
        await tell(desk, direct("موجز", ts=stamp(desk.clock()), user=FOUNDER.user_id))
        desk.house.run_all()
        assert "target.add" in str(list(desk.house.strict.shown.values())[-1].blocks)


class TestList:
    async def test_company_is_written_down_and_moved_by_a_person(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        view = await form(each_desk, door, "target.add", "0")
        assert (await submit(each_desk, view, SAID)).text == ""
        again = await submit(each_desk, view, SAID | {"company": "اكاديمية الافق"})
        assert again.json["errors"] == {"company": "هذه الشركة في القائمة من قبل."}
        view = await form(each_desk, door, "target.move", "0")
        await submit(each_desk, view, {"target": "1", "status": "contacted"})
        assert whispers(each_desk)[-1][1] == "حالة أكاديمية الأفق الآن: تواصلنا."
        assert [(row.company, row.status) for row in stored(each_desk, GrowthTarget)] == [
            ("أكاديمية الأفق", "contacted")
        ]

    @pytest.mark.parametrize("field", ["company", "city", "source"])
    async def test_empty_field_is_said_beside_it(self, desk: Edge, door: SlackDoor, field: str) -> None:
        view = await form(desk, door, "target.add", "0")
        assert list((await submit(desk, view, SAID | {field: " "})).json["errors"]) == [field]
        assert stored(desk, GrowthTarget) == []

    async def test_nothing_to_move_is_said(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("target.move", "0")
        assert door.views == []
        assert whispers(desk)[-1][1] == "لا شركة في القائمة بعد."

    async def test_a_stranger_who_forges_the_form_writes_nothing(self, desk: Edge, door: SlackDoor) -> None:
        view = await form(desk, door, "target.add", "0")
        answer = await submit(desk, view, SAID, user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.json["errors"]["company"]
        assert stored(desk, GrowthTarget) == []


class TestWeek:
    async def test_nothing_stored_is_said_four_times_and_nothing_invented(self, desk: Edge) -> None:
        said = text_of((await command(desk, "موجز أسبوع")).json)
        assert said.count("لا شيء في السجل") == 3
        assert "لا حركة مسجّلة هذا الأسبوع" in said
        assert "•" not in said

    async def test_points_name_their_rows_and_missing_ones_are_said(self, desk: Edge) -> None:
        who = books.customer(desk.database, now=desk.clock())
        event_id = books.record(
            desk.database, who, now=desk.clock(), kind=Kind.PIPELINE, words="عرض سعر", amount=12_000
        )
        answer = (await command(desk, "موجز الأسبوع")).json
        assert block_problems(answer["blocks"], low=1) == []
        said = text_of(answer)
        assert f"• قيمة فرص نخبة الخليج: 12,000 ر.س (سجل الأدلة {event_id})" in said
        assert "ولا شيء غيرها في السجل" in said
