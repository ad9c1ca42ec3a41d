"""«كلّمت العميل» and «رددت من الجوال»: what counts as an answer that did not go through us."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Conversation
from dealix_ops.ledger import service as ledger
from dealix_ops.sending.models import OutsideAnswer
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Answer, Edge, submission
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.support.house import FOUNDER, OPERATOR, STRANGER

SAID = "طمّنتها أن الإرسال موقوف وأننا نعود لها قبل الظهر"


def answers(edge: Edge) -> list[OutsideAnswer]:
    with edge.database.reading() as session:
        found = list(session.scalars(select(OutsideAnswer).order_by(OutsideAnswer.id)))
        session.expunge_all()
        return found


def through(edge: Edge) -> int:
    with edge.database.reading() as session:
        return session.scalars(select(Conversation.answered_through_inbound_id)).one()


def told(edge: Edge) -> list[tuple[str, str]]:
    edge.house.run_all()
    return [(user, text) for _, user, text in edge.house.slack.whispers]


async def submit(edge: Edge, door: SlackDoor, **given: str) -> Answer:
    values = {"means": "call", "when": "0", "note": SAID} | given
    time = values.pop("time", None)
    body: dict[str, Any] = submission(door.view, values, user=OPERATOR.user_id)
    body["view"]["state"]["values"]["time"] = {"time": {"selected_time": time}}
    return await edge.interact(body)


@pytest.fixture
async def leak(desk: Edge) -> Edge:
    """A P0 at 10:12, and twenty minutes passed."""
    desk.house.leak()
    desk.clock.move(minutes=20)
    return desk


class TestRecord:
    async def test_a_call_is_the_first_response_at_its_time(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1", user=OPERATOR.user_id)
        answer = await submit(leak, door, when="10")
        assert (answer.status, answer.text) == (200, "")
        (kept,) = answers(leak)
        assert (kept.means, kept.note, kept.actor) == ("call", SAID, OPERATOR.user_id)
        assert kept.answered_at == leak.clock() - timedelta(minutes=10)
        card = leak.house.card()
        assert card.clocks[Metric.FIRST_RESPONSE].met_at == kept.answered_at
        assert card.draft is not None
        assert (card.draft.status, through(leak)) == ("answered_outside", 1)
        with leak.database.reading() as session:
            entry = next(e for e in ledger.entries(session) if e.event == "ticket.answered_outside")
        assert entry.actor == OPERATOR.user_id
        assert SAID not in str(entry.facts)
        assert door.problems == []

    async def test_from_the_phone_proposes_the_phone(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.answered_elsewhere", "1.1")
        assert door.view["title"]["text"] == "رددت من الجوال"
        means = next(b for b in door.view["blocks"] if b.get("block_id") == "means")["element"]
        assert means["initial_option"]["value"] == "company_phone"
        await submit(leak, door, means="company_phone")
        assert answers(leak)[0].means == "company_phone"

    async def test_time_on_the_clock_is_riyadhs(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1")
        await submit(leak, door, time="10:20")
        assert answers(leak)[0].answered_at == leak.clock() - timedelta(minutes=12)

    @pytest.mark.parametrize(("field", "given"), [("when", "30"), ("time", "10:05"), ("time", "10:40")])
    async def test_time_before_the_customer_wrote_or_to_come_is_refused_at_its_field(
        self, leak: Edge, door: SlackDoor, field: str, given: str
    ) -> None:
        await leak.press("ticket.called", "1.1")
        answer = await submit(leak, door, **{field: given})
        assert list(answer.json["errors"]) == [field]
        assert answer.json["errors"][field].startswith("اختر وقتاً بين أول رسالة من العميل (10:12 ص)")
        assert answers(leak) == []

    @pytest.mark.parametrize("note", ["   ", "...", "؟!"])
    async def test_one_line_is_needed(self, leak: Edge, door: SlackDoor, note: str) -> None:
        await leak.press("ticket.called", "1.1")
        answer = await submit(leak, door, note=note)
        assert answer.json["errors"] == {"note": "اكتب ما قيل في سطر واحد، فهو يبقى مع التذكرة."}

    async def test_secret_in_the_line_is_masked(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1")
        await submit(leak, door, note="أعطاني كلمة المرور: Qw3rty!9xZ للوحة")
        assert "Qw3rty!9xZ" not in answers(leak)[0].note
        assert "[سر محجوب]" in answers(leak)[0].note

    async def test_second_call_moves_no_clock(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1")
        await submit(leak, door)
        met_at = leak.clock()
        leak.clock.move(minutes=5)
        await submit(leak, door)
        assert len(answers(leak)) == 2
        assert leak.house.card().clocks[Metric.FIRST_RESPONSE].met_at == met_at


class TestNewLines:
    async def test_lines_since_the_card_stand_in_the_modal(self, leak: Edge, door: SlackDoor) -> None:
        leak.house.customer_writes("وينكم؟")
        await leak.press("ticket.called", "1.1")
        assert "وينكم؟" in shown(door.view)
        await submit(leak, door)
        assert len(answers(leak)) == 1

    async def test_lines_since_the_modal_cost_one_more_tap_and_keep_what_was_typed(
        self, leak: Edge, door: SlackDoor
    ) -> None:
        await leak.press("ticket.called", "1.1")
        leak.house.customer_writes("وينكم؟")
        answer = await submit(leak, door, when="5")
        assert answer.json["response_action"] == "update"
        view = answer.json["view"]
        assert "وينكم؟" in shown(view)
        note = next(b for b in view["blocks"] if b.get("block_id") == "note")["element"]
        assert note["initial_value"] == SAID
        assert answers(leak) == []
        door.views.append(view)
        await submit(leak, door, when="5")
        assert len(answers(leak)) == 1


class TestInsteadOfAHandOff:
    @pytest.fixture
    async def handed(self, desk: Edge) -> Edge:
        await desk.press("draft.approve", desk.house.leak())
        desk.house.run_all()
        desk.clock.move(minutes=8)
        return desk

    def value(self, edge: Edge) -> str:
        return f"1.1.{edge.house.hand_off().approval_token}"

    async def test_the_text_goes_nowhere_any_more(self, handed: Edge, door: SlackDoor) -> None:
        await handed.choose("draft.more", f"ticket.called|{self.value(handed)}")
        await submit(handed, door)
        handed.house.run_all()
        view = handed.house.hand_off()
        assert (view.instead, view.withdrawn_by) == (True, OPERATOR.user_id)
        card = handed.house.card()
        assert card.draft is not None
        assert card.draft.status == "answered_outside"
        await handed.press("draft.mark_sent", view.approval_token)
        assert told(handed)[0][1].startswith("سُحب الاعتماد من قبل: <@U_OPERATOR>")

    async def test_sent_meanwhile_is_said_and_nothing_recorded(self, handed: Edge, door: SlackDoor) -> None:
        await handed.choose("draft.more", f"ticket.called|{self.value(handed)}")
        await handed.press("draft.mark_sent", self.value(handed).split(".")[2])
        answer = await submit(handed, door)
        assert answer.json["errors"]["note"].startswith("سُجّل إرسالها: زميلك")
        assert answers(handed) == []


class TestRefusals:
    async def test_stranger_is_refused_before_typing(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1", user=STRANGER.user_id)
        assert told(leak) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]
        assert door.views == []

    @pytest.mark.parametrize("value", ["", "x", "1", "9.1", "1.1.nothing", "1.²"])
    async def test_value_that_no_button_of_ours_has(self, leak: Edge, door: SlackDoor, value: str) -> None:
        answer = await leak.press("ticket.called", value)
        assert answer.status == 200
        assert told(leak) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]

    @pytest.mark.parametrize(("field", "given"), [("means", "pigeon"), ("when", "7"), ("time", "25:99")])
    async def test_choice_that_the_modal_does_not_offer_is_broken(
        self, leak: Edge, door: SlackDoor, field: str, given: str
    ) -> None:
        await leak.press("ticket.called", "1.1")
        answer = await submit(leak, door, **{field: given})
        assert answer.status == 400
        assert answers(leak) == []

    async def test_late_modal_leaves_a_button(self, leak: Edge, door: SlackDoor) -> None:
        door.mood = "shut"
        await leak.press("ticket.called", "1.1")
        assert told(leak) == [(FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]


class TestNewerThanTheCall:
    """What came after the call was not spoken about, also where the modal showed it."""

    async def test_line_that_no_worker_had_read_gets_its_draft(self, leak: Edge, door: SlackDoor) -> None:
        await leak.press("ticket.called", "1.1", user=OPERATOR.user_id)
        leak.house.customer_writes("وكم عدد الجهات المتأثرة؟")
        door.views.append((await submit(leak, door, when="10")).json["view"])  # with the line in it
        await submit(leak, door, when="10")
        assert through(leak) == 1
        leak.house.run_all()
        leak.house.settle()
        card = leak.house.card()
        assert card.draft is not None
        assert (card.draft.status, card.draft.kind, card.draft.last_inbound_id) == ("proposed", "answer", 2)
        assert card.next_reply is not None

    async def test_line_on_its_way_to_the_card_when_it_was_pressed(self, leak: Edge, door: SlackDoor) -> None:
        leak.house.customer_writes("وكم عدد الجهات المتأثرة؟")
        await leak.press("ticket.called", "1.1", user=OPERATOR.user_id)
        leak.house.run_all()
        await submit(leak, door, when="10")
        assert through(leak) == 1
        leak.house.settle()
        card = leak.house.card()
        assert card.draft is not None
        assert (card.draft.status, card.draft.kind, card.draft.last_inbound_id) == ("proposed", "answer", 2)

    async def test_line_older_than_the_call_was_spoken_about(self, leak: Edge, door: SlackDoor) -> None:
        leak.house.customer_writes("وكم عدد الجهات المتأثرة؟")
        leak.house.run_all()
        leak.clock.move(minutes=15)
        await leak.press("ticket.called", "1.1", user=OPERATOR.user_id)
        await submit(leak, door, when="10")
        assert through(leak) == 2
        leak.house.settle()
        card = leak.house.card()
        assert card.draft is not None
        assert card.draft.status == "answered_outside"
