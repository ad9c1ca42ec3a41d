"""What every modal in which an answer is written shares: opening, refusals inside, the text that is kept."""

from dataclasses import replace
from datetime import datetime

from slack_bolt.async_app import AsyncAck
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, modals
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press, Submission
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.ports.inbox import NewLine
from dealix_ops.promises import rules
from dealix_ops.reports import cards
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.sending import errors
from dealix_ops.sending.tokens import ticket_of

TOLD_BESIDE = errors.NotAnApprover | errors.FounderOnly | errors.DraftAlreadyDecided


def begins_with(text: str, promised_by: datetime | None, *, now: datetime) -> int:
    """What the field of the promise holds when the modal opens, as Slack counts time."""
    due_at = rules.due(text, promised_by, now)
    return int(due_at.timestamp()) if due_at is not None else 0


class AnswerModal:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, press: Press, view: Block, *, again: Action, label: str) -> None:
        """A modal that Slack does not open in time becomes a button for whoever pressed."""
        if await self._desk.open_modal(press.trigger_id, view):
            return
        blocks = [section([copy_ar.LATE_MODAL]), actions([button(label, again, press.value)])]
        await self._desk.whisper(
            copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks
        )

    async def newer_lines(
        self, conversation_key: str, *, seen: int, unprocessed: bool
    ) -> tuple[list[NewLine], int]:
        inbox = self._desk.decisions.inbox
        return await self._desk.database.read(
            lambda session: inbox.newer_lines(session, conversation_key, seen=seen, unprocessed=unprocessed)
        )

    async def on_newest_version(self, submission: Submission) -> Block | None:
        """Another version came while somebody typed: their text is its base, the proposal stands beside."""
        state = submission.state

        def look(session: Session) -> DraftView | None:
            ticket_id = state.ticket or ticket_of(session, state.token)
            return cards.ticket_card(session, ticket_id).draft if ticket_id is not None else None

        draft = await self._desk.database.read(look)
        if draft is None or draft.status != DraftStatus.PROPOSED.value:
            return None
        lines, newest = await self.newer_lines(draft.conversation_key, seen=state.seen, unprocessed=False)
        # The newest version waits for a decision, so what was a new answer is now an edit of it.
        on_newest = replace(
            submission.kept, token=draft.token, seen=newest, rewrite=False, kind="", language=draft.language
        )
        other = draft.text if draft.text != submission.text.strip() else ""
        return modals.edit(on_newest, text=submission.text, new_lines=lines, draft_changed=True, beside=other)

    async def explain(self, ack: AsyncAck, error: OpsError, submission: Submission, *, block_id: str) -> None:
        """Inside the modal, where the person's text is still in the field.

        A modal prints no names, so who was first is told beside it, as every refusal of authority is.
        """
        user_id, state = submission.user_id, submission.state
        if isinstance(error, TOLD_BESIDE):
            await self._desk.refuse(
                error, user_id=user_id, channel=state.channel, token=state.token, ticket=state.ticket or None
            )
        if isinstance(error, errors.TextRefused):
            await self._desk.note_stopped(error, user_id=user_id, token=state.token, ticket=state.ticket or 0)
        told = bool(self._desk.settings.founder_ids)
        text = error_messages.text_of(error, reader=user_id, mentions=False, founder_told=told)
        await ack(response_action="errors", errors={block_id: text})
