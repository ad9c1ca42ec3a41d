"""The counterpart's media endpoints: token, hashes, and two lives that end."""

import hashlib
from base64 import b64encode
from typing import Any

import httpx
import pytest

from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import ManualClock, Product

HEADERS = {"Authorization": "Bearer t"}


def ask(bench: Bench, media_id: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{bench.sandbox_url}/v25.0/{media_id}", headers=headers or HEADERS)


def message(product: Product) -> dict[str, Any]:
    found: dict[str, Any] = product.last.json["entry"][0]["changes"][0]["value"]["messages"][0]
    return found


class TestCustomerSends:
    @pytest.mark.parametrize(
        ("kind", "begins"),
        [("audio", b"OggS"), ("image", b"\x89PNG"), ("document", b"%PDF"), ("sticker", b"RIFF")],
    )
    def test_file_is_named_in_the_webhook_and_lies_behind_two_questions(
        self, bench: Bench, driver: SandboxDriver, product: Product, kind: str, begins: bytes
    ) -> None:
        driver.customer_sends(kind)
        part = message(product)[kind]
        described = ask(bench, part["id"]).json()
        content = httpx.get(described["url"], headers=HEADERS).content
        assert content.startswith(begins)
        digest = hashlib.sha256(content)
        assert part["sha256"] == b64encode(digest.digest()).decode()
        assert (described["sha256"], described["file_size"]) == (digest.hexdigest(), len(content))

    def test_caption_and_forwarding(self, driver: SandboxDriver, product: Product) -> None:
        driver.customer_sends("image", caption="شوفوا", forwarded=True)
        assert message(product)["image"]["caption"] == "شوفوا"
        assert message(product)["context"] == {"forwarded": True}

    def test_unknown_kind_and_lie_are_refused(self, driver: SandboxDriver) -> None:
        with pytest.raises(SandboxSaidNo):
            driver.customer_sends("hologram")
        with pytest.raises(SandboxSaidNo):
            driver.customer_sends("audio", lie="white")


class TestEnds:
    def test_address_dies_after_five_minutes_and_a_new_one_works(
        self, bench: Bench, driver: SandboxDriver, clock: ManualClock
    ) -> None:
        media_id = driver.customer_sends("audio")["media_id"]
        url = ask(bench, media_id).json()["url"]
        clock.advance(299)
        assert httpx.get(url, headers=HEADERS).status_code == 200
        clock.advance(1)
        assert httpx.get(url, headers=HEADERS).status_code == 404
        assert httpx.get(ask(bench, media_id).json()["url"], headers=HEADERS).status_code == 200

    def test_id_dies_after_a_week(self, bench: Bench, driver: SandboxDriver, clock: ManualClock) -> None:
        media_id = driver.customer_sends("audio")["media_id"]
        clock.advance(7 * 24 * 3600)
        answer = ask(bench, media_id)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)

    def test_both_want_the_token(self, bench: Bench, driver: SandboxDriver) -> None:
        media_id = driver.customer_sends("audio")["media_id"]
        assert ask(bench, media_id, accept="*/*").status_code == 401
        assert httpx.get(ask(bench, media_id).json()["url"]).status_code == 401


class TestLies:
    def test_each_is_told_as_ordered(self, bench: Bench, driver: SandboxDriver) -> None:
        told = {}
        for lie in ("wrong_sha", "foreign_host", "too_large", "html", "redirect"):
            told[lie] = ask(bench, driver.customer_sends("audio", lie=lie)["media_id"]).json()
        assert told["foreign_host"]["url"].startswith("https://lookaside.fbsbx.com.evil.example/")
        assert "file_size" not in told["too_large"]
        large = httpx.get(told["too_large"]["url"], headers=HEADERS)
        assert len(large.content) > 16 * 1024 * 1024
        assert "content-length" not in large.headers
        assert httpx.get(told["html"]["url"], headers=HEADERS).content.startswith(b"<html>")
        assert httpx.get(told["redirect"]["url"], headers=HEADERS).status_code == 302
        content = httpx.get(told["wrong_sha"]["url"], headers=HEADERS).content
        assert hashlib.sha256(content).hexdigest() != told["wrong_sha"]["sha256"]

    def test_fault_strikes_as_often_as_planned(self, bench: Bench, driver: SandboxDriver) -> None:
        media_id = driver.customer_sends("audio")["media_id"]
        driver.fault("whatsapp.media", "server_error", times=1)
        assert [ask(bench, media_id).status_code for _ in range(2)] == [503, 200]
