"""Presses on several tickets at once: «اعتماد الثلاثة», «ادمج», «افصل»."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar
from bot.blocks import matters_copy_ar as copy
from bot.blocks.matter_modals import MatterState
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners.desk import Desk
from bot.listeners.matter_acts import MatterActs, NothingToShow
from bot.presses import Press, PressBroken, given
from bot.ticket_ref import TicketRef
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors

Body = dict[str, Any]
LABEL = copy.LABEL | {Action.TICKET_APPROVE_ALL: copy.APPROVE_TITLE}


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = MatterListeners(desk)
    app.action(Action.TICKET_APPROVE_ALL)(on.approve_all)
    app.action(Action.TICKET_MERGE)(on.merge)
    app.action(Action.TICKET_SPLIT)(on.split)
    app.view(View.APPROVE_ALL_SUBMIT)(on.approve_all_submit)
    app.view(View.MERGE_SUBMIT)(on.merge_submit)
    app.view(View.SPLIT_SUBMIT)(on.split_submit)


@dataclass(frozen=True)
class Sent:
    """What stands in one of these modals when it is sent."""

    user_id: str
    state: MatterState
    ticket_id: int
    lines: frozenset[int]
    chose_lines: bool

    @classmethod
    def of(cls, body: Body) -> "Sent":
        """Raises PressBroken."""
        try:
            view = body["view"]
            values: dict[str, Any] = (view.get("state") or {}).get("values") or {}
            ticked = [block[Field.LINES] for block in values.values() if Field.LINES.value in block]
            lines = [option["value"] for one in ticked for option in one.get("selected_options") or ()]
            return cls(
                user_id=str(body["user"]["id"]),
                state=MatterState.load(view.get("private_metadata") or ""),
                ticket_id=int(given(values, Field.TICKET) or 0),
                lines=frozenset(map(int, lines)),
                chose_lines=any(block["block_id"].startswith(Field.LINES) for block in _inputs(view)),
            )
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


class MatterListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._acts = MatterActs(desk)

    async def approve_all(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def look(session: Session, ref: TicketRef) -> Block | list[Block]:
            state = MatterState(ref.ticket_id, press.channel)
            return self._acts.texts(session, state, user_id=press.user_id)

        shown = await self._look(press, look)
        if isinstance(shown, list):
            await self._desk.whisper(
                copy.TOO_MUCH, user_id=press.user_id, channel=press.channel, blocks=shown
            )
        elif shown is not None:
            await self._open(press, Action.TICKET_APPROVE_ALL, shown)
        await ack()

    async def approve_all_submit(self, ack: AsyncAck, body: Body) -> None:
        """Each text is its own decision: why one was not approved is said beside the card."""
        sent, desk = Sent.of(body), self._desk
        try:
            told = await desk.database.write(
                lambda session: self._acts.approve(session, sent.state, user_id=sent.user_id)
            )
        except OpsError as error:
            await self._refuse(error, sent.user_id, sent.state)
        else:
            if told:
                await desk.whisper(told, user_id=sent.user_id, channel=sent.state.channel)
        await ack()

    async def merge(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def look(session: Session, ref: TicketRef) -> Block | list[Block]:
            return self._acts.mergeable(
                session, MatterState(ref.ticket_id, press.channel), user_id=press.user_id
            )

        shown = await self._look(press, look)
        if isinstance(shown, dict):
            await self._open(press, Action.TICKET_MERGE, shown)
        await ack()

    async def merge_submit(self, ack: AsyncAck, body: Body) -> None:
        sent = Sent.of(body)

        def work(session: Session) -> None:
            self._acts.merge(session, sent.state.ticket_id, sent.ticket_id, user_id=sent.user_id)

        await self._settle(ack, sent, work, field=Field.TICKET.value)

    async def split(self, ack: AsyncAck, body: Body) -> None:
        """One person of a shared card comes out at once where the press names them, else it is asked whom."""
        press = Press.of(body)

        def look(session: Session, ref: TicketRef) -> Block | list[Block]:
            state = MatterState(ref.ticket_id, press.channel)
            return self._acts.splittable(session, state, user_id=press.user_id)

        shown = await self._look(press, look)
        ref = TicketRef.of(press.value)
        if isinstance(shown, dict):
            await self._open(press, Action.TICKET_SPLIT, shown)
        elif shown is not None and ref is not None:
            await self._take_out(press, ref.ticket_id)
        await ack()

    async def split_submit(self, ack: AsyncAck, body: Body) -> None:
        sent = Sent.of(body)

        def work(session: Session) -> None:
            if sent.chose_lines:
                self._acts.split(session, sent.state.ticket_id, sent.lines, user_id=sent.user_id)
            else:
                self._acts.take_out(session, sent.ticket_id, user_id=sent.user_id)

        field = f"{Field.LINES.value}.0" if sent.chose_lines else Field.TICKET.value
        await self._settle(ack, sent, work, field=field)

    async def _take_out(self, press: Press, ticket_id: int) -> None:
        def work(session: Session) -> None:
            self._acts.take_out(session, ticket_id, user_id=press.user_id)

        try:
            await self._desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press.user_id, MatterState(ticket_id, press.channel))

    async def _look(
        self, press: Press, look: Callable[[Session, TicketRef], Block | list[Block]]
    ) -> Block | list[Block] | None:
        """Who may not, and where nothing is to be done, learns so before a modal opens; then None."""
        ref = TicketRef.of(press.value)

        def work(session: Session) -> Block | list[Block]:
            if ref is None:
                raise errors.ButtonUnknown("no ticket on this button")
            return look(session, ref)

        try:
            return await self._desk.database.read(work)
        except NothingToShow as nothing:
            await self._desk.whisper(nothing.told, user_id=press.user_id, channel=press.channel)
        except OpsError as error:
            await self._refuse(error, press.user_id, MatterState(ref.ticket_id if ref else 0, press.channel))
        return None

    async def _open(self, press: Press, what: Action, view: Block) -> None:
        if await self._desk.open_modal(press.trigger_id, view):
            return
        again = [section([copy_ar.LATE_MODAL]), actions([button(LABEL[what], what, press.value)])]
        await self._desk.whisper(
            copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=again
        )

    async def _settle(
        self, ack: AsyncAck, sent: Sent, work: Callable[[Session], None], *, field: str
    ) -> None:
        try:
            await self._desk.database.write(work)
        except (errors.MayNotArrange, errors.ButtonUnknown) as error:
            await self._refuse(error, sent.user_id, sent.state)
            await ack()
        except OpsError as error:
            text = error_messages.text_of(error, reader=sent.user_id, mentions=False)
            await ack(response_action="errors", errors={field: text})
        else:
            await ack()

    async def _refuse(self, error: OpsError, user_id: str, state: MatterState) -> None:
        await self._desk.refuse(
            error, user_id=user_id, channel=state.channel, token="", ticket=state.ticket_id or None
        )


def _inputs(view: Body) -> list[dict[str, Any]]:
    return [block for block in view.get("blocks") or () if block.get("type") == "input"]
