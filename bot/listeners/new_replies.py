"""«رد جديد», and what may be changed inside a modal of an answer: language, kind, a saved reply."""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import copy_ar, modals
from bot.blocks import drafts_copy_ar as copy
from bot.blocks.modal_parts import SavedChoice
from bot.blocks.modals import ModalState
from bot.ids import Action
from bot.listeners.answer_modal import AnswerModal, begins_with
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, Turned
from bot.ticket_ref import TicketRef
from dealix_ops.drafts import saved
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.proposing import Voice
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.intake import offering
from dealix_ops.intake.offering import Standing
from dealix_ops.ports.inbox import NewLine
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.sending.tokens import ticket_of
from dealix_ops.sending.writing import must_leave
from dealix_ops.tickets.errors import TicketClosed
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """All that a modal is drawn from, read in one snapshot."""

    standing: Standing
    text: str
    lines: list[NewLine]
    seen: int
    saved: list[SavedChoice]
    leaves: bool = False
    promised: int = 0


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = NewReplyListeners(desk)
    app.action(Action.DRAFT_NEW)(on.new)
    for action in (Action.DRAFT_LANGUAGE, Action.DRAFT_KIND, Action.DRAFT_SAVED):
        app.action(action)(on.turn)


class NewReplyListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._modal = AnswerModal(desk)

    async def new(self, ack: AsyncAck, body: Body) -> None:
        """For a ticket, or for the ticket of a draft in whatever state."""
        press, desk = Press.of(body), self._desk
        ref = TicketRef.of(press.value)
        try:
            ground = await desk.database.read(
                lambda session: self._ground(session, press, ref.ticket_id if ref else None)
            )
        except OpsError as error:
            ticket = ref.ticket_id if ref else None
            await desk.refuse(
                error, user_id=press.user_id, channel=press.channel, token=press.value, ticket=ticket
            )
            await ack()
            return
        standing = ground.standing
        state = ModalState(
            standing.over,
            ground.seen,
            press.channel,
            rewrite=True,
            ticket=standing.ticket_id,
            kind=DraftKind.ANSWER.value,
            language=standing.language.value,
            leaves=ground.leaves,
            since=standing.seen,
            waits=standing.status is DraftStatus.PROPOSED,
            promised=ground.promised,
        )
        view = modals.offer(state, text=ground.text, new_lines=ground.lines, saved=ground.saved)
        await self._modal.open(press, view, again=Action.DRAFT_NEW, label=copy_ar.WRITE_ANOTHER)
        await ack()

    async def turn(self, ack: AsyncAck, body: Body) -> None:
        """Into the other language, another kind, a saved reply: never over what somebody typed."""
        turned, desk = Turned.of(body), self._desk
        state = _turned(turned)
        try:
            ground = await desk.database.read(lambda session: self._other_ground(session, turned, state))
        except OpsError as error:
            ticket = state.ticket or None
            await desk.refuse(
                error, user_id=turned.user_id, channel=state.channel, token=state.token, ticket=ticket
            )
            await ack()
            return
        if state.untouched(turned.text):
            fresh = replace(state, turn=state.turn + 1, promised=ground.promised)
            view = modals.offer(fresh, text=ground.text, new_lines=ground.lines, saved=ground.saved)
        else:
            view = modals.edit(
                state, text=turned.text, new_lines=ground.lines, beside=ground.text, saved=ground.saved
            )
        if not await desk.change_modal(turned.view_id, view):
            await desk.whisper(copy.VIEW_NOT_CHANGED, user_id=turned.user_id, channel=state.channel)
        await ack()

    def _ground(self, session: Session, press: Press, ticket_id: int | None) -> Ground:
        self._refuse_stranger(press.user_id)
        standing = offering.standing(session, ticket_id or ticket_of(session, press.value) or 0)
        if standing is None:
            raise errors.ButtonUnknown("no ticket of a customer")
        if not standing.live:
            raise TicketClosed(f"ticket {standing.ticket_id} is closed")
        # A rejected text is no base for the next one.
        rejected = standing.status is DraftStatus.REJECTED
        text, promised = "", 0
        if not rejected:
            text, promised = self._proposed(session, standing, DraftKind.ANSWER, standing.language)
        lines, seen = self._desk.decisions.inbox.newer_lines(
            session, standing.conversation_key, seen=standing.seen, unprocessed=True
        )
        ticket = session.get_one(Ticket, standing.ticket_id)
        actor, now = self._desk.actor(press.user_id), self._desk.clock()
        leaves = must_leave(session, actor, ticket, now=now)
        newest = max(seen, standing.newest)
        return Ground(standing, text, lines, newest, _choices(session), leaves, promised)

    def _other_ground(self, session: Session, turned: Turned, state: ModalState) -> Ground:
        self._refuse_stranger(turned.user_id)
        standing = offering.standing(session, state.ticket)
        if standing is None:
            raise errors.ButtonUnknown("no ticket of a customer")
        inbox = self._desk.decisions.inbox
        newer, _ = inbox.newer_lines(session, standing.conversation_key, seen=state.since, unprocessed=False)
        # Only what stood there: a line that came since is shown when the text is saved.
        lines = [line for line in newer if line.inbound_id <= state.seen]
        text, promised = self._text(session, turned, state, standing)
        return Ground(standing, text, lines, state.seen, _choices(session), promised=promised)

    def _text(
        self, session: Session, turned: Turned, state: ModalState, standing: Standing
    ) -> tuple[str, int]:
        """And the time that it promises."""
        if turned.action_id == Action.DRAFT_SAVED:
            kept = saved.get(session, int(turned.value)) if turned.value.isdecimal() else None
            if kept is None:
                raise errors.ButtonUnknown("no such saved reply")
            return kept.text, 0
        language = DraftLanguage(state.language)
        version = drafts.version_by_token(session, state.token) if not state.kind else None
        if version is not None and version.language == language.value:
            return version.text, begins_with(version.text, version.promised_by, now=self._desk.clock())
        kind = DraftKind(state.kind) if state.kind else _kind_of(session, standing)
        return self._proposed(session, standing, kind, language)

    def _proposed(
        self, session: Session, standing: Standing, kind: DraftKind, language: DraftLanguage
    ) -> tuple[str, int]:
        settings, now = self._desk.settings, self._desk.clock()
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        offered = offering.offer(
            session, standing.ticket_id, kind=kind, said_in=language, voice=voice, now=now
        )
        return offered.text, begins_with(offered.text, offered.promised_by, now=now)

    def _refuse_stranger(self, user_id: str) -> None:
        if not allows(self._desk.actor(user_id).role, Act.PROPOSE):
            raise errors.NotAnApprover(user_id)


def _turned(turned: Turned) -> ModalState:
    """The state after the press; raises PressBroken for a value that no menu of ours offers."""
    try:
        match turned.action_id:
            case Action.DRAFT_LANGUAGE:
                return replace(turned.state, language=DraftLanguage(turned.value).value)
            case Action.DRAFT_KIND if DraftKind(turned.value) in offering.OFFERED:
                return replace(turned.state, kind=turned.value)
            case Action.DRAFT_SAVED:
                return turned.state
    except ValueError as error:
        raise PressBroken("a choice that the modal does not offer") from error
    raise PressBroken("a choice that the modal does not offer")


def _kind_of(session: Session, standing: Standing) -> DraftKind:
    draft = drafts.latest(session, standing.ticket_id)
    return DraftKind(draft.kind) if draft is not None else DraftKind.ANSWER


def _choices(session: Session) -> list[SavedChoice]:
    return [SavedChoice(one.id, one.title) for one in saved.all_of(session)]
