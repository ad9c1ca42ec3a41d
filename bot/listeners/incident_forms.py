"""What the modals of an incident share: opening one, sending one, and reading what was ticked or picked."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from slack_bolt.async_app import AsyncAck
from sqlalchemy.orm import Session

from bot.blocks import incident_run_modals as modals
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block
from bot.ids import Action
from bot.listeners import forms
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.presses import Press, PressBroken
from dealix_ops.errors import OpsError
from dealix_ops.incidents import pdpl
from dealix_ops.incidents.models import Incident
from dealix_ops.sending.errors import FounderOnly

LATEST = 2**33
Draw = Callable[[Session, Incident, FormState], Block]


async def ask(
    desk: Desk,
    ack: AsyncAck,
    press: Press,
    draw: Draw,
    *,
    label: str,
    action: Action,
    number: str,
    owing: bool = False,
) -> None:
    """Who may not, and who comes too late, learns so before typing. `owing`: the notice outlives an end."""
    find = pdpl.owing_one if owing else desk.incidents.open_one

    def look(session: Session) -> Block:
        incident_id = forms.about(number)
        incident = find(session, incident_id, actor=desk.actor(press.user_id))
        return draw(session, incident, FormState(incident_id, press.channel))

    try:
        view = await desk.database.write(look)
    except OpsError as error:
        await forms.refused(desk, ack, press, error)
    else:
        await forms.show(desk, ack, press, view, label=label, action=action)


async def submit(
    desk: Desk, ack: AsyncAck, filled: Filled, work: Callable[[Session], str | None], *, field: StrEnum
) -> None:
    """A refusal stands beside the field, where what was typed is still there."""
    try:
        said = await desk.database.write(work)
    except OpsError as error:
        if isinstance(error, FounderOnly):
            await desk.refuse(error, user_id=filled.user_id, channel=filled.state.channel, token="")
        block = next((one for one, holds in filled.values.items() if field.value in holds), field.value)
        text = await desk.refuse_alone(error, user_id=filled.user_id)
        await ack(response_action="errors", errors={block: text})
        return
    if said is not None:
        await desk.whisper(said, user_id=filled.user_id, channel=filled.state.channel)
    await ack()


def ticked(filled: Filled, field: StrEnum) -> bool:
    """Raises PressBroken."""
    try:
        chosen = _held(filled, field).get("selected_options") or []
        return any(one["value"] == modals.YES for one in chosen)
    except (AttributeError, LookupError, TypeError) as error:
        raise PressBroken("a field of another shape") from error


def picked(filled: Filled, field: StrEnum) -> datetime | None:
    """Raises PressBroken."""
    try:
        seconds = _held(filled, field).get("selected_date_time")
        if seconds is None:
            return None
        if not 0 < int(seconds) < LATEST:
            raise PressBroken("no time that a calendar gives")
        return datetime.fromtimestamp(int(seconds), UTC)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise PressBroken("a field of another shape") from error


def turned(filled: Filled, field: StrEnum) -> int:
    """The number that the form wrote into the field's own name, 0 is not written. Raises PressBroken."""
    name = next((one for one in filled.values if one.partition(".")[0] == field.value), "")
    number = name.partition(".")[2] or "0"
    if not (name and number.isascii() and number.isdecimal() and len(number) <= 10):
        raise PressBroken("a field without its number")
    return int(number)


def _held(filled: Filled, field: StrEnum) -> Body:
    holds = (block[field.value] for block in filled.values.values() if field.value in block)
    return dict(next(holds, None) or {})
