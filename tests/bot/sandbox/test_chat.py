"""Posting, updating, deleting: what is refused, what is kept, what is only a warning."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.support import ManualClock, actions, button, refusal_of, section

METADATA = {"event_type": "dealix_card", "event_payload": {"outbox_id": 7}}


def kinds(driver: SandboxDriver) -> list[str]:
    return [warning["kind"] for warning in driver.warnings()]


class TestPostMessage:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
            ({"channel": fixtures.OPS}, "no_text"),
            ({"channel": fixtures.OPS, "text": ""}, "no_text"),
            ({"channel": fixtures.OPS, "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
            ({"channel": fixtures.OPS, "text": "x", "blocks": "[not json"}, "invalid_blocks"),
            ({"channel": fixtures.OPS, "text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ],
    )
    def test_bad_arguments_are_refused(self, slack: WebClient, arguments: dict[str, Any], code: str) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.api_call("chat.postMessage", json=arguments)
        assert refusal_of(error) == code

    def test_to_a_person_it_goes_into_their_conversation(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        posted = slack.chat_postMessage(channel=fixtures.FOUNDER, text="لك وحدك")
        assert [one["text"] for one in driver.messages(posted["channel"])] == ["لك وحدك"]

    def test_invalid_blocks_point_at_the_place(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.chat_postMessage(channel=fixtures.OPS, text="x", blocks=[section(), section("")])
        [message] = error.value.response["response_metadata"]["messages"]
        assert message.endswith("[json-pointer:/blocks/1/text/text]")

    def test_fifty_blocks_pass_and_one_more_fails(self, slack: WebClient) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="x", blocks=[section()] * 50)
        with pytest.raises(SlackApiError) as error:
            slack.chat_postMessage(channel=fixtures.SUPPORT, text="x", blocks=[section()] * 51)
        assert refusal_of(error) == "invalid_blocks"

    def test_text_over_forty_thousand_is_cut_not_refused(self, slack: WebClient) -> None:
        answer = slack.chat_postMessage(channel=fixtures.OPS, text="x" * 40_001)
        assert len(answer["message"]["text"]) == 40_000

    def test_blocks_without_text_are_accepted_with_a_warning(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        with pytest.warns(UserWarning, match="text"):
            slack.chat_postMessage(channel=fixtures.OPS, blocks=[section()])
        assert kinds(driver) == ["no_fallback_text"]

    def test_blocks_with_text_raise_no_warning(self, slack: WebClient, driver: SandboxDriver) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="x", blocks=[section()])
        assert kinds(driver) == []

    def test_ts_rises_inside_one_channel_at_one_instant(self, slack: WebClient, clock: ManualClock) -> None:
        first = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        parent = slack.chat_postMessage(channel=fixtures.SUPPORT, text="1")["ts"]
        clock.advance(1)
        second = slack.chat_postMessage(channel=fixtures.OPS, text="2")["ts"]
        assert first == parent == "1790000000.000000"
        assert second > first

    def test_reply_is_nested_under_its_parent(self, slack: WebClient, clock: ManualClock) -> None:
        parent = slack.chat_postMessage(channel=fixtures.OPS, text="parent")["ts"]
        clock.advance(1)
        slack.chat_postMessage(channel=fixtures.OPS, text="reply", thread_ts=parent)
        [top] = slack.conversations_history(channel=fixtures.OPS)["messages"]
        thread = slack.conversations_replies(channel=fixtures.OPS, ts=parent)["messages"]
        assert (top["ts"], top["reply_count"]) == (parent, 1)
        assert [message["text"] for message in thread] == ["parent", "reply"]


class TestPace:
    def test_second_post_within_a_second_is_429_with_retry_after(
        self, slack: WebClient, clock: ManualClock, driver: SandboxDriver
    ) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="1")
        clock.advance(0.999)
        with pytest.raises(SlackApiError) as error:
            slack.chat_postMessage(channel=fixtures.OPS, text="2")
        assert refusal_of(error) == "ratelimited"
        assert error.value.response.status_code == 429
        assert error.value.response.headers["Retry-After"] == "1"
        assert [message["text"] for message in driver.messages("ops")] == ["1"]

    def test_after_a_whole_second_the_next_post_passes(self, slack: WebClient, clock: ManualClock) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="1")
        clock.advance(1.0)
        assert slack.chat_postMessage(channel=fixtures.OPS, text="2")["ok"]

    def test_other_channels_and_updates_are_not_held_up(self, slack: WebClient) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        assert slack.chat_postMessage(channel=fixtures.SUPPORT, text="1")["ok"]
        assert slack.chat_update(channel=fixtures.OPS, ts=ts, text="2")["ok"]

    def test_refused_post_does_not_restart_the_second(self, slack: WebClient, clock: ManualClock) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="1")
        clock.advance(0.9)
        with pytest.raises(SlackApiError):
            slack.chat_postMessage(channel=fixtures.OPS, text="2")
        clock.advance(0.1)
        assert slack.chat_postMessage(channel=fixtures.OPS, text="2")["ok"]


class TestPermalink:
    def test_address_of_a_message_and_of_a_reply_in_its_thread(
        self, slack: WebClient, clock: ManualClock
    ) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        clock.advance(1.0)
        reply = slack.chat_postMessage(channel=fixtures.OPS, text="2", thread_ts=ts)["ts"]
        first = slack.chat_getPermalink(channel=fixtures.OPS, message_ts=ts)["permalink"]
        second = slack.chat_getPermalink(channel=fixtures.OPS, message_ts=reply)["permalink"]
        where = f"https://{fixtures.TEAM_DOMAIN}.slack.com/archives"
        assert first == f"{where}/{fixtures.OPS}/p{ts.replace('.', '')}"
        assert second.endswith(f"?thread_ts={ts}&cid={fixtures.OPS}")

    def test_unknown_ts_is_message_not_found(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.chat_getPermalink(channel=fixtures.OPS, message_ts="1.000000")
        assert refusal_of(error) == "message_not_found"


class TestUpdate:
    def test_update_replaces_and_counts(self, slack: WebClient, driver: SandboxDriver) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1", blocks=[section("old")])["ts"]
        slack.chat_update(channel=fixtures.OPS, ts=ts, text="2", blocks=[section("new")])
        [message] = driver.messages("ops")
        assert (message["text"], message["edited_count"]) == ("2", 1)
        assert message["blocks"][0]["text"]["text"] == "new"

    def test_four_thousand_characters_pass_and_one_more_is_msg_too_long(self, slack: WebClient) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        assert slack.chat_update(channel=fixtures.OPS, ts=ts, text="x" * 4_000)["ok"]
        with pytest.raises(SlackApiError) as error:
            slack.chat_update(channel=fixtures.OPS, ts=ts, text="x" * 4_001)
        assert refusal_of(error) == "msg_too_long"

    def test_unknown_ts_is_message_not_found(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.chat_update(channel=fixtures.OPS, ts="1.000000", text="x")
        assert refusal_of(error) == "message_not_found"

    def test_ts_of_another_channel_is_message_not_found(self, slack: WebClient) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        with pytest.raises(SlackApiError) as error:
            slack.chat_update(channel=fixtures.SUPPORT, ts=ts, text="x")
        assert refusal_of(error) == "message_not_found"

    @pytest.mark.parametrize(
        ("method", "code"), [("chat.update", "cant_update_message"), ("chat.delete", "cant_delete_message")]
    )
    def test_somebody_elses_message_is_out_of_reach(
        self, slack: WebClient, driver: SandboxDriver, method: str, code: str
    ) -> None:
        ts = driver.say(fixtures.OPERATOR, "ops", "من إنسان")["message"]["ts"]
        with pytest.raises(SlackApiError) as error:
            slack.api_call(method, json={"channel": fixtures.OPS, "ts": ts, "text": "x"})
        assert refusal_of(error) == code

    def test_omitted_blocks_stay_and_are_warned_about(self, slack: WebClient, driver: SandboxDriver) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1", blocks=[section("old")])["ts"]
        slack.chat_update(channel=fixtures.OPS, ts=ts, text="2")
        assert driver.messages("ops")[0]["blocks"][0]["text"]["text"] == "old"
        assert kinds(driver) == ["update_without_blocks"]
        slack.chat_update(channel=fixtures.OPS, ts=ts, text="3", blocks=[])
        assert "blocks" not in driver.messages("ops")[0]

    def test_deleted_message_is_gone(self, slack: WebClient, driver: SandboxDriver) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1")["ts"]
        slack.chat_delete(channel=fixtures.OPS, ts=ts)
        assert driver.messages("ops") == []
        with pytest.raises(SlackApiError) as error:
            slack.chat_delete(channel=fixtures.OPS, ts=ts)
        assert refusal_of(error) == "message_not_found"


class TestMetadata:
    def read_back(self, slack: WebClient, *, include: bool) -> Any:
        answer = slack.conversations_history(channel=fixtures.OPS, include_all_metadata=include)
        return answer["messages"][0].get("metadata")

    def test_metadata_comes_back_only_when_asked_for(self, slack: WebClient) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="1", metadata=METADATA)
        assert self.read_back(slack, include=True) == METADATA
        assert self.read_back(slack, include=False) is None

    def test_omitted_metadata_is_kept_on_update(self, slack: WebClient) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1", metadata=METADATA)["ts"]
        slack.chat_update(channel=fixtures.OPS, ts=ts, text="2")
        assert self.read_back(slack, include=True) == METADATA

    def test_empty_metadata_clears_on_update(self, slack: WebClient) -> None:
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="1", metadata=METADATA)["ts"]
        slack.chat_update(channel=fixtures.OPS, ts=ts, text="2", metadata={})
        assert self.read_back(slack, include=True) is None


class TestEphemeral:
    def test_only_its_reader_sees_it_and_history_does_not(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        slack.chat_postEphemeral(channel=fixtures.OPS, user=fixtures.FOUNDER, text="سر")
        assert [message["text"] for message in driver.ephemerals("ops", fixtures.FOUNDER)] == ["سر"]
        assert driver.ephemerals("ops", fixtures.OPERATOR) == []
        assert driver.messages("ops") == []

    def test_unknown_reader_is_user_not_found(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.chat_postEphemeral(channel=fixtures.OPS, user="U0NOBODY", text="x")
        assert refusal_of(error) == "user_not_found"

    def test_ephemeral_cannot_be_updated(self, slack: WebClient) -> None:
        answer = slack.chat_postEphemeral(channel=fixtures.OPS, user=fixtures.FOUNDER, text="x")
        with pytest.raises(SlackApiError) as error:
            slack.chat_update(channel=fixtures.OPS, ts=answer["message_ts"], text="y")
        assert refusal_of(error) == "message_not_found"

    def test_blocks_are_checked_here_too(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.chat_postEphemeral(
                channel=fixtures.OPS, user=fixtures.FOUNDER, text="x", blocks=[actions(button(), button())]
            )
        assert refusal_of(error) == "invalid_blocks"
