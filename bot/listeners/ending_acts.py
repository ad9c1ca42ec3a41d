"""From a button or a modal to the use case that ends a ticket, inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.blocks import endings as blocks
from bot.blocks.endings import EndState
from bot.ids import Action
from bot.listeners.desk import Desk
from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts.proposing import Voice
from dealix_ops.endings import case, silent
from dealix_ops.endings.case import Pressed
from dealix_ops.endings.questions import Questions
from dealix_ops.endings.rules import NoReply
from dealix_ops.endings.service import Endings
from dealix_ops.judging import verdicts
from dealix_ops.judging.errors import LinesSince
from dealix_ops.judging.rules import LowerReason
from dealix_ops.judging.service import Judging
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.reports import cards
from dealix_ops.sending import errors
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move

MOVES = {
    Action.TICKET_NO_REPLY: Move.NO_REPLY,
    Action.TICKET_NOT_CUSTOMER: Move.PROSPECT,
    Action.TICKET_CLOSE_OTHER: Move.CLOSE_OTHERWISE,
}
"""What a modal is opened for; who may not end it so is told before."""


@dataclass(frozen=True)
class Asked:
    """`why` is a written reason, `kind` the choice of «ليس عميلاً»."""

    state: EndState
    in_modal: bool = False
    why: str = ""
    kind: str = ""


class Acts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        settings, way_out = desk.settings, desk.decisions.way_out
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        outbox, channel, inbox = way_out.outbox, way_out.channel, desk.decisions.inbox
        self._endings = Endings(inbox=inbox, outbox=outbox, channel=channel)
        self._questions = Questions(inbox=inbox, outbox=outbox, channel=channel, voice=voice)
        self._judging = Judging(outbox=outbox, channel=channel, voice=voice)

    def do(self, session: Session, asked: Asked, *, user_id: str) -> None:
        """Raises what the use cases raise, and ButtonUnknown for a reason that no menu offers."""
        state, endings = asked.state, self._endings
        pressed = Pressed(state.ticket_id, state.seen, in_modal=asked.in_modal)
        actor, now = self._desk.actor(user_id), self._desk.clock()
        match state.what:
            case Action.TICKET_NO_REPLY:
                endings.no_reply(session, pressed, why=_no_reply(state.reason), actor=actor, now=now)
            case Action.TICKET_NOT_CUSTOMER:
                endings.not_customer(session, pressed, Move(asked.kind), actor=actor, now=now)
                if asked.kind == Move.PROSPECT:
                    self._tell_opportunity(session, state, user_id)
            case Action.TICKET_RESOLVE:
                self._questions.ask(session, pressed, actor=actor, now=now)
            case Action.TICKET_CLOSE:
                endings.close(session, pressed, actor=actor, now=now)
            case Action.TICKET_CLOSE_OTHER:
                endings.close_otherwise(session, pressed, why=asked.why, actor=actor, now=now)
            case _:
                self._false_alarm(session, state, user_id)

    def look(self, session: Session, state: EndState, *, user_id: str) -> tuple[Sequence[NewLine], int]:
        """Before a modal: whether this person may, and what came since the card. The act asks again."""
        ticket = session.get(Ticket, state.ticket_id)
        if ticket is None:
            raise errors.ButtonUnknown("no such ticket")
        conversation = session.get_one(Conversation, ticket.conversation_id)
        actor, now = self._desk.actor(user_id), self._desk.clock()
        case.allow(session, ticket, conversation, MOVES[state.what], actor=actor, now=now)
        inbox = self._desk.decisions.inbox
        return inbox.newer_lines(session, conversation.key, seen=state.seen, unprocessed=True)

    def reopen(self, session: Session, ticket_id: int, *, user_id: str) -> None:
        actor, now = self._desk.actor(user_id), self._desk.clock()
        self._endings.reopen(session, ticket_id, actor=actor, now=now)

    def close_silent(self, session: Session, ids: Sequence[int], *, user_id: str) -> silent.Closed:
        actor, now = self._desk.actor(user_id), self._desk.clock()
        return silent.close_silent(session, self._endings, ids, actor=actor, now=now)

    def _false_alarm(self, session: Session, state: EndState, user_id: str) -> None:
        if state.reason not in set(LowerReason):
            raise errors.ButtonUnknown("no such reason on the menu")
        try:
            self._judging.false_alarm(
                session,
                state.ticket_id,
                seen=state.seen,
                reason=LowerReason(state.reason),
                actor=self._desk.actor(user_id),
                now=self._desk.clock(),
            )
        except LinesSince as since:
            lines = verdicts.lines_since(session, session.get_one(Ticket, state.ticket_id), state.seen)
            raise errors.NewerMessages(lines, seen_inbound_id=since.newest) from since
        desk = self._desk
        desk.incidents.ticket_lowered(session, state.ticket_id, actor=user_id, now=desk.clock())

    def _tell_opportunity(self, session: Session, state: EndState, user_id: str) -> None:
        """In the channel of those who sell, where there is one, else under the card."""
        desk = self._desk
        text = blocks.opportunity(cards.ticket_card(session, state.ticket_id), user_id)
        revenue = desk.settings.slack_channel_revenue
        place: dict[str, Any] = {"channel": revenue or desk.decisions.way_out.channel}
        if revenue is None:
            place["ticket_id"] = state.ticket_id
        notice = Effect(EffectKind.NOTICE, place["channel"], place | {"text": text})
        desk.outbox.add(session, notice, now=desk.clock())


def _no_reply(reason: str) -> NoReply | None:
    if reason and reason not in set(NoReply):
        raise errors.ButtonUnknown("no such reason on the menu")
    return NoReply(reason) if reason else None
