"""What is left to do after an incident: its owner is asked in the operations channel, and answers there."""

import pytest

from dealix_ops.incidents.closing_models import IncidentAction
from tests.bot.edge import Edge, Json
from tests.bot.listeners.forms_sent import submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events
from tests.bot.listeners.test_incident_close import chased, declared, said_in, told
from tests.bot.listeners.test_incident_review import OPS, added
from tests.bot.week import screen
from tests.support.house import OPERATOR, STRANGER

LATER = {"due": "2026-11-30", "why": "ننتظر المورّد"}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def asked(desk: Edge, door: SlackDoor) -> Edge:
    """Two actions of the operator's, asked about on the day before they are due."""
    await declared(desk)
    await added(desk, door)
    await added(desk, door, what="اكتب دليل الطابور <!channel>")
    desk.clock.move(days=2)
    chased(desk)
    return desk


def reminder(edge: Edge) -> list[Json]:
    """Blocks of the newest message in the operations channel."""
    newest = [post for post in edge.house.slack.posted if post.channel == OPS][-1]
    return [dict(block) for block in edge.house.strict.shown[newest.ts].blocks or ()]


def due_on(edge: Edge, action_id: int = 1) -> str:
    with edge.database.reading() as session:
        return session.get_one(IncidentAction, action_id).due_on.isoformat()


class TestChased:
    async def test_each_action_has_its_buttons_and_the_push_is_one_line(self, asked: Edge) -> None:
        head, first, ways, second, _ = reminder(asked)
        assert head["text"]["text"] == f"تذكير <@{OPERATOR.user_id}>: إجراءات تنتظرك بعد الحوادث، وعددها 2"
        assert said_in(asked, OPS) == [head["text"]["text"]]
        assert first["text"]["text"] == "الإجراء: أضف مراقبة لطول الطابور · موعده 25/11/2026 · ح-1"
        assert "<!channel>" not in second["text"]["text"]
        assert [(screen.label(one), one["value"]) for one in ways["elements"]] == [
            ("تم", "1"),
            ("أجّله", "1"),
            ("أسقطه", "1"),
        ]

    async def test_done_from_there_is_asked_about_no_more(self, asked: Edge) -> None:
        await asked.press("incident.action_done", "1", user=OPERATOR.user_id)
        asked.clock.move(days=1)
        chased(asked)
        assert "وعددها 1" in said_in(asked, OPS)[-1]
        assert "أضف مراقبة" not in str(reminder(asked))
        await asked.press("incident.action_done", "1")
        assert any(f"أنهاه <@{OPERATOR.user_id}>" in text for text in told(asked))

    async def test_of_many_the_rest_is_counted(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        for number in range(17):
            await added(desk, door, what=f"إجراء رقم {number}")
        desk.clock.move(days=2)
        chased(desk)
        blocks = reminder(desk)
        assert len([one for one in blocks if one["type"] == "actions"]) == 15
        assert "وبقي غيرها، وعددها 2. اكتب «حادث إجراءات» بعد /dealix لتراها كلها." in str(blocks[-1])


class TestLater:
    async def test_moves_its_day_with_a_reason_that_stays_in_the_story(
        self, asked: Edge, door: SlackDoor
    ) -> None:
        await asked.press("incident.action_later", "1", user=OPERATOR.user_id)
        assert "الإجراء: أضف مراقبة لطول الطابور" in str(door.view)
        answer = await submit(asked, door.view, LATER, user=OPERATOR.user_id)
        assert answer.text == ""
        assert due_on(asked) == "2026-11-30"
        assert any("صار موعد الإجراء 30/11/2026: أضف مراقبة لطول الطابور" in text for text in told(asked))
        assert ("incident.action_moved", OPERATOR.user_id) in events(asked)
        story = str((await command(asked, "حادث ح-1")).json)
        assert "من 25/11/2026 إلى 30/11/2026. السبب: ننتظر المورّد" in story

    async def test_is_asked_about_again_before_its_new_day(self, asked: Edge, door: SlackDoor) -> None:
        await asked.press("incident.action_later", "1")
        await submit(asked, door.view, LATER)
        await asked.press("incident.action_done", "2")
        counts = []
        for _ in range(7):  # from Wednesday on
            asked.clock.move(days=1)
            chased(asked)
            counts.append(len(said_in(asked, OPS)))
        assert counts == [1, 1, 1, 1, 2, 3, 4]

    @pytest.mark.parametrize(
        ("values", "field", "says"),
        [
            ({"due": "2026-11-23"}, "due", "اختر موعداً لم يفت."),
            ({"due": "2026-11-25"}, "why", "هذا موعده الآن. اختر يوماً غيره."),
            ({"why": "..."}, "why", "اكتب كلمة على الأقل."),
        ],
    )
    async def test_what_is_no_new_day_is_refused_beside_its_field(
        self, asked: Edge, door: SlackDoor, values: Json, field: str, says: str
    ) -> None:
        await asked.press("incident.action_later", "1")
        answer = await submit(asked, door.view, LATER | values)
        assert answer.json["errors"] == {field: says}
        assert due_on(asked) == "2026-11-25"

    async def test_ended_meanwhile_nothing_opens_and_nothing_moves(
        self, asked: Edge, door: SlackDoor
    ) -> None:
        await asked.press("incident.action_later", "1")
        opened = door.view
        await asked.press("incident.action_done", "1", user=OPERATOR.user_id)
        door.views.clear()
        await asked.press("incident.action_later", "1")
        assert door.views == []
        assert any(f"أنهاه <@{OPERATOR.user_id}>" in text for text in told(asked))
        answer = await submit(asked, opened, LATER)
        assert "أنهاه زميلك" in answer.json["errors"]["why"]
        assert due_on(asked) == "2026-11-25"

    async def test_is_no_strangers(self, asked: Edge, door: SlackDoor) -> None:
        door.views.clear()
        await asked.press("incident.action_later", "1", user=STRANGER.user_id)
        assert door.views == []
