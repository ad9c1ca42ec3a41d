"""History in pages and windows, and the rules for channels."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.support import ManualClock, refusal_of


@pytest.fixture
def five(slack: WebClient, clock: ManualClock) -> list[str]:
    stamps = []
    for number in range(5):
        stamps.append(str(slack.chat_postMessage(channel=fixtures.OPS, text=str(number))["ts"]))
        clock.advance(1)
    return stamps


class TestHistory:
    def texts(self, slack: WebClient, **window: Any) -> list[str]:
        answer = slack.conversations_history(channel=fixtures.OPS, **window)
        return [message["text"] for message in answer["messages"]]

    def test_newest_comes_first(self, slack: WebClient, five: list[str]) -> None:
        assert self.texts(slack) == ["4", "3", "2", "1", "0"]

    def test_window_excludes_its_ends_unless_inclusive(self, slack: WebClient, five: list[str]) -> None:
        assert self.texts(slack, oldest=five[1], latest=five[3]) == ["2"]
        assert self.texts(slack, oldest=five[1], latest=five[3], inclusive=True) == ["3", "2", "1"]

    def test_cursor_walks_every_message_once(self, slack: WebClient, five: list[str]) -> None:
        seen, cursor, pages = [], "", 0
        while True:
            answer = slack.conversations_history(channel=fixtures.OPS, limit=2, cursor=cursor)
            seen += [message["text"] for message in answer["messages"]]
            pages += 1
            cursor = answer["response_metadata"]["next_cursor"]
            assert answer["has_more"] is bool(cursor)
            if not cursor:
                break
        assert (seen, pages) == (["4", "3", "2", "1", "0"], 3)

    def test_replies_stay_out_of_history(self, slack: WebClient, five: list[str]) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="reply", thread_ts=five[0])
        assert "reply" not in self.texts(slack)

    def test_unknown_thread_is_refused(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.conversations_replies(channel=fixtures.OPS, ts="1.000000")
        assert refusal_of(error) == "thread_not_found"


class TestCreate:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("", "invalid_name_required"),
            ("x" * 81, "invalid_name_maxlength"),
            ("Inc-1", "invalid_name_specials"),
            ("inc 1", "invalid_name_specials"),
            ("حادث", "invalid_name_specials"),
            ("--_", "invalid_name_punctuation"),
            ("support", "name_taken"),
        ],
    )
    def test_bad_name_is_refused(self, slack: WebClient, name: str, code: str) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.conversations_create(name=name)
        assert refusal_of(error) == code

    def test_eighty_characters_pass_and_the_bot_is_inside(self, slack: WebClient) -> None:
        created = slack.conversations_create(name="x" * 80)["channel"]
        assert created["is_member"] is True
        assert slack.conversations_info(channel=created["id"])["channel"]["name"] == "x" * 80
        with pytest.raises(SlackApiError) as error:
            slack.conversations_create(name="x" * 80)
        assert refusal_of(error) == "name_taken"

    def test_list_shows_public_channels_in_pages(self, slack: WebClient) -> None:
        slack.conversations_create(name="inc-1")
        slack.conversations_open(users=fixtures.FOUNDER)
        first = slack.conversations_list(limit=1)
        rest = slack.conversations_list(limit=4, cursor=first["response_metadata"]["next_cursor"])
        names = [channel["name"] for page in (first, rest) for channel in page["channels"]]
        public = [name for name, channel in fixtures.CHANNEL_IDS.items() if channel not in fixtures.PRIVATE]
        assert names == [*public, "inc-1"]


class TestInvite:
    @pytest.mark.parametrize(
        ("users", "code"),
        [
            (["U0NOBODY"], "user_not_found"),
            ([fixtures.BOT_USER_ID], "cant_invite_self"),
            ([fixtures.FOUNDER, fixtures.FOUNDER + "X"], "user_not_found"),
        ],
    )
    def test_bad_invitation_is_refused_whole(
        self, slack: WebClient, driver: SandboxDriver, users: list[str], code: str
    ) -> None:
        channel = slack.conversations_create(name="inc-1")["channel"]["id"]
        with pytest.raises(SlackApiError) as error:
            slack.conversations_invite(channel=channel, users=users)
        assert refusal_of(error) == code
        assert driver.channels()[-1]["num_members"] == 1

    def test_force_skips_bad_ids(self, slack: WebClient) -> None:
        channel = slack.conversations_create(name="inc-1")["channel"]["id"]
        answer = slack.conversations_invite(channel=channel, users=[fixtures.FOUNDER, "U0NOBODY"], force=True)
        assert answer["errors"] == [{"user": "U0NOBODY", "ok": False, "error": "user_not_found"}]
        with pytest.raises(SlackApiError) as error:
            slack.conversations_invite(channel=channel, users=fixtures.FOUNDER)
        assert refusal_of(error) == "already_in_channel"


class TestDirect:
    def test_same_person_gets_the_same_conversation(self, slack: WebClient, clock: ManualClock) -> None:
        first = slack.conversations_open(users=fixtures.FOUNDER)["channel"]["id"]
        second = slack.conversations_open(users=[fixtures.FOUNDER])["channel"]["id"]
        other = slack.conversations_open(users=fixtures.OPERATOR)["channel"]["id"]
        assert first == second != other
        assert slack.chat_postMessage(channel=first, text="خاص")["channel"] == first

    def test_unknown_person_is_refused(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.conversations_open(users="U0NOBODY")
        assert refusal_of(error) == "user_not_found"


class TestRoom:
    @pytest.fixture
    def room(self, slack: WebClient) -> str:
        return str(slack.conversations_create(name="inc-1", is_private=True)["channel"]["id"])

    def test_topic_is_kept_up_to_its_limit(self, slack: WebClient, room: str) -> None:
        slack.conversations_setTopic(channel=room, topic="حادث")
        with pytest.raises(SlackApiError) as error:
            slack.conversations_setTopic(channel=room, topic="x" * 251)
        assert refusal_of(error) == "too_long"
        assert slack.conversations_info(channel=room)["channel"]["topic"] == {"value": "حادث"}

    def test_message_is_pinned_once(self, slack: WebClient, room: str) -> None:
        ts = str(slack.chat_postMessage(channel=room, text="ملخص")["ts"])
        slack.pins_add(channel=room, timestamp=ts)
        for stamp, code in ((ts, "already_pinned"), ("1.000001", "message_not_found")):
            with pytest.raises(SlackApiError) as error:
                slack.pins_add(channel=room, timestamp=stamp)
            assert refusal_of(error) == code

    def test_archived_channel_takes_nothing_and_keeps_its_name(self, slack: WebClient, room: str) -> None:
        slack.conversations_archive(channel=room)
        refused: tuple[Callable[[], Any], ...] = (
            lambda: slack.chat_postMessage(channel=room, text="ملخص"),
            lambda: slack.conversations_setTopic(channel=room, topic="x"),
            lambda: slack.conversations_invite(channel=room, users=fixtures.FOUNDER),
        )
        for act in refused:
            with pytest.raises(SlackApiError) as error:
                act()
            assert refusal_of(error) == "is_archived"
        with pytest.raises(SlackApiError) as error:
            slack.conversations_archive(channel=room)
        assert refusal_of(error) == "already_archived"
        with pytest.raises(SlackApiError) as error:
            slack.conversations_create(name="inc-1")
        assert refusal_of(error) == "name_taken"
        listed = slack.conversations_list(types="private_channel", exclude_archived=True)["channels"]
        assert room not in [channel["id"] for channel in listed]
