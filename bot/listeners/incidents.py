"""«أعلن حادثاً» from anywhere, and the buttons of an incident's messages."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import copy_ar, incident_modal
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.incident_modal import Field, Proposed
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Shortcut, View
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, Taken, given
from bot.ticket_ref import TicketRef
from dealix_ops.contacts import service as contacts
from dealix_ops.errors import OpsError
from dealix_ops.incidents import reports, rules
from dealix_ops.incidents.errors import AlreadyDeclared
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Kind, Step
from dealix_ops.language.masking import mask_secrets
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Severity

Body = dict[str, Any]
NO_TICKET = TicketRef(0, 0)


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = IncidentListeners(desk)
    app.action(Action.INCIDENT_DECLARE)(on.declare)
    app.shortcut(Shortcut.INCIDENT_NEW)(on.new)
    app.view(View.INCIDENT_DECLARE_SUBMIT)(on.submit)
    app.action(Action.INCIDENT_STEP)(on.step)
    app.action(Action.INCIDENT_STEP_NEXT)(on.step)
    app.action(Action.INCIDENT_PLAN)(on.step)
    app.action(Action.INCIDENT_AGAIN)(on.again)
    app.action(Action.INCIDENT_FALSE_ALARM)(on.false_alarm)


class IncidentListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def declare(self, ack: AsyncAck, body: Body) -> None:
        """From a card's menu or button. Who may not learns so before typing."""
        press, desk = Press.of(body), self._desk
        ref = TicketRef.of(press.value)

        def look(session: Session) -> Block:
            allow(desk, press.user_id)
            ticket = session.get(Ticket, ref.ticket_id) if ref is not None and ref.ticket_id else None
            if ref is None or (ticket is None and ref.ticket_id):
                raise errors.ButtonUnknown("no ticket on this button")
            return incident_modal.modal(ref.ticket_id, press.channel, _proposed(session, ticket))

        try:
            modal = await desk.database.read(look)
        except OpsError as error:
            ticket_id = ref.ticket_id or None if ref else None
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="", ticket=ticket_id)
        else:
            if not await desk.open_modal(press.trigger_id, modal):
                late = _late(press.value)
                await desk.whisper(
                    copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=late
                )
        await ack()

    async def new(self, ack: AsyncAck, body: Body) -> None:
        """The shortcut, from anywhere in Slack; refusals come to the person."""
        taken, desk = Taken.of(body), self._desk
        if not allows(desk.actor(taken.user_id).role, Act.INCIDENT):
            refusal = errors.MayNotArrange(taken.user_id)
            await desk.write_to(taken.user_id, await desk.refuse_alone(refusal, user_id=taken.user_id))
        elif not await desk.open_modal(taken.trigger_id, incident_modal.modal(0, "", Proposed())):
            await desk.write_to(taken.user_id, copy_ar.LATE_MODAL, blocks=_late(NO_TICKET.value()))
        await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        user_id, ticket_id, severity, kind, title = _written(body)
        desk = self._desk

        def work(session: Session) -> str:
            actor, now = desk.actor(user_id), desk.clock()
            ticket = session.get(Ticket, ticket_id) if ticket_id else None
            if ticket is not None:
                contacts.locked(session, ticket.conversation_id)
                session.refresh(ticket)
            made = desk.incidents.declare_by_person(
                session, severity=severity, kind=kind, title=title, ticket=ticket, actor=actor, now=now
            )
            if ticket is not None:
                channel = desk.decisions.way_out.channel
                tickets.show(session, ticket, channel=channel, outbox=desk.outbox, now=now)
            return declared(desk, made)

        if not any(letter.isalpha() for letter in title):
            await ack(response_action="errors", errors={Field.TITLE.value: copy.TITLE_MISSING})
            return
        try:
            said = await desk.database.write(work)
        except OpsError as error:
            text = await desk.refuse_alone(error, user_id=user_id)
            await ack(response_action="errors", errors={Field.TITLE.value: text})
        else:
            await desk.write_to(user_id, said)
            await ack()

    async def step(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        number, _, key = press.value.partition(".")

        def work(session: Session) -> None:
            if key not in set(Step):
                raise errors.ButtonUnknown("no such step")
            actor, now = desk.actor(press.user_id), desk.clock()
            desk.incidents.step_done(session, _id(number), Step(key), actor=actor, now=now)

        await self._do(ack, press, work)

    async def again(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> str:
            actor, now = desk.actor(press.user_id), desk.clock()
            tried = desk.incidents.open_again(session, _id(press.value), actor=actor, now=now)
            return copy.TRIED_AGAIN if tried else copy.NOTHING_TO_TRY

        await self._do(ack, press, work)

    async def false_alarm(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> str:
            actor, now = desk.actor(press.user_id), desk.clock()
            closed = desk.incidents.false_alarm(session, _id(press.value), actor=actor, now=now)
            return copy.CLOSED_AS_FALSE.format(id=closed.id)

        await self._do(ack, press, work)

    async def _do(self, ack: AsyncAck, press: Press, work: Callable[[Session], str | None]) -> None:
        desk = self._desk
        try:
            said = await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if said is not None:
                await desk.whisper(said, user_id=press.user_id, channel=press.channel)
        await ack()


def allow(desk: Desk, user_id: str) -> None:
    """Raises MayNotArrange."""
    if not allows(desk.actor(user_id).role, Act.INCIDENT):
        raise errors.MayNotArrange(user_id)


def _written(body: Body) -> tuple[str, int, Severity, Kind, str]:
    """Raises PressBroken, also for a choice that the modal does not offer."""
    try:
        view = body["view"]
        values = (view.get("state") or {}).get("values") or {}
        number, _, _channel = str(view.get("private_metadata") or "").partition(".")
        title, _ = mask_secrets(given(values, Field.TITLE)[: incident_modal.TITLE_MAX].strip())
        kind = Kind(given(values, Field.KIND))
        severity = Severity(given(values, Field.SEVERITY))
        return str(body["user"]["id"]), int(number), severity, kind, title
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise PressBroken("a submission lacks a field") from error


def _proposed(session: Session, ticket: Ticket | None) -> Proposed:
    """What is known of the ticket; how grave it is stays empty where only a person can say. Raises
    AlreadyDeclared."""
    if ticket is None:
        return Proposed()
    standing = reports.incident_of(session, ticket.id)
    if standing is not None:
        raise AlreadyDeclared(standing.id)
    report = reports.of_ticket(session, ticket)
    if report is None:
        return Proposed()
    severity = rules.of_report(report, customers=len(reports.alike(session, report, now=ticket.opened_at)))
    return Proposed(severity, report.kind, copy.KIND[report.kind])


def declared(desk: Desk, made: Incident) -> str:
    return copy.DECLARED.format(id=made.id, severity=made.severity, channel=desk.incidents.channel)


def _late(value: str) -> list[Block]:
    again = button(copy.DECLARE, Action.INCIDENT_DECLARE, value)
    return [section([copy_ar.LATE_MODAL]), actions([again])]


def _id(text: str) -> int:
    """Raises ButtonUnknown."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise errors.ButtonUnknown("no incident on this button")
    return int(text)
