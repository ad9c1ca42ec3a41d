"""Tokens, methods, people, and the log of calls."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import BOT_TOKEN, refusal_of, slack_client


class TestToken:
    def test_missing_token_is_not_authed(self, bench: Bench) -> None:
        assert httpx.post(f"{bench.sandbox_url}/api/auth.test").json() == {"ok": False, "error": "not_authed"}

    def test_wrong_token_is_invalid_auth(self, bench: Bench) -> None:
        with pytest.raises(SlackApiError) as error:
            slack_client(bench.sandbox_url, "xoxb" + "-other").auth_test()
        assert refusal_of(error) == "invalid_auth"

    @pytest.mark.parametrize("kind", ["header", "form", "json"])
    def test_token_is_taken_from_header_form_or_json(self, bench: Bench, kind: str) -> None:
        url = f"{bench.sandbox_url}/api/auth.test"
        answer = {
            "header": lambda: httpx.post(url, headers={"Authorization": f"Bearer {BOT_TOKEN}"}),
            "form": lambda: httpx.post(url, data={"token": BOT_TOKEN}),
            "json": lambda: httpx.post(url, json={"token": BOT_TOKEN}),
        }[kind]()
        assert answer.json()["ok"] is True


class TestMethods:
    def test_unknown_method_is_refused_by_name(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.api_call("chat.meow")
        assert refusal_of(error) == "unknown_method"

    def test_auth_test_names_the_bot(self, slack: WebClient) -> None:
        answer = slack.auth_test()
        expected = (fixtures.BOT_USER_ID, fixtures.BOT_ID, fixtures.TEAM_ID)
        assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == expected

    async def test_async_client_posts_and_reads_back(self, bench: Bench) -> None:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{bench.sandbox_url}/api/", retry_handlers=[])
        posted = await client.chat_postMessage(channel=fixtures.OPS, text="أهلًا")
        history = await client.conversations_history(channel=fixtures.OPS, limit=1)
        assert history["messages"][0]["ts"] == posted["ts"]
        assert history["messages"][0]["text"] == "أهلًا"

    @pytest.mark.parametrize("way", ["params", "json", "data"])
    def test_every_body_the_sdk_sends_is_read(self, slack: WebClient, way: str) -> None:
        values = {"channel": fixtures.OPS, "text": "سطر\nوسطر = &"}
        sent: dict[str, Any] = {way: values}
        answer = slack.api_call("chat.postMessage", **sent)
        assert answer["message"]["text"] == values["text"]

    def test_users_info_returns_the_arabic_name(self, slack: WebClient) -> None:
        assert slack.users_info(user=fixtures.FOUNDER)["user"]["real_name"] == "سامي العتيبي"

    def test_users_info_refuses_an_unknown_user(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.users_info(user="U0NOBODY")
        assert refusal_of(error) == "user_not_found"


class TestCallLog:
    def test_call_is_logged_with_arguments_and_outcome_but_without_token(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="x")
        with pytest.raises(SlackApiError):
            slack.chat_postMessage(channel="C0NOWHERE", text="x")
        good, bad = driver.calls("chat.postMessage")
        assert (good["outcome"], good["http_status"], good["arguments"]["text"]) == ("ok", 200, "x")
        assert "channel_not_found" in bad["outcome"]
        assert BOT_TOKEN not in str(driver.calls())

    def test_token_sent_as_an_argument_is_not_logged_either(
        self, bench: Bench, driver: SandboxDriver
    ) -> None:
        httpx.post(f"{bench.sandbox_url}/api/auth.test", data={"token": BOT_TOKEN, "other": "x"})
        assert [call["arguments"] for call in driver.calls("auth.test")] == [{"other": "x"}]
