"""What a person in the workspace can do."""

from typing import Any

from bot.sandbox import entrances, submissions
from bot.sandbox.clicks import Press, click_message, click_view
from bot.sandbox.control.fields import Fields
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.workspace import Message

Json = dict[str, Any]


async def click(fields: Fields) -> Json:
    """POST /sandbox/click."""
    user, box = fields.user(), fields.box
    press = Press(
        action_id=fields.need("action_id"),
        block_id=fields.maybe("block_id"),
        value=fields.values.get("value"),
        forge_value=fields.maybe("forge_value"),
        stale=bool(fields.values.get("stale")),
    )
    view_id = fields.maybe("view_id")
    if view_id:
        typed = fields.values.get("values") or {}
        return (await click_view(box, user, view_id, press, typed=typed)).shown()
    message = visible_message(fields)
    return (await click_message(box, user, message, press, base_url=fields.base_url)).shown()


async def submit(fields: Fields) -> Json:
    """POST /sandbox/submit."""
    return await submissions.submit(
        fields.box, fields.user(), fields.need("view_id"), fields.mapping("values")
    )


async def close(fields: Fields) -> Json:
    """POST /sandbox/close."""
    clear = bool(fields.values.get("clear"))
    return await submissions.close(fields.box, fields.user(), fields.need("view_id"), clear=clear)


async def command(fields: Fields) -> Json:
    """POST /sandbox/command."""
    words = (fields.need("command"), fields.maybe("text") or "")
    return await entrances.command(
        fields.box, fields.user(), fields.channel(), words, base_url=fields.base_url
    )


async def shortcut(fields: Fields) -> Json:
    """POST /sandbox/shortcut: on a message when `ts` is given, else global."""
    user, callback_id = fields.user(), fields.need("callback_id")
    if fields.maybe("ts") is None:
        return (await entrances.global_shortcut(fields.box, user, callback_id)).shown()
    message = visible_message(fields)
    answer = await entrances.message_shortcut(
        fields.box, user, message, callback_id, base_url=fields.base_url
    )
    return answer.shown()


async def event(fields: Fields) -> Json:
    """POST /sandbox/event; with `retry_num` exactly one delivery with Slack's retry headers."""
    retry = None
    if "retry_num" in fields.values:
        reason = fields.maybe("retry_reason") or "http_timeout"
        retry = {"x-slack-retry-num": str(int(fields.number("retry_num", 1))), "x-slack-retry-reason": reason}
    return await entrances.event(
        fields.box, fields.mapping("event"), event_id=fields.maybe("event_id"), retry=retry
    )


async def say(fields: Fields) -> Json:
    """POST /sandbox/say."""
    thread_ts = fields.maybe("thread_ts")
    return await entrances.say(
        fields.box, fields.user(), fields.channel(), fields.need("text"), thread_ts=thread_ts
    )


async def direct(fields: Fields) -> Json:
    """POST /sandbox/direct: write to the bot itself."""
    channel = fields.box.workspace.open_direct(frozenset({fields.user().id}))
    return await entrances.say(fields.box, fields.user(), channel, fields.need("text"), thread_ts=None)


async def react(fields: Fields) -> Json:
    """POST /sandbox/react {name}: put a reaction on a message or take it away; the product asks for none."""
    message, user, name = visible_message(fields), fields.user().id, fields.need("name")
    people = message.reactions.setdefault(name, [])
    if user in people:
        people.remove(user)
    else:
        people.append(user)
    if not people:
        del message.reactions[name]
    fields.box.changes.note("update", channel=message.channel, ts=message.ts)
    return {"reactions": message.reactions}


async def edit(fields: Fields) -> Json:
    """POST /sandbox/edit: a person changes a message of their own."""
    return await entrances.edit(fields.box, _own_message(fields), fields.need("text"))


async def delete(fields: Fields) -> Json:
    """POST /sandbox/delete: a person deletes a message of their own."""
    return await entrances.delete(fields.box, _own_message(fields))


async def verify_url(fields: Fields) -> Json:
    """POST /sandbox/verify-url."""
    return await entrances.verify_url(fields.box)


def visible_message(fields: Fields) -> Message:
    """Return the message at channel and ts, the acting person's ephemeral ones included."""
    channel, ts, user = fields.channel(), fields.need("ts"), fields.need("user")
    if ts in channel.messages:
        return channel.messages[ts]
    for message in fields.box.workspace.ephemerals:
        if (message.channel, message.ts, message.ephemeral_for) == (channel.id, ts, user):
            return message
    raise ControlRefusal("no_such_message", f"{channel.id} {ts}", status=404)


def _own_message(fields: Fields) -> Message:
    message = visible_message(fields)
    if message.user != fields.user().id:
        raise ControlRefusal("not_the_author", f"{message.channel} {message.ts}", status=403)
    return message
