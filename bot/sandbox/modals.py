"""Open modals, one stack a person, and App Home."""

import copy
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.journal import Changes
from bot.sandbox.workspace import with_ids

MAX_STACK = 3  # contract section 6


@dataclass(kw_only=True)
class View:
    """A stored view; `chosen` holds what the person did in it since it was opened, by block and action."""

    id: str
    user: str
    payload: dict[str, Any]
    hash: str
    root_id: str
    previous_id: str | None = None
    chosen: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Return the view's blocks, which all have ids."""
        blocks: list[dict[str, Any]] = self.payload["blocks"]
        return blocks


def keep_view(payload: dict[str, Any]) -> dict[str, Any]:
    """Copy a view as Slack stores it, with an id on every block."""
    return {**copy.deepcopy(payload), "blocks": with_ids(payload["blocks"])}


class Modals:
    """Which views each person has in front of them."""

    def __init__(self, *, changes: Changes) -> None:
        self.changes = changes
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._made = 0

    def open(self, user: str, payload: dict[str, Any]) -> View:
        """Put a new stack with one view in front of a person."""
        view = self._new(user, payload)
        self.stacks[user] = [view]
        return view

    def push(self, user: str, payload: dict[str, Any]) -> View:
        """Lay a view on the person's stack, at most three deep."""
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= MAX_STACK:
            raise SlackRefusal("push_limit_reached")
        view = self._new(user, payload, below=stack[-1] if stack else None)
        stack.append(view)
        return view

    def replace(self, view: View, payload: dict[str, Any]) -> View:
        """Update in place; input with the same block and action id keeps what was typed (section 6)."""
        view.payload = keep_view(payload)
        view.hash = self._hash()
        present = {block["block_id"] for block in view.blocks}
        view.chosen = {block: chosen for block, chosen in view.chosen.items() if block in present}
        self.changes.note("view", user=view.user, view=view.id)
        return view

    def publish(self, user: str, payload: dict[str, Any], *, expected_hash: str | None) -> View:
        """Set a person's App Home, refusing a hash that is no longer current."""
        current = self.homes.get(user)
        if current is None:
            current = self.homes[user] = self._new(user, payload)
            return current
        refuse_stale_hash(current, expected_hash)
        return self.replace(current, payload)

    def find(self, view_id: str) -> View | None:
        """Return an open modal or a home by id."""
        everywhere = [view for stack in self.stacks.values() for view in stack] + list(self.homes.values())
        return next((view for view in everywhere if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        """Return an open modal by the id the app gave it."""
        everywhere = (view for stack in self.stacks.values() for view in stack)
        return next((view for view in everywhere if view.payload.get("external_id") == external_id), None)

    def close(self, view: View) -> None:
        """Take one view off its stack."""
        stack = self.stacks.get(view.user, [])
        if view in stack:
            stack.remove(view)
        self.changes.note("view", user=view.user, view=view.id)

    def clear(self, user: str) -> None:
        """Close every modal of a person."""
        self.stacks[user] = []
        self.changes.note("view", user=user)

    def _new(self, user: str, payload: dict[str, Any], *, below: View | None = None) -> View:
        self._made += 1
        view_id = f"V0{self._made:06d}"
        self.changes.note("view", user=user, view=view_id)
        return View(
            id=view_id,
            user=user,
            payload=keep_view(payload),
            hash=self._hash(),
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
        )

    @staticmethod
    def _hash() -> str:
        return secrets.token_hex(6)


def refuse_stale_hash(view: View, expected_hash: str | None) -> None:
    """Refuse with hash_conflict when the caller saw an older view (contract section 9)."""
    if expected_hash and expected_hash != view.hash:
        raise SlackRefusal("hash_conflict")


def show_view(view: View, state: dict[str, Any]) -> dict[str, Any]:
    """Return a view the way Slack does in answers and payloads."""
    shown = {
        "id": view.id,
        "team_id": fixtures.TEAM_ID,
        "app_id": fixtures.APP_ID,
        "bot_id": fixtures.BOT_ID,
        "app_installed_team_id": fixtures.TEAM_ID,
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **copy.deepcopy(view.payload),
    }
    return {
        **shown,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": state},
    }
