"""A person presses or chooses something that is there to be pressed, and the product is told."""

import json
from dataclasses import dataclass
from typing import Any

from bot.sandbox.box import Sandbox
from bot.sandbox.deliveries import Answer
from bot.sandbox.elements import STATE_KEYS, chosen_entry, option_by_value, walk
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.fixtures import User
from bot.sandbox.payloads import action_entry, message_click, view_click
from bot.sandbox.submissions import fill
from bot.sandbox.workspace import Message

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What is pressed: `value` chooses an option or tells twins apart, `forge_value` alters it.

    `stale` also looks at what earlier versions of the message showed, as a slow screen would.
    """

    action_id: str
    block_id: str | None = None
    value: Any = None
    forge_value: str | None = None
    stale: bool = False


async def click_message(box: Sandbox, user: User, message: Message, press: Press, *, base_url: str) -> Answer:
    """Press something on a message; the payload shows the version on which it was found."""
    if message.ephemeral_for not in (None, user.id):
        raise ControlRefusal("not_visible", "the message is for somebody else's eyes")
    versions = [message.content.blocks, *(reversed(message.earlier_blocks) if press.stale else ())]
    block, element, blocks = _locate(versions, press)
    chosen = _chosen(element, press)
    _keep(message.chosen, block, element, chosen)
    action = _forged(action_entry(block, element, chosen, action_ts=_now_ts(box)), press)
    token = box.handles.new_response_url(channel=message.channel, user=user.id, message_ts=message.ts)
    carried = {"actions": [action], "response_url": f"{base_url}/response/{token}"}
    payload = message_click(box, user, message, blocks=blocks, carried=carried)
    return await box.deliveries.slack_payload(payload)


async def click_view(box: Sandbox, user: User, view_id: str, press: Press, *, typed: Json) -> Answer:
    """Press something in a modal or on App Home; `typed`: what stands in its inputs, by action id."""
    view = box.modals.find(view_id)
    if view is None or view.user != user.id:
        raise ControlRefusal("no_such_view", view_id, status=404)
    fill(view, typed)
    block, element, _ = _locate([view.blocks], press)
    chosen = _chosen(element, press)
    _keep(view.chosen, block, element, chosen)
    action = _forged(action_entry(block, element, chosen, action_ts=_now_ts(box)), press)
    return await box.deliveries.slack_payload(view_click(box, user, view, action))


def _locate(versions: list[list[Json]], press: Press) -> tuple[Json, Json, list[Json]]:
    for blocks in versions:
        for block, element in walk(blocks):
            same_block = press.block_id in (None, block["block_id"])
            if element["action_id"] == press.action_id and same_block and _matches(element, press.value):
                return block, element, blocks
    if press.forge_value is None:
        raise ControlRefusal(
            "no_such_action", f"nothing with action_id {press.action_id!r} is there to be pressed"
        )
    text = {"type": "plain_text", "text": "forged"}
    forged = {"type": "button", "action_id": press.action_id, "text": text, "value": press.forge_value}
    return {"block_id": press.block_id or "forged"}, forged, versions[0]


def _matches(element: Json, value: Any) -> bool:
    return element["type"] != "button" or value is None or element.get("value") == value


def _chosen(element: Json, press: Press) -> Json:
    if element["type"] == "button":
        return {}
    if element["type"] == "overflow":
        return {"selected_option": option_by_value(element, press.value)}
    if element["type"] not in STATE_KEYS:
        raise ControlRefusal("not_pressable", element["type"])
    return {key: value for key, value in chosen_entry(element, press.value).items() if key != "type"}


def _keep(kept: dict[str, Json], block: Json, element: Json, chosen: Json) -> None:
    if element["type"] in STATE_KEYS:
        kept.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **chosen}


def _forged(action: Json, press: Press) -> Json:
    if press.forge_value is None:
        return action
    if "selected_option" in action:
        option = json.loads(json.dumps(action["selected_option"]))
        return {**action, "selected_option": {**option, "value": press.forge_value}}
    return {**action, "value": press.forge_value}


def _now_ts(box: Sandbox) -> str:
    return f"{box.clock.wall():.6f}"
