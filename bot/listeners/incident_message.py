"""The message shortcut «أعلن حادثاً»: what somebody wrote becomes the first line of an incident's story."""

import json
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import copy_ar, incident_message, incident_modal
from bot.blocks import incident_message_copy_ar as copy
from bot.blocks import incidents_copy_ar as incident_copy
from bot.blocks.incident_message import NEW, Field, Message
from bot.blocks.incident_modal import Proposed
from bot.blocks.text import Block
from bot.ids import Shortcut, View
from bot.listeners.desk import Desk
from bot.presses import PressBroken, Taken, given
from dealix_ops.errors import OpsError
from dealix_ops.incidents import service, timeline
from dealix_ops.incidents.rules import Kind
from dealix_ops.incidents.timeline import Pinned
from dealix_ops.language.masking import mask_secrets
from dealix_ops.reports import incidents as views
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.vocabulary import Severity

Body = dict[str, Any]
FOR_A_NEW_ONE = (incident_modal.Field.SEVERITY, incident_modal.Field.KIND, incident_modal.Field.TITLE)


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = IncidentMessageListeners(desk)
    app.shortcut(Shortcut.INCIDENT_FROM_MESSAGE)(on.choose)
    app.view(View.INCIDENT_MESSAGE_SUBMIT)(on.submit)


class IncidentMessageListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def choose(self, ack: AsyncAck, body: Body) -> None:
        """Who may not learns so before typing."""
        taken, desk = Taken.of(body), self._desk
        if not allows(desk.actor(taken.user_id).role, Act.INCIDENT):
            refusal = errors.MayNotArrange(taken.user_id)
            await desk.write_to(taken.user_id, await desk.refuse_alone(refusal, user_id=taken.user_id))
        elif not await desk.open_modal(taken.trigger_id, await desk.database.read(_modal(taken, body))):
            await desk.write_to(taken.user_id, copy_ar.LATE_MODAL)
        await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        user_id, message, typed = _written(body)
        desk = self._desk
        where = typed[Field.WHERE]
        missing = {
            field.value: copy.FILL_IN for field in FOR_A_NEW_ONE if where == NEW and not typed[field].strip()
        }
        if missing:
            await ack(response_action="errors", errors=missing)
            return

        def work(session: Session) -> str:
            if where == NEW:
                said, incident_id = self._declare(session, typed, user_id)
            else:
                joined = desk.incidents.open_one(session, int(where), actor=desk.actor(user_id))
                said, incident_id = copy.PINNED, joined.id
            new = timeline.pin(session, incident_id, _pinned(message), actor=user_id, now=desk.clock())
            return (said if new else copy.PINNED_BEFORE).format(id=incident_id)

        try:
            said = await desk.database.write(work)
        except OpsError as error:
            text = await desk.refuse_alone(error, user_id=user_id)
            shown = incident_modal.Field.TITLE if where == NEW else Field.WHERE
            await ack(response_action="errors", errors={shown.value: text})
        else:
            await desk.write_to(user_id, said)
            await ack()

    def _declare(self, session: Session, typed: dict[str, str], user_id: str) -> tuple[str, int]:
        desk = self._desk
        title, _ = mask_secrets(typed[incident_modal.Field.TITLE].strip()[: incident_modal.TITLE_MAX])
        made = desk.incidents.declare_by_person(
            session,
            severity=Severity(typed[incident_modal.Field.SEVERITY]),
            kind=Kind(typed[incident_modal.Field.KIND]),
            title=title,
            ticket=None,
            quoted=True,
            actor=desk.actor(user_id),
            now=desk.clock(),
        )
        channel = desk.incidents.channel
        return incident_copy.DECLARED.format(id=made.id, severity=made.severity, channel=channel), made.id


def _modal(taken: Taken, body: Body) -> Any:
    text, _ = mask_secrets(taken.text)
    message = Message(taken.channel, taken.ts, _author(body), text[: incident_message.TEXT_LIMIT])

    def look(session: Session) -> Block:
        standing = [views.incident(session, one.id) for one in service.open_ones(session)]
        first = next((line for line in text.split("\n") if any(map(str.isalpha, line))), "")
        return incident_message.modal(message, standing, Proposed(title=first.strip()))

    return look


def _author(body: Body) -> str:
    said = body.get("message") or {}
    return str(said.get("user") or said.get("bot_id") or "")


def _pinned(message: Message) -> Pinned:
    at = datetime.fromtimestamp(float(message.ts), UTC)
    return Pinned(message.channel, message.ts, at, message.author, message.text, None)


def _written(body: Body) -> tuple[str, Message, dict[str, str]]:
    """Raises PressBroken, also for a choice that the modal does not offer."""
    try:
        view = body["view"]
        values = (view.get("state") or {}).get("values") or {}
        message = Message(**json.loads(view.get("private_metadata") or ""))
        typed: dict[str, str] = {field.value: given(values, field) for field in (*FOR_A_NEW_ONE, Field.WHERE)}
        typed[Field.WHERE.value] = typed[Field.WHERE.value] or NEW
        float(message.ts)
        if typed[Field.WHERE.value] != NEW:
            int(typed[Field.WHERE.value])
        if typed[incident_modal.Field.SEVERITY]:
            Severity(typed[incident_modal.Field.SEVERITY])
        if typed[incident_modal.Field.KIND]:
            Kind(typed[incident_modal.Field.KIND])
        return str(body["user"]["id"]), message, typed
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise PressBroken("a submission lacks a field") from error
