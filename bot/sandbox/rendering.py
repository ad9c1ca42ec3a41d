"""Messages, channels and people in the shapes the Web API answers with."""

import copy
from collections.abc import Iterable
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.fixtures import User
from bot.sandbox.workspace import Channel, Message, Workspace

Json = dict[str, Any]


def show_message(
    workspace: Workspace,
    message: Message,
    *,
    with_metadata: bool = True,
    replies: list[Message] | None = None,
) -> Json:
    """Return one message; thread counters appear on a parent, from its replies where they are known."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "team": fixtures.TEAM_ID}
    if message.user == fixtures.BOT_USER_ID:
        shown |= {"bot_id": fixtures.BOT_ID, "app_id": fixtures.APP_ID}
    content = message.content
    shown |= {"text": content.text}
    if content.blocks:
        shown["blocks"] = copy.deepcopy(content.blocks)
    if content.attachments:
        shown["attachments"] = copy.deepcopy(content.attachments)
    if content.files:
        shown["files"] = copy.deepcopy(content.files)
    if content.metadata and with_metadata:
        shown["metadata"] = copy.deepcopy(content.metadata)
    if message.edited_at is not None:
        shown["edited"] = {"user": message.user, "ts": f"{message.edited_at:.6f}"}
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "count": len(users), "users": list(users)}
            for name, users in message.reactions.items()
        ]
    return shown | _thread_counters(workspace, message, replies)


def _thread_counters(workspace: Workspace, message: Message, replies: list[Message] | None) -> Json:
    if message.is_reply or message.ephemeral_for is not None:
        return {}
    if replies is None:
        replies = replies_of(workspace.channels[message.channel], message.ts)
    if not replies:
        return {}
    users = sorted({reply.user for reply in replies})
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
    }


def replies_of(channel: Channel, ts: str) -> list[Message]:
    """Return the replies under a message, oldest first."""
    return [message for message in channel.messages.values() if message.is_reply and message.thread_ts == ts]


def show_records(workspace: Workspace, channel: Channel, messages: Iterable[Message]) -> list[Json]:
    """Return many of one channel, looking through it once: ten thousand are shown in pages."""
    under: dict[str, list[Message]] = {}
    for one in channel.messages.values():
        if one.is_reply and one.thread_ts:
            under.setdefault(one.thread_ts, []).append(one)
    return [show_record(workspace, one, replies=under.get(one.ts, [])) for one in messages]


def show_channel(channel: Channel) -> Json:
    """Return a conversation object."""
    if channel.is_im:
        people = sorted(channel.members - {fixtures.BOT_USER_ID})
        return {"id": channel.id, "is_im": len(people) == 1, "is_mpim": len(people) > 1, "user": people[0]}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_im": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "created": int(channel.created_at),
        "topic": {"value": channel.topic},
        "is_member": fixtures.BOT_USER_ID in channel.members,
        "num_members": len(channel.members),
    }


def show_user(user: User) -> Json:
    """Return a user object."""
    return {
        "id": user.id,
        "team_id": fixtures.TEAM_ID,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.is_bot,
        "tz": "Asia/Riyadh",
        "profile": {"real_name": user.real_name, "display_name": user.real_name},
    }


def show_record(workspace: Workspace, message: Message, *, replies: list[Message] | None = None) -> Json:
    """Return a message with what only the sandbox knows: edits and the two clocks' readings."""
    return {
        **show_message(workspace, message, replies=replies),
        "channel": message.channel,
        "is_reply": message.is_reply,
        "ephemeral_for": message.ephemeral_for,
        "edited_count": message.edited_count,
        "posted_at": message.posted_at,
        "posted_monotonic": message.posted_monotonic,
    }
