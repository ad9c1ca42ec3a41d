"""«حادث من هذه الرسالة»: what somebody wrote begins the story of an incident, or joins an open one."""

from typing import Any

import pytest

from dealix_ops.incidents import timeline
from dealix_ops.incidents.models import Incident, IncidentEntry
from tests.bot.edge import Edge, Json
from tests.bot.listeners.hands import command, shortcut_on
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.bot.test_incidents import incidents
from tests.support.house import FOUNDER, STRANGER

TOKEN = "xoxb" + "-123456789012-abcdefghijkl"
WORDS = f"الإرسال واقف من ربع ساعة\nوهذا المفتاح {TOKEN}"
NEW: dict[str, Any] = {"incident": "new", "severity": "SEV2", "kind": "outage", "title": "توقف الإرسال"}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


def message(edge: Edge, *, minutes_ago: int = 15) -> Json:
    ts = f"{edge.clock().timestamp() - 60 * minutes_ago:.6f}"
    return {"channel": "C_TEAM", "ts": ts, "user": "U_COLLEAGUE", "type": "message", "text": WORDS}


async def chosen(edge: Edge, said: Json, *, user: str = FOUNDER.user_id) -> None:
    await shortcut_on(edge, said, user=user, callback="incident.from_message")


def told(edge: Edge, incident_id: int = 1) -> list[IncidentEntry]:
    with edge.database.reading() as session:
        return timeline.told(session, incident_id)


def answered(edge: Edge) -> str:
    """The newest line that somebody read alone, wherever it stood."""
    edge.house.run_all()
    whispered = [text for _, text in whispers(edge)]
    direct = [post.text for post in edge.house.slack.posted if post.channel.startswith("U_")]
    return (direct or whispered)[-1]


class TestChoose:
    async def test_its_first_line_is_the_title_and_no_key_is_shown(self, desk: Edge, door: SlackDoor) -> None:
        await chosen(desk, message(desk))
        assert door.problems == []
        assert TOKEN not in str(door.view)
        title = next(one for one in door.view["blocks"] if one.get("block_id") == "title")
        assert title["element"]["initial_value"] == "الإرسال واقف من ربع ساعة"
        assert [one.get("block_id") for one in door.view["blocks"]][1:] == ["severity", "kind", "title"]

    async def test_stranger_learns_why_not_before_typing(self, desk: Edge, door: SlackDoor) -> None:
        await chosen(desk, message(desk), user=STRANGER.user_id)
        assert door.views == []
        assert "للمؤسس والمشغّلين فقط" in answered(desk)


class TestSubmit:
    async def test_its_words_are_the_first_line_of_a_new_incidents_story(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await chosen(desk, message(desk))
        await desk.submit(door.view, {key: NEW[key] for key in ("severity", "kind", "title")})
        first = told(desk)[0]
        assert (first.kind, first.facts["author"]) == ("pinned", "U_COLLEAGUE")
        assert (first.text or "").startswith("الإرسال واقف من ربع ساعة")
        assert TOKEN not in (first.text or "")
        (made,) = incidents(desk)
        assert (made.severity, made.kind, first.at < made.declared_at) == ("SEV2", "outage", True)

    async def test_its_words_name_no_channel_that_everybody_can_find(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await chosen(desk, message(desk) | {"text": "Ahmed Ali from Nukhba cannot log in"})
        title = "Ahmed Ali from Nukhba cannot log in"
        await desk.submit(door.view, {"severity": "SEV3", "kind": "other", "title": title})
        desk.house.run_all()
        await desk.choose("incident.more", "1.severity")
        await desk.submit(door.view, {"severity": "SEV2"})
        desk.house.run_all()
        assert [made.name for made in desk.house.rooms.made] == ["inc-20261122-incident-1"]

    async def test_leak_in_it_opens_a_private_room(self, desk: Edge, door: SlackDoor) -> None:
        await chosen(desk, message(desk))
        await desk.submit(door.view, {"severity": "SEV1", "kind": "leak", "title": "Ahmed Ali leaked"})
        desk.house.run_all()
        assert [(made.name, made.private) for made in desk.house.rooms.made] == [
            ("inc-20261122-data-leak-1", True)
        ]

    async def test_with_an_open_incident_it_joins_that_one_and_declares_none(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await command(desk, "حادث جديد 2 توقف")
        await chosen(desk, message(desk))
        assert door.problems == []
        await desk.submit(door.view, {"incident": "1"})
        assert len(incidents(desk)) == 1
        assert told(desk)[0].kind == "pinned"
        assert answered(desk) == "حُفظت الرسالة في تسلسل الحادث ح-1."

    async def test_same_message_twice_stands_once(self, desk: Edge, door: SlackDoor) -> None:
        await command(desk, "حادث جديد 2 توقف")
        said = message(desk)
        for _ in range(2):
            await chosen(desk, said)
            await desk.submit(door.view, {"incident": "1"})
        assert [one.kind for one in told(desk)].count("pinned") == 1
        assert answered(desk) == "الرسالة محفوظة في تسلسل الحادث ح-1 من قبل."

    async def test_new_one_without_its_severity_says_so_at_the_field(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await command(desk, "حادث جديد 2 توقف")
        await chosen(desk, message(desk))
        answer = await desk.submit(door.view, {"incident": "new", "title": "توقف آخر"})
        assert set(answer.json["errors"]) == {"severity", "kind"}
        assert len(incidents(desk)) == 1

    async def test_incident_that_is_over_takes_nothing(self, desk: Edge, door: SlackDoor) -> None:
        await command(desk, "حادث جديد 2 توقف")
        await chosen(desk, message(desk))
        with desk.database.transaction() as session:
            row = session.get_one(Incident, 1)
            row.status, row.resolved_at, row.resolved_by = "resolved", desk.clock(), FOUNDER.user_id
        answer = await desk.submit(door.view, {"incident": "1"})
        assert "incident" in answer.json["errors"]
