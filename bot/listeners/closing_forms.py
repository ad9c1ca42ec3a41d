"""What the forms around an incident's end have in common."""

from collections.abc import Callable

from slack_bolt.async_app import AsyncAck
from sqlalchemy.orm import Session

from bot.blocks import incident_close_copy_ar as copy
from bot.blocks.incident_close import Field
from bot.blocks.text import Block
from bot.ids import Action
from bot.listeners import forms
from bot.listeners.desk import Desk
from bot.listeners.forms import Filled
from bot.presses import Press
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage


async def open_form(
    desk: Desk,
    ack: AsyncAck,
    press: Press,
    look: Callable[[Session], Block],
    *,
    label: str,
    action: Action,
) -> None:
    """Who may not learns so before typing."""
    try:
        view = await desk.database.write(look)
    except OpsError as error:
        await forms.refused(desk, ack, press, error)
    else:
        await forms.show(desk, ack, press, view, label=label, action=action)


async def settle(
    desk: Desk,
    ack: AsyncAck,
    filled: Filled,
    work: Callable[[Session], SlackMessage | str],
    *,
    field: Field,
    needs: str = "x",
) -> None:
    """What a form changed, told to the one who sent it; a refusal stands beside the field."""
    if not any(letter.isalpha() for letter in needs):
        await ack(response_action="errors", errors={field.value: copy.WHAT_MISSING})
        return
    try:
        said = await desk.database.write(work)
    except OpsError as error:
        await forms.explain(desk, ack, filled, error, said={}, default=field)
        return
    message = SlackMessage(said) if isinstance(said, str) else said
    told = [dict(block) for block in message.blocks or ()]
    await desk.whisper(
        message.text, user_id=filled.user_id, channel=filled.state.channel, blocks=told or None
    )
    await ack()
