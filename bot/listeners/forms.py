"""What the listeners of modals with several fields have in common: open one, read one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck
from sqlalchemy.orm import Session

from bot.blocks import copy_ar
from bot.blocks.form_parts import LARGEST_ID, FormState
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, given
from dealix_ops.contacts.models import Customer
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending.errors import ButtonUnknown

Body = dict[str, Any]
Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True)
class Filled:
    """What stands in a form when it is sent; `origin` names this one sending of it."""

    user_id: str
    origin: str
    state: FormState
    values: dict[str, Any]

    @classmethod
    def of(cls, body: Body) -> "Filled":
        """Raises PressBroken."""
        try:
            view = body["view"]
            state = FormState.load(view.get("private_metadata") or "")
            return cls(str(body["user"]["id"]), f"view:{view['id']}"[:80], state, view["state"]["values"])
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error

    def said(self, field: StrEnum) -> str:
        """Raises PressBroken."""
        try:
            return given(self.values, field).strip()
        except (AttributeError, TypeError) as error:
            raise PressBroken("a field of another shape") from error


def about(value: str) -> int:
    """The row that a button of ours names. Raises ButtonUnknown."""
    if not value.isascii() or not value.isdecimal() or len(value) > 10 or int(value) >= LARGEST_ID:
        raise ButtonUnknown("no id of ours")
    return int(value)


def customer(session: Session, press: Press) -> Customer:
    """Whom a button or a menu of ours names. Raises ButtonUnknown."""
    found = session.get(Customer, about(press.value))
    if found is None:
        raise ButtonUnknown("no such customer")
    return found


def choice(of: type[Kind], value: str) -> Kind:
    """What a menu of ours offers. Raises PressBroken."""
    try:
        return of(value)
    except ValueError as error:
        raise PressBroken("a choice that the form does not offer") from error


def day(value: str) -> date:
    """What a calendar gives. Raises PressBroken."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PressBroken("no day") from error


async def whispered(desk: Desk, ack: AsyncAck, press: Press, work: Callable[[Session], SlackMessage]) -> None:
    """What a press changes or asks for, told to the one who pressed."""
    try:
        message = await desk.database.write(work)
    except OpsError as error:
        await refused(desk, ack, press, error)
        return
    await whisper(desk, press, message)
    await ack()


async def whisper(desk: Desk, press: Press, message: SlackMessage) -> None:
    blocks = [dict(block) for block in message.blocks or ()]
    await desk.whisper(message.text, user_id=press.user_id, channel=press.channel, blocks=blocks or None)


async def show(desk: Desk, ack: AsyncAck, press: Press, view: Block, *, label: str, action: Action) -> None:
    """Open the form, or offer the button once more where Slack was too slow."""
    if not await desk.open_modal(press.trigger_id, view):
        again = [section([copy_ar.LATE_MODAL]), actions([button(label, action, press.value)])]
        await desk.whisper(copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=again)
    await ack()


async def refused(desk: Desk, ack: AsyncAck, press: Press, error: OpsError) -> None:
    await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
    await ack()


async def explain(
    desk: Desk,
    ack: AsyncAck,
    filled: Filled,
    error: OpsError,
    *,
    said: Mapping[type[OpsError], tuple[StrEnum, str]],
    default: StrEnum,
) -> None:
    """Beside the field that is wrong, where what the person typed is still there."""
    if type(error) in said:
        field, text = said[type(error)]
    else:
        field, text = default, await desk.refuse_alone(error, user_id=filled.user_id)
    await ack(response_action="errors", errors={field.value: text})
