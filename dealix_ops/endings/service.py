"""A person ends a ticket, and takes it back: status, draft, clocks and card move together.

Each method is one use case inside the caller's transaction, under the conversation's lock. Whoever pressed
tells what the card showed; a line that came since costs one more tap.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Message
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.endings import case
from dealix_ops.endings.errors import AnswerOnItsWay, NewerTicket, NothingConfirmed, ReasonNeeded
from dealix_ops.endings.rules import VOID_AS, NoReply, no_reply_because, written_reason
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Matter, matter_of, names_of
from dealix_ops.judging.redaction import redacted
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import answers
from dealix_ops.sending.authority import Actor
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Void
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing, Move

MET_BY_CLOSING = (Closing.CONFIRMED.value, Closing.SILENT.value, Closing.OTHER.value)


@dataclass(frozen=True)
class Endings:
    """`channel` is the Slack channel where the cards stand."""

    inbox: Inbox
    outbox: Outbox
    channel: str

    def no_reply(
        self, session: Session, pressed: case.Pressed, *, why: NoReply | None, actor: Actor, now: datetime
    ) -> None:
        """«لا يحتاج رداً»: the clocks are void, as if nobody had asked for anything.

        Raises what `case.begin` does, and AnswerOnItsWay.
        """
        matter = case.begin(session, self.inbox, pressed, Move.NO_REPLY, actor=actor, now=now)
        chosen = why or _read_from(matter)
        self._end(session, matter, Move.NO_REPLY, at=now, why=chosen.value, actor=actor, now=now)

    def not_customer(
        self, session: Session, pressed: case.Pressed, move: Move, *, actor: Actor, now: datetime
    ) -> None:
        """`move` is PROSPECT or SPAM. A prospect keeps the draft: whoever asks for a price gets one.

        Raises what `case.begin` does, and AnswerOnItsWay for spam.
        """
        matter = case.begin(session, self.inbox, pressed, move, actor=actor, now=now)
        self._end(session, matter, move, at=now, why=None, actor=actor, now=now)

    def close(self, session: Session, pressed: case.Pressed, *, actor: Actor, now: datetime) -> None:
        """«أغلق: أكّد العميل», with the customer's own line as evidence, at that line's time.

        Raises what `case.begin` does, NothingConfirmed and AnswerOnItsWay.
        """
        matter = case.begin(session, self.inbox, pressed, Move.CONFIRM, actor=actor, now=now)
        evidence = _evidence(session, matter.ticket)
        if evidence is None:
            raise NothingConfirmed(f"no line of the customer confirms ticket {matter.ticket.id}")
        at = min(max(evidence.occurred_at, matter.ticket.opened_at), now)
        facts = {"evidence": evidence.inbound_id}
        self._end(session, matter, Move.CONFIRM, at=at, why=None, actor=actor, now=now, facts=facts)

    def close_otherwise(
        self, session: Session, pressed: case.Pressed, *, why: str, actor: Actor, now: datetime
    ) -> None:
        """«أغلق بسبب آخر»: the words stay on the card, and in the ledger without the names they hold.

        Raises what `case.begin` does, ReasonNeeded and AnswerOnItsWay.
        """
        matter = case.begin(session, self.inbox, pressed, Move.CLOSE_OTHERWISE, actor=actor, now=now)
        reason = written_reason(why)
        if reason is None:
            raise ReasonNeeded("no ticket is closed without a reason")
        told = redacted(reason, names=names_of(session, matter))
        self._end(
            session,
            matter,
            Move.CLOSE_OTHERWISE,
            at=now,
            why=reason,
            actor=actor,
            now=now,
            facts={"why": told},
        )

    def end_silent(self, session: Session, matter: Matter, *, actor: Actor, now: datetime) -> None:
        """One of many; the caller looked at everything that `case.begin` looks at."""
        asked_at = matter.ticket.closing_asked_at or now
        self._end(session, matter, Move.CLOSE_SILENT, at=asked_at, why=None, actor=actor, now=now)

    def reopen(self, session: Session, ticket_id: int, *, actor: Actor, now: datetime) -> None:
        """«تراجع»: draft, clocks and conversation as they were before the ticket was closed.

        Raises ButtonUnknown, MayNotArrange, TicketNotEnded, TicketClosed, NewerTicket.
        """
        matter = matter_of(session, ticket_id)
        case.may_reopen(actor)
        ticket = matter.ticket
        closing.refuse(session, ticket, Move.REOPEN)
        newer = _newer(session, ticket)
        if newer is not None:
            raise NewerTicket(ticket_id=newer)
        ended_as, last = ticket.closed_as, ledger.last(session, Event.TICKET_CLOSED, ticket_id=ticket.id)
        closing.take_back(session, ticket, actor=actor.user_id, now=now)
        _restore(session, matter, dict(last.facts) if last else {})
        sla.unvoid(session, ticket.id, of=(*VOID_AS.values(), Void.CLOSED))
        answers.meet_by_what_stands(session, ticket.id)
        if ended_as in MET_BY_CLOSING:
            sla.unmeet_resolution(session, ticket.id)
        self.show(session, ticket, now)

    def show(self, session: Session, ticket: Ticket, now: datetime) -> None:
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now)

    def _end(
        self,
        session: Session,
        matter: Matter,
        move: Move,
        *,
        at: datetime,
        why: str | None,
        actor: Actor,
        now: datetime,
        facts: dict[str, Any] | None = None,
    ) -> None:
        ticket, conversation, by = matter.ticket, matter.conversation, actor.user_id
        keeps_draft = move is Move.PROSPECT
        before = after = conversation.answered_through_inbound_id
        draft_id = None
        if not keeps_draft:
            draft_id = drop_draft(session, ticket, by=by, now=now)
            after = max(before, verdicts.newest_line(session, ticket))
        told: dict[str, Any] = {"why": why, "draft": draft_id, "answered_before": before}
        told |= {"answered_through": after} | (facts or {})
        closing.close(session, ticket, move, at=at, why=why, actor=by, now=now, facts=told)
        conversation.answered_through_inbound_id = after
        _stop_clocks(session, ticket, at=at, by=by, now=now)
        self.show(session, ticket, now)


def drop_draft(session: Session, ticket: Ticket, *, by: str, now: datetime) -> int | None:
    """What waits for a decision waits no more; the draft, if there was one."""
    under_way, draft = drafts.under_way(session, ticket.id), drafts.latest(session, ticket.id)
    if under_way is not None:
        raise AnswerOnItsWay(f"draft {under_way} was approved")
    if draft is None:
        return None
    dropped = session.scalar(
        update(Draft)
        .where(Draft.id == draft.id, Draft.status == DraftStatus.PROPOSED.value)
        .values(status=DraftStatus.NO_REPLY_NEEDED.value, decided_by=by, decided_at=now)
        .returning(Draft.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(draft)
    return dropped


def _stop_clocks(session: Session, ticket: Ticket, *, at: datetime, by: str, now: datetime) -> None:
    why = VOID_AS.get(Closing(ticket.closed_as or ""))
    if why is not None:
        sla.void(session, ticket.id, why=why, actor=by, now=now)
        return
    sla.meet_resolution(session, ticket.id, met_at=at, actor=by)
    # Nobody will answer it any more: a first response that is late already stays late.
    sla.void(session, ticket.id, why=Void.CLOSED, actor=by, now=now, in_time_only=True)


def _restore(session: Session, matter: Matter, facts: dict[str, Any]) -> None:
    conversation, draft = matter.conversation, drafts.latest(session, matter.ticket.id)
    if conversation.answered_through_inbound_id == facts.get("answered_through"):
        conversation.answered_through_inbound_id = int(facts["answered_before"])
    # An answer on which that mark stood may have been taken back while the ticket was closed.
    answers.restore_answered(session, conversation)
    dropped = draft is not None and draft.status == DraftStatus.NO_REPLY_NEEDED.value
    if draft is not None and dropped and draft.id == facts.get("draft"):
        draft.status = DraftStatus.PROPOSED.value
        draft.decided_by = draft.decided_at = None
    session.flush()


def _read_from(matter: Matter) -> NoReply:
    if matter.reading is None:
        return NoReply.OTHER
    said = verdicts.about(matter.reading)
    return no_reply_because(said.meaning, said.topic)


def _evidence(session: Session, ticket: Ticket) -> Message | None:
    if ticket.closing_inbound_id is None:
        return None
    query = select(Message).where(
        Message.ticket_id == ticket.id, Message.inbound_id == ticket.closing_inbound_id
    )
    return session.scalars(query).one_or_none()


def _newer(session: Session, ticket: Ticket) -> int | None:
    query = select(Ticket.id).where(
        Ticket.conversation_id == ticket.conversation_id, Ticket.id > ticket.id, Ticket.status.in_(LIVE)
    )
    return session.scalar(query.order_by(Ticket.id.desc()).limit(1))
