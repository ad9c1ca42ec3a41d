"""A Slack payload as a typed request; nothing below reads a payload."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.blocks.customer_modals import AskState
from bot.blocks.modals import ModalState
from bot.blocks.priority import LowerState
from bot.ids import Field
from dealix_ops.errors import OpsError
from dealix_ops.intake.slack_text import plain_text

_MENTION = re.compile(r"<@(\w+)\|[^<>]*>")
"""Of a person, who keeps the id and loses the label."""


class PressBroken(OpsError):
    """A signed payload without the fields that Slack always sends."""


@dataclass(frozen=True)
class Press:
    """A button or menu on a message, or on the Home tab: `channel` is then the person themselves."""

    user_id: str
    channel: str
    value: str
    trigger_id: str
    action_id: str = ""
    domain: str = ""

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Press":
        """Raises PressBroken."""
        try:
            action = body["actions"][0]
            chosen = action.get("selected_option") or {}
            return cls(
                user_id=_text(body["user"]["id"]),
                channel=_text(_place(body)),
                value=_text(action.get("value") or chosen.get("value")),
                trigger_id=_text(body.get("trigger_id")),
                action_id=_text(action.get("action_id")),
                domain=_text((body.get("team") or {}).get("domain")),
            )
        except (AttributeError, LookupError, TypeError) as error:
            raise PressBroken("a press lacks a field") from error


@dataclass(frozen=True)
class Submission:
    """A modal's content."""

    user_id: str
    state: ModalState
    text: str
    reason: str
    note: str | None
    promised_by: datetime | None = None

    @property
    def kept(self) -> ModalState:
        """The modal's state with the time that stands in its field now."""
        return replace(self.state, promised=int(self.promised_by.timestamp()) if self.promised_by else 0)

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Submission":
        """Raises PressBroken, also where the state in it is not ours."""
        try:
            view = body["view"]
            values = view["state"]["values"]
            reason = (_value(values, Field.REASON).get("selected_option") or {}).get("value")
            return cls(
                user_id=_text(body["user"]["id"]),
                state=ModalState.load(view.get("private_metadata") or ""),
                text=_text(_value(values, Field.TEXT).get("value")),
                reason=_text(reason),
                note=_text(_value(values, Field.NOTE).get("value")) or None,
                promised_by=_moment(_value(values, Field.PROMISED).get("selected_date_time")),
            )
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
            raise PressBroken("a submission lacks a field") from error


@dataclass(frozen=True)
class Turned:
    """A button or menu inside the modal of an answer, and what stands in its field meanwhile."""

    user_id: str
    view_id: str
    state: ModalState
    text: str
    action_id: str
    value: str

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Turned":
        """Raises PressBroken."""
        try:
            view, action = body["view"], body["actions"][0]
            chosen = action.get("selected_option") or {}
            return cls(
                user_id=_text(body["user"]["id"]),
                view_id=_text(view["id"]),
                state=ModalState.load(view.get("private_metadata") or ""),
                text=_text(_value(view["state"]["values"], Field.TEXT).get("value")),
                action_id=_text(action["action_id"]),
                value=_text(action.get("value") or chosen.get("value")),
            )
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a press in a modal lacks a field") from error


@dataclass(frozen=True)
class Spoken:
    """A slash command: who, where, what stands after its name, and the workspace's name in addresses."""

    user_id: str
    channel: str
    text: str
    domain: str = ""

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Spoken":
        """Raises PressBroken."""
        user, channel = _text(body.get("user_id")), _text(body.get("channel_id"))
        if not user or not channel:
            raise PressBroken("a command lacks a field")
        named = _MENTION.sub(r"<@\1>", _text(body.get("text")))
        return cls(user, channel, plain_text(named), _text(body.get("team_domain")))


@dataclass(frozen=True)
class Taken:
    """A shortcut: on a message, or global and then without channel, `ts` and words."""

    user_id: str
    trigger_id: str
    channel: str
    ts: str
    text: str

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Taken":
        """Raises PressBroken."""
        try:
            on_message = body.get("type") == "message_action"
            message = body["message"] if on_message else {}
            return cls(
                user_id=_text(body["user"]["id"]),
                trigger_id=_text(body.get("trigger_id")),
                channel=_text(body["channel"]["id"]) if on_message else "",
                ts=_text(message["ts"]) if on_message else "",
                text=_text(message.get("text")),
            )
        except (AttributeError, LookupError, TypeError) as error:
            raise PressBroken("a shortcut lacks a field") from error


@dataclass(frozen=True)
class Asked:
    """What stands in a modal that asks for a customer; an empty field is an empty string."""

    user_id: str
    view_id: str
    state: AskState
    values: Mapping[Field, str]

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Asked":
        """Raises PressBroken."""
        try:
            view = body["view"]
            typed = view["state"]["values"]
            return cls(
                user_id=_text(body["user"]["id"]),
                view_id=_text(view["id"]),
                state=AskState.load(view.get("private_metadata") or ""),
                values={field: given(typed, field) for field in Field},
            )
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


@dataclass(frozen=True)
class Lowered:
    """What stands in the modal of «خفّض»."""

    user_id: str
    state: LowerState
    priority: str
    reason: str
    note: str

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Lowered":
        """Raises PressBroken."""
        try:
            view = body["view"]
            typed = view["state"]["values"]
            return cls(
                user_id=_text(body["user"]["id"]),
                state=LowerState.load(view.get("private_metadata") or ""),
                priority=given(typed, Field.PRIORITY),
                reason=given(typed, Field.REASON),
                note=given(typed, Field.NOTE),
            )
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


def _place(body: dict[str, Any]) -> Any:
    """Where the button stands: in a conversation, or on the presser's own Home tab."""
    if (body.get("view") or {}).get("type") == "home":
        return body["user"]["id"]
    return (body.get("channel") or {}).get("id") or body["container"]["channel_id"]


def given(values: dict[str, Any], field: StrEnum) -> str:
    """What somebody typed, chose or picked; an empty field is an empty string."""
    value = _value(values, field)
    chosen = (value.get("selected_option") or {}).get("value")
    picked = (value.get(f"selected_{kind}") for kind in ("time", "date", "user"))
    return _text(chosen or value.get("value") or next(filter(None, picked), ""))


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def _text(value: Any) -> str:
    """What a database takes: neither NUL nor half a surrogate pair."""
    return str(value or "").replace("\x00", "").encode("utf-8", "replace").decode()


def _value(values: dict[str, Any], field: StrEnum) -> dict[str, Any]:
    """By the element's id: a block gets a new one where its text is to change."""
    holds = (block[field.value] for block in values.values() if field.value in block)
    return dict(next(holds, None) or {})
