"""The real gateway against the sandbox and against worse servers: every failure becomes one of our three."""

import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.sandbox.driver import SandboxDriver
from bot.sandbox.server import SandboxServer
from bot.sandbox.settings import SandboxSettings
from dealix_ops.gateways import slack as gateway
from dealix_ops.gateways.slack import SlackGateway
from dealix_ops.ports.slack import MessageGone, SlackMessage
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused

CHANNEL = "C0APPROVALS"
TOKEN = "xoxb" + "-contract"
HELLO = SlackMessage(text="سلام")


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    settings = SandboxSettings(
        app_url="http://127.0.0.1:9", bot_token=TOKEN, signing_secret="x", port=0, post_gap_s=0.0
    )
    with SandboxServer(settings) as running:
        yield running


@pytest.fixture(scope="module")
def connected(server: SandboxServer) -> Iterator[SandboxDriver]:
    with SandboxDriver(server.base_url) as driver:
        yield driver


@pytest.fixture
def driver(connected: SandboxDriver) -> SandboxDriver:
    connected.reset()
    return connected


@pytest.fixture
def slack(driver: SandboxDriver) -> SlackGateway:
    return SlackGateway(token=TOKEN, base_url=f"{driver.base_url}/api/")


def post(slack: SlackGateway) -> str:
    return slack.post(CHANNEL, message=HELLO, outbox_id=1)


@contextmanager
def answering(reply: bytes) -> Iterator[SlackGateway]:
    """A server that reads one request, writes these bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _address = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(reply)

        thread = threading.Thread(target=serve)
        thread.start()
        yield SlackGateway(token=TOKEN, base_url=f"http://127.0.0.1:{listener.getsockname()[1]}/api/")
        thread.join(timeout=10)


def plain(status: str, body: bytes = b"<html>a proxy</html>", headers: bytes = b"") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n".encode()
    return head + headers + b"\r\n" + body


class TestFailures:
    def test_429_is_not_accepted_and_carries_retry_after(
        self, slack: SlackGateway, driver: SandboxDriver
    ) -> None:
        driver.fault("chat.postMessage", "ratelimited", retry_after=7)
        with pytest.raises(NotAccepted) as busy:
            post(slack)
        assert busy.value.retry_after_s == 7
        assert driver.messages(CHANNEL) == []

    def test_500_may_have_left(self, slack: SlackGateway, driver: SandboxDriver) -> None:
        driver.fault("chat.postMessage", "server_error")
        with pytest.raises(OutcomeUnknown, match="Slack answered 503") as unknown:
            post(slack)
        assert not unknown.value.answered

    def test_answers_anything_but_silence_and_faults(
        self, slack: SlackGateway, driver: SandboxDriver
    ) -> None:
        """A revoked token is an answer too: the work that waits for it may not wait as in an outage."""
        for kind, error, well in (
            ("server_error", "", False),
            ("error", "internal_error", False),
            ("ratelimited", "", False),
            ("error", "token_revoked", True),
            ("error", "invalid_arguments", True),
        ):
            driver.fault("auth.test", kind, error=error)
            assert slack.answers() is well, (kind, error)
        assert slack.answers()

    def test_reply_that_never_comes_may_have_left(
        self, driver: SandboxDriver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gateway, "TIMEOUT_S", 1)
        impatient = SlackGateway(token=TOKEN, base_url=f"{driver.base_url}/api/")
        driver.fault("chat.postMessage", "slow", delay_s=3.0)
        with pytest.raises(OutcomeUnknown):
            post(impatient)
        assert len(driver.messages(CHANNEL)) == 1

    def test_lost_reply_may_have_left_and_is_found(self, slack: SlackGateway, driver: SandboxDriver) -> None:
        driver.fault("chat.postMessage", "lost_reply")
        with pytest.raises(OutcomeUnknown):
            post(slack)
        found = slack.find(CHANNEL, outbox_id=1, since=datetime.fromtimestamp(0, UTC))
        assert found == driver.messages(CHANNEL)[0]["ts"]

    def test_refused_connection_is_not_accepted(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        with pytest.raises(NotAccepted):
            post(SlackGateway(token=TOKEN, base_url=f"http://127.0.0.1:{port}/api/"))

    def test_name_that_does_not_resolve_is_not_accepted(self) -> None:
        with pytest.raises(NotAccepted):
            post(SlackGateway(token=TOKEN, base_url="http://slack.invalid/api/"))

    @pytest.mark.parametrize(
        "code", ["invalid_blocks", "msg_too_long", "no_text", "user_not_in_channel", "never_heard_of"]
    )
    def test_no_is_refused_for_ever(self, slack: SlackGateway, driver: SandboxDriver, code: str) -> None:
        driver.fault("chat.postMessage", "error", error=code)
        with pytest.raises(Refused, match=f"^Slack: {code}$"):
            post(slack)

    @pytest.mark.parametrize("code", sorted(gateway.UNPREPARED))
    def test_workspace_that_is_not_prepared_is_not_accepted(
        self, slack: SlackGateway, driver: SandboxDriver, code: str
    ) -> None:
        driver.fault("chat.postMessage", "error", error=code)
        with pytest.raises(NotAccepted, match=f"^Slack: {code}$") as waiting:
            post(slack)
        assert waiting.value.retry_after_s is None

    @pytest.mark.parametrize("code", ["ratelimited", "rate_limited", "service_unavailable"])
    def test_no_for_now_is_not_accepted(self, slack: SlackGateway, driver: SandboxDriver, code: str) -> None:
        driver.fault("chat.postMessage", "error", error=code)
        with pytest.raises(NotAccepted) as busy:
            post(slack)
        assert busy.value.retry_after_s == 1.0

    @pytest.mark.parametrize("code", ["fatal_error", "internal_error", "request_timeout"])
    def test_fault_of_slacks_own_may_have_left(
        self, slack: SlackGateway, driver: SandboxDriver, code: str
    ) -> None:
        driver.fault("chat.postMessage", "error", error=code)
        with pytest.raises(OutcomeUnknown) as unknown:
            post(slack)
        assert unknown.value.answered

    @pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed"])
    def test_message_that_cannot_be_changed_is_gone(
        self, slack: SlackGateway, driver: SandboxDriver, code: str
    ) -> None:
        ts = post(slack)
        driver.fault("chat.update", "error", error=code)
        with pytest.raises(MessageGone):
            slack.update(CHANNEL, ts=ts, message=HELLO)

    def test_wrong_token_waits_for_the_right_one(self, driver: SandboxDriver) -> None:
        with pytest.raises(NotAccepted, match="invalid_auth"):
            post(SlackGateway(token="wrong", base_url=f"{driver.base_url}/api/"))


def why_unknown(reply: bytes) -> str:
    with answering(reply) as slack, pytest.raises(OutcomeUnknown) as unknown:
        post(slack)
    assert not unknown.value.answered
    return str(unknown.value)


@pytest.fixture
def _sdk_leaves_sockets_to_the_collector() -> Iterator[None]:
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.mark.usefixtures("_sdk_leaves_sockets_to_the_collector")
class TestWorseServers:
    @pytest.mark.parametrize(
        "reply",
        [
            b"",
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
            b"nonsense\r\n\r\n",
            plain("200 OK"),
            plain("502 Bad Gateway"),
            plain("403 Forbidden"),
            plain("200 OK", b""),
            plain("200 OK", b"[]"),
            plain("200 OK", b'{"ok": false, "error": {"a": 1}}'),
        ],
    )
    def test_what_is_no_answer_of_slack_may_have_left_and_is_not_quoted(self, reply: bytes) -> None:
        assert "proxy" not in why_unknown(reply)

    @pytest.mark.parametrize(("header", "seconds"), [(b"9", 9.0), (b"0", 1.0), (b"soon", 1.0)])
    def test_429_without_json_is_not_accepted(self, header: bytes, seconds: float) -> None:
        reply = plain("429 Too Many Requests", headers=b"Retry-After: " + header + b"\r\n")
        with answering(reply) as slack, pytest.raises(NotAccepted) as busy:
            post(slack)
        assert busy.value.retry_after_s == seconds


class TestCalls:
    def test_post_carries_id_in_metadata_and_unfurls_nothing(
        self, slack: SlackGateway, driver: SandboxDriver
    ) -> None:
        post(slack)
        (call,) = driver.calls("chat.postMessage")
        assert '"outbox_id": 1' in str(call["arguments"]["metadata"]).replace("'", '"')
        for key in ("unfurl_links", "unfurl_media"):
            assert str(call["arguments"][key]).lower() in ("0", "false")

    def test_update_without_blocks_removes_the_old_ones(
        self, slack: SlackGateway, driver: SandboxDriver
    ) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "بطاقة"}}]
        ts = slack.post(CHANNEL, message=SlackMessage("بطاقة", blocks), outbox_id=1)
        slack.update(CHANNEL, ts=ts, message=HELLO)
        (message,) = driver.messages(CHANNEL)
        assert (message["text"], message.get("blocks") or []) == ("سلام", [])
        assert driver.warnings() == []

    def test_each_failure_is_one_call(self, slack: SlackGateway, driver: SandboxDriver) -> None:
        for kind in ("ratelimited", "server_error", "lost_reply"):
            driver.fault("chat.postMessage", kind)
            with pytest.raises((NotAccepted, OutcomeUnknown)):
                post(slack)
        assert len(driver.calls("chat.postMessage")) == 3


class TestUpload:
    @pytest.mark.parametrize(
        ("method", "kind", "code", "raised"),
        [
            ("files.getUploadURLExternal", "error", "missing_scope", NotAccepted),
            ("files.upload_address", "server_error", "", NotAccepted),
            ("files.completeUploadExternal", "lost_reply", "", OutcomeUnknown),
            ("files.completeUploadExternal", "error", "file_not_found", Refused),
        ],
    )
    def test_each_step_fails_as_one_of_three_facts(
        self,
        slack: SlackGateway,
        driver: SandboxDriver,
        method: str,
        kind: str,
        code: str,
        raised: type[Exception],
    ) -> None:
        driver.fault(method, kind, error=code)
        with pytest.raises(raised):
            slack.upload(b"picture", filename="week.png", alt_text="صورة")
