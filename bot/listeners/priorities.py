"""Presses on a ticket's priority: «ارفع الأولوية» at once, «خفّض» with a reason."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, priority
from bot.blocks.priority import LowerState, raise_of
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners.desk import Desk
from bot.presses import Lowered, Press, PressBroken
from dealix_ops.drafts.proposing import Voice
from dealix_ops.errors import OpsError
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import refuse_changed
from dealix_ops.judging.errors import LinesSince
from dealix_ops.judging.rules import LowerReason, softer_than
from dealix_ops.judging.service import Judging, Lowering, may_lower
from dealix_ops.sending import errors
from dealix_ops.tickets.errors import PriorityChanged
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

Body = dict[str, Any]
TOLD_BESIDE = (errors.MayNotArrange, errors.FounderOnly, PriorityChanged)
"""A modal prints no names, and a refusal of authority is an entry in the ledger."""


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = PriorityListeners(desk)
    app.action(Action.TICKET_RAISE)(on.raise_)
    app.action(Action.TICKET_LOWER)(on.lower)
    app.view(View.TICKET_LOWER_SUBMIT)(on.lower_submit)


class PriorityListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        settings, way_out = desk.settings, desk.decisions.way_out
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        self._judging = Judging(outbox=way_out.outbox, channel=way_out.channel, voice=voice)

    async def raise_(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        chosen = raise_of(press.value)

        def work(session: Session) -> None:
            if chosen is None:
                raise errors.ButtonUnknown("no such choice on our menus")
            actor, now = desk.actor(press.user_id), desk.clock()
            self._judging.raise_by_person(
                session, chosen.ticket_id, shown=chosen.shown, to=chosen.to, actor=actor, now=now
            )

        try:
            await desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press, chosen.ticket_id if chosen else None)
        await ack()

    async def lower(self, ack: AsyncAck, body: Body) -> None:
        """Who may not learns so before typing, not after."""
        press = Press.of(body)
        await self.ask_why(press, LowerState.of_button(press.value, press.channel))
        await ack()

    async def ask_why(
        self, press: Press, state: LowerState | None, *, chosen: Priority | None = None
    ) -> None:
        """`chosen` was said already, where another button than «خفّض» was pressed."""
        try:
            view = await self._view(state, press.user_id, chosen=chosen.value if chosen else "")
        except OpsError as error:
            await self._refuse(error, press, state.ticket_id if state else None)
            return
        if state is not None and not await self._desk.open_modal(press.trigger_id, view):
            await self._late(press, state)

    async def lower_submit(self, ack: AsyncAck, body: Body) -> None:
        typed, desk = Lowered.of(body), self._desk
        asked = _asked(typed)

        def work(session: Session) -> None:
            now = desk.clock()
            self._judging.lower(session, asked, actor=desk.actor(typed.user_id), now=now)
            desk.incidents.ticket_lowered(session, asked.ticket_id, actor=typed.user_id, now=now)

        try:
            await desk.database.write(work)
        except LinesSince:
            await self._show_lines(ack, typed)
        except OpsError as error:
            await self._explain(ack, error, typed)
        else:
            await ack()

    async def _show_lines(self, ack: AsyncAck, typed: Lowered) -> None:
        """One more tap, over the lines that came meanwhile; what was typed stays."""
        try:
            await ack(response_action="update", view=await self._view(typed.state, typed.user_id, typed))
        except OpsError as error:
            await self._explain(ack, error, typed)

    async def _view(
        self, state: LowerState | None, user_id: str, typed: Lowered | None = None, *, chosen: str = ""
    ) -> Block:
        """The modal as things stand. Raises what `Judging.lower` would."""
        desk = self._desk

        def look(session: Session) -> Block:
            may_lower(session, desk.actor(user_id), now=desk.clock())
            ticket = session.get(Ticket, state.ticket_id) if state else None
            if state is None or ticket is None or not softer_than(state.shown):
                raise errors.ButtonUnknown("no ticket to lower")
            # Looked at without the lock of a judgement: the judgement itself asks again.
            refuse_changed(session, ticket, state.shown)
            lines = verdicts.lines_since(session, ticket, state.seen)
            now_seen = replace(state, seen=max(state.seen, verdicts.newest_line(session, ticket)))
            if typed is None:
                return priority.lower(now_seen, chosen=chosen, new_lines=lines)
            return priority.lower(
                now_seen, chosen=typed.priority, reason=typed.reason, note=typed.note, new_lines=lines
            )

        return await desk.database.read(look)

    async def _late(self, press: Press, state: LowerState) -> None:
        blocks = [
            section([copy_ar.LATE_MODAL]),
            actions([button(copy_ar.LOWER, Action.TICKET_LOWER, state.value())]),
        ]
        await self._desk.whisper(
            copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks
        )

    async def _refuse(self, error: OpsError, press: Press, ticket_id: int | None) -> None:
        await self._desk.refuse(
            error, user_id=press.user_id, channel=press.channel, token="", ticket=ticket_id
        )

    async def _explain(self, ack: AsyncAck, error: OpsError, typed: Lowered) -> None:
        """At the note, where what was typed still stands; who was first is told beside it."""
        user_id, state = typed.user_id, typed.state
        if isinstance(error, TOLD_BESIDE):
            await self._desk.refuse(
                error, user_id=user_id, channel=state.channel, token="", ticket=state.ticket_id
            )
        told = bool(self._desk.settings.founder_ids)
        text = error_messages.text_of(error, reader=user_id, mentions=False, founder_told=told)
        await ack(response_action="errors", errors={Field.NOTE.value: text})


def _asked(typed: Lowered) -> Lowering:
    """Raises PressBroken for what the modal does not offer."""
    try:
        to, reason = Priority(typed.priority), LowerReason(typed.reason)
    except ValueError as error:
        raise PressBroken("a choice that the modal does not offer") from error
    state = typed.state
    return Lowering(
        ticket_id=state.ticket_id,
        shown=state.shown,
        seen_inbound_id=state.seen,
        to=to,
        reason=reason,
        note=typed.note,
    )
