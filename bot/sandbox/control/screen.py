"""What one person's screen shows: conversations, a window of a channel's messages, and a thread."""

from bisect import bisect_left, bisect_right
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.control.fields import Fields
from bot.sandbox.control.hands import visible_message
from bot.sandbox.fixtures import User
from bot.sandbox.rendering import show_channel, show_records, show_user
from bot.sandbox.workspace import Channel, Message

Json = dict[str, Any]

MOST = 200


async def screen(fields: Fields) -> Json:
    """GET /sandbox/screen?user=: people, and the conversations this person is in, each with its last ts."""
    user, workspace = fields.user(), fields.box.workspace
    workspace.open_direct(frozenset({user.id}))  # an installed app stands under everybody's direct messages
    mine = [one for one in workspace.channels.values() if _is_in(one, user)]
    return {
        "revision": fields.box.changes.revision,
        "now": fields.box.clock.wall(),
        "bot": fixtures.BOT_USER_ID,
        "people": [show_user(one) | {"is_me": one.id == user.id} for one in workspace.users.values()],
        "channels": [show_channel(one) | {"latest": next(reversed(one.messages), "")} for one in mine],
    }


async def window(fields: Fields) -> Json:
    """GET /sandbox/screen/messages?user=&channel=&limit=, and one of before=, after=, around=, only= (ts).

    The newest without any of them. `only` (several, by comma) also brings the parents of replies: their
    counters changed. What only this person sees stands among the others, by its time.
    """
    user, channel = fields.user(), fields.channel()
    only = fields.maybe("only")
    if only is not None:
        found = _named(fields, channel, user, set(only.split(",")))
        return {
            "messages": show_records(fields.box.workspace, channel, found),
            "older": False,
            "newer": False,
        }
    seen = [one for one in _seen(fields, channel, user) if not one.is_reply]
    low, high = _bounds(fields, [one.ts for one in seen])
    shown = show_records(fields.box.workspace, channel, seen[low:high])
    return {"messages": shown, "older": low > 0, "newer": high < len(seen)}


async def thread(fields: Fields) -> Json:
    """GET /sandbox/screen/thread?user=&channel=&ts=: a message and all under it, oldest first."""
    channel, parent = fields.channel(), visible_message(fields)
    below = [
        one for one in _seen(fields, channel, fields.user()) if one.is_reply and one.thread_ts == parent.ts
    ]
    return {"messages": show_records(fields.box.workspace, channel, [parent, *below])}


def _is_in(channel: Channel, user: User) -> bool:
    return user.id in channel.members or not (channel.is_private or channel.is_im)


def _seen(fields: Fields, channel: Channel, user: User) -> list[Message]:
    everything = [*channel.messages.values(), *_hidden(fields, channel, user)]
    return sorted(everything, key=lambda one: one.ts)


def _hidden(fields: Fields, channel: Channel, user: User) -> list[Message]:
    """What only this person sees."""
    whispers = fields.box.workspace.ephemerals
    return [one for one in whispers if (one.channel, one.ephemeral_for) == (channel.id, user.id)]


def _named(fields: Fields, channel: Channel, user: User, wanted: set[str]) -> list[Message]:
    hidden = [one for one in _hidden(fields, channel, user) if one.ts in wanted]
    found = [*(channel.messages[ts] for ts in sorted(wanted) if ts in channel.messages), *hidden]
    above = {one.thread_ts for one in found if one.is_reply} - wanted
    return [*(channel.messages[ts] for ts in above if ts in channel.messages), *found]


def _bounds(fields: Fields, times: list[str]) -> tuple[int, int]:
    limit = max(1, min(int(fields.number("limit", 60)), MOST))
    before, after, around = (fields.maybe(key) for key in ("before", "after", "around"))
    if after is not None:
        low = bisect_right(times, after)
        return low, min(len(times), low + limit)
    if around is not None:
        high = min(len(times), bisect_left(times, around) + limit // 2)
    else:
        high = len(times) if before is None else bisect_left(times, before)
    return max(0, high - limit), high
