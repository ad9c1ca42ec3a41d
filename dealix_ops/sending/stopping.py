"""An approved message of ours that answers nobody and may not leave any more: its approval is taken back.

A freeze, a withdrawn yes or another date of the contract count until somebody says that it left.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.ledger.events import Event
from dealix_ops.sending import initiating, under_way
from dealix_ops.sending.case import case_of, record
from dealix_ops.sending.hand_offs import HandOffs
from dealix_ops.sending.identity import CLOCK
from dealix_ops.sending.models import Approval, HandOff, Initiated
from dealix_ops.sending.taking_back import back_to_draft
from dealix_ops.sending.way_out import WayOut
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Stopping:
    """Derived from rows; two clocks at once take back once."""

    way_out: WayOut

    def due(self, session: Session, *, now: datetime) -> list[int]:
        query = (
            select(Approval.id, Ticket.id, Conversation)
            .join(HandOff, HandOff.approval_id == Approval.id)
            .join(Draft, Draft.id == Approval.draft_id)
            .join(Initiated, Initiated.ticket_id == Draft.ticket_id)
            .join(Ticket, Ticket.id == Draft.ticket_id)
            .join(Conversation, Conversation.id == Ticket.conversation_id)
            .where(under_way.waits())
            .order_by(Approval.id)
        )
        return [
            approval_id
            for approval_id, ticket_id, conversation in session.execute(query)
            if initiating.stops_approved(session, ticket_id, conversation, now=now) is not None
        ]

    def stop(self, session: Session, approval_id: int, *, now: datetime) -> bool:
        """The text waits for a decision again; False where somebody was first."""
        approval = session.get_one(Approval, approval_id)
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        session.refresh(approval)
        hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
        why = initiating.stops_approved(session, case.ticket.id, case.conversation, now=now)
        if why is None or hand_off.sent_at is not None or approval.withdrawn_at is not None:
            return False
        HandOffs(self.way_out).withdraw(session, approval, actor=CLOCK, now=now)
        back_to_draft(session, case, approval, now=now)
        facts = {"approval": approval_id, "draft": case.draft.id, "why": why.value}
        record(session, Event.APPROVAL_WITHDRAWN, case, CLOCK, now, facts)
        self.way_out.show(session, case, now)
        return True
