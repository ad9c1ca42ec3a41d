"""What was approved at night: given in the morning, or looked at anew because something came meanwhile.

Each method is one use case inside the caller's transaction, under the conversation's lock.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox, NewLine
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending import errors, initiating, under_way, until_morning
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.case import Case, authorise, case_of, record
from dealix_ops.sending.hand_offs import HandOffs, approved
from dealix_ops.sending.identity import CLOCK
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sending.taking_back import back_to_draft
from dealix_ops.sending.way_out import WayOut
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

CAME = "لم نسلّم النص المعتمد ليلاً: كتب العميل بعده. اطّلع ثم اعتمد {person}"
TOO_LATE = "لم نسلّم النص المعتمد ليلاً: فات الوقت الذي يعد به. اطّلع ثم اعتمد {person}"


@dataclass(frozen=True)
class Mornings:
    """Derived from rows; two clocks at once give and tell once."""

    inbox: Inbox
    way_out: WayOut

    def due(self, session: Session, *, now: datetime) -> list[int]:
        """Approvals whose morning has come, and those that cannot wait for it any more."""
        query = (
            select(Approval.id, HandOff.morning_at, Ticket.priority, Approval.withdrawn_at)
            .join(HandOff, HandOff.approval_id == Approval.id)
            .join(Draft, Draft.id == Approval.draft_id)
            .join(Ticket, Ticket.id == Draft.ticket_id)
            .where(Approval.id.in_(under_way.UNTIL_MORNING))
            .order_by(Approval.id)
        )
        return [
            approval_id
            for approval_id, morning, priority, withdrawn_at in session.execute(query)
            if morning is not None and _is_due(Priority(priority), morning, withdrawn_at, now)
        ]

    def give(self, session: Session, approval_id: int, *, now: datetime) -> None:
        """To whoever sends it; to whoever approved it for a new look where it may not leave as it is."""
        approval = session.get_one(Approval, approval_id)
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        session.refresh(approval)
        hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
        morning, priority = hand_off.morning_at, Priority(case.ticket.priority)
        if morning is None or not _is_due(priority, morning, approval.withdrawn_at, now):
            return
        waits = approval.withdrawn_at is None and hand_off.sent_at is None
        if waits and not self._came(session, approval, case) and not _too_late(case, now):
            self.way_out.give(session, approval, hand_off, now)
            self.way_out.show(session, case, now)
            return
        if waits:
            fall(session, self.way_out, approval, case, now=now)
        hand_off.morning_at = None
        if approval.withdrawn_at is not None:
            self._tell(session, approval, case, now)

    def give_now(self, session: Session, token: str, *, actor: Actor, now: datetime) -> None:
        """«سلّمها الآن».

        Raises ButtonUnknown, NotAnApprover, ApprovalWithdrawn, SentAlready, HandedOverBefore, NewerMessages;
        OccasionOver, MayNotWrite.
        """
        approval, case = approved(session, token)
        authorise(session, case, actor, Act.GIVE_NOW, now)
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        # Also where it fell for them already, so that they are what the person reads.
        if hand_off.morning_at is not None and (lines := self._came(session, approval, case)):
            raise errors.NewerMessages(lines, seen_inbound_id=lines[-1].inbound_id)
        HandOffs(self.way_out).refuse_gone(session, approval)
        if hand_off.morning_at is None:
            raise errors.HandedOverBefore(f"approval {approval.id} does not wait")
        initiating.refuse_stopped(session, case.ticket.id, case.conversation, now=now)
        record(session, Event.GIVEN_AT_NIGHT, case, actor, now, {"approval": approval.id})
        self.way_out.give(session, approval, hand_off, now)
        self.way_out.show(session, case, now)

    def _came(self, session: Session, approval: Approval, case: Case) -> list[NewLine]:
        """Since it was approved, whether a worker has read it or not."""
        row, seen = initiating.of_ticket(session, case.ticket.id), approval.last_inbound_id
        if row is not None:
            return initiating.since(session, row.customer_id, seen)
        return self.inbox.newer_lines(session, case.conversation.key, seen=seen, unprocessed=True)[0]

    def _tell(self, session: Session, approval: Approval, case: Case, now: datetime) -> None:
        """Under the card, once, where a text still waits for a decision."""
        of_ticket = select(func.max(Approval.id)).join(Draft, Draft.id == Approval.draft_id)
        newest = session.scalar(of_ticket.where(Draft.ticket_id == case.ticket.id))
        if newest != approval.id or not drafts.waits(session, case.ticket.id):
            return
        words = CAME if self._came(session, approval, case) else TOO_LATE
        text = words.format(person=f"<@{approval.actor}>")
        payload = {"channel": self.way_out.channel, "ticket_id": case.ticket.id, "text": text}
        notice = Effect(EffectKind.NOTICE, self.way_out.channel, payload)
        self.way_out.outbox.add(session, notice, now=now)


def line_came(session: Session, way_out: WayOut, conversation: Conversation, *, now: datetime) -> None:
    """The customer wrote at night, into this locked conversation: their line is answered, not talked past.

    Of the others of this person the clock asks in the morning.
    """
    waiting = (
        select(Approval)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(
            Approval.id.in_(under_way.UNTIL_MORNING),
            Ticket.conversation_id == conversation.id,
            under_way.waits(),
        )
    )
    for approval in session.scalars(waiting.order_by(Approval.id)).all():
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        fall(session, way_out, approval, case, now=now)


def fall(session: Session, way_out: WayOut, approval: Approval, case: Case, *, now: datetime) -> None:
    """Its text waits for a decision again, as a stale one does; who approved it is told in the morning."""
    hand_off = session.get_one(HandOff, approval.id)
    morning = hand_off.morning_at
    HandOffs(way_out).withdraw(session, approval, actor=CLOCK, now=now)
    hand_off.morning_at = morning
    back_to_draft(session, case, approval, now=now)
    facts = {"approval": approval.id, "draft": case.draft.id, "why": "before_morning"}
    record(session, Event.APPROVAL_WITHDRAWN, case, CLOCK, now, facts)
    way_out.show(session, case, now)


def _is_due(priority: Priority, morning: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    if withdrawn_at is not None:
        return until_morning.has_come(morning, now)
    return until_morning.is_over(priority, morning, now)


def _too_late(case: Case, now: datetime) -> bool:
    """Nobody gave it in time, and it names a time that has passed."""
    return case.version.promised_by is not None and case.version.promised_by <= now
