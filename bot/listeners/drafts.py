"""Presses on a draft's card: payload → typed request → one transaction → acknowledgement."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, modals
from bot.blocks.modals import ModalState
from bot.blocks.text import Block, button
from bot.ids import Action, Field, View
from bot.listeners.desk import Desk
from bot.presses import Press, Submission
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.reports import cards
from dealix_ops.sending import errors
from dealix_ops.sending.service import RejectReason

Body = dict[str, Any]
Listener = Callable[[AsyncAck, Body], Awaitable[None]]
LATE_MODAL = "تأخّر فتح النافذة. اضغط هنا لفتحها:"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = DraftListeners(desk)
    app.action(Action.DRAFT_APPROVE)(on.approve)
    app.action(Action.DRAFT_EDIT)(on.edit)
    app.action(Action.DRAFT_NEW)(on.new)
    app.action(Action.DRAFT_REJECT)(on.reject)
    app.action(Action.DRAFT_MARK_SENT)(on.mark_sent)
    app.action(Action.DRAFT_SENT_EARLIER)(on.mark_sent)
    app.action(Action.OPEN_WHATSAPP)(on.link)
    app.view(View.DRAFT_EDIT_SUBMIT)(on.edit_submit)
    app.view(View.DRAFT_REJECT_SUBMIT)(on.reject_submit)


class DraftListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def approve(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            desk.decisions.approve(session, press.value, actor=actor, now=desk.clock())

        try:
            await desk.database.write(work)
        except errors.NewerMessages as newer:
            state = ModalState(press.value, newer.seen_inbound_id, press.channel, rewrite=False)
            await self._open_edit(press, state, new_lines=newer.lines)
        except OpsError as error:
            await self._refuse(error, press)
        await ack()

    async def edit(self, ack: AsyncAck, body: Body) -> None:
        await self._begin_edit(Press.of(body), rewrite=False)
        await ack()

    async def new(self, ack: AsyncAck, body: Body) -> None:
        await self._begin_edit(Press.of(body), rewrite=True)
        await ack()

    async def reject(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        state = ModalState(press.value, 0, press.channel, rewrite=False)
        await self._open(press, modals.reject(state), again=Action.DRAFT_REJECT, label=copy_ar.DO_NOT_SEND)
        await ack()

    async def mark_sent(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        token, _, minutes = press.value.partition(".")
        ago = timedelta(minutes=int(minutes)) if minutes.isascii() and minutes.isdigit() else timedelta(0)

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            desk.decisions.way_out.mark_sent(session, token, ago=ago, actor=actor, now=desk.clock())

        try:
            await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token=token)
        await ack()

    async def link(self, ack: AsyncAck) -> None:
        """A button with an address reports its press too; opening is not sending, so nothing changes."""
        await ack()

    async def edit_submit(self, ack: AsyncAck, body: Body) -> None:
        submission, desk = Submission.of(body), self._desk
        state = submission.state
        states = (DraftStatus.REJECTED,) if state.rewrite else (DraftStatus.PROPOSED,)

        def work(session: Session) -> None:
            desk.decisions.edit(
                session,
                state.token,
                text=submission.text,
                seen_inbound_id=state.seen,
                actor=desk.actor(submission.user_id),
                now=desk.clock(),
                from_=states,
            )

        try:
            await desk.database.write(work)
        except errors.NewerMessages as newer:
            seen = ModalState(state.token, newer.seen_inbound_id, state.channel, state.rewrite)
            view = modals.edit(seen, text=submission.text, new_lines=newer.lines)
            await ack(response_action="update", view=view)
        except OpsError as error:
            await self._explain(ack, error, submission, field=Field.TEXT)
        else:
            await ack()

    async def reject_submit(self, ack: AsyncAck, body: Body) -> None:
        submission, desk = Submission.of(body), self._desk

        def work(session: Session) -> None:
            desk.decisions.reject(
                session,
                submission.state.token,
                reason=RejectReason(submission.reason),
                note=submission.note,
                actor=desk.actor(submission.user_id),
                now=desk.clock(),
            )

        try:
            await desk.database.write(work)
        except OpsError as error:
            await self._explain(ack, error, submission, field=Field.REASON)
        else:
            await ack()

    async def _begin_edit(self, press: Press, *, rewrite: bool) -> None:
        """The newest lines stand in the modal from the start, so that saving need not ask again."""
        desk = self._desk

        def look(session: Session) -> tuple[cards.DraftView, list[str], int]:
            draft = cards.draft_in_modal(session, press.value)
            if draft is None:
                raise errors.ButtonUnknown("no draft with this token")
            lines, newest = desk.decisions.inbox.newer_lines(
                session, draft.conversation_key, seen=draft.last_inbound_id, unprocessed=True
            )
            return draft, lines, newest

        try:
            draft, lines, newest = await desk.database.read(look)
        except OpsError as error:
            await self._refuse(error, press)
            return
        state = ModalState(press.value, newest, press.channel, rewrite)
        view = modals.edit(state, text=modals.draft_text(draft, rewrite=rewrite), new_lines=lines)
        again = Action.DRAFT_NEW if rewrite else Action.DRAFT_EDIT
        await self._open(press, view, again=again, label=copy_ar.EDIT)

    async def _open_edit(self, press: Press, state: ModalState, *, new_lines: tuple[str, ...]) -> None:
        draft = await self._desk.database.read(lambda session: cards.draft_in_modal(session, press.value))
        text = draft.text if draft else ""
        view = modals.edit(state, text=text, new_lines=new_lines)
        await self._open(press, view, again=Action.DRAFT_EDIT, label=copy_ar.APPROVE_WITH_NEW)

    async def _open(self, press: Press, view: Block, *, again: Action, label: str) -> None:
        if await self._desk.open_modal(press.trigger_id, view):
            return
        blocks: list[Block] = [
            {"type": "section", "text": {"type": "mrkdwn", "text": LATE_MODAL}},
            {"type": "actions", "elements": [button(label, again, press.value)]},
        ]
        await self._desk.whisper(LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks)

    async def _refuse(self, error: OpsError, press: Press) -> None:
        await self._desk.refuse(error, user_id=press.user_id, channel=press.channel, token=press.value)

    async def _explain(self, ack: AsyncAck, error: OpsError, submission: Submission, *, field: Field) -> None:
        """Inside the modal, where the person's text is still in the field."""
        if isinstance(error, errors.NotAnApprover | errors.FounderOnly):
            state = submission.state
            await self._desk.refuse(
                error, user_id=submission.user_id, channel=state.channel, token=state.token
            )
        await ack(response_action="errors", errors={field.value: error_messages.text_of(error)})
