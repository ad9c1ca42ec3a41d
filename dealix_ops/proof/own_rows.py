"""What the product itself knows of its talk with a customer; each figure names the rows it is made of."""

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from dealix_ops.contacts.models import Message
from dealix_ops.drafts.models import Draft
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.proof.rules import Own, Source, SourceKind, Window
from dealix_ops.sending.models import Approval, HandOff, Initiated
from dealix_ops.tickets.models import Ticket


def found(session: Session, customer_id: int, window: Window) -> Iterator[tuple[Own, Source]]:
    """Taken-back approvals count nowhere, and a customer's first line is a question, not a reply."""
    yield from ((Own.ANSWER_APPROVED, source) for source in _approved(session, customer_id, window))
    yield from ((Own.CUSTOMER_REPLY, source) for source in _replies(session, customer_id, window))
    yield from ((Own.GATE_REFUSED, source) for source in _refused(session, customer_id, window))


def _approved(session: Session, customer_id: int, window: Window) -> Iterator[Source]:
    """What we wrote of our own accord, a renewal above all, is no answer to anybody."""
    query = (
        select(Approval.id, Approval.approved_at, Ticket.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(Ticket.customer_id == customer_id, Approval.withdrawn_at.is_(None))
        .where(Ticket.id.not_in(select(Initiated.ticket_id)))
        .where(Approval.approved_at >= window.since, Approval.approved_at < window.until)
    )
    for row_id, at, ticket_id in session.execute(query):
        yield Source(SourceKind.APPROVAL, row_id, at, ticket_id)


def _replies(session: Session, customer_id: int, window: Window) -> Iterator[Source]:
    """Lines written after an answer of ours had been sent in the same conversation."""
    answered = aliased(Ticket)
    sent_before = (
        exists()
        .where(HandOff.approval_id == Approval.id, Approval.draft_id == Draft.id)
        .where(Draft.ticket_id == answered.id, answered.conversation_id == Message.conversation_id)
        .where(HandOff.sent_at <= Message.occurred_at)
    )
    query = (
        select(Message.id, Message.occurred_at, Ticket.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(Ticket.customer_id == customer_id, sent_before)
        .where(Message.occurred_at >= window.since, Message.occurred_at < window.until)
    )
    for row_id, at, ticket_id in session.execute(query):
        yield Source(SourceKind.MESSAGE, row_id, at, ticket_id)


def _refused(session: Session, customer_id: int, window: Window) -> Iterator[Source]:
    """Texts that a gate stopped. A press by somebody without the right is our affair, not the customer's."""
    query = (
        select(LedgerEntry.id, LedgerEntry.at, Ticket.id)
        .join(Ticket, Ticket.id == LedgerEntry.ticket_id)
        .where(Ticket.customer_id == customer_id, LedgerEntry.event == Event.TEXT_REFUSED.value)
        .where(LedgerEntry.at >= window.since, LedgerEntry.at < window.until)
    )
    for row_id, at, ticket_id in session.execute(query):
        yield Source(SourceKind.LEDGER, row_id, at, ticket_id)
