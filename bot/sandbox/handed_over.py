"""What a person carried to the customer's phone by hand, as far as the workspace tells it.

WhatsApp was opened by the founder's own thumb: nobody can see that from here. What can be seen is that a
message with a link to the customer's number came to offer «not sent» afterwards, so somebody said that it was
sent; what was sent is the bare text in its thread.
"""

import html
import re
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.elements import walk
from bot.sandbox.rendering import replies_of
from bot.sandbox.workspace import Message, Workspace

Json = dict[str, Any]

RECIPIENT = re.compile(r"https://wa\.me/(\d+)")
TAKE_BACK = "draft.not_sent"


def handed_over(workspace: Workspace) -> list[Json]:
    """Messages in the phone's shape, oldest first within a channel."""
    told = (
        _handed(workspace, message)
        for channel in workspace.channels.values()
        for message in list(channel.messages.values())
        if message.user == fixtures.BOT_USER_ID and message.edited_at is not None and _offers(message)
    )
    return [one for one in told if one is not None]


def recipient_of(message: Message) -> str | None:
    """The number that a link of the message, now or earlier, leads to."""
    links = (str(element.get("url", "")) for blocks in _versions(message) for _, element in walk(blocks))
    return next((found[1] for found in map(RECIPIENT.match, links) if found), None)


def _offers(message: Message) -> bool:
    return any(element["action_id"] == TAKE_BACK for _, element in walk(message.content.blocks))


def _versions(message: Message) -> list[list[Json]]:
    return [message.content.blocks, *message.earlier_blocks]


def _handed(workspace: Workspace, message: Message) -> Json | None:
    wa_id, replies = recipient_of(message), replies_of(workspace.channels[message.channel], message.ts)
    if wa_id is None or not replies:
        return None
    return {
        "direction": "by_hand",
        "id": f"{message.channel}.{message.ts}",
        "wa_id": wa_id,
        "type": "text",
        "text": html.unescape(replies[0].content.text),
        "at": message.edited_at or message.posted_at,
    }
