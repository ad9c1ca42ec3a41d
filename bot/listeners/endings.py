"""Presses that end a ticket, ask whether it is settled, or take either back."""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, endings
from bot.blocks import endings_copy_ar as copy
from bot.blocks.endings import EndState
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners import ending_acts
from bot.listeners.desk import Desk
from bot.listeners.ending_acts import Acts
from bot.presses import Press, PressBroken, given
from bot.ticket_ref import TicketRef
from dealix_ops.endings.errors import NothingConfirmed, ReasonNeeded
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors
from dealix_ops.tickets.states import Move

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = EndingListeners(desk)
    app.action(Action.TICKET_NO_REPLY)(on.no_reply)
    app.action(Action.TICKET_NOT_CUSTOMER)(on.not_customer)
    app.action(Action.TICKET_RESOLVE)(on.resolve)
    app.action(Action.TICKET_CLOSE)(on.close)
    app.action(Action.TICKET_CLOSE_OTHER)(on.close_other)
    app.action(Action.TICKET_FALSE_ALARM)(on.false_alarm)
    app.action(Action.TICKET_REOPEN)(on.reopen)
    app.action(Action.TICKETS_CLOSE_SILENT)(on.close_silent)
    app.view(View.NOT_CUSTOMER_SUBMIT)(on.submit)
    app.view(View.CLOSE_SUBMIT)(on.submit)


@dataclass(frozen=True)
class Ended:
    """What stands in the modal when it is sent."""

    user_id: str
    state: EndState
    note: str
    kind: str

    @classmethod
    def of(cls, body: Body) -> "Ended":
        """Raises PressBroken."""
        try:
            view = body["view"]
            values = (view.get("state") or {}).get("values") or {}
            state = EndState.load(view.get("private_metadata") or "")
            kind = given(values, Field.REASON)
            if state.what is Action.TICKET_NOT_CUSTOMER and kind not in (Move.PROSPECT, Move.SPAM):
                raise PressBroken("a choice that the modal does not offer")
            return cls(str(body["user"]["id"]), state, given(values, Field.NOTE), kind)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


class EndingListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._acts = Acts(desk)

    async def no_reply(self, ack: AsyncAck, body: Body) -> None:
        await self._at_once(ack, body, Action.TICKET_NO_REPLY)

    async def resolve(self, ack: AsyncAck, body: Body) -> None:
        await self._at_once(ack, body, Action.TICKET_RESOLVE)

    async def false_alarm(self, ack: AsyncAck, body: Body) -> None:
        await self._at_once(ack, body, Action.TICKET_FALSE_ALARM)

    async def close(self, ack: AsyncAck, body: Body) -> None:
        await self._at_once(ack, body, Action.TICKET_CLOSE)

    async def not_customer(self, ack: AsyncAck, body: Body) -> None:
        await self._in_modal(ack, Press.of(body), Action.TICKET_NOT_CUSTOMER)

    async def close_other(self, ack: AsyncAck, body: Body) -> None:
        await self._in_modal(ack, Press.of(body), Action.TICKET_CLOSE_OTHER)

    async def reopen(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        ref = TicketRef.of(press.value)

        def work(session: Session) -> None:
            if ref is None:
                raise errors.ButtonUnknown("no ticket on this button")
            self._acts.reopen(session, ref.ticket_id, user_id=press.user_id)

        try:
            await self._desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press.user_id, press.channel, ref.ticket_id if ref else None)
        await ack()

    async def close_silent(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        ids = endings.listed_ids(press.value)

        def work(session: Session) -> str:
            if ids is None:
                raise errors.ButtonUnknown("no list of ours")
            return endings.closed_text(self._acts.close_silent(session, ids, user_id=press.user_id))

        try:
            told = await desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press.user_id, press.channel, None)
        else:
            await desk.whisper(told, user_id=press.user_id, channel=press.channel)
        await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        told = Ended.of(body)
        asked = ending_acts.Asked(told.state, in_modal=True, why=told.note, kind=told.kind)
        try:
            await self._desk.database.write(
                lambda session: self._acts.do(session, asked, user_id=told.user_id)
            )
        except errors.NewerMessages as newer:
            state = replace(told.state, seen=newer.seen_inbound_id)
            view = endings.modal(state, new_lines=newer.lines, why=told.note, chosen=told.kind)
            await ack(response_action="update", view=view)
        except NothingConfirmed:
            # The customer's yes is gone with the lines that were just shown: now it needs a reason.
            state = replace(told.state, what=Action.TICKET_CLOSE_OTHER)
            await ack(response_action="update", view=endings.modal(state))
        except ReasonNeeded as error:
            text = error_messages.text_of(error, reader=told.user_id, mentions=False)
            await ack(response_action="errors", errors={Field.NOTE.value: text})
        except OpsError as error:
            # A modal without a field has no place for a word, so it closes and the word is said beside it.
            await self._refuse(error, told.user_id, told.state.channel, told.state.ticket_id)
            await ack()
        else:
            await ack()

    async def _at_once(self, ack: AsyncAck, body: Body, what: Action) -> None:
        """One tap; lines that came since the card cost one more, over a modal that shows them."""
        press = Press.of(body)
        state = EndState.of_button(what, press.value, press.channel)

        def work(session: Session) -> None:
            if state is None:
                raise errors.ButtonUnknown("no ticket on this button")
            self._acts.do(session, ending_acts.Asked(state), user_id=press.user_id)

        try:
            await self._desk.database.write(work)
        except errors.NewerMessages as newer:
            if state is not None:
                seen = replace(state, seen=newer.seen_inbound_id)
                await self._open(press, what, endings.modal(seen, new_lines=newer.lines))
        except NothingConfirmed:
            await self._in_modal(ack, press, Action.TICKET_CLOSE_OTHER)
            return
        except OpsError as error:
            await self._refuse(error, press.user_id, press.channel, state.ticket_id if state else None)
        await ack()

    async def _in_modal(self, ack: AsyncAck, press: Press, what: Action) -> None:
        """Who may not learns so before choosing or typing, not after."""
        state = EndState.of_button(what, press.value, press.channel)

        def look(session: Session) -> Block:
            if state is None:
                raise errors.ButtonUnknown("no ticket on this button")
            lines, newest = self._acts.look(session, state, user_id=press.user_id)
            return endings.modal(replace(state, seen=newest), new_lines=lines)

        try:
            view = await self._desk.database.read(look)
        except OpsError as error:
            await self._refuse(error, press.user_id, press.channel, state.ticket_id if state else None)
        else:
            await self._open(press, what, view)
        await ack()

    async def _open(self, press: Press, what: Action, view: Block) -> None:
        if await self._desk.open_modal(press.trigger_id, view):
            return
        again = [section([copy_ar.LATE_MODAL]), actions([button(copy.LABEL[what], what, press.value)])]
        await self._desk.whisper(
            copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=again
        )

    async def _refuse(self, error: OpsError, user_id: str, channel: str, ticket_id: int | None) -> None:
        await self._desk.refuse(error, user_id=user_id, channel=channel, token="", ticket=ticket_id)
