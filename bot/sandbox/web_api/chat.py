"""chat.*: posting, updating and deleting messages."""

from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.rendering import show_message
from bot.sandbox.web_api.content import ADVISED_TEXT, read_content
from bot.sandbox.workspace import Channel, Content

Json = dict[str, Any]


def post_message(box: Sandbox, args: Arguments) -> Json:
    """Post as the bot, at most about one message a second a channel; to a person: into their conversation."""
    place = args.text("channel")
    to_person = place in box.workspace.users
    channel = box.workspace.open_direct(frozenset({place})) if to_person else box.workspace.writable(place)
    box.pace.check(channel.id)
    content = read_content(box, args, where=channel.id)
    thread_ts = args.text("thread_ts") or None
    _warn_about_thread(box, channel, thread_ts)
    message = box.workspace.post(channel, user=fixtures.BOT_USER_ID, content=content, thread_ts=thread_ts)
    box.pace.mark(channel.id)
    return {"channel": channel.id, "ts": message.ts, "message": show_message(box.workspace, message)}


def post_ephemeral(box: Sandbox, args: Arguments) -> Json:
    """Show a message to one person only, who has to be there [S7]."""
    channel = box.workspace.writable(args.text("channel"))
    user = box.workspace.user(args.text("user"))
    if user.id not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    content = read_content(box, args, where=channel.id)
    message = box.workspace.post(
        channel,
        user=fixtures.BOT_USER_ID,
        content=content,
        thread_ts=args.text("thread_ts") or None,
        ephemeral_for=user.id,
    )
    return {"message_ts": message.ts}


def update(box: Sandbox, args: Arguments) -> Json:
    """Change one of the bot's own messages (contract section 8)."""
    channel = box.workspace.visible(args.text("channel"))
    message = box.workspace.message(channel, args.text("ts"))
    if message.user != fixtures.BOT_USER_ID:
        raise SlackRefusal("cant_update_message")
    if len(args.text("text")) > ADVISED_TEXT:
        raise SlackRefusal("msg_too_long")  # section 6: for chat.update, not for posting
    content = read_content(box, args, where=channel.id)
    _keep_what_was_omitted(box, args, content, message.content, channel.id)
    box.workspace.edit(message, content)
    shown = show_message(box.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "text": content.text, "message": shown}


def delete(box: Sandbox, args: Arguments) -> Json:
    """Delete one of the bot's own messages."""
    channel = box.workspace.visible(args.text("channel"))
    message = box.workspace.message(channel, args.text("ts"))
    if message.user != fixtures.BOT_USER_ID:
        raise SlackRefusal("cant_delete_message")
    box.workspace.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(box: Sandbox, args: Arguments) -> Json:
    """The address of a message; a reply's names its thread too."""
    channel = box.workspace.visible(args.text("channel"))
    message = box.workspace.message(channel, args.text("message_ts"))
    address = f"https://{fixtures.TEAM_DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _keep_what_was_omitted(box: Sandbox, args: Arguments, new: Content, old: Content, where: str) -> None:
    if not args.has("metadata"):
        new.metadata = old.metadata  # section 8: omitted metadata is kept, {} clears
    if not args.has("attachments"):
        new.attachments = old.attachments
    if not args.has("blocks") and old.blocks:
        # Observed by others (python-slack-sdk 523, slack-go 1214): old blocks stay, the new text is unseen.
        new.blocks = old.blocks
        box.journal.warn(
            "update_without_blocks", "the old blocks stay; send blocks=[] to remove them", channel=where
        )


def _warn_about_thread(box: Sandbox, channel: Channel, thread_ts: str | None) -> None:
    if thread_ts is None:
        return
    parent = channel.messages.get(thread_ts)
    if parent is None or parent.is_reply:
        box.journal.warn(
            "thread_parent", f"thread_ts {thread_ts} is not a top-level message", channel=channel.id
        )
