"""Which answers a conversation really has: what a taken-back «أرسلتها» leaves standing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.drafts import replies
from dealix_ops.drafts.models import Draft
from dealix_ops.sending.case import Case
from dealix_ops.sending.models import Approval, HandOff, OutsideAnswer
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric, Void
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing


def yes_since(session: Session, case: Case, approval: Approval) -> tuple[bool, int | None]:
    """Whether what came since the closing question was approved leaves it standing; the line that says yes.

    «أرسلتها» is pressed late: a «تمام» meanwhile answers the question, and anything else goes on open.
    """
    came = contacts.unanswered_block(session, case.conversation)
    if not came:
        return True, None
    evidence = case.ticket.closing_inbound_id
    if evidence is not None and evidence > approval.last_inbound_id:
        return True, evidence
    said = [line.text for line in came]
    nods = all(text.strip() for text in said) and replies.is_nod(said)
    return (True, came[0].inbound_id) if nods else (False, None)


def restore_answered(session: Session, case: Case, approval: Approval, hand_off: HandOff) -> None:
    """Back to how far it was answered before, or as far as another answer reaches."""
    if _is_over(case.ticket):
        return  # its end covers what was said
    before, claimed = hand_off.answered_before or 0, approval.last_inbound_id
    for other in _sent(session, case):
        if other.answered_before == claimed:
            other.answered_before = min(before, claimed)  # it began where this claim ended
    session.flush()
    in_conversation = Ticket.conversation_id == case.conversation.id
    sent = (
        select(func.max(Approval.last_inbound_id))
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(in_conversation, HandOff.sent_at.is_not(None))
    )
    outside = (
        select(func.max(OutsideAnswer.through_inbound_id))
        .join(Ticket, Ticket.id == OutsideAnswer.ticket_id)
        .where(in_conversation)
    )
    others = [session.scalar(query) or 0 for query in (sent, outside)]
    case.conversation.answered_through_inbound_id = max(before, *others)


def restore_first_response(session: Session, case: Case, *, actor: str) -> None:
    """The clock runs again, unless another answer of this ticket stops it at its own time, or its end."""
    ticket = case.ticket
    sla.reopen_first_response(session, ticket.id)
    meet_by_what_stands(session, ticket.id)
    if ticket.status in LIVE or ticket.resolved_at is None:
        return
    why = Void(ticket.closed_as) if ticket.closed_as in set(Void) else Void.CLOSED
    sla.void(
        session,
        ticket.id,
        why=why,
        actor=actor,
        now=ticket.resolved_at,
        metrics=(Metric.FIRST_RESPONSE,),
        in_time_only=why is Void.CLOSED,
    )


def meet_by_what_stands(session: Session, ticket_id: int) -> None:
    """A clock that runs again is stopped by the answer that was sent meanwhile, at its time."""
    earliest = _earliest(session, ticket_id)
    if earliest is None:
        return
    at, by, hand_off = earliest
    met = sla.meet_first_response(session, ticket_id, met_at=at, actor=by)
    if hand_off is not None and met:
        hand_off.met_first_response = True


def _is_over(ticket: Ticket) -> bool:
    """A prospect's matter is closed, and its answer still waits."""
    return ticket.status not in LIVE and ticket.closed_as != Closing.PROSPECT.value


def _sent(session: Session, case: Case) -> Sequence[HandOff]:
    query = (
        select(HandOff)
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(Ticket.conversation_id == case.conversation.id, HandOff.sent_at.is_not(None))
    )
    return session.scalars(query.execution_options(populate_existing=True)).all()


def _earliest(session: Session, ticket_id: int) -> tuple[datetime, str, HandOff | None] | None:
    sent = session.scalars(
        select(HandOff)
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id == ticket_id, HandOff.sent_at.is_not(None))
        .order_by(HandOff.sent_at)
        .limit(1)
    ).first()
    outside = session.scalars(
        select(OutsideAnswer)
        .where(OutsideAnswer.ticket_id == ticket_id)
        .order_by(OutsideAnswer.answered_at)
        .limit(1)
    ).first()
    found: list[tuple[datetime, str, HandOff | None]] = []
    if sent is not None and sent.sent_at is not None:
        found.append((sent.sent_at, sent.sent_by or "", sent))
    if outside is not None:
        found.append((outside.answered_at, outside.actor, None))
    return min(found, key=lambda one: one[0], default=None)
