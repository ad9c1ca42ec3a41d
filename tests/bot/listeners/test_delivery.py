"""`/dealix تسليم` through the whole application: begin, ask, move step by step, and what stops it."""

import pytest

from bot.sandbox.block_rules import block_problems
from dealix_ops.contacts.models import Customer
from dealix_ops.delivery.models import ServiceDelivery
from dealix_ops.delivery.rules import Step
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge, Json
from tests.bot.listeners.forms_sent import buttons, form, stored, submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.slack_door import shown as shown_above
from tests.bot.listeners.test_decide import whispers
from tests.bot.tables import rows
from tests.dealix_ops.delivery.test_rules import GOOD
from tests.dealix_ops.proof import books
from tests.support.house import OPERATOR, STRANGER


async def shown(edge: Edge, words: str = "تسليم النخبة") -> Json:
    answer: Json = (await command(edge, words, user=OPERATOR.user_id)).json
    assert block_problems(answer["blocks"], low=1) == []
    return answer


async def begun(edge: Edge) -> int:
    """The first service of a customer runs; returns the customer's id."""
    who = books.customer(edge.database, now=edge.clock())
    offered = buttons((await shown(edge))["blocks"])
    await edge.press("delivery.start.0", offered["delivery.start.0"])
    return who


def text_of(answer: Json) -> str:
    return str(answer["blocks"][0]["text"]["text"])


async def step(edge: Edge, name: Step) -> None:
    await edge.press("delivery.step", f"1.{name}")


class TestCommand:
    async def test_offers_every_service_and_then_shows_the_one_that_runs(self, each_desk: Edge) -> None:
        await begun(each_desk)
        assert "أول 10 فرص" in whispers(each_desk)[-1][1]
        said = text_of(await shown(each_desk))
        assert "▶️ الانطلاق: 10:12 ص" in said
        assert "بيانات الاستلام لم تُكتب بعد" in said
        assert [row.service_key for row in stored(each_desk, ServiceDelivery)] == [
            "first_10_opportunities_sprint"
        ]
        await each_desk.press("delivery.start.0", "1.first_10_opportunities_sprint")
        assert len(stored(each_desk, ServiceDelivery)) == 1

    async def test_what_the_customer_bought_is_offered_first(self, desk: Edge) -> None:
        who = books.customer(desk.database, now=desk.clock())
        with desk.database.transaction() as session:
            session.get_one(Customer, who).bundle_id = "data_to_revenue"
        offered = buttons((await shown(desk))["blocks"])
        assert offered["delivery.start.0"] == f"{who}.list_intelligence"
        assert len(offered) == 4

    @pytest.mark.parametrize("words", ["تسليم النخبة تحليل القائمة", "deliver نخبة list_intelligence"])
    async def test_service_may_stand_behind_the_name(self, desk: Edge, words: str) -> None:
        await begun(desk)
        answer = await shown(desk, words)
        assert buttons(answer["blocks"]) == {"delivery.start.0": "1.list_intelligence"}

    async def test_between_two_customers_a_menu_asks(self, desk: Edge) -> None:
        with desk.database.transaction() as session:
            session.add_all(Customer(name=name, created_at=desk.clock()) for name in ("أفق جدة", "أفق نجد"))
        menu = (await command(desk, "تسليم افق", user=OPERATOR.user_id)).json["blocks"][1]["elements"][0]
        assert menu["action_id"] == "delivery.show"
        await desk.choose("delivery.show", menu["options"][1]["value"])
        await desk.choose("delivery.show", "2", user=STRANGER.user_id)
        chosen, refused = whispers(desk)[-2:]
        assert "أفق نجد" in chosen[1]
        assert refused == (STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")

    async def test_strangers_see_and_move_nothing(self, desk: Edge) -> None:
        await begun(desk)
        before = rows(desk.database)["service_delivery"]
        answer = await command(desk, "تسليم النخبة", user=STRANGER.user_id)
        assert "الخليج" not in answer.text
        await desk.press("delivery.step", "1.kick_off", user=STRANGER.user_id)
        await desk.press("delivery.start.1", "1.generic_24h", user=STRANGER.user_id)
        assert rows(desk.database)["service_delivery"] == before
        assert {text for _, text in whispers(desk)[-2:]} == {"هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."}

    @pytest.mark.parametrize("value", ["", "x", "1", "1.fly", "9.kick_off", "-1.kick_off"])
    async def test_step_that_is_none_of_ours(self, desk: Edge, value: str) -> None:
        await begun(desk)
        await desk.press("delivery.step", value)
        assert whispers(desk)[-1][1] == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."


class TestIntake:
    async def test_is_kept_shown_and_filled_in_again(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk)
        view = await form(desk, door, "delivery.intake")
        assert (await submit(desk, view, GOOD)).text == ""
        (row,) = stored(desk, ServiceDelivery)
        assert row.intake == GOOD | {"avg_deal_value_sar": 25_000}
        said = text_of(await shown(desk))
        assert "يعتمد عندهم: مدير التسويق" in said
        assert "لا نتواصل مع: لا أحد" in said
        assert "واتساب خارج الخدمة" in said
        again = await form(desk, door, "delivery.intake")
        assert "لا مراسلة باردة على واتساب" in shown_above(again)
        element = next(b["element"] for b in again["blocks"] if b.get("block_id") == "whatsapp_opt_in_status")
        assert element["initial_option"]["value"] == "partly"

    async def test_wrong_fields_are_said_beside_them_all_at_once(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk)
        view = await form(desk, door, "delivery.intake")
        answer = await submit(
            desk, view, GOOD | {"website": "قريباً", "exclusions": " ", "has_contact_list": ""}
        )
        assert set(answer.json["errors"]) == {"website", "exclusions", "has_contact_list"}
        assert [row.intake for row in stored(desk, ServiceDelivery)] == [None]


class TestSteps:
    async def test_each_press_shows_the_next_and_says_what_stands_in_the_way(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        who = await begun(desk)
        await step(desk, Step.KICK_OFF)
        await step(desk, Step.DIAGNOSIS)
        assert whispers(desk)[-1][1].startswith("اكتب بيانات الاستلام أولاً")
        await submit(desk, await form(desk, door, "delivery.intake"), GOOD)
        for name in (Step.DIAGNOSIS, Step.DRAFTING, Step.APPROVAL_PACK):
            await step(desk, name)
        await step(desk, Step.DRAFTING)
        assert whispers(desk)[-1][1].startswith("هذه الخطوة ليست التالية")
        await step(desk, Step.PROOF_PACK_V1)
        assert whispers(desk)[-1][1].startswith("ثبّت نسخة Proof Pack أولاً")
        books.record(desk.database, who, now=desk.clock())
        books.freeze(desk.database, who, now=desk.clock())
        desk.house.leak()
        with desk.database.transaction() as session:
            session.get_one(Ticket, 1).customer_id = who
        await step(desk, Step.PROOF_PACK_V1)
        assert whispers(desk)[-1][1] == "لا يُعدّ مسلَّماً وعند العميل تذاكر تنتظرنا: طارئة أو عاجلة ت-1."
        assert "تمنع التسليم: طارئة أو عاجلة ت-1" in text_of(await shown(desk))
        assert len(rows(desk.database)["delivery_step"]) == 4
