"""What one person's screen is told: their conversations, a window of messages, a thread, reactions."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from bot.sandbox.fixtures import APPROVALS, BOT_USER_ID, FOUNDER, OPERATOR, STRANGER, SUPPORT
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import Product, modal, text_input

Json = dict[str, Any]


def ask(bench: Bench, path: str, **query: Any) -> Json:
    said: Json = httpx.get(f"{bench.sandbox_url}/sandbox{path}", params=query, trust_env=False).json()
    return said


def texts(bench: Bench, user: str = FOUNDER, channel: str = SUPPORT, **query: Any) -> list[str]:
    shown = ask(bench, "/screen/messages", user=user, channel=channel, **query)["messages"]
    return [message["text"] for message in shown]


@pytest.fixture
def said(bench: Bench) -> list[str]:
    """Five messages in the support channel, and a reply under the first; returns their ts."""
    told = [bench.driver.say(FOUNDER, SUPPORT, str(number))["message"]["ts"] for number in range(5)]
    bench.driver.say(OPERATOR, SUPPORT, "رد", thread_ts=told[0])
    return told


class TestRooms:
    def test_a_private_channel_is_listed_for_its_members(self, bench: Bench, slack: WebClient) -> None:
        made = slack.conversations_create(name="inc-1", is_private=True)["channel"]["id"]
        slack.conversations_invite(channel=made, users=[FOUNDER])
        listed = {
            user: {one["id"] for one in ask(bench, "/screen", user=user)["channels"]}
            for user in (FOUNDER, STRANGER)
        }
        assert listed[FOUNDER] - listed[STRANGER] >= {made}
        assert SUPPORT in listed[STRANGER]

    def test_everybody_has_a_conversation_with_the_app(self, bench: Bench) -> None:
        rooms = [one for one in ask(bench, "/screen", user=OPERATOR)["channels"] if one["is_im"]]
        assert [one["user"] for one in rooms] == [OPERATOR]
        assert ask(bench, "/screen", user=OPERATOR)["bot"] == BOT_USER_ID


class TestWindow:
    def test_the_newest_then_what_is_before_after_and_around(self, bench: Bench, said: list[str]) -> None:
        assert texts(bench, limit=2) == ["3", "4"]
        assert texts(bench, limit=2, before=said[3]) == ["1", "2"]
        assert texts(bench, limit=2, after=said[0]) == ["1", "2"]
        assert texts(bench, limit=4, around=said[1]) == ["0", "1", "2"]
        ends = ask(bench, "/screen/messages", user=FOUNDER, channel=SUPPORT, limit=2, before=said[3])
        assert (ends["older"], ends["newer"]) == (True, True)

    def test_one_reply_brings_its_parent_with_the_new_count(self, bench: Bench, said: list[str]) -> None:
        reply = bench.driver.replies(SUPPORT, said[0])[0]
        named = ask(bench, "/screen/messages", user=FOUNDER, channel=SUPPORT, only=reply["ts"])["messages"]
        assert [(one["text"], one.get("reply_count")) for one in named] == [("0", 1), ("رد", None)]
        under = ask(bench, "/screen/thread", user=FOUNDER, channel=SUPPORT, ts=said[0])["messages"]
        assert [one["text"] for one in under] == ["0", "رد"]

    def test_a_whisper_stands_among_the_messages_of_one_person(self, bench: Bench, slack: WebClient) -> None:
        slack.chat_postEphemeral(channel=APPROVALS, user=OPERATOR, text="لك وحدك")
        assert texts(bench, OPERATOR, APPROVALS) == ["لك وحدك"]
        assert texts(bench, FOUNDER, APPROVALS) == []


class TestHands:
    def test_a_reaction_is_put_and_taken_away(self, bench: Bench, said: list[str]) -> None:
        where = {"user": FOUNDER, "channel": SUPPORT, "ts": said[4], "name": "+1"}
        for expected in ([{"name": "+1", "count": 1, "users": [FOUNDER]}], None):
            httpx.post(f"{bench.sandbox_url}/sandbox/react", json=where, trust_env=False).raise_for_status()
            assert bench.driver.messages(SUPPORT)[4].get("reactions") == expected

    def test_a_press_in_a_modal_carries_what_was_typed(
        self, bench: Bench, slack: WebClient, product: Product
    ) -> None:
        bench.driver.shortcut(FOUNDER, "ticket.on_behalf")
        pressed = {**text_input("extra", "extra_block"), "dispatch_action": True}
        trigger = product.last.payload["trigger_id"]
        slack.views_open(trigger_id=trigger, view=modal(text_input(), pressed))
        view = bench.driver.open_view(FOUNDER)
        bench.driver.click_in_view(FOUNDER, view, "extra", value="ضغطة", values={"body": "كتبته"})
        assert product.last.payload["view"]["state"]["values"]["body_block"]["body"]["value"] == "كتبته"
