"""views.*: modals and App Home."""

from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.block_rules import view_problems
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.modals import View, refuse_stale_hash
from bot.sandbox.payloads import shown_view

Json = dict[str, Any]


def open_view(box: Sandbox, args: Arguments) -> Json:
    """Open a modal with a trigger id that is under three seconds old and unused (section 4)."""
    trigger = box.handles.check_trigger(args.text("trigger_id"))
    payload = read_view(args, kind="modal")
    trigger.used = True
    return {"view": shown_view(box.modals.open(trigger.user, payload))}


def push(box: Sandbox, args: Arguments) -> Json:
    """Lay a modal on the one the trigger came from, at most three deep (section 6)."""
    trigger = box.handles.check_trigger(args.text("trigger_id"))
    payload = read_view(args, kind="modal")
    view = box.modals.push(trigger.user, payload)
    trigger.used = True
    return {"view": shown_view(view)}


def update(box: Sandbox, args: Arguments) -> Json:
    """Replace an open modal; a stale hash is refused."""
    view = _wanted(box, args)
    if view is None:
        raise SlackRefusal("not_found")
    refuse_stale_hash(view, args.text("hash"))
    return {"view": shown_view(box.modals.replace(view, read_view(args, kind=view.payload["type"])))}


def publish(box: Sandbox, args: Arguments) -> Json:
    """Set a person's App Home; a stale hash is refused (section 9)."""
    user = box.workspace.user(args.text("user_id"))
    payload = read_view(args, kind="home")
    return {"view": shown_view(box.modals.publish(user.id, payload, expected_hash=args.text("hash")))}


def read_view(args: Arguments, *, kind: str) -> Json:
    """Read and check the view argument."""
    payload = args.structure("view")
    checked_view(payload, kind=kind)
    view: Json = payload
    return view


def checked_view(payload: Any, *, kind: str) -> None:
    """Refuse a bad view the way views.* methods do: invalid_arguments with pointers, not invalid_blocks."""
    problems = view_problems(payload)
    if not problems and payload["type"] != kind:
        problems = [f"[ERROR] must be of type {kind} [json-pointer:/view/type]"]
    if problems:
        raise SlackRefusal("invalid_arguments", tuple(problems))


def _wanted(box: Sandbox, args: Arguments) -> View | None:
    if args.has("view_id"):
        return box.modals.find(args.text("view_id"))
    return box.modals.find_external(args.text("external_id"))
