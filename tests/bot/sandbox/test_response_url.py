"""A response url: five uses, thirty minutes, and what each answer does."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.support import ManualClock, Product, actions, button, section


@pytest.fixture
def url(slack: WebClient, driver: SandboxDriver, product: Product) -> str:
    slack.chat_postMessage(channel=fixtures.APPROVALS, text="بطاقة", blocks=[actions(button())])
    driver.click(fixtures.FOUNDER, driver.messages("approvals")[0], "draft.approve")
    response_url: str = product.last.payload["response_url"]
    return response_url


def send(url: str, **body: Any) -> tuple[int, str]:
    answer = WebhookClient(url, retry_handlers=[]).send(**body)
    return answer.status_code, answer.body


class TestLimits:
    def test_five_uses_pass_and_the_sixth_is_used_up(self, url: str) -> None:
        assert [send(url, text="x") for _ in range(5)] == [(200, "ok")] * 5
        assert send(url, text="x") == (404, "used_url")

    def test_thirty_minutes_pass_and_a_moment_more_is_expired(self, url: str, clock: ManualClock) -> None:
        clock.advance(1800)
        assert send(url, text="x") == (200, "ok")
        clock.advance(0.001)
        assert send(url, text="x") == (404, "expired_url")

    def test_bad_blocks_are_refused(self, url: str, driver: SandboxDriver) -> None:
        assert send(url, text="x", blocks=[section("")]) == (400, "invalid_blocks")
        assert driver.ephemerals() == []


class TestEffect:
    def test_default_is_ephemeral_for_who_pressed(self, url: str, driver: SandboxDriver) -> None:
        send(url, text="لك وحدك")
        assert [message["text"] for message in driver.ephemerals("approvals", fixtures.FOUNDER)] == [
            "لك وحدك"
        ]
        assert len(driver.messages("approvals")) == 1

    def test_in_channel_is_for_everyone(self, url: str, driver: SandboxDriver) -> None:
        send(url, text="للجميع", response_type="in_channel")
        assert [message["text"] for message in driver.messages("approvals")] == ["بطاقة", "للجميع"]

    def test_replace_and_delete_touch_the_original(self, url: str, driver: SandboxDriver) -> None:
        send(url, text="جديد", replace_original=True)
        assert [message["text"] for message in driver.messages("approvals")] == ["جديد"]
        send(url, delete_original=True)
        assert driver.messages("approvals") == []
