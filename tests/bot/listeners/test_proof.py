"""`/dealix إثبات` through the whole application: look, record, take back, freeze, open."""

import pytest

from dealix_ops.proof.models import ProofEvent, ProofPack
from dealix_ops.proof.rules import Own, SourceKind
from tests.bot.edge import Edge, Json
from tests.bot.listeners.forms_sent import buttons, form, stored, submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events, whispers
from tests.dealix_ops.proof import books
from tests.support import customers
from tests.support.house import FOUNDER, OPERATOR, STRANGER

SAID: Json = {
    "kind": "meeting",
    "words": "اجتماع تعريفي 30 دقيقة",
    "amount": "",
    "day": "2026-11-22",
    "ticket": "",
}


class TestCommand:
    async def test_says_what_stands_and_what_may_be_done(self, desk: Edge) -> None:
        who = books.customer(desk.database, now=desk.clock())
        books.record(desk.database, who, now=desk.clock())
        answer = (await command(desk, "إثبات النخبة", user=OPERATOR.user_id)).json
        said = answer["blocks"][0]["text"]["text"]
        assert "الاجتماعات: 1" in said
        assert "بلا سجل: الفرص، المسودات المعتمدة، الردود، المخاطر التي أُوقفت، قيمة الفرص المفتوحة" in said
        assert "لا نسخة مثبّتة بعد" in said
        assert len(said.splitlines()) <= 12
        assert set(buttons(answer["blocks"])) == {"proof.record", "proof.freeze", "proof.void"}

    async def test_two_of_a_name_are_asked_for_and_the_choice_is_shown(self, desk: Edge) -> None:
        books.customer(desk.database, now=desk.clock())
        customers.customer(desk.database, now=desk.clock(), name="نخبة الشرق")
        answer = (await command(desk, "إثبات نخبة")).json
        assert answer["blocks"][1]["elements"][0]["action_id"] == "proof.show"
        await desk.choose("proof.show", "2")
        assert "نخبة الشرق" in whispers(desk)[-1][1]

    @pytest.mark.parametrize("words", ["إثبات", "إثبات زحل"])
    async def test_nobody_is_guessed(self, desk: Edge, words: str) -> None:
        books.customer(desk.database, now=desk.clock())
        assert "proof.record" not in (await command(desk, words)).text

    async def test_a_stranger_learns_nothing(self, desk: Edge) -> None:
        books.customer(desk.database, now=desk.clock())
        answer = await command(desk, "إثبات النخبة", user=STRANGER.user_id)
        assert "النخبة" not in answer.text
        assert "للمؤسس والمشغّلين فقط" in answer.text


class TestRecord:
    async def test_is_kept_once_and_told(self, each_desk: Edge, door: SlackDoor) -> None:
        books.customer(each_desk.database, now=each_desk.clock())
        view = await form(each_desk, door, "proof.record")
        for _ in range(2):
            answer = await submit(each_desk, view, SAID)
            assert (answer.status, answer.text) == (200, "")
        (event,) = stored(each_desk, ProofEvent)
        assert (event.kind, event.words, event.recorded_by) == ("meeting", SAID["words"], FOUNDER.user_id)
        assert whispers(each_desk)[-1] == (FOUNDER.user_id, "سُجّل الدليل 1: اجتماع.")
        assert [name for name, _ in events(each_desk)].count("proof.recorded") == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"words": "؟"}, "words"),
            ({"amount": "500"}, "amount"),
            ({"kind": "pipeline"}, "amount"),
            ({"kind": "pipeline", "amount": "كثير"}, "amount"),
            ({"day": "2026-11-23"}, "day"),
            ({"day": "2025-11-01"}, "day"),
            ({"ticket": "ت-9"}, "ticket"),
            ({"ticket": "تسعة"}, "ticket"),
        ],
    )
    async def test_what_does_not_stand_is_said_beside_its_field(
        self, desk: Edge, door: SlackDoor, wrong: Json, field: str
    ) -> None:
        books.customer(desk.database, now=desk.clock())
        view = await form(desk, door, "proof.record")
        answer = await submit(desk, view, SAID | wrong)
        assert list(answer.json["errors"]) == [field]
        assert stored(desk, ProofEvent) == []

    @pytest.mark.parametrize("typed", ["9000", "9,000 ر.س", "٩٬٠٠٠", "9 000 ريال"])
    async def test_amount_as_people_type_it(self, desk: Edge, door: SlackDoor, typed: str) -> None:
        books.customer(desk.database, now=desk.clock())
        view = await form(desk, door, "proof.record")
        await submit(desk, view, SAID | {"kind": "pipeline", "amount": typed})
        assert [event.amount_sar for event in stored(desk, ProofEvent)] == [9000]

    async def test_a_stranger_who_forges_the_form_records_nothing(self, desk: Edge, door: SlackDoor) -> None:
        books.customer(desk.database, now=desk.clock())
        view = await form(desk, door, "proof.record")
        answer = await submit(desk, view, SAID, user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.json["errors"]["words"]
        assert stored(desk, ProofEvent) == []
        assert ("decision.refused", STRANGER.user_id) in events(desk)


class TestVoid:
    async def test_takes_back_with_a_reason(self, desk: Edge, door: SlackDoor) -> None:
        who = books.customer(desk.database, now=desk.clock())
        event_id = books.record(desk.database, who, now=desk.clock())
        view = await form(desk, door, "proof.void")
        refused = await submit(desk, view, {"event": str(event_id), "reason": "؟"})
        assert list(refused.json["errors"]) == ["reason"]
        await submit(desk, view, {"event": str(event_id), "reason": "سُجّل مرتين"})
        assert [event.void_reason for event in stored(desk, ProofEvent)] == ["سُجّل مرتين"]
        again = await submit(desk, view, {"event": str(event_id), "reason": "سُجّل مرتين"})
        assert list(again.json["errors"]) == ["event"]

    async def test_nothing_to_take_back_is_said(self, desk: Edge, door: SlackDoor) -> None:
        books.customer(desk.database, now=desk.clock())
        await desk.press("proof.void", "1")
        assert door.views == []
        assert whispers(desk)[-1][1] == "لا دليل مسجّل يمكن إلغاؤه."


class TestFreeze:
    async def test_modal_turns_into_the_way_to_the_page(self, paged: Edge, door: SlackDoor) -> None:
        who = books.customer(paged.database, now=paged.clock())
        books.record(paged.database, who, now=paged.clock())
        view = await form(paged, door, "proof.freeze")
        answer = (await submit(paged, view, {"since": "2026-11-01", "until": "2026-11-22"})).json
        assert answer["response_action"] == "update"
        (address,) = [
            element["url"]
            for block in answer["view"]["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
        ]
        page = await paged.http.get(address.removeprefix("https://ops.dealix.example"))
        assert page.status_code == 200
        assert "نخبة الخليج" in page.text
        token = address.rsplit("/", 1)[1]
        assert token not in str([vars(row) for row in stored(paged, ProofPack)])

    async def test_without_a_public_address_the_version_is_kept_and_it_says_so(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        who = books.customer(desk.database, now=desk.clock())
        books.record(desk.database, who, now=desk.clock())
        view = await form(desk, door, "proof.freeze")
        answer = (await submit(desk, view, {"since": "2026-11-01", "until": "2026-11-22"})).json
        assert "عنوان الموقع" in answer["view"]["blocks"][0]["text"]["text"]
        assert len(stored(desk, ProofPack)) == 1
        await desk.press("proof.open", "1")
        assert door.problems == []
        assert "النسخة 1" in door.view["blocks"][0]["text"]["text"]

    @pytest.mark.parametrize(
        "days",
        [{"since": "2026-11-22", "until": "2026-11-21"}, {"since": "2026-11-22", "until": "2026-11-23"}],
    )
    async def test_time_that_is_no_window(self, desk: Edge, door: SlackDoor, days: Json) -> None:
        who = books.customer(desk.database, now=desk.clock())
        books.record(desk.database, who, now=desk.clock())
        view = await form(desk, door, "proof.freeze")
        assert list((await submit(desk, view, days)).json["errors"]) == ["since"]
        assert stored(desk, ProofPack) == []

    async def test_nothing_recorded_makes_no_version(self, desk: Edge, door: SlackDoor) -> None:
        books.customer(desk.database, now=desk.clock())
        view = await form(desk, door, "proof.freeze")
        answer = await submit(desk, view, {"since": "2026-11-01", "until": "2026-11-22"})
        assert answer.json["errors"] == {"since": "لا سجل في هذه المدة، فلا نسخة."}

    @pytest.mark.parametrize("value", ["", "x", "9", "-1", "99999999999"])
    async def test_version_that_is_none_of_ours(self, desk: Edge, door: SlackDoor, value: str) -> None:
        await desk.press("proof.open", value)
        assert door.views == []
        assert whispers(desk)[-1][1] == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."


class TestGate:
    async def test_text_that_a_gate_stopped_is_counted_for_its_customer(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        who = books.customer(desk.database, now=desk.clock())
        books.talk(desk.house, who)
        desk.house.customer_writes("وكيف أحذفه؟")
        desk.house.run_all()
        desk.house.settle()
        await desk.press("draft.edit", desk.house.token())
        answer = await desk.submit(door.view, {"text": "نضمن لكم نتائج ممتازة"})
        assert "نضمن" in str(answer.json["errors"])
        desk.clock.move(minutes=1)
        stopped = books.figures(desk.database, who, now=desk.clock())[Own.GATE_REFUSED]
        assert [(one.kind, one.ticket_id) for one in stopped.sources] == [(SourceKind.LEDGER, 1)]
