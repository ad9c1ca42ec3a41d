"""Which answers a conversation really has: what a taken-back «أرسلتها» leaves standing."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts import replies
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftKind
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.case import Case
from dealix_ops.sending.models import Approval, HandOff, OutsideAnswer
from dealix_ops.sending.under_way import LONG_AGO
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric, Void
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing, TicketStatus


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


def asks_and_waits(session: Session, case: Case) -> bool:
    """Whether only the customer can go on: the closing question stands, or what we asked for has not come."""
    if case.ticket.status == TicketStatus.WAITING.value:
        return True
    asked = case.draft.kind == DraftKind.ASK_INFO.value
    return asked and not contacts.unanswered_block(session, case.conversation)


def restore_answered(session: Session, conversation: Conversation) -> None:
    """Something that answered was taken back: answered as far as what stands reaches, no further."""
    session.flush()
    tickets_of_it = Ticket.conversation_id == conversation.id
    sent = (
        select(func.max(Approval.last_inbound_id))
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(tickets_of_it, HandOff.sent_at.is_not(None))
    )
    outside = (
        select(func.max(OutsideAnswer.through_inbound_id))
        .join(Ticket, Ticket.id == OutsideAnswer.ticket_id)
        .where(tickets_of_it)
    )
    # A prospect's matter is closed, and its answer still waits.
    ended = (
        select(func.max(Message.inbound_id))
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(tickets_of_it, Ticket.status.not_in(LIVE), Ticket.closed_as != Closing.PROSPECT.value)
    )
    stands = max(session.scalar(query) or 0 for query in (sent, outside, ended))
    conversation.answered_through_inbound_id = min(conversation.answered_through_inbound_id, stands)
    session.flush()


def restore_merged(session: Session, case: Case) -> Ticket | None:
    """As `restore_answered`, of a ticket that was merged away: its lines wait in the one it went on as."""
    onto = tickets.goes_on_as(session, case.ticket)
    ended = ledger.last(session, Event.TICKET_CLOSED, ticket_id=case.ticket.id)
    if onto is case.ticket or ended is None:
        return None
    stands = (
        select(func.max(Approval.last_inbound_id))
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id == case.ticket.id, HandOff.sent_at.is_not(None))
    )
    answered = session.scalar(stands) or 0
    conversation = contacts.locked(session, onto.conversation_id)
    through = conversation.answered_through_inbound_id
    waiting = [line for line in ended.facts.get("lines", ()) if line > answered]
    conversation.answered_through_inbound_id = min([through, *(line - 1 for line in waiting)])
    session.flush()
    return onto


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
    first = sla.clocks(session, ticket_id).get(Metric.FIRST_RESPONSE)
    earliest = _earliest(session, ticket_id, since=first.started_at) if first is not None else None
    if earliest is None:
        return
    at, by, hand_off = earliest
    met = sla.meet_first_response(session, ticket_id, met_at=at, actor=by)
    if hand_off is not None and met:
        hand_off.met_first_response = True


def any_stands(session: Session, ticket_id: int) -> bool:
    return _earliest(session, ticket_id) is not None


def first_response_runs(session: Session, ticket_id: int) -> bool:
    first = sla.clocks(session, ticket_id).get(Metric.FIRST_RESPONSE)
    return first is not None and first.running


def overtaken(session: Session, ticket_id: int) -> bool:
    """Its first response runs though the customer had an answer: somebody called the matter graver."""
    return first_response_runs(session, ticket_id) and any_stands(session, ticket_id)


def _earliest(
    session: Session, ticket_id: int, *, since: datetime = LONG_AGO
) -> tuple[datetime, str, HandOff | None] | None:
    sent = session.scalars(
        select(HandOff)
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id == ticket_id, HandOff.sent_at >= since)
        .order_by(HandOff.sent_at)
        .limit(1)
    ).first()
    outside = session.scalars(
        select(OutsideAnswer)
        .where(OutsideAnswer.ticket_id == ticket_id, OutsideAnswer.answered_at >= since)
        .order_by(OutsideAnswer.answered_at)
        .limit(1)
    ).first()
    found: list[tuple[datetime, str, HandOff | None]] = []
    if sent is not None and sent.sent_at is not None:
        found.append((sent.sent_at, sent.sent_by or "", sent))
    if outside is not None:
        found.append((outside.answered_at, outside.actor, None))
    return min(found, key=lambda one: one[0], default=None)
