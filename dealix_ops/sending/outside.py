"""«كلّمت العميل» and «رددت من الجوال»: an answer that did not go through us, with means, time and one line."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox, NewLine
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.promises import service as promises
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.case import changed
from dealix_ops.sending.hand_offs import HandOffs
from dealix_ops.sending.models import Approval, OutsideAnswer
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.errors import TicketClosed
from dealix_ops.tickets.models import Ticket

NOTE_MAX = 200
MINUTE = timedelta(minutes=1)


class OutsideMeans(StrEnum):
    CALL = "call"
    COMPANY_PHONE = "company_phone"
    IN_PERSON = "in_person"
    EMAIL = "email"


@dataclass(frozen=True)
class OutsideReport:
    """What the modal sends; `seen` is the newest line it showed, `instead_of` the token of an approval.

    `pressed_at_line` is the newest line of the card that was pressed: what came after it and after the call
    was not spoken about. None counts every line that was shown."""

    ticket_id: int
    seen: int
    means: OutsideMeans
    at: datetime
    note: str
    instead_of: str = ""
    pressed_at_line: int | None = None


@dataclass(frozen=True)
class Standing:
    """What a modal is opened over."""

    lines: tuple[NewLine, ...]
    newest: int
    earliest: datetime


@dataclass(frozen=True)
class OutsideAnswers:
    inbox: Inbox
    hand_offs: HandOffs

    def look(self, session: Session, ticket_id: int, *, seen: int, instead_of: str, actor: Actor) -> Standing:
        """Who may not, or is too late, learns so before typing. Raises what `record` does for it."""
        ticket = session.get(Ticket, ticket_id)
        if ticket is None:
            raise errors.ButtonUnknown("no such ticket")
        # Looked at without the lock of a decision: the decision itself asks again.
        conversation = session.get_one(Conversation, ticket.conversation_id)
        return self._standing(session, ticket, conversation, seen=seen, instead_of=instead_of, actor=actor)

    def record(self, session: Session, told: OutsideReport, *, actor: Actor, now: datetime) -> None:
        """Raises:
        ButtonUnknown, MayNotArrange, TicketClosed, ApprovalWithdrawn, SentAlready, NewerMessages,
        NoteNeeded, TimeImpossible.
        """
        ticket = session.get(Ticket, told.ticket_id)
        if ticket is None:
            raise errors.ButtonUnknown("no such ticket")
        conversation = contacts.locked(session, ticket.conversation_id)
        session.refresh(ticket)
        standing = self._standing(
            session, ticket, conversation, seen=told.seen, instead_of=told.instead_of, actor=actor
        )
        if standing.lines:
            raise errors.NewerMessages(standing.lines, seen_inbound_id=standing.newest)
        note = _note(told.note)
        answered_at = _possible(told.at, earliest=standing.earliest, now=now)
        through = _spoken_about(session, conversation, told, answered_at)
        answer = OutsideAnswer(
            ticket_id=ticket.id,
            means=told.means.value,
            answered_at=answered_at,
            actor=actor.user_id,
            note=note,
            through_inbound_id=through,
            recorded_at=now,
        )
        session.add(answer)
        session.flush()
        self._ledger(session, answer, conversation, told, now)
        before = conversation.answered_through_inbound_id
        conversation.answered_through_inbound_id = max(before, through)
        sla.meet_first_response(session, ticket.id, met_at=answered_at, actor=actor.user_id)
        promises.keep(session, ticket.id, at=answered_at)
        self._close_draft(session, ticket, told, actor, now)
        way_out = self.hand_offs.way_out
        if contacts.unanswered_block(session, conversation):
            # Whatever no worker has read yet gets its draft when it is read.
            again = {"ticket_id": ticket.id}
            way_out.outbox.add(session, Effect(EffectKind.DRAFT_AGAIN, f"draft:{ticket.id}", again), now=now)
        tickets.show(session, ticket, channel=way_out.channel, outbox=way_out.outbox, now=now)

    def _standing(
        self,
        session: Session,
        ticket: Ticket,
        conversation: Conversation,
        *,
        seen: int,
        instead_of: str,
        actor: Actor,
    ) -> Standing:
        if not allows(actor.role, Act.ANSWERED_OUTSIDE):
            raise errors.MayNotArrange(actor.user_id)
        if ticket.status not in tickets.LIVE:
            raise TicketClosed(f"ticket {ticket.id} is {ticket.status}")
        if instead_of:
            self.hand_offs.refuse_gone(session, _approval_of(session, ticket, instead_of))
        first = sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE)
        lines, newest = self.inbox.newer_lines(session, conversation.key, seen=seen, unprocessed=False)
        if first is None or newest == 0:
            raise errors.ButtonUnknown("nobody wrote whom one could have answered")
        return Standing(tuple(lines), newest, first.started_at)

    def _close_draft(
        self, session: Session, ticket: Ticket, told: OutsideReport, actor: Actor, now: datetime
    ) -> None:
        """What waits for a decision is answered; so is the approved text it was said instead of."""
        draft = drafts.latest(session, ticket.id)
        if told.instead_of:
            approval = _approval_of(session, ticket, told.instead_of)
            self.hand_offs.withdraw(session, approval, actor=actor, now=now)
            session.get_one(Draft, approval.draft_id).status = DraftStatus.ANSWERED_OUTSIDE.value
        if draft is None:
            return
        won = session.execute(
            update(Draft)
            .where(Draft.id == draft.id, Draft.status == DraftStatus.PROPOSED.value)
            .values(status=DraftStatus.ANSWERED_OUTSIDE.value, decided_by=actor.user_id, decided_at=now)
            .execution_options(synchronize_session=False)
        )
        if changed(won):
            session.refresh(draft)

    def _ledger(
        self,
        session: Session,
        answer: OutsideAnswer,
        conversation: Conversation,
        told: OutsideReport,
        now: datetime,
    ) -> None:
        key = session.get_one(Contact, conversation.contact_id).ledger_key
        facts = {
            "answer": answer.id,
            "means": answer.means,
            "answered_at": answer.answered_at.isoformat(),
            "through_inbound": answer.through_inbound_id,
            "note": ledger.mark(answer.note, key),
            "instead_of_approval": bool(told.instead_of),
        }
        ledger.record(
            session,
            Event.ANSWERED_OUTSIDE,
            at=now,
            actor=answer.actor,
            ticket_id=answer.ticket_id,
            facts=facts,
        )


def _approval_of(session: Session, ticket: Ticket, token: str) -> Approval:
    query = select(Approval).join(Draft, Draft.id == Approval.draft_id)
    mine = query.where(Approval.token == token, Draft.ticket_id == ticket.id)
    approval = session.scalars(mine.execution_options(populate_existing=True)).one_or_none()
    if approval is None:
        raise errors.ButtonUnknown("no approval of this ticket")
    return approval


def _spoken_about(
    session: Session, conversation: Conversation, told: OutsideReport, answered_at: datetime
) -> int:
    """The newest line that the call can be about: on the card, or read by a worker and older than it."""
    if told.pressed_at_line is None:
        return told.seen
    since = select(Message.inbound_id, Message.occurred_at).where(
        Message.conversation_id == conversation.id,
        Message.inbound_id > told.pressed_at_line,
        Message.inbound_id <= told.seen,
    )
    through = told.pressed_at_line
    for inbound_id, occurred_at in session.execute(since.order_by(Message.inbound_id)):
        if occurred_at > answered_at:
            break
        through = inbound_id
    return through


def _note(text: str) -> str:
    note, _ = mask_secrets(" ".join(text.split()))
    if not any(character.isalpha() for character in note) or len(note) > NOTE_MAX:
        raise errors.NoteNeeded("one line of what was said")
    return note


def _possible(at: datetime, *, earliest: datetime, now: datetime) -> datetime:
    """Within the minute in which the customer wrote it counts as after them: people say minutes."""
    if at > now or at <= earliest - MINUTE:
        raise errors.TimeImpossible(earliest=earliest)
    return max(at, earliest)
