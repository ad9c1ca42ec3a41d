"""A Slack payload as a typed request; nothing below reads a payload."""

from dataclasses import dataclass
from typing import Any

from bot.blocks.modals import ModalState
from bot.ids import Field
from dealix_ops.errors import OpsError


class PressBroken(OpsError):
    """A signed payload without the fields that Slack always sends."""


@dataclass(frozen=True)
class Press:
    """A button or menu on a message."""

    user_id: str
    channel: str
    value: str
    trigger_id: str

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Press":
        """Raises PressBroken."""
        try:
            action = body["actions"][0]
            chosen = action.get("selected_option") or {}
            return cls(
                user_id=_text(body["user"]["id"]),
                channel=_text((body.get("channel") or {}).get("id") or body["container"]["channel_id"]),
                value=_text(action.get("value") or chosen.get("value")),
                trigger_id=_text(body.get("trigger_id")),
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
            )
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


def _text(value: Any) -> str:
    """What a database takes: neither NUL nor half a surrogate pair."""
    return str(value or "").replace("\x00", "").encode("utf-8", "replace").decode()


def _value(values: dict[str, Any], field: Field) -> dict[str, Any]:
    return dict((values.get(field.value) or {}).get(field.value) or {})
