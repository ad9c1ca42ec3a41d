"""Which customer a matter is about: linking a ticket, and tickets on behalf of a customer."""

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.blocks.customer_modals import AskState
from dealix_ops.contacts.models import Contact
from dealix_ops.vocabulary import Means, Source
from tests.bot.edge import Answer, Edge, Json
from tests.bot.listeners.hands import CUSTOMER, mapped, shortcut, shortcut_on, stored, tell
from tests.bot.listeners.slack_door import SlackDoor, field_text
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.tables import counts
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER
from tests.support.slack_events import COLLEAGUE, LUNCH, SUPPORT, message, stamp

PHONE, MAIL = "055 123 4567", "nora@elite.example"
ONLY_ARRANGERS = "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"


def fields(view: Json) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def options(view: Json) -> list[tuple[str, str]]:
    menu = next(block["element"] for block in view["blocks"] if block.get("block_id") == "customer")
    return [(option["text"]["text"], option["value"]) for option in menu["options"]]


def contacts(edge: Edge) -> list[tuple[str | None, int | None]]:
    with edge.database.reading() as session:
        people = session.scalars(select(Contact).order_by(Contact.id))
        return [(person.profile_name, person.customer_id) for person in people]


def noticed(edge: Edge, channel: str) -> list[str]:
    """What the bot wrote to one conversation, after the work is done."""
    edge.house.run_all()
    return [posted.text for posted in edge.house.slack.posted if posted.channel == channel]


def again(edge: Edge) -> Json:
    """The button of the newest message that has one."""
    _, newest = edge.house.strict.calls[-1]
    button: Json = (newest.blocks or [])[-1]["elements"][0]
    return button


async def linked(edge: Edge, door: SlackDoor, values: Json, user: str = FOUNDER.user_id) -> Answer:
    await edge.press("ticket.link_customer", "1", user=user)
    assert door.problems == []
    return await edge.submit(door.view, values, user=user)


class TestLink:
    async def test_card_names_the_company_and_the_contact_belongs_to_it(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        each_desk.house.leak()
        answer = await linked(each_desk, door, {"new_customer": f" {CUSTOMER} "}, OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert fields(door.view) == ["new_customer"]
        each_desk.house.run_all()
        assert each_desk.house.card().who.customer == CUSTOMER
        assert contacts(each_desk) == [("نورة", 1)]
        shown = str(each_desk.house.strict.calls[-1][1].blocks)
        assert f"العميل: {CUSTOMER} · نورة · واتساب" in shown
        assert "غيّر العميل" in shown
        assert ("ticket.linked_to_customer", OPERATOR.user_id) in events(each_desk)

    async def test_known_customers_stand_in_the_menu_newest_first(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        mapped(desk)
        mapped(desk, LUNCH, "ع" * 120)
        answer = await linked(desk, door, {"customer": "1", "new_customer": ""})
        assert answer.text == ""
        assert options(door.view) == [("ع" * 75, "2"), (CUSTOMER, "1")]
        assert desk.house.card().who.customer == CUSTOMER

    async def test_colleague_in_the_support_channel_belongs_to_no_customer(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        line = message(LEAK, ts=stamp(desk.clock()), user=COLLEAGUE, channel=SUPPORT)
        await tell(desk, line)
        desk.house.run_all()
        await linked(desk, door, {"new_customer": CUSTOMER})
        who = desk.house.card().who
        assert (who.customer, who.colleague, who.slack_user) == (CUSTOMER, True, COLLEAGUE)
        assert contacts(desk) == [(None, None)]

    async def test_neither_chosen_nor_typed_is_said_at_the_field(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        for values in ({"new_customer": " "}, {"customer": "77", "new_customer": ""}, {"customer": "-1"}):
            answer = await linked(desk, door, values)
            assert answer.json["errors"] == {"new_customer": "اختر العميل أو اكتب اسمه"}
        assert desk.house.card().who.customer is None

    @pytest.mark.parametrize("value", ["77", "x", "", "9" * 40])
    async def test_ticket_that_is_none_changes_nothing(self, desk: Edge, door: SlackDoor, value: str) -> None:
        await desk.press("ticket.link_customer", value)
        answer = await desk.submit(door.view, {"new_customer": CUSTOMER})
        assert answer.json["errors"] == {"new_customer": "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."}
        assert "customer" not in counts(desk.database)

    async def test_stranger_sees_no_list_of_customers(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await desk.press("ticket.link_customer", "1", user=STRANGER.user_id)
        assert door.views == []
        assert whispers(desk) == [(STRANGER.user_id, ONLY_ARRANGERS)]
        await desk.press("ticket.link_customer", "1")
        answer = await desk.submit(door.view, {"new_customer": CUSTOMER}, user=STRANGER.user_id)
        assert answer.json["errors"] == {"new_customer": ONLY_ARRANGERS}
        assert [row for row in events(desk) if row[0] == "decision.refused"] == [
            ("decision.refused", STRANGER.user_id)
        ] * 2
        assert desk.house.card().who.customer is None

    @pytest.mark.parametrize("mood", ["shut", "late"])
    async def test_late_modal_becomes_a_button(self, desk: Edge, door: SlackDoor, mood: str) -> None:
        desk.house.leak()
        door.mood = mood
        await desk.press("ticket.link_customer", "1")
        assert whispers(desk) == [(FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]
        door.mood = "open"
        door.released.set()
        await desk.press(again(desk)["action_id"], again(desk)["value"])
        assert door.view["title"]["text"] == "اربط بعميل"

    async def test_failure_inside_is_said_at_a_field_that_is_there(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE customer RENAME TO gone")
        with capture_logs():
            answer = await desk.submit(door.view, {"new_customer": CUSTOMER})
        assert list(answer.json["errors"]) == ["new_customer"]


class TestMessageShortcut:
    async def test_asks_which_customer_and_opens_one_ticket_however_often(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        words = "عميل الخليج يقول: <https://x.sa|اللوحة> واقفة"
        said = message(words, ts=stamp(each_desk.clock()), channel=LUNCH)
        answers: list[Answer] = []
        for _ in range(2):
            assert (await shortcut_on(each_desk, said)).status == 200
            assert field_text(door.view) == "عميل الخليج يقول: اللوحة (https://x.sa) واقفة"
            values = {"new_customer": CUSTOMER, "text": field_text(door.view)}
            answers += [await each_desk.submit(door.view | {"id": f"V{len(answers)}"}, values)]
        assert door.problems == []
        assert answers[0].text == ""
        assert answers[1].json["errors"] == {"text": "فُتحت تذكرة لهذه الرسالة من قبل"}
        each_desk.house.run_all()
        assert stored(each_desk) == [("on_behalf", "message", f"message:{LUNCH}:{said['ts']}:1")]
        who = each_desk.house.card().who
        assert (who.customer, who.source, who.colleague) == (CUSTOMER, Source.ON_BEHALF, False)
        assert each_desk.house.card().lines[0].occurred_at == each_desk.clock.now.replace(microsecond=0)

    async def test_line_that_has_its_ticket_gets_no_second_one(self, desk: Edge, door: SlackDoor) -> None:
        line = message(LEAK, ts=stamp(desk.clock()), channel=SUPPORT)
        await tell(desk, line)
        await shortcut_on(desk, line)
        assert door.views == []
        assert noticed(desk, FOUNDER.user_id) == ["لهذه الرسالة تذكرة من قبل. اربطها بعميلها من بطاقتها."]

    async def test_late_modal_becomes_a_button_in_the_person_s_own_conversation(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        door.mood = "shut"
        said = message("اللوحة واقفة", ts=stamp(desk.clock()), channel=LUNCH)
        await shortcut_on(desk, said)
        assert noticed(desk, FOUNDER.user_id) == ["تأخّر فتح النافذة. اضغط هنا لفتحها:"]
        door.mood = "open"
        await desk.press(again(desk)["action_id"], again(desk)["value"])
        await desk.submit(door.view, {"new_customer": CUSTOMER, "text": "اللوحة واقفة"})
        assert stored(desk) == [("on_behalf", "message", f"message:{LUNCH}:{said['ts']}:1")]


class TestGlobalShortcut:
    async def test_every_field_is_kept_where_the_answer_can_use_it(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        assert (await shortcut(each_desk, user=OPERATOR.user_id)).status == 200
        assert (door.problems, field_text(door.view)) == ([], "")
        assert fields(door.view) == ["new_customer", "text", "name", "phone", "email"]
        values = {"new_customer": CUSTOMER, "text": f"{LEAK} والمفتاح {SECRET}", "name": " نورة  القحطاني "}
        answer = await each_desk.submit(door.view, values | {"phone": PHONE}, user=OPERATOR.user_id)
        assert answer.text == ""
        each_desk.house.run_all()
        card = each_desk.house.card()
        assert (card.who.name, card.who.means) == ("نورة القحطاني", Means.WHATSAPP)
        assert SECRET not in card.lines[0].text
        each_desk.house.approve(each_desk.house.token())
        assert each_desk.house.hand_off().number == "966551234567"

    @pytest.mark.parametrize(
        ("wrong", "at"),
        [
            ({"text": "  "}, "text"),
            ({"phone": "123"}, "phone"),
            ({"phone": "صفر خمسة"}, "phone"),
            ({"email": "nora at elite"}, "email"),
            ({"new_customer": ""}, "new_customer"),
        ],
    )
    async def test_what_cannot_be_taken_is_said_at_its_field_and_stores_nothing(
        self, desk: Edge, door: SlackDoor, wrong: Json, at: str
    ) -> None:
        await shortcut(desk)
        good = {"new_customer": CUSTOMER, "text": LEAK, "phone": PHONE, "email": MAIL}
        answer = await desk.submit(door.view, good | wrong)
        assert list(answer.json["errors"]) == [at]
        assert answer.json["response_action"] == "errors"  # Slack leaves every field as it is
        assert counts(desk.database) == {}
        assert (await desk.submit(door.view, good)).text == ""

    async def test_unnamed_people_are_not_taken_for_one(self, desk: Edge, door: SlackDoor) -> None:
        for number, more in enumerate([{}, {}, {"phone": PHONE}, {"phone": "0551234568"}, {"phone": PHONE}]):
            await shortcut(desk)
            values = {"new_customer": CUSTOMER, "text": f"سؤال {number}", **more}
            await desk.submit(door.view | {"id": f"V{number}"}, values)
        desk.house.run_all()
        assert counts(desk.database)["contact"] == 4
        assert counts(desk.database)["ticket"] == 4

    async def test_stranger_sees_no_list_of_customers(self, desk: Edge, door: SlackDoor) -> None:
        await shortcut(desk, user=STRANGER.user_id)
        assert door.views == []
        assert noticed(desk, STRANGER.user_id) == [ONLY_ARRANGERS]
        await shortcut(desk)
        answer = await desk.submit(door.view, {"new_customer": "س", "text": "س"}, user=STRANGER.user_id)
        assert answer.json["errors"] == {"new_customer": ONLY_ARRANGERS}
        assert events(desk) == [("decision.refused", STRANGER.user_id)] * 2

    async def test_late_modal_becomes_a_button_in_the_person_s_own_conversation(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        door.mood = "shut"
        await shortcut(desk)
        assert noticed(desk, FOUNDER.user_id) == ["تأخّر فتح النافذة. اضغط هنا لفتحها:"]
        door.mood = "open"
        await desk.press(again(desk)["action_id"], again(desk)["value"])
        assert AskState.load(door.view["private_metadata"]).origin is None
