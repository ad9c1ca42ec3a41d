"""Presses on a draft's card: payload → typed request → one transaction → acknowledgement."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import copy_ar, modals
from bot.blocks import drafts_copy_ar as copy
from bot.blocks.modals import ModalState
from bot.blocks.text import person
from bot.ids import Action, Field, View
from bot.listeners.answer_modal import AnswerModal, begins_with
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, Submission
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.intake import offering
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.reports import draft_views
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.sending import errors, initiating
from dealix_ops.sending.authority import Act
from dealix_ops.sending.service import RejectReason
from dealix_ops.sending.tokens import ticket_of
from dealix_ops.sending.writing import Written, must_leave
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = DraftListeners(desk)
    app.action(Action.DRAFT_APPROVE)(on.approve)
    app.action(Action.DRAFT_EDIT)(on.edit)
    app.action(Action.DRAFT_REJECT)(on.reject)
    app.view(View.DRAFT_EDIT_SUBMIT)(on.edit_submit)
    app.view(View.DRAFT_REJECT_SUBMIT)(on.reject_submit)


class DraftListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._modal = AnswerModal(desk)

    async def approve(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            desk.decisions.approve(session, press.value, actor=actor, now=desk.clock())

        try:
            await desk.database.write(work)
        except errors.NewerMessages as newer:
            await self._open_with(press, newer)
        except OpsError as error:
            await self._refuse(error, press)
        await ack()

    async def edit(self, ack: AsyncAck, body: Body) -> None:
        """The newest lines stand in the modal from the start, so that saving need not ask again."""
        press = Press.of(body)
        # Who may not approve a P0 leaves a text for the founder.
        draft = await self._openable(press, act=Act.PROPOSE, status=DraftStatus.PROPOSED)
        if draft is not None:
            lines, newest = await self._modal.newer_lines(
                draft.conversation_key, seen=draft.last_inbound_id, unprocessed=True
            )
            state = await self._state(press, draft, seen=newest)
            view = modals.offer(state, text=draft.text, new_lines=lines)
            await self._modal.open(press, view, again=Action.DRAFT_EDIT, label=copy_ar.EDIT)
        await ack()

    async def reject(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        if await self._openable(press, act=Act.REJECT, status=DraftStatus.PROPOSED) is None:
            await ack()
            return
        state = ModalState(press.value, 0, press.channel, rewrite=False)
        view = modals.reject(state)
        await self._modal.open(press, view, again=Action.DRAFT_REJECT, label=copy_ar.DO_NOT_SEND)
        await ack()

    async def edit_submit(self, ack: AsyncAck, body: Body) -> None:
        submission, desk = Submission.of(body), self._desk
        state = submission.state
        # Where a line came meanwhile the modal comes back anyway, and with the warnings in it.
        came = await self._came_since(state)
        look = None if came else modals.second_look(submission.kept, text=submission.text)
        if look is not None:
            await ack(response_action="update", view=look)
            return

        try:
            left = await desk.database.write(lambda session: self._save(session, submission))
        except errors.NewerMessages as newer:
            seen = replace(submission.kept, seen=newer.seen_inbound_id)
            view = modals.edit(seen, text=submission.text, new_lines=newer.lines)
            await ack(response_action="update", view=view)
        except errors.DraftSuperseded as superseded:
            moved = await self._modal.on_newest_version(submission)
            if moved is None:
                await self._modal.explain(ack, superseded, submission, block_id=state.field_id)
            else:
                await ack(response_action="update", view=moved)
        except errors.PromisePassed as passed:
            await self._modal.explain(ack, passed, submission, block_id=state.promise_id)
        except OpsError as error:
            await self._modal.explain(ack, error, submission, block_id=state.field_id)
        else:
            if left:
                await desk.whisper(copy.LEFT_FOR_FOUNDER, user_id=submission.user_id, channel=state.channel)
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
            await self._modal.explain(ack, error, submission, block_id=Field.REASON.value)
        else:
            await ack()

    async def _came_since(self, state: ModalState) -> bool:
        desk = self._desk

        def look(session: Session) -> bool:
            standing = offering.standing(session, state.ticket)
            if standing is None:
                return False
            key = standing.conversation_key
            return bool(desk.decisions.inbox.newer_lines(session, key, seen=state.seen, unprocessed=False)[0])

        return await desk.database.read(look)

    def _save(self, session: Session, submission: Submission) -> bool:
        """True where the text was left for the founder instead of approved."""
        desk, state = self._desk, submission.state
        actor, now = desk.actor(submission.user_id), desk.clock()
        ticket = session.get(Ticket, state.ticket or ticket_of(session, state.token) or 0)
        version = drafts.version_by_token(session, state.token)
        edited = version is None or submission.text.strip() != version.text
        if ticket is not None and (state.rewrite or (edited and must_leave(session, actor, ticket, now=now))):
            chosen = DraftKind(state.kind or _kind_of(session, version))
            written = Written(
                ticket_id=ticket.id,
                over=state.token,
                kind=offering.kind_of(session, ticket, chosen),
                text=submission.text,
                seen_inbound_id=state.seen,
                over_waiting=state.waits or not state.rewrite,
                promised_by=submission.promised_by,
            )
            left = desk.decisions.writing.save(session, written, actor=actor, now=now)
            if left:
                self._ask_founder(session, ticket.id, submission)
            return left
        desk.decisions.edit(
            session,
            state.token,
            text=submission.text,
            seen_inbound_id=state.seen,
            actor=actor,
            now=now,
            promised_by=submission.promised_by,
        )
        return False

    def _ask_founder(self, session: Session, ticket_id: int, submission: Submission) -> None:
        """A line under the new card, because a card alone does not ring."""
        desk, channel = self._desk, submission.state.channel
        founders = " ".join(person(founder) for founder in sorted(desk.settings.founder_ids))
        text = copy.ASKED_FOUNDER.format(founders=founders, author=person(submission.user_id))
        payload = {"ticket_id": ticket_id, "channel": channel, "text": text}
        desk.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=desk.clock())

    async def _state(self, press: Press, draft: DraftView, *, seen: int) -> ModalState:
        desk = self._desk

        def look(session: Session) -> ModalState:
            ticket_id = ticket_of(session, press.value) or 0
            ticket = session.get_one(Ticket, ticket_id)
            return ModalState(
                press.value,
                seen,
                press.channel,
                rewrite=False,
                # What answers nobody has no line to be drafted anew from, in the other language either.
                ticket=0 if initiating.of_ticket(session, ticket_id) else ticket_id,
                language=draft.language,
                promised=begins_with(draft.text, draft.promised_by, now=desk.clock()),
                leaves=must_leave(session, desk.actor(press.user_id), ticket, now=desk.clock()),
                since=draft.last_inbound_id,
            )

        return await desk.database.read(look)

    async def _openable(self, press: Press, *, act: Act, status: DraftStatus) -> DraftView | None:
        """None when the press was refused and answered."""
        desk = self._desk

        def look(session: Session) -> DraftView:
            return desk.openable(session, press.value, user_id=press.user_id, act=act, status=status)

        try:
            return await desk.database.read(look)
        except OpsError as error:
            await self._refuse(error, press)
            return None

    async def _open_with(self, press: Press, newer: errors.NewerMessages) -> None:
        """One more tap, under the lines that came since."""
        draft = await self._desk.database.read(lambda session: draft_views.in_modal(session, press.value))
        if draft is None:
            raise PressBroken("a draft that was there a moment ago")
        state = await self._state(press, draft, seen=newer.seen_inbound_id)
        view = modals.offer(state, text=draft.text, new_lines=newer.lines)
        await self._modal.open(press, view, again=Action.DRAFT_EDIT, label=copy_ar.APPROVE_WITH_NEW)

    async def _refuse(self, error: OpsError, press: Press) -> None:
        await self._desk.refuse(error, user_id=press.user_id, channel=press.channel, token=press.value)


def _kind_of(session: Session, version: DraftVersion | None) -> str:
    return session.get_one(Draft, version.draft_id).kind if version else DraftKind.ANSWER.value
