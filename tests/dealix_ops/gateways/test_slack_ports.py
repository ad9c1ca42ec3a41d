"""One contract for everything that stands in Slack's place: the fake, the console, the real gateway."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.server import SandboxServer
from bot.sandbox.settings import SandboxSettings
from dealix_ops.gateways.console import ConsoleSlack
from dealix_ops.gateways.slack import SlackGateway
from dealix_ops.ports.slack import HomeMoved, MessageGone, SlackMessage, SlackPort
from dealix_ops.ports.work import Refused
from tests.support.clock import MovingClock
from tests.support.slack import FakeSlack

CHANNEL, OTHER = "C0APPROVALS", "C0OPS"
TOKEN = "xoxb" + "-contract"
HELLO = SlackMessage(text="سلام")
EARLIER = timedelta(minutes=5)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    settings = SandboxSettings(
        app_url="http://127.0.0.1:9", bot_token=TOKEN, signing_secret="x", port=0, post_gap_s=0.0
    )
    with SandboxServer(settings) as server:
        yield server.base_url


@pytest.fixture(params=["fake", "console", "gateway"])
def slack(request: pytest.FixtureRequest) -> SlackPort:
    if request.param == "fake":
        return FakeSlack(MovingClock(datetime.now(UTC)))
    if request.param == "console":
        return ConsoleSlack(io.StringIO())
    return SlackGateway(token=TOKEN, base_url=f"{request.getfixturevalue('sandbox')}/api/")


@pytest.fixture
def number(request: pytest.FixtureRequest) -> int:
    """An outbox id of this test alone: the sandbox remembers what other tests posted."""
    return abs(hash(request.node.name)) % 1_000_000_000


def recently() -> datetime:
    return datetime.now(UTC) - EARLIER


class TestPost:
    def test_messages_have_ts_of_their_own(self, slack: SlackPort, number: int) -> None:
        first = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        second = slack.post(CHANNEL, message=HELLO, outbox_id=number + 1)
        assert first != second
        assert float(first) > 0

    def test_blocks_are_taken(self, slack: SlackPort, number: int) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "بطاقة"}}]
        ts = slack.post(CHANNEL, message=SlackMessage("بطاقة", blocks), outbox_id=number)
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) == ts


class TestFind:
    def test_message_is_found_by_its_outbox_id(self, slack: SlackPort, number: int) -> None:
        slack.post(CHANNEL, message=HELLO, outbox_id=number + 1)
        ts = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        slack.post(CHANNEL, message=HELLO, outbox_id=number + 2)
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) == ts

    def test_what_was_never_posted_is_not_found(self, slack: SlackPort, number: int) -> None:
        slack.post(CHANNEL, message=HELLO, outbox_id=number)
        assert slack.find(CHANNEL, outbox_id=number + 1, since=recently()) is None

    def test_other_channel_is_not_searched(self, slack: SlackPort, number: int) -> None:
        slack.post(OTHER, message=HELLO, outbox_id=number)
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) is None

    def test_message_before_the_bound_is_not_found(self, slack: SlackPort, number: int) -> None:
        slack.post(CHANNEL, message=HELLO, outbox_id=number)
        later = datetime.now(UTC) + EARLIER
        assert slack.find(CHANNEL, outbox_id=number, since=later) is None

    def test_updated_message_keeps_its_outbox_id(self, slack: SlackPort, number: int) -> None:
        ts = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        slack.update(CHANNEL, ts=ts, message=SlackMessage("تغيّر"))
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) == ts

    def test_reply_is_found_in_its_thread_only(self, slack: SlackPort, number: int) -> None:
        parent = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        reply = slack.post(CHANNEL, message=HELLO, outbox_id=number + 1, thread_ts=parent)
        assert slack.find(CHANNEL, outbox_id=number + 1, since=recently(), thread_ts=parent) == reply
        assert slack.find(CHANNEL, outbox_id=number + 1, since=recently()) is None

    def test_message_behind_a_full_page_is_found(
        self, slack: SlackPort, number: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dealix_ops.gateways.slack.PAGE", 2)
        ts = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        for later in range(5):
            slack.post(CHANNEL, message=HELLO, outbox_id=number + 1 + later)
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) == ts


class TestUpdate:
    @pytest.mark.parametrize("ts", ["1.000001", "0.0"])
    def test_message_that_is_not_there_is_gone(self, slack: SlackPort, ts: str) -> None:
        with pytest.raises(MessageGone):
            slack.update(CHANNEL, ts=ts, message=HELLO)

    def test_message_of_another_channel_is_gone(self, slack: SlackPort, number: int) -> None:
        ts = slack.post(OTHER, message=HELLO, outbox_id=number)
        with pytest.raises(MessageGone):
            slack.update(CHANNEL, ts=ts, message=HELLO)

    def test_gone_counts_as_refused_where_nobody_asks(self) -> None:
        assert issubclass(MessageGone, Refused)


class TestPermalink:
    def test_address_names_the_channel_and_the_message(self, slack: SlackPort, number: int) -> None:
        ts = slack.post(CHANNEL, message=HELLO, outbox_id=number)
        address = slack.permalink(CHANNEL, ts=ts)
        assert address.startswith("https://")
        assert address.endswith(f"/archives/{CHANNEL}/p{ts.replace('.', '')}")

    def test_message_that_is_not_there_has_none(self, slack: SlackPort) -> None:
        with pytest.raises(MessageGone):
            slack.permalink(CHANNEL, ts="1.000001")


class TestPostEphemeral:
    def test_is_seen_by_nobody_who_looks_for_messages(self, slack: SlackPort, number: int) -> None:
        slack.post_ephemeral(CHANNEL, user="U0FOUNDER", message=HELLO)
        assert slack.find(CHANNEL, outbox_id=number, since=recently()) is None


class TestHome:
    BLOCKS = ({"type": "section", "text": {"type": "mrkdwn", "text": "الرئيسية"}},)
    PERSON = "U0FOUNDER"

    def test_a_hash_follows_the_other(self, slack: SlackPort) -> None:
        first = slack.publish_home(self.PERSON, blocks=self.BLOCKS, hash_=None)
        second = slack.publish_home(self.PERSON, blocks=self.BLOCKS, hash_=first)
        assert first != second

    def test_who_knows_an_older_picture_is_refused(self, slack: SlackPort) -> None:
        first = slack.publish_home(self.PERSON, blocks=self.BLOCKS, hash_=None)
        slack.publish_home(self.PERSON, blocks=self.BLOCKS, hash_=None)
        with pytest.raises(HomeMoved):
            slack.publish_home(self.PERSON, blocks=self.BLOCKS, hash_=first)


class TestUpload:
    def test_uploaded_picture_stands_in_a_message(self, slack: SlackPort, number: int) -> None:
        file_id = slack.upload(b"picture", filename="week.png", alt_text="صورة")
        block = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "صورة"}
        assert slack.post(CHANNEL, message=SlackMessage("سلام", [block]), outbox_id=number)
        assert slack.upload(b"picture", filename="week.png", alt_text="صورة") != file_id

    def test_file_is_shared_into_a_channel(self, slack: SlackPort) -> None:
        file_id = slack.deposit("# مراجعة".encode(), filename="inc-1-review-v1.md")
        slack.share(file_id, title="inc-1-review-v1.md", channel=CHANNEL, comment="مراجعة الحادث ح-1")
        other = slack.deposit(b"# two", filename="inc-1-review-v2.md")
        assert other != file_id
        assert slack.shows_file(CHANNEL, file_id=file_id, since=recently())
        assert not slack.shows_file(CHANNEL, file_id=other, since=recently())
        assert not slack.shows_file(OTHER, file_id=file_id, since=recently())
