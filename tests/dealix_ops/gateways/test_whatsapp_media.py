"""Customers' files from the Cloud API: the contract, and everything a hostile answer may try."""

import hashlib
import json
import time
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from bot.sandbox.driver import SandboxDriver
from bot.sandbox.server import SandboxServer
from dealix_ops.gateways.console import NoMedia
from dealix_ops.gateways.whatsapp_media import GRAPH, HOSTS, WhatsappMedia, source
from dealix_ops.ports.media import MediaFailed, MediaSource
from dealix_ops.ports.work import NotAccepted
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import MediaFault
from tests.bot.sandbox.support import ManualClock, sandbox_settings
from tests.support.media import KEY_TEXT, VOICE, FakeMedia, sha_of
from tests.support.meta_media import BadMeta, Mood

TOKEN = "EAA" + "-token-of-the-tests"
LIMIT = 1_000_000
FILE = b"OggS" + bytes(500)
HEX = hashlib.sha256(FILE).hexdigest()


@pytest.fixture
def bad() -> Iterator[BadMeta]:
    with BadMeta().running() as running:
        running.describe(sha256=HEX)
        running.content = Mood(body=FILE)
        yield running


def gateway(bad: BadMeta, *, own_content: bool = True, timeout_s: float = 3.0) -> WhatsappMedia:
    base_url = f"{bad.base}/v25.0"
    return WhatsappMedia(token=TOKEN, base_url=base_url, own_content=own_content, timeout_s=timeout_s)


def fault(of: MediaSource, *, limit: int = LIMIT, sha256: str | None = None) -> MediaFault:
    with pytest.raises(MediaFailed) as failed:
        of.fetch("123", limit=limit, sha256=sha256)
    return failed.value.fault


def later(of: MediaSource) -> NotAccepted:
    with pytest.raises(NotAccepted) as put_off:
        of.fetch("123", limit=LIMIT, sha256=None)
    return put_off.value


class Keeper:
    """A source that holds one file: the fake, or the gateway with the sandbox behind it."""

    def __init__(self, made: MediaSource, media_id: str, content: bytes) -> None:
        self.made, self.id, self.content = made, media_id, content


@pytest.fixture(params=["fake", "gateway"])
def keeper(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    if request.param == "fake":
        fake = FakeMedia()
        fake.files["900001"] = VOICE
        yield Keeper(fake, "900001", VOICE)
        return
    settings = sandbox_settings("http://127.0.0.1:9", whatsapp_access_token=TOKEN)
    with (
        SandboxServer(settings, clock=ManualClock()) as server,
        SandboxDriver(server.base_url) as driver,
    ):
        media_id = driver.customer_sends("audio", seconds=42)["media_id"]
        base = f"{server.base_url}/v25.0"
        yield Keeper(WhatsappMedia(token=TOKEN, base_url=base, own_content=True), media_id, VOICE)


class TestContract:
    def test_file_comes_with_the_hash_of_the_webhook(self, keeper: Keeper) -> None:
        told = sha_of(keeper.content)
        assert keeper.made.fetch(keeper.id, limit=LIMIT, sha256=told) == keeper.content

    def test_unknown_one_is_gone(self, keeper: Keeper) -> None:
        with pytest.raises(MediaFailed) as failed:
            keeper.made.fetch("404404", limit=LIMIT, sha256=None)
        assert failed.value.fault is MediaFault.GONE

    def test_one_byte_too_many_is_too_large(self, keeper: Keeper) -> None:
        size = len(keeper.content)
        assert keeper.made.fetch(keeper.id, limit=size, sha256=None) == keeper.content
        with pytest.raises(MediaFailed) as failed:
            keeper.made.fetch(keeper.id, limit=size - 1, sha256=None)
        assert failed.value.fault is MediaFault.TOO_LARGE

    def test_another_hash_than_the_webhooks_is_refused(self, keeper: Keeper) -> None:
        with pytest.raises(MediaFailed) as failed:
            keeper.made.fetch(keeper.id, limit=LIMIT, sha256=sha_of(b"else"))
        assert failed.value.fault is MediaFault.WRONG_HASH


class TestFetch:
    def test_both_questions_carry_the_token(self, bad: BadMeta) -> None:
        assert gateway(bad).fetch("123", limit=LIMIT, sha256=None) == FILE
        assert bad.asked == [("/v25.0/123", f"Bearer {TOKEN}"), ("/file?hash=1", f"Bearer {TOKEN}")]

    def test_hash_in_base64_or_in_hex_is_the_same(self, bad: BadMeta) -> None:
        bad.describe(sha256=sha_of(FILE), file_size=str(len(FILE)))
        assert gateway(bad).fetch("123", limit=LIMIT, sha256=HEX.upper()) == FILE

    @pytest.mark.parametrize("media_id", ["", "../me", "1/2", "1?fields=x", "1#", "١٢٣", "1" * 129, "a b"])
    def test_id_that_would_ask_for_something_else_asks_nothing(self, bad: BadMeta, media_id: str) -> None:
        with pytest.raises(MediaFailed) as failed:
            gateway(bad).fetch(media_id, limit=LIMIT, sha256=None)
        assert failed.value.fault is MediaFault.NONSENSE
        assert bad.asked == []


class TestHosts:
    @pytest.mark.parametrize(
        "url",
        [
            "https://lookaside.fbsbx.com.evil.com/file",
            "https://evil-lookaside.fbsbx.com/file",
            "https://fbsbx.com/file",
            "https://evil.com/lookaside.fbsbx.com",
            "https://lookaside.fbsbx.com@evil.com/file",
            "https://name@lookaside.fbsbx.com/file",
            "https://evil.com#@lookaside.fbsbx.com/",
            "https://evil.com\\@lookaside.fbsbx.com/",
            "https://lookaside.fbsbx.com:8443/file",
            "http://lookaside.fbsbx.com/file",
            "https://lookaside.fbsbx.com./file",
            "https://lookaside.fbsbх.com/file",
            "https://127.0.0.1/file",
            "http://127.0.0.1:9/file",
            "http://[::1]/file",
            "http://169.254.169.254/latest/meta-data",
            "http://2130706433/file",
            "file:///etc/passwd",
            "//lookaside.fbsbx.com/file",
            "/v25.0/me",
            "",
            "https://",
            "https://lookaside.fbsbx.com\r\nx: y/",
        ],
    )
    def test_any_other_address_is_not_asked(self, bad: BadMeta, url: str) -> None:
        bad.describe(url=url, sha256=HEX)
        assert fault(gateway(bad)) is MediaFault.FOREIGN_HOST
        assert [path for path, _ in bad.asked] == ["/v25.0/123"]

    def test_contents_at_the_apis_own_address_are_for_development_only(self, bad: BadMeta) -> None:
        assert fault(gateway(bad, own_content=False)) is MediaFault.FOREIGN_HOST

    def test_metas_own_host_is_trusted_and_nothing_beside_it(self) -> None:
        media = WhatsappMedia(token=TOKEN)
        trusted = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3"
        assert str(media._trusted(trusted)) == trusted
        assert {"lookaside.fbsbx.com"} == HOSTS
        assert GRAPH.startswith("https://graph.facebook.com/v")

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize("to", ["http://127.0.0.1:9/secret", "{base}/elsewhere"])
    def test_redirect_is_not_followed(self, bad: BadMeta, status: int, to: str) -> None:
        bad.content = Mood(status=status, headers={"location": to})
        assert fault(gateway(bad)) is MediaFault.REDIRECTED
        assert len(bad.asked) == 2

    def test_redirect_of_the_first_question_is_not_followed(self, bad: BadMeta) -> None:
        bad.described = Mood(status=302, headers={"location": "{base}/file"})
        assert fault(gateway(bad)) is MediaFault.REDIRECTED
        assert len(bad.asked) == 1


class TestFaults:
    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
    def test_passing_trouble_is_tried_again(self, bad: BadMeta, status: int) -> None:
        bad.content = Mood(status=status)
        assert later(gateway(bad)).retry_after_s is None

    def test_their_own_word_on_when_is_heard_within_reason(self, bad: BadMeta) -> None:
        bad.described = Mood(status=429, headers={"retry-after": "7"})
        assert later(gateway(bad)).retry_after_s == 7
        bad.described = Mood(status=503, headers={"retry-after": "99999999"})
        assert later(gateway(bad)).retry_after_s == 300

    @pytest.mark.parametrize(
        ("status", "code", "expected"),
        [
            (404, 0, MediaFault.GONE),
            (410, 0, MediaFault.GONE),
            (400, 100, MediaFault.GONE),
            (401, 190, MediaFault.REFUSED),
            (403, 10, MediaFault.REFUSED),
            (400, 33, MediaFault.REFUSED),
        ],
    )
    def test_lasting_refusal_is_named(
        self, bad: BadMeta, status: int, code: int, expected: MediaFault
    ) -> None:
        bad.described = Mood(status=status, body=json.dumps({"error": {"code": code}}).encode())
        assert fault(gateway(bad)) is expected

    @pytest.mark.parametrize("code", [4, 130429, 131016])
    def test_refusal_that_passes_is_tried_again(self, bad: BadMeta, code: int) -> None:
        bad.described = Mood(status=400, body=json.dumps({"error": {"code": code}}).encode())
        later(gateway(bad))

    @pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"[]", b'{"url":7,"sha256":"x"}', b"\xff" * 9])
    def test_answer_of_another_shape_is_nonsense(self, bad: BadMeta, body: bytes) -> None:
        bad.described = Mood(body=body)
        assert fault(gateway(bad)) is MediaFault.NONSENSE

    def test_nobody_there_is_tried_again(self) -> None:
        later(WhatsappMedia(token=TOKEN, base_url="http://127.0.0.1:9/v25.0"))

    def test_slow_file_is_left_after_the_limit_in_all(self, bad: BadMeta) -> None:
        bad.content = Mood(body=b"x", pieces=200, drip_s=0.05)
        started = time.monotonic()
        assert str(later(gateway(bad, timeout_s=0.4))) == "too slow"
        assert time.monotonic() - started < 2

    def test_told_size_over_the_limit_is_not_even_asked_for(self, bad: BadMeta) -> None:
        bad.describe(sha256=HEX, file_size=LIMIT + 1)
        assert fault(gateway(bad)) is MediaFault.TOO_LARGE
        assert len(bad.asked) == 1

    def test_told_length_over_the_limit_is_not_read(self, bad: BadMeta) -> None:
        assert fault(gateway(bad), limit=len(FILE) - 1) is MediaFault.TOO_LARGE

    def test_endless_file_without_a_length_is_cut_off(self, bad: BadMeta) -> None:
        bad.content = Mood(body=bytes(65_536), pieces=2_000)
        assert fault(gateway(bad)) is MediaFault.TOO_LARGE
        assert bad.sent < 60 * LIMIT  # what the sockets' buffers took, and not the whole

    @pytest.mark.parametrize("told", ["", "zz", "0" * 64, "0" * 63, sha_of(b"else"), "é"])
    def test_wrong_or_unreadable_hash_is_refused(self, bad: BadMeta, told: str) -> None:
        bad.describe(sha256=told)
        assert fault(gateway(bad)) is MediaFault.WRONG_HASH

    def test_packed_answer_is_not_unpacked(self, bad: BadMeta) -> None:
        bad.content = Mood(body=b"\x1f\x8b" + bytes(50), headers={"content-encoding": "gzip"})
        assert fault(gateway(bad)) is MediaFault.NONSENSE

    def test_next_file_after_a_failed_one_comes(self, bad: BadMeta) -> None:
        media = gateway(bad)
        bad.content = Mood(status=500)
        later(media)
        bad.content = Mood(body=FILE)
        assert media.fetch("123", limit=LIMIT, sha256=None) == FILE

    def test_neither_token_nor_id_nor_address_reaches_a_log_or_an_error(self, bad: BadMeta) -> None:
        bad.describe(url="https://evil.example/secret-address", sha256=HEX)
        with capture_logs() as logs, pytest.raises(MediaFailed) as failed:
            gateway(bad).fetch("777000777", limit=LIMIT, sha256=None)
        shown = f"{failed.value!r} {failed.value.__cause__} {logs}"
        for private in (TOKEN, "777000777", "secret-address"):
            assert private not in shown


class TestSource:
    def test_nothing_without_a_token(self) -> None:
        made = source(Settings(_env_file=None))
        assert isinstance(made, NoMedia)
        assert fault(made) is MediaFault.NO_TOKEN

    def test_metas_own_address_by_default(self) -> None:
        settings = Settings.model_validate(
            {"env": "production", "whatsapp_access_token": TOKEN, "media_key": KEY_TEXT}
        )
        made = source(settings)
        assert isinstance(made, WhatsappMedia)
        assert (made._base, made._own) == (GRAPH, None)
