"""A Slack payload as a typed request; nothing below reads a payload."""

from dataclasses import dataclass
from typing import Any

from bot.blocks.modals import ModalState
from bot.ids import Field


@dataclass(frozen=True)
class Press:
    """A button or menu on a message."""

    user_id: str
    channel: str
    value: str
    trigger_id: str

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Press":
        action = body["actions"][0]
        chosen = action.get("selected_option") or {}
        return cls(
            user_id=str(body["user"]["id"]),
            channel=str((body.get("channel") or {}).get("id") or body["container"]["channel_id"]),
            value=str(action.get("value") or chosen.get("value") or ""),
            trigger_id=str(body.get("trigger_id") or ""),
        )


@dataclass(frozen=True)
class Submission:
    """A modal's content; raises ValueError where the state in it is not ours."""

    user_id: str
    state: ModalState
    text: str
    reason: str
    note: str | None

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Submission":
        view = body["view"]
        values = view["state"]["values"]
        reason = (_value(values, Field.REASON).get("selected_option") or {}).get("value")
        note = _value(values, Field.NOTE).get("value")
        return cls(
            user_id=str(body["user"]["id"]),
            state=ModalState.load(view.get("private_metadata") or ""),
            text=str(_value(values, Field.TEXT).get("value") or ""),
            reason=str(reason or ""),
            note=str(note) if note else None,
        )


def _value(values: dict[str, Any], field: Field) -> dict[str, Any]:
    return dict((values.get(field.value) or {}).get(field.value) or {})
