"""Channels, people and messages, as the workspace remembers them."""

import copy
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.fixtures import User
from bot.sandbox.journal import Changes

MAX_CHANNEL_NAME = 80  # contract section 8
TS_STEP_US = 100


@dataclass(kw_only=True)
class Content:
    """What an author wrote; `metadata` is None when there is none."""

    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    files: list[dict[str, Any]] = field(default_factory=list)


@dataclass(kw_only=True)
class Message:
    """One message; `earlier_blocks` keeps what people may still see while an update travels to them."""

    ts: str
    channel: str
    user: str
    content: Content
    posted_at: float
    posted_monotonic: float
    thread_ts: str | None = None
    ephemeral_for: str | None = None
    edited_count: int = 0
    edited_at: float | None = None
    earlier_blocks: list[list[dict[str, Any]]] = field(default_factory=list)
    chosen: dict[str, dict[str, Any]] = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Say whether the message lives inside a thread of another one."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(kw_only=True)
class Channel:
    """A conversation; direct messages have no name and their people in `members`."""

    id: str
    name: str
    members: set[str]
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    created_at: float = 0.0
    topic: str = ""
    pinned: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    last_ts_us: int = 0


class Workspace:
    """The state behind the Web API; refusals carry Slack's own codes."""

    def __init__(self, *, clock: Clock, changes: Changes) -> None:
        self.clock = clock
        self.changes = changes
        self.users: dict[str, User] = {user.id: user for user in fixtures.USERS}
        everyone = set(self.users)
        self.channels: dict[str, Channel] = {
            channel_id: Channel(
                id=channel_id, name=name, members=set(everyone), is_private=channel_id in fixtures.PRIVATE
            )
            for name, channel_id in fixtures.CHANNEL_IDS.items()
        }
        self.ephemerals: list[Message] = []

    def user(self, user_id: str) -> User:
        """Return a member or refuse with user_not_found."""
        if user_id not in self.users:
            raise SlackRefusal("user_not_found")
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation by id or refuse with channel_not_found."""
        if channel_id not in self.channels:
            raise SlackRefusal("channel_not_found")
        return self.channels[channel_id]

    def visible(self, channel_id: str) -> Channel:
        """Return a conversation as the bot sees it: a private one without it is not there (sentry 119600)."""
        channel = self.channel(channel_id)
        if channel.is_private and fixtures.BOT_USER_ID not in channel.members:
            raise SlackRefusal("channel_not_found")
        return channel

    def writable(self, channel_id: str) -> Channel:
        """Return a conversation that takes changes: not archived, with the bot in it."""
        channel = self.visible(channel_id)
        if channel.is_archived:
            raise SlackRefusal("is_archived")
        if fixtures.BOT_USER_ID not in channel.members:
            raise SlackRefusal("not_in_channel")
        return channel

    def message(self, channel: Channel, ts: str) -> Message:
        """Return a message by its time stamp or refuse with message_not_found."""
        if ts not in channel.messages:
            raise SlackRefusal("message_not_found")
        return channel.messages[ts]

    def post(
        self,
        channel: Channel,
        *,
        user: str,
        content: Content,
        thread_ts: str | None = None,
        ephemeral_for: str | None = None,
    ) -> Message:
        """Add a message; an ephemeral one is kept apart, where history and chat.update cannot reach it."""
        message = Message(
            ts=self._next_ts(channel),
            channel=channel.id,
            user=user,
            content=Content(**{**vars(content), "blocks": with_ids(content.blocks)}),
            posted_at=self.clock.wall(),
            posted_monotonic=self.clock.monotonic(),
            thread_ts=thread_ts,
            ephemeral_for=ephemeral_for,
        )
        if ephemeral_for is None:
            channel.messages[message.ts] = message
            self.changes.note("message", channel=channel.id, ts=message.ts)
        else:
            self.ephemerals.append(message)
            self.changes.note("ephemeral", channel=channel.id, user=ephemeral_for, ts=message.ts)
        return message

    def edit(self, message: Message, content: Content) -> None:
        """Replace the content and remember the blocks that were there."""
        message.earlier_blocks.append(message.content.blocks)
        message.content = Content(**{**vars(content), "blocks": with_ids(content.blocks)})
        message.edited_count += 1
        message.edited_at = self.clock.wall()
        message.chosen = {}
        self.changes.note("update", channel=message.channel, ts=message.ts)

    def remove(self, message: Message) -> None:
        """Delete a message, ephemeral or not."""
        if message.ephemeral_for is None:
            self.channels[message.channel].messages.pop(message.ts, None)
        elif message in self.ephemerals:
            self.ephemerals.remove(message)
        self.changes.note("delete", channel=message.channel, ts=message.ts)

    def create_channel(self, name: str, *, is_private: bool) -> Channel:
        """Add a channel under the name rules of contract section 8."""
        refuse_bad_name(name)
        if any(channel.name == name for channel in self.channels.values()):
            raise SlackRefusal("name_taken")
        channel_id = f"C0NEW{len(self.channels):05d}"
        channel = Channel(
            id=channel_id,
            name=name,
            members={fixtures.BOT_USER_ID},
            is_private=is_private,
            created_at=self.clock.wall(),
        )
        self.channels[channel_id] = channel
        self.changes.note("channel", channel=channel_id)
        return channel

    def open_direct(self, users: frozenset[str]) -> Channel:
        """Return the direct conversation of the bot with these people, always the same one."""
        for user in users:
            self.user(user)
        members = set(users) | {fixtures.BOT_USER_ID}
        for channel in self.channels.values():
            if channel.is_im and channel.members == members:
                return channel
        channel_id = f"D0{len(self.channels):06d}"
        self.channels[channel_id] = Channel(id=channel_id, name="", members=members, is_im=True)
        return self.channels[channel_id]

    def _next_ts(self, channel: Channel) -> str:
        # Unique and rising inside one channel only, as in Slack: two channels may share a ts.
        now_us = int(self.clock.wall() * 1_000_000)
        channel.last_ts_us = max(now_us, channel.last_ts_us + TS_STEP_US)
        seconds, micros = divmod(channel.last_ts_us, 1_000_000)
        return f"{seconds}.{micros:06d}"


def refuse_bad_name(name: str) -> None:
    """Apply contract section 8: lower-case letters, digits, hyphen and underscore, at most 80."""
    if not name:
        raise SlackRefusal("invalid_name_required")
    if len(name) > MAX_CHANNEL_NAME:
        raise SlackRefusal("invalid_name_maxlength")
    if not re.fullmatch(r"[a-z0-9_-]+", name):
        raise SlackRefusal("invalid_name_specials")
    if not re.search(r"[a-z0-9]", name):
        raise SlackRefusal("invalid_name_punctuation")


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Copy blocks and give ids to those without, as Slack does: fresh, so input is not kept by luck."""
    copied = copy.deepcopy(blocks)
    for block in copied:
        block.setdefault("block_id", f"auto-{secrets.token_hex(3)}")
        nested = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in nested:
            if isinstance(element, dict) and element.get("type") in INTERACTIVE:
                element.setdefault("action_id", f"auto-{secrets.token_hex(3)}")
    return copied


INTERACTIVE = frozenset(
    {
        "button",
        "overflow",
        "static_select",
        "multi_static_select",
        "external_select",
        "users_select",
        "conversations_select",
        "channels_select",
        "multi_users_select",
        "multi_conversations_select",
        "multi_channels_select",
        "radio_buttons",
        "checkboxes",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "plain_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
    }
)
