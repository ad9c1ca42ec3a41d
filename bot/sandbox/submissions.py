"""A person submits or closes a modal; the product's answer decides what they see next."""

import json
from typing import Any

from bot.sandbox.box import Sandbox
from bot.sandbox.deliveries import Answer
from bot.sandbox.elements import chosen_entry, is_blank, state_values, walk
from bot.sandbox.errors import ControlRefusal, SlackRefusal
from bot.sandbox.fixtures import User
from bot.sandbox.modals import View
from bot.sandbox.payloads import closing, shown_view, submission
from bot.sandbox.web_api.views import checked_view

Json = dict[str, Any]


async def submit(box: Sandbox, user: User, view_id: str, values: Json) -> Json:
    """Type the values, press submit and apply the answer."""
    view = top_view(box, user, view_id)
    if view.payload.get("submit") is None:
        raise ControlRefusal("no_submit_button", "this modal cannot be submitted")
    fill(view, values)
    refuse_incomplete(view)
    answer = await box.deliveries.slack_payload(submission(box, user, view))
    result: Json = {**answer.shown(), "response_action": None, "errors": None, "view": None}
    if answer.failure:
        return result  # Slack shows its own error and leaves the modal open (contract section 2)
    return result | apply_answer(box, view, answer)


async def close(box: Sandbox, user: User, view_id: str, *, clear: bool) -> Json:
    """Close one modal or the stack; the product hears of it only with notify_on_close (section 9)."""
    view = top_view(box, user, view_id)
    if clear:
        box.modals.clear(user.id)
    else:
        box.modals.close(view)
    if not view.payload.get("notify_on_close"):
        return {"status": None, "ms": 0.0, "notified": False}
    answer = await box.deliveries.slack_payload(closing(user, view, is_cleared=clear))
    return {**answer.shown(), "notified": True}


def top_view(box: Sandbox, user: User, view_id: str) -> View:
    """Return the view a person has in front of them, or refuse: what lies below cannot be touched."""
    stack = box.modals.stacks.get(user.id, [])
    if not stack or stack[-1].id != view_id:
        raise ControlRefusal("no_such_view", f"{view_id} is not the open modal of {user.id}", status=404)
    return stack[-1]


def fill(view: View, values: Json) -> None:
    """Put values into inputs by action id."""
    inputs = {element["action_id"]: (block, element) for block, element in walk(view.blocks)}
    for action_id, given in values.items():
        if action_id not in inputs:
            raise ControlRefusal("no_such_input", f"no element has action_id {action_id!r}")
        block, element = inputs[action_id]
        if element["type"] in ("button", "overflow"):
            raise ControlRefusal("not_an_input", action_id)
        view.chosen.setdefault(block["block_id"], {})[action_id] = chosen_entry(element, given)


def refuse_incomplete(view: View) -> None:
    """Refuse what Slack's client refuses before sending: empty required inputs and wrong lengths."""
    state = state_values(view.blocks, view.chosen)
    for block, element in walk(view.blocks):
        if block["type"] != "input":
            continue
        entry = state[block["block_id"]][element["action_id"]]
        if is_blank(entry):
            if not block.get("optional"):
                raise ControlRefusal("missing_required_input", element["action_id"])
            continue
        text = entry.get("value")
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        if isinstance(text, str) and not low <= len(text) <= high:
            raise ControlRefusal("bad_length", f"{element['action_id']}: between {low} and {high} characters")


def apply_answer(box: Sandbox, view: View, answer: Answer) -> Json:
    """Do what the answer says: close, show errors, update, push or clear."""
    body = _decoded(box, answer)
    action = body.get("response_action")
    match action:
        case None:
            box.modals.close(view)
        case "clear":
            box.modals.clear(view.user)
        case "errors":
            _note_bad_errors(box, view, body.get("errors"))
            return {"response_action": action, "errors": body.get("errors"), "view": shown_view(view)}
        case "update" | "push":
            return {"response_action": action, "view": _next_view(box, view, action, body.get("view"))}
        case _:
            box.journal.warn("bad_view_answer", f"unknown response_action {action!r}", user=view.user)
    return {"response_action": action}


def _next_view(box: Sandbox, view: View, action: str, payload: Any) -> Json | None:
    try:
        checked_view(payload, kind="modal")
        if action == "update":
            return shown_view(box.modals.replace(view, payload))
        return shown_view(box.modals.push(view.user, payload))
    except SlackRefusal as refusal:
        detail = "; ".join([refusal.code, *refusal.messages])
        box.journal.warn("bad_view_answer", f"{action}: {detail}", user=view.user)
        return None


def _note_bad_errors(box: Sandbox, view: View, errors: Any) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        # Section 9: keys are ids of input blocks; Slack shows its own error otherwise.
        box.journal.warn("bad_view_answer", f"errors must name input blocks, got {errors!r}", user=view.user)


def _decoded(box: Sandbox, answer: Answer) -> Json:
    if not answer.body.strip():
        return {}
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        box.journal.warn("bad_view_answer", f"not a JSON object: {answer.body[:80]!r}")
        return {}
    return body
