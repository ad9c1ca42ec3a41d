"""Presses on a draft's card: payload → typed request → one transaction → acknowledgement."""

from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, modals
from bot.blocks.hand_off import EARLIER_MINUTES
from bot.blocks.modals import ModalState
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, Submission
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.ports import NewLine
from dealix_ops.reports import cards
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act
from dealix_ops.sending.service import RejectReason
from dealix_ops.sending.tokens import ticket_of

Body = dict[str, Any]
SENT_BEFORE = {"": timedelta(0)} | {str(minutes): timedelta(minutes=minutes) for minutes in EARLIER_MINUTES}


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
        if await self._openable(press, act=Act.REJECT, status=DraftStatus.PROPOSED) is None:
            await ack()
            return
        state = ModalState(press.value, 0, press.channel, rewrite=False)
        await self._open(press, modals.reject(state), again=Action.DRAFT_REJECT, label=copy_ar.DO_NOT_SEND)
        await ack()

    async def mark_sent(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        token, _, minutes = press.value.partition(".")

        def work(session: Session) -> None:
            ago = SENT_BEFORE.get(minutes)
            if ago is None:
                raise errors.ButtonUnknown("no such time on the menu")
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
        except errors.DraftSuperseded as superseded:
            moved = await self._on_newest_version(submission)
            if moved is None:
                await self._explain(ack, superseded, submission, field=Field.TEXT)
            else:
                await ack(response_action="update", view=moved)
        except OpsError as error:
            await self._explain(ack, error, submission, field=Field.TEXT)
        else:
            await ack()

    async def reject_submit(self, ack: AsyncAck, body: Body) -> None:
        submission, desk = Submission.of(body), self._desk
        if submission.reason not in set(RejectReason):
            raise PressBroken("a reason that the modal does not offer")

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
        # An operator may approve an old P0 unedited under new lines, and this modal is the way to do it.
        act, status = (Act.EDIT, DraftStatus.REJECTED) if rewrite else (Act.APPROVE, DraftStatus.PROPOSED)
        draft = await self._openable(press, act=act, status=status)
        if draft is None:
            return
        lines, newest = await self._newer_lines(draft, seen=draft.last_inbound_id, unprocessed=True)
        state = ModalState(press.value, newest, press.channel, rewrite)
        view = modals.edit(state, text=modals.draft_text(draft, rewrite=rewrite), new_lines=lines)
        again = Action.DRAFT_NEW if rewrite else Action.DRAFT_EDIT
        label = copy_ar.WRITE_ANOTHER if rewrite else copy_ar.EDIT
        await self._open(press, view, again=again, label=label)

    async def _openable(self, press: Press, *, act: Act, status: DraftStatus) -> cards.DraftView | None:
        """None when the press was refused and answered."""
        desk = self._desk

        def look(session: Session) -> cards.DraftView:
            return desk.openable(session, press.value, user_id=press.user_id, act=act, status=status)

        try:
            return await desk.database.read(look)
        except OpsError as error:
            await self._refuse(error, press)
            return None

    async def _newer_lines(
        self, draft: cards.DraftView, *, seen: int, unprocessed: bool
    ) -> tuple[list[NewLine], int]:
        inbox, key = self._desk.decisions.inbox, draft.conversation_key
        return await self._desk.database.read(
            lambda session: inbox.newer_lines(session, key, seen=seen, unprocessed=unprocessed)
        )

    async def _on_newest_version(self, submission: Submission) -> Block | None:
        """A worker read a new line while somebody typed: their text is the base of the newest version."""
        state = submission.state

        def look(session: Session) -> cards.DraftView | None:
            ticket_id = ticket_of(session, state.token)
            return cards.ticket_card(session, ticket_id).draft if ticket_id is not None else None

        draft = await self._desk.database.read(look)
        if draft is None or draft.status != DraftStatus.PROPOSED.value:
            return None
        lines, newest = await self._newer_lines(draft, seen=state.seen, unprocessed=False)
        # The newest version waits for a decision, so what was a new answer is now an edit of it.
        newest_state = ModalState(draft.token, newest, state.channel, rewrite=False)
        return modals.edit(newest_state, text=submission.text, new_lines=lines, draft_changed=True)

    async def _open_edit(self, press: Press, state: ModalState, *, new_lines: tuple[NewLine, ...]) -> None:
        draft = await self._desk.database.read(lambda session: cards.draft_in_modal(session, press.value))
        text = draft.text if draft else ""
        view = modals.edit(state, text=text, new_lines=new_lines)
        await self._open(press, view, again=Action.DRAFT_EDIT, label=copy_ar.APPROVE_WITH_NEW)

    async def _open(self, press: Press, view: Block, *, again: Action, label: str) -> None:
        if await self._desk.open_modal(press.trigger_id, view):
            return
        blocks = [section([copy_ar.LATE_MODAL]), actions([button(label, again, press.value)])]
        await self._desk.whisper(
            copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks
        )

    async def _refuse(self, error: OpsError, press: Press) -> None:
        await self._desk.refuse(error, user_id=press.user_id, channel=press.channel, token=press.value)

    async def _explain(self, ack: AsyncAck, error: OpsError, submission: Submission, *, field: Field) -> None:
        """Inside the modal, where the person's text is still in the field.

        A modal prints no names, so who was first is told beside it, as every refusal of authority is.
        """
        told_beside = errors.NotAnApprover | errors.FounderOnly | errors.DraftAlreadyDecided
        user_id, state = submission.user_id, submission.state
        if isinstance(error, told_beside):
            await self._desk.refuse(error, user_id=user_id, channel=state.channel, token=state.token)
        told = bool(self._desk.settings.founder_ids)
        text = error_messages.text_of(error, reader=user_id, mentions=False, founder_told=told)
        await ack(response_action="errors", errors={field.value: text})
