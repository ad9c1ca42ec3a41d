"""Failures on order, each with its own effect on the caller and on the workspace."""

import http.client
import logging

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import BOT_TOKEN, ManualClock, refusal_of


class TestLostReply:
    def test_message_is_stored_while_the_sync_client_gets_a_connection_error(
        self, slack: WebClient, driver: SandboxDriver, caplog: pytest.LogCaptureFixture
    ) -> None:
        driver.fault("chat.postMessage", "lost_reply")
        with (
            caplog.at_level(logging.WARNING, logger="uvicorn.error"),
            pytest.raises(http.client.RemoteDisconnected),
        ):
            slack.chat_postMessage(channel=fixtures.OPS, text="وصلت")
        assert [message["text"] for message in driver.messages("ops")] == ["وصلت"]
        assert [record.message for record in caplog.records if record.name == "uvicorn.error"] == []
        assert driver.calls("chat.postMessage")[0]["outcome"] == "ok (lost_reply)"

    async def test_async_client_gets_a_disconnect_and_does_not_post_twice(
        self, bench: Bench, driver: SandboxDriver
    ) -> None:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{bench.sandbox_url}/api/", retry_handlers=[])
        driver.fault("chat.postMessage", "lost_reply")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.chat_postMessage(channel=fixtures.OPS, text="وصلت")
        assert len(driver.messages("ops")) == 1

    def test_next_call_is_answered_again(
        self, slack: WebClient, driver: SandboxDriver, clock: ManualClock
    ) -> None:
        driver.fault("chat.postMessage", "lost_reply")
        with pytest.raises(http.client.RemoteDisconnected):
            slack.chat_postMessage(channel=fixtures.OPS, text="1")
        clock.advance(1)
        assert slack.chat_postMessage(channel=fixtures.OPS, text="2")["ok"]


class TestOtherKinds:
    def test_ratelimited_carries_the_wanted_wait_and_does_nothing(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        driver.fault("chat.postMessage", "ratelimited", retry_after=7)
        with pytest.raises(SlackApiError) as error:
            slack.chat_postMessage(channel=fixtures.OPS, text="x")
        assert error.value.response.headers["Retry-After"] == "7"
        assert driver.messages("ops") == []

    def test_server_error_is_503_and_does_nothing(self, slack: WebClient, driver: SandboxDriver) -> None:
        driver.fault("chat.postMessage", "server_error")
        with pytest.raises(SlackApiError) as error:
            slack.chat_postMessage(channel=fixtures.OPS, text="x")
        assert error.value.response.status_code == 503
        assert driver.messages("ops") == []

    def test_named_error_is_answered(self, slack: WebClient, driver: SandboxDriver) -> None:
        driver.fault("chat.update", "error", error="edit_window_closed")
        with pytest.raises(SlackApiError) as error:
            slack.chat_update(channel=fixtures.OPS, ts="1.0", text="x")
        assert refusal_of(error) == "edit_window_closed"

    def test_slow_call_is_performed_though_the_caller_gave_up(
        self, bench: Bench, driver: SandboxDriver
    ) -> None:
        impatient = WebClient(
            token=BOT_TOKEN, base_url=f"{bench.sandbox_url}/api/", retry_handlers=[], timeout=1
        )
        driver.fault("chat.postMessage", "slow", delay_s=1.5)
        with pytest.raises(TimeoutError):
            impatient.chat_postMessage(channel=fixtures.OPS, text="بطيئة")
        assert [message["text"] for message in driver.messages("ops")] == ["بطيئة"]


class TestPlanning:
    def test_fault_strikes_its_method_so_many_times(self, slack: WebClient, driver: SandboxDriver) -> None:
        driver.fault("chat.postMessage", "error", times=2)
        assert slack.auth_test()["ok"]
        for _ in range(2):
            with pytest.raises(SlackApiError):
                slack.chat_postMessage(channel=fixtures.OPS, text="x")
        assert driver.faults() == []
        assert slack.chat_postMessage(channel=fixtures.OPS, text="x")["ok"]

    def test_star_strikes_any_method(self, slack: WebClient, driver: SandboxDriver) -> None:
        driver.fault("*", "error", error="fatal_error")
        with pytest.raises(SlackApiError) as error:
            slack.auth_test()
        assert refusal_of(error) == "fatal_error"

    def test_cleared_faults_do_not_strike(self, slack: WebClient, driver: SandboxDriver) -> None:
        driver.fault("auth.test", "error")
        driver.clear_faults()
        assert slack.auth_test()["ok"]

    @pytest.mark.parametrize(("kind", "times"), [("meteor", 1), ("error", 0)])
    def test_nonsense_is_refused(self, driver: SandboxDriver, kind: str, times: int) -> None:
        with pytest.raises(SandboxSaidNo, match="bad_fault"):
            driver.fault("auth.test", kind, times=times)
