"""«كلّمت العميل» and «رددت من الجوال»: a modal, and what it records."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar
from bot.blocks import hand_off_copy_ar as words
from bot.blocks.outside import TITLES, OutsideState, OutsideTyped, modal
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, given
from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors
from dealix_ops.sending.outside import OutsideMeans, OutsideReport
from dealix_ops.tickets.errors import TicketClosed

Body = dict[str, Any]
TOLD_BESIDE = (errors.MayNotArrange, errors.ApprovalWithdrawn, errors.SentAlready, TicketClosed)
"""A modal prints no names, and a refusal of authority is an entry in the ledger."""
AGAIN = {
    OutsideMeans.CALL: Action.TICKET_CALLED,
    OutsideMeans.COMPANY_PHONE: Action.TICKET_ANSWERED_ELSEWHERE,
}


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = OutsideListeners(desk)
    app.action(Action.TICKET_CALLED)(on.called)
    app.action(Action.TICKET_ANSWERED_ELSEWHERE)(on.answered_elsewhere)
    app.view(View.OUTSIDE_SUBMIT)(on.submit)


@dataclass(frozen=True)
class Told:
    """What stands in the modal when it is sent."""

    user_id: str
    state: OutsideState
    typed: OutsideTyped

    @classmethod
    def of(cls, body: Body) -> "Told":
        """Raises PressBroken."""
        try:
            view = body["view"]
            values = view["state"]["values"]
            typed = [given(values, field) for field in (Field.MEANS, Field.WHEN, Field.TIME, Field.NOTE)]
            state = OutsideState.load(view.get("private_metadata") or "")
            return cls(str(body["user"]["id"]), state, OutsideTyped(*typed))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


class OutsideListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def called(self, ack: AsyncAck, body: Body) -> None:
        await self._open(ack, Press.of(body), OutsideMeans.CALL)

    async def answered_elsewhere(self, ack: AsyncAck, body: Body) -> None:
        await self._open(ack, Press.of(body), OutsideMeans.COMPANY_PHONE)

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        told, desk = Told.of(body), self._desk
        now = desk.clock()
        report = _report(told, now)

        def work(session: Session) -> None:
            desk.decisions.outside.record(session, report, actor=desk.actor(told.user_id), now=now)

        try:
            await desk.database.write(work)
        except errors.NewerMessages as newer:
            state = replace(told.state, seen=newer.seen_inbound_id)
            view = modal(state, told.typed, new_lines=newer.lines)
            await ack(response_action="update", view=view)
        except OpsError as error:
            await self._explain(ack, error, told)
        else:
            await ack()

    async def _open(self, ack: AsyncAck, press: Press, begun_as: OutsideMeans) -> None:
        """Who may not learns so before typing; lines since the card stand in the modal from the start."""
        state = OutsideState.of_button(press.value, press.channel, begun_as)
        try:
            view = await self._view(state, press.user_id)
        except OpsError as error:
            ticket = state.ticket_id if state else None
            await self._desk.refuse(
                error, user_id=press.user_id, channel=press.channel, token="", ticket=ticket
            )
        else:
            if not await self._desk.open_modal(press.trigger_id, view):
                await self._late(press, begun_as)
        await ack()

    async def _view(self, state: OutsideState | None, user_id: str) -> Block:
        desk = self._desk

        def look(session: Session) -> Block:
            if state is None:
                raise errors.ButtonUnknown("no ticket on this button")
            actor, instead = desk.actor(user_id), state.instead_of
            standing = desk.decisions.outside.look(
                session, state.ticket_id, seen=state.seen, instead_of=instead, actor=actor
            )
            typed = OutsideTyped(state.begun_as.value)
            return modal(replace(state, seen=standing.newest), typed, new_lines=standing.lines)

        return await desk.database.read(look)

    async def _late(self, press: Press, begun_as: OutsideMeans) -> None:
        again = button(TITLES[begun_as], AGAIN[begun_as], press.value)
        await self._desk.whisper(
            copy_ar.LATE_MODAL,
            user_id=press.user_id,
            channel=press.channel,
            blocks=[section([copy_ar.LATE_MODAL]), actions([again])],
        )

    async def _explain(self, ack: AsyncAck, error: OpsError, told: Told) -> None:
        """At the field it is about; who was first is told beside it."""
        user_id, state = told.user_id, told.state
        if isinstance(error, TOLD_BESIDE):
            await self._desk.refuse(
                error, user_id=user_id, channel=state.channel, token="", ticket=state.ticket_id
            )
        text = error_messages.text_of(error, reader=user_id, mentions=False)
        where = Field.NOTE
        if isinstance(error, errors.TimeImpossible):
            where = Field.TIME if told.typed.time else Field.WHEN
        await ack(response_action="errors", errors={where.value: text})


def _report(told: Told, now: datetime) -> OutsideReport:
    """Raises PressBroken for what the modal does not offer."""
    typed, state = told.typed, told.state
    if typed.means not in set(OutsideMeans) or typed.when not in {str(minutes) for minutes in words.AGO}:
        raise PressBroken("a choice that the modal does not offer")
    at = _wall(typed.time, now) if typed.time else now - timedelta(minutes=int(typed.when))
    means = OutsideMeans(typed.means)
    return OutsideReport(state.ticket_id, state.seen, means, at, typed.note, state.instead_of, state.since)


def _wall(text: str, now: datetime) -> datetime:
    """The last time a clock in Riyadh showed it. Raises PressBroken."""
    try:
        at = datetime.combine(riyadh(now).date(), time.fromisoformat(text), tzinfo=RIYADH)
    except ValueError as error:
        raise PressBroken("no time of day") from error
    return (at if at <= now else at - timedelta(days=1)).astimezone(now.tzinfo)
