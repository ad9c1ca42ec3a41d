"""The time that a text promises, as a field of the modal: kept through every turn, refused in the past."""

from datetime import datetime, timedelta

from sqlalchemy import select

from dealix_ops.promises.models import Promise
from tests.bot.edge import Edge, Json, submission
from tests.bot.listeners.slack_door import SlackDoor, field_text
from tests.bot.listeners.test_decide import approvals
from tests.support.house import FOUNDER

OPENED = "السلام عليكم، ما قدرنا ندخل لوحة التحكم من ساعة والعمل متوقف"
TEXT = "السلام عليكم، بدأ الفريق المعالجة. نفيدكم بالمستجد قبل الساعة 4:00 م."


def field(view: Json) -> Json:
    """The block in which the time stands."""
    found: Json = next(b for b in view["blocks"] if b.get("block_id", "").startswith("promised"))
    return found


def stands(view: Json) -> int:
    return int(field(view)["element"].get("initial_date_time", 0))


async def saved(edge: Edge, view: Json, text: str, at: datetime | None) -> Json:
    """What the modal answers; {} where it closed."""
    sent = submission(view, {"text": text})
    chosen = int(at.timestamp()) if at else None
    sent["view"]["state"]["values"][field(view)["block_id"]] = {"promised": {"selected_date_time": chosen}}
    answer = await edge.interact(sent)
    return answer.json if answer.text else {}


def promises(edge: Edge) -> list[datetime]:
    """Of the newest approval, once it is said to be sent."""
    edge.house.run_all()
    edge.house.mark_sent(edge.house.hand_off().approval_token)
    with edge.database.reading() as session:
        return list(session.scalars(select(Promise.due_at)))


class TestField:
    async def test_begins_with_the_time_of_our_text(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.customer_writes(OPENED)
        desk.house.run_all()
        token = desk.house.token()
        await desk.press("draft.edit", token)
        assert door.problems == []
        draft = desk.house.card().draft
        assert draft is not None
        assert draft.promised_by is not None
        assert stands(door.view) == int(draft.promised_by.timestamp())

    async def test_counted_from_this_message_it_moves_on_with_the_clock(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        token = desk.house.leak()
        desk.clock.move(hours=2)
        await desk.press("draft.edit", token)
        assert stands(door.view) == int((desk.clock() + timedelta(minutes=30)).timestamp())

    async def test_time_of_a_persons_own_text_starts_the_clock(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        by = desk.clock().replace(microsecond=0) + timedelta(hours=4)
        assert await saved(desk, door.view, TEXT, by) == {}
        assert promises(desk) == [by]

    async def test_empty_field_promises_nothing(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        assert await saved(desk, door.view, TEXT, None) == {}
        assert promises(desk) == []

    async def test_past_time_is_refused_beside_the_field(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        answer = await saved(desk, door.view, TEXT, desk.clock() - timedelta(minutes=1))
        assert answer["errors"] == {
            "promised.0": "هذا الوقت مضى. اختر وقتاً بعد الآن، أو احذفه إن لم يعد النص بشيء."
        }
        assert approvals(desk) == 0

    async def test_line_that_came_meanwhile_keeps_the_time(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        desk.house.customer_writes("وينكم؟")
        by = desk.clock().replace(microsecond=0) + timedelta(hours=1)
        answer = await saved(desk, door.view, TEXT, by)
        assert answer["response_action"] == "update"
        assert stands(answer["view"]) == int(by.timestamp())
        assert field_text(answer["view"]) == TEXT

    async def test_hostile_time_is_no_submission_of_ours(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("draft.edit", desk.house.leak())
        sent = submission(door.view, {"text": TEXT}, user=FOUNDER.user_id)
        sent["view"]["state"]["values"]["promised.0"] = {"promised": {"selected_date_time": 10**18}}
        answer = await desk.interact(sent)
        assert answer.status in (200, 400)
        assert approvals(desk) == 0
