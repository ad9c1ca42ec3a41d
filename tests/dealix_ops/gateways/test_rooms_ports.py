"""One contract for everything that makes channels: the fake, the console, the real gateway."""

import io
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import fixtures
from bot.sandbox.server import SandboxServer
from bot.sandbox.settings import SandboxSettings
from dealix_ops.gateways.console import ConsoleRooms
from dealix_ops.gateways.slack import SlackGateway
from dealix_ops.gateways.slack_channels import SlackRooms
from dealix_ops.ports.slack import NameTaken, Room, RoomsPort, SlackMessage
from dealix_ops.ports.work import NotAccepted, Refused
from tests.support.clock import MovingClock
from tests.support.rooms import FakeRooms

TOKEN = "xoxb" + "-contract"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    settings = SandboxSettings(
        app_url="http://127.0.0.1:9", bot_token=TOKEN, signing_secret="x", port=0, post_gap_s=0.0
    )
    with SandboxServer(settings) as server:
        yield f"{server.base_url}/api/"


@pytest.fixture(params=["fake", "console", "gateway"])
def rooms(request: pytest.FixtureRequest) -> RoomsPort:
    if request.param == "fake":
        return FakeRooms(MovingClock(datetime.now(UTC)))
    if request.param == "console":
        return ConsoleRooms(io.StringIO())
    return SlackRooms(token=TOKEN, base_url=request.getfixturevalue("sandbox"))


@pytest.fixture
def name() -> str:
    return f"inc-{uuid.uuid4().hex[:12]}"


def since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


class TestCreate:
    def test_name_is_taken_once(self, rooms: RoomsPort, name: str) -> None:
        made = rooms.create(name, private=True)
        assert made
        with pytest.raises(NameTaken) as error:
            rooms.create(name, private=False)
        assert error.value.code == "name_taken"


class TestFind:
    def test_room_without_a_topic_is_found_by_one_of_its_names(self, rooms: RoomsPort, name: str) -> None:
        made = rooms.create(name, private=True)
        assert rooms.find([f"{name}-x", name], since=since()) == Room(made, name)

    def test_room_with_a_topic_is_somebodys_already(self, rooms: RoomsPort, name: str) -> None:
        rooms.set_topic(rooms.create(name, private=False), topic="حادث ح-1")
        assert rooms.find([name], since=since()) is None

    def test_older_room_and_another_name_are_not_ours(self, rooms: RoomsPort, name: str) -> None:
        rooms.create(name, private=False)
        assert rooms.find([name], since=datetime.now(UTC) + timedelta(minutes=5)) is None
        assert rooms.find([f"{name}-b"], since=since()) is None


class TestLine:
    def test_message_that_is_not_there_is_none(self, rooms: RoomsPort, name: str) -> None:
        assert rooms.line(rooms.create(name, private=True), ts="1790000000.000001") is None


class TestGateway:
    @pytest.fixture
    def real(self, sandbox: str) -> SlackRooms:
        return SlackRooms(token=TOKEN, base_url=sandbox)

    def test_who_is_gone_is_told_and_the_others_are_in(self, real: SlackRooms, name: str) -> None:
        made = real.create(name, private=True)
        assert real.invite(made, users=[fixtures.FOUNDER, "U0GONE"]) == {"U0GONE": "user_not_found"}
        assert real.invite(made, users=[fixtures.FOUNDER]) == {}

    def test_nobody_let_in_is_refused_with_slacks_word(self, real: SlackRooms, name: str) -> None:
        with pytest.raises(Refused) as error:
            real.invite(real.create(name, private=True), users=["U0GONE"])
        assert error.value.code == "user_not_found"

    def test_pin_twice_is_one_pin(self, real: SlackRooms, sandbox: str, name: str) -> None:
        made = real.create(name, private=True)
        slack = SlackGateway(token=TOKEN, base_url=sandbox)
        ts = slack.post(made, message=SlackMessage("ملخص"), outbox_id=1)
        real.pin(made, ts=ts)
        real.pin(made, ts=ts)

    def test_message_is_read_where_it_stands(self, real: SlackRooms, sandbox: str, name: str) -> None:
        made = real.create(name, private=True)
        slack = SlackGateway(token=TOKEN, base_url=sandbox)
        above = slack.post(made, message=SlackMessage("فوق"), outbox_id=1)
        ts = slack.post(made, message=SlackMessage("تحت"), outbox_id=2, thread_ts=above)
        found = real.line(made, ts=ts)
        assert found is not None
        assert (found.text, found.thread_ts) == ("تحت", above)

    def test_unknown_channel_says_so(self, real: SlackRooms) -> None:
        with pytest.raises(NotAccepted) as error:
            real.set_topic("C0NOWHERE", topic="x")
        assert error.value.code == "channel_not_found"
