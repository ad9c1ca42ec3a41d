"""The other ways a person reaches the product: commands, shortcuts, messages and events."""

import json
import re
import secrets
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.deliveries import Answer
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.fixtures import User
from bot.sandbox.handles import ResponseUrl
from bot.sandbox.payloads import LEGACY_TOKEN, channel_ref, event_body, interaction
from bot.sandbox.rendering import replies_of, show_message, show_record
from bot.sandbox.response_url import respond
from bot.sandbox.workspace import Channel, Content, Message

Json = dict[str, Any]
SLACKBOT, TOMBSTONE = "USLACKBOT", "This message was deleted."


def escaped(text: str) -> str:
    """As Slack sends what was typed after a command that asks for it; a mention stays one."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"&lt;(@[UW]\w+)&gt;", r"<\1>", plain)


async def command(
    box: Sandbox, user: User, channel: Channel, words: tuple[str, str], *, base_url: str
) -> Json:
    """Type a slash command, given as (command, text); a body in the answer becomes a message."""
    token = box.handles.new_response_url(channel=channel.id, user=user.id)
    reference = channel_ref(channel)
    fields = {
        "token": LEGACY_TOKEN,
        "team_id": fixtures.TEAM_ID,
        "team_domain": fixtures.TEAM_DOMAIN,
        "channel_id": reference["id"],
        "channel_name": reference["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": words[0],
        "text": escaped(words[1]),
        "api_app_id": fixtures.APP_ID,
        "is_enterprise_install": "false",
        "response_url": f"{base_url}/response/{token}",
        "trigger_id": box.handles.new_trigger(user.id),
    }
    answer = await box.deliveries.slack_form("command", fields)
    return {**answer.shown(), "message": _answered(box, answer, box.handles.urls[token])}


def _answered(box: Sandbox, answer: Answer, url: ResponseUrl) -> Json | None:
    if answer.failure or not answer.body.strip():
        return None
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = {"text": answer.body}
    try:
        return respond(box, url, Arguments(body if isinstance(body, dict) else {"text": answer.body}))
    except SlackRefusal as refusal:
        box.journal.warn("bad_command_answer", "; ".join([refusal.code, *refusal.messages]), user=url.user)
        return None


async def global_shortcut(box: Sandbox, user: User, callback_id: str) -> Answer:
    """Use a global shortcut: no channel, no response url (contract section 3)."""
    trigger_id = box.handles.new_trigger(user.id)
    extra = {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": f"{box.clock.wall():.6f}"}
    return await box.deliveries.slack_payload(interaction("shortcut", user, **extra))


async def message_shortcut(
    box: Sandbox, user: User, message: Message, callback_id: str, *, base_url: str
) -> Answer:
    """Use a shortcut from a message's menu."""
    token = box.handles.new_response_url(channel=message.channel, user=user.id, message_ts=message.ts)
    payload = interaction(
        "message_action",
        user,
        callback_id=callback_id,
        trigger_id=box.handles.new_trigger(user.id),
        action_ts=f"{box.clock.wall():.6f}",
        message_ts=message.ts,
        channel=channel_ref(box.workspace.channel(message.channel)),
        message=show_message(box.workspace, message),
        response_url=f"{base_url}/response/{token}",
    )
    return await box.deliveries.slack_payload(payload)


async def event(
    box: Sandbox, inner: Json, *, event_id: str | None = None, retry: dict[str, str] | None = None
) -> Json:
    """Deliver an event with Slack's retries, or exactly once with the retry headers given."""
    body = event_body(inner, event_id=event_id, event_time=int(box.clock.wall()))
    if retry is None:
        attempts = await box.deliveries.event_with_retries(body)
    else:
        answer = await box.deliveries.slack_json("event_callback", body, retry)
        attempts = [{**answer.shown(), "retry_num": int(retry["x-slack-retry-num"])}]
    return {"event_id": body["event_id"], "delivered": not attempts[-1]["failure"], "attempts": attempts}


async def say(box: Sandbox, user: User, channel: Channel, text: str, *, thread_ts: str | None) -> Json:
    """Let a person write in a channel; delivers `message`, and `app_mention` if the bot is named."""
    message = box.workspace.post(channel, user=user.id, content=Content(text=text), thread_ts=thread_ts)
    shown = {**show_message(box.workspace, message), "channel": channel.id, "event_ts": message.ts}
    delivered = await event(box, {**shown, "channel_type": _kind(channel)})
    result = {"message": show_record(box.workspace, message), "event": delivered, "mention": None}
    if f"<@{fixtures.BOT_USER_ID}>" in text:
        result["mention"] = await event(box, {**shown, "type": "app_mention"})
    return result


async def edit(box: Sandbox, message: Message, text: str) -> Json:
    """Let its author change a message; delivers `message_changed` with the old one beside the new."""
    old = show_message(box.workspace, message)
    box.workspace.edit(message, Content(text=text))
    new = show_message(box.workspace, message)
    return await _changed(box, message, "message_changed", {"message": new, "previous_message": old})


async def delete(box: Sandbox, message: Message) -> Json:
    """Let its author delete a message; with replies under it Slack leaves a tombstone, a changed message."""
    old = show_message(box.workspace, message)
    has_replies = bool(replies_of(box.workspace.channel(message.channel), message.ts))
    if not has_replies:
        box.workspace.remove(message)
        told = {"deleted_ts": message.ts, "previous_message": old}
        return await _changed(box, message, "message_deleted", told)
    box.workspace.edit(message, Content(text=TOMBSTONE))
    tomb = {**show_message(box.workspace, message), "subtype": "tombstone", "user": SLACKBOT, "hidden": True}
    tomb.pop("edited")
    return await _changed(box, message, "message_changed", {"message": tomb, "previous_message": old})


async def _changed(box: Sandbox, message: Message, subtype: str, told: Json) -> Json:
    channel, at = box.workspace.channel(message.channel), f"{box.clock.wall():.6f}"
    frame = {"type": "message", "subtype": subtype, "hidden": True, "ts": at, "event_ts": at}
    return await event(box, {**frame, "channel": channel.id, "channel_type": _kind(channel), **told})


def _kind(channel: Channel) -> str:
    return "im" if channel.is_im else "group" if channel.is_private else "channel"


async def verify_url(box: Sandbox) -> Json:
    """Perform Slack's url_verification and say whether the challenge came back."""
    challenge = secrets.token_hex(8)
    body = {"token": LEGACY_TOKEN, "type": "url_verification", "challenge": challenge}
    answer = await box.deliveries.slack_json("url_verification", body)
    return {**answer.shown(), "matches": answer.status == 200 and challenge in answer.body}
