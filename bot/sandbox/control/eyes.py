"""What can be read: the workspace, the logs, and waiting for them to change."""

import asyncio
from typing import Any

from bot.sandbox.control.fields import Fields
from bot.sandbox.payloads import shown_view
from bot.sandbox.rendering import show_channel, show_record, show_records
from bot.sandbox.workspace import Message

Json = dict[str, Any]

MAX_WAIT_S = 120.0


async def channels(fields: Fields) -> Json:
    """GET /sandbox/channels."""
    return {"channels": [show_channel(channel) for channel in fields.box.workspace.channels.values()]}


async def messages(fields: Fields) -> Json:
    """GET /sandbox/messages: all of a channel, oldest first, replies flagged by is_reply."""
    channel = fields.channel()
    return {"messages": show_records(fields.box.workspace, channel, channel.messages.values())}


async def ephemerals(fields: Fields) -> Json:
    """GET /sandbox/ephemerals?channel=&user=; both optional."""
    channel = fields.channel().id if fields.maybe("channel") else None
    user = fields.maybe("user")
    workspace = fields.box.workspace
    wanted = (
        message
        for message in workspace.ephemerals
        if channel in (None, message.channel) and user in (None, message.ephemeral_for)
    )
    return {"messages": [show_record(workspace, message) for message in wanted]}


async def views(fields: Fields) -> Json:
    """GET /sandbox/views?user=: the stack of open modals, the one in front last, and App Home."""
    user = fields.user()
    modals = fields.box.modals
    home = modals.homes.get(user.id)
    return {
        "stack": [shown_view(view) for view in modals.stacks.get(user.id, [])],
        "home": shown_view(home) if home else None,
    }


async def calls(fields: Fields) -> Json:
    """GET /sandbox/calls?method=."""
    method = fields.maybe("method")
    return {"calls": [call for call in fields.box.journal.calls if method in (None, call["method"])]}


async def warnings(fields: Fields) -> Json:
    """GET /sandbox/warnings."""
    return {"warnings": fields.box.journal.warnings}


async def deliveries(fields: Fields) -> Json:
    """GET /sandbox/deliveries: every request made to the product."""
    return {"deliveries": fields.box.journal.deliveries}


async def changes(fields: Fields) -> Json:
    """GET /sandbox/changes?since=&timeout_s=: answers at once when there is something newer, else waits."""
    since = int(fields.number("since", 0))
    log = fields.box.changes
    await log.wait_beyond(since, timeout_s=min(fields.number("timeout_s", 0), MAX_WAIT_S))
    return {"revision": log.revision, "changes": log.since(since)}


async def wait(fields: Fields) -> Json:
    """GET /sandbox/wait?channel=&contains=&count=&timeout_s=: `found` says whether enough came in time."""
    contains, count = fields.maybe("contains") or "", int(fields.number("count", 1))
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(fields.number("timeout_s", 5), MAX_WAIT_S)
    log = fields.box.changes
    while True:
        revision = log.revision
        matching = [message for message in fields.channel().messages.values() if contains in _words(message)]
        if len(matching) >= count or loop.time() >= deadline or log.closed:
            shown = [show_record(fields.box.workspace, message) for message in matching]
            return {"found": len(matching) >= count, "messages": shown, "revision": log.revision}
        await log.wait_beyond(revision, timeout_s=max(0.0, deadline - loop.time()))


def _words(message: Message) -> str:
    return "\n".join([message.content.text, *_strings(message.content.blocks)])


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []
