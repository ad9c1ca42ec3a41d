"""The bodies Slack sends (contracts/slack.md section 3), built from what is stored."""

import secrets
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.box import Sandbox
from bot.sandbox.elements import STATE_KEYS, state_values
from bot.sandbox.fixtures import User
from bot.sandbox.modals import View, show_view
from bot.sandbox.rendering import show_message
from bot.sandbox.workspace import Channel, Message

Json = dict[str, Any]

# Slack still sends the deprecated verification token; trusting it instead of the signature is wrong.
LEGACY_TOKEN = "not-a-" + "secret"


def event_body(event: Json, *, event_id: str | None, event_time: int) -> Json:
    """Wrap an event for the Events API."""
    return {
        "token": LEGACY_TOKEN,
        "type": "event_callback",
        "team_id": fixtures.TEAM_ID,
        "api_app_id": fixtures.APP_ID,
        "event": event,
        "event_id": event_id or f"Ev0{secrets.token_hex(5).upper()}",
        "event_time": event_time,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": fixtures.TEAM_ID,
                "user_id": fixtures.BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "context_team_id": fixtures.TEAM_ID,
        "context_enterprise_id": None,
    }


def interaction(kind: str, user: User, **more: Any) -> Json:
    """Build the part every interactivity payload shares."""
    return {
        "type": kind,
        "token": LEGACY_TOKEN,
        "api_app_id": fixtures.APP_ID,
        "team": {"id": fixtures.TEAM_ID, "domain": fixtures.TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": fixtures.TEAM_ID},
        **more,
    }


def action_entry(block: Json, element: Json, chosen: Json, *, action_ts: str) -> Json:
    """Build actions[0]: the element's own fields, and what was chosen in it."""
    entry: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        entry.update((key, element[key]) for key in ("text", "value", "style") if key in element)
    elif element["type"] in STATE_KEYS or element["type"] == "overflow":
        entry |= {key: element[key] for key in ("placeholder",) if key in element} | chosen
    return {**entry, "action_ts": action_ts}


def message_click(box: Sandbox, user: User, message: Message, *, blocks: list[Json], carried: Json) -> Json:
    """Build block_actions for a message; an ephemeral message is not repeated in the payload."""
    channel = box.workspace.channel(message.channel)
    is_ephemeral = message.ephemeral_for is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": is_ephemeral,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    shown = {} if is_ephemeral else {"message": {**show_message(box.workspace, message), "blocks": blocks}}
    return interaction(
        "block_actions",
        user,
        container=container,
        trigger_id=box.handles.new_trigger(user.id),
        channel=channel_ref(channel),
        **shown,
        state={"values": state_values(blocks, message.chosen)},
        **carried,
    )


def view_click(box: Sandbox, user: User, view: View, action: Json) -> Json:
    """Build block_actions for a modal or home: no channel, message or response_url (section 3)."""
    return interaction(
        "block_actions",
        user,
        container={"type": "view", "view_id": view.id},
        trigger_id=box.handles.new_trigger(user.id, view_id=view.id),
        view=shown_view(view),
        actions=[action],
    )


def submission(box: Sandbox, user: User, view: View) -> Json:
    """Build view_submission with the state as the person left it."""
    trigger_id = box.handles.new_trigger(user.id, view_id=view.id)
    return interaction(
        "view_submission", user, trigger_id=trigger_id, view=shown_view(view), response_urls=[]
    )


def closing(user: User, view: View, *, is_cleared: bool) -> Json:
    """Build view_closed."""
    return interaction("view_closed", user, view=shown_view(view), is_cleared=is_cleared)


def shown_view(view: View) -> Json:
    """Return a view with its current state."""
    return show_view(view, state_values(view.blocks, view.chosen))


def channel_ref(channel: Channel) -> Json:
    """Return the short form of a conversation."""
    return {"id": channel.id, "name": channel.name or "directmessage"}
