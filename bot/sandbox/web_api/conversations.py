"""conversations.*: reading history and managing channels."""

import re
from typing import Any, TypeVar

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.rendering import replies_of, show_channel, show_message
from bot.sandbox.workspace import Channel, Message

Json = dict[str, Any]
T = TypeVar("T")

MAX_PAGE = 999
MAX_INVITED = 100  # contract section 8
MAX_TOPIC = 250


def history(box: Sandbox, args: Arguments) -> Json:
    """Return top-level messages, newest first; metadata only when asked for (section 8)."""
    channel = box.workspace.visible(args.text("channel"))
    messages = [message for message in channel.messages.values() if not message.is_reply]
    chosen = _between(sorted(messages, key=lambda message: message.ts, reverse=True), args)
    return _page(box, args, chosen)


def replies(box: Sandbox, args: Arguments) -> Json:
    """Return a thread, parent first, or the single message when `ts` is a reply's own."""
    channel = box.workspace.visible(args.text("channel"))
    ts = args.text("ts")
    if ts not in channel.messages:
        raise SlackRefusal("thread_not_found")
    return _page(box, args, [channel.messages[ts], *_between(replies_of(channel, ts), args)])


def open_direct(box: Sandbox, args: Arguments) -> Json:
    """Open the direct conversation with one or more people."""
    if args.has("channel"):
        channel = box.workspace.visible(args.text("channel"))
    else:
        users = frozenset(args.names("users"))
        if not users:
            raise SlackRefusal("users_list_not_supplied")
        channel = box.workspace.open_direct(users)
    return {"channel": show_channel(channel) if args.flag("return_im") else {"id": channel.id}}


def info(box: Sandbox, args: Arguments) -> Json:
    """Return one conversation."""
    return {"channel": show_channel(box.workspace.visible(args.text("channel")))}


def list_all(box: Sandbox, args: Arguments) -> Json:
    """Return channels in pages; direct messages only when their type is asked for."""
    types = set(args.names("types")) or {"public_channel"}
    wanted = [
        channel
        for channel in box.workspace.channels.values()
        if _kind(channel) in types and not (channel.is_archived and args.flag("exclude_archived"))
    ]
    page, cursor = _slice(wanted, args)
    return {
        "channels": [show_channel(channel) for channel in page],
        "response_metadata": {"next_cursor": cursor},
    }


def create(box: Sandbox, args: Arguments) -> Json:
    """Create a channel with the bot in it."""
    channel = box.workspace.create_channel(args.text("name"), is_private=args.flag("is_private"))
    return {"channel": show_channel(channel)}


def invite(box: Sandbox, args: Arguments) -> Json:
    """Add people; without `force` the first bad id refuses all (section 8)."""
    channel = box.workspace.writable(args.text("channel"))
    users = args.names("users")
    if not users:
        raise SlackRefusal("no_user")
    if len(users) > MAX_INVITED:
        raise SlackRefusal("too_many_users")
    errors = {user: problem for user in users if (problem := _invite_problem(box, channel.members, user))}
    if errors and (not args.flag("force") or len(errors) == len(users)):
        raise SlackRefusal(next(iter(errors.values())))
    channel.members |= set(users) - errors.keys()
    box.changes.note("channel", channel=channel.id)
    listed = [{"user": user, "ok": False, "error": error} for user, error in errors.items()]
    return {"channel": show_channel(channel), **({"errors": listed} if listed else {})}


def set_topic(box: Sandbox, args: Arguments) -> Json:
    """Set what a channel is about, up to 250 characters (section 8)."""
    channel = box.workspace.writable(args.text("channel"))
    topic = args.text("topic")
    if len(topic) > MAX_TOPIC:
        raise SlackRefusal("too_long")
    channel.topic = topic
    box.workspace.changes.note("channel", channel=channel.id)
    return {"channel": show_channel(channel)}


def archive(box: Sandbox, args: Arguments) -> Json:
    """Close a channel; it keeps its name (section 8, unverified there)."""
    channel = box.workspace.visible(args.text("channel"))
    if channel.is_archived:
        raise SlackRefusal("already_archived")
    channel.is_archived = True
    box.workspace.changes.note("channel", channel=channel.id)
    return {}


def pin(box: Sandbox, args: Arguments) -> Json:
    """Pin a message to its channel, once (section 8)."""
    channel = box.workspace.writable(args.text("channel"))
    if not args.text("timestamp"):
        raise SlackRefusal("no_item_specified")
    if not re.fullmatch(r"\d+\.\d+", args.text("timestamp")):
        raise SlackRefusal("bad_timestamp")
    message = box.workspace.message(channel, args.text("timestamp"))
    if message.ts in channel.pinned:
        raise SlackRefusal("already_pinned")
    channel.pinned.append(message.ts)
    box.workspace.changes.note("channel", channel=channel.id)
    return {}


def _invite_problem(box: Sandbox, members: set[str], user: str) -> str:
    if user not in box.workspace.users:
        return "user_not_found"
    if user == fixtures.BOT_USER_ID:
        return "cant_invite_self"
    return "already_in_channel" if user in members else ""


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im" if len(channel.members) <= 2 else "mpim"
    return "private_channel" if channel.is_private else "public_channel"


def _between(messages: list[Message], args: Arguments) -> list[Message]:
    oldest, latest = args.text("oldest"), args.text("latest")
    inclusive = args.flag("inclusive")

    def is_inside(message: Message) -> bool:
        ts = float(message.ts)
        after = not oldest or ts > float(oldest) or (inclusive and ts == float(oldest))
        before = not latest or ts < float(latest) or (inclusive and ts == float(latest))
        return after and before

    return [message for message in messages if is_inside(message)]


def _page(box: Sandbox, args: Arguments, messages: list[Message]) -> Json:
    page, cursor = _slice(messages, args)
    with_metadata = args.flag("include_all_metadata")
    shown = [show_message(box.workspace, message, with_metadata=with_metadata) for message in page]
    return {"messages": shown, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def _slice(items: list[T], args: Arguments) -> tuple[list[T], str]:
    limit = min(max(args.number("limit", 100), 1), MAX_PAGE)
    cursor = args.text("cursor")
    if cursor and not cursor.startswith("after-"):
        raise SlackRefusal("invalid_cursor")
    start = int(cursor.removeprefix("after-")) if cursor else 0
    following = start + limit
    return items[start:following], f"after-{following}" if following < len(items) else ""
