"""The answer that a customer waits for, read from a ticket's rows: the first, and after it the next."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.sla import next_reply as rules
from dealix_ops.sla import service as sla
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority, Source

ASK_NOTHING = ("reaction", "revoke")


def next_reply(session: Session, ticket: Ticket, conversation: Conversation) -> Due | None:
    """The age of the oldest line without an answer; thanks, and a reaction, wait for none."""
    if ticket.status not in LIVE or ticket.closing_inbound_id is not None:
        return None
    block = contacts.unanswered_block(session, conversation)
    lines = [rules.Waiting(line.occurred_at, asks=line.kind not in ASK_NOTHING) for line in block]
    return rules.next_reply(
        lines,
        priority=Priority(ticket.priority),
        counting=Calendars(session),
        needs_listen=ticket.needs_listen,
    )


def may_wait() -> ColumnElement[bool]:
    """Of tickets: all that anything below can be asked of. Most live ones only wait for their end."""
    runs = exists().where(
        AppliedSla.ticket_id == Ticket.id,
        AppliedSla.metric.in_((Metric.FIRST_RESPONSE.value, Metric.LISTEN.value)),
        AppliedSla.met_at.is_(None),
        AppliedSla.void_as.is_(None),
    )
    unanswered = exists().where(
        Conversation.id == Ticket.conversation_id,
        Message.conversation_id == Conversation.id,
        Message.inbound_id > Conversation.answered_through_inbound_id,
    )
    return or_(runs, unanswered)


def answer(session: Session, ticket: Ticket) -> Due | None:
    """What the customer waits to hear: the first response, else the next reply.

    That is of the conversation's newest ticket: its lines are no breach of an older one.
    """
    first = first_response(session, ticket)
    if first is not None:
        return first
    conversation = session.get_one(Conversation, ticket.conversation_id)
    newest = tickets.open_of(session, ticket.conversation_id)
    # Nobody answers an alert: whoever took it did all there is to be late with.
    if conversation.source == Source.SENTRY.value or newest is None or newest.id != ticket.id:
        return None
    return next_reply(session, ticket, conversation)


def first_response(session: Session, ticket: Ticket) -> Due | None:
    """None once it was given, or counts no more."""
    due = sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE)
    return due if due is not None and due.running else None


def first_responses(session: Session, ticket_ids: Collection[int]) -> dict[int, Due]:
    """By ticket, of those to whom it is still owed."""
    query = select(AppliedSla).where(
        AppliedSla.ticket_id.in_(ticket_ids), AppliedSla.metric == Metric.FIRST_RESPONSE.value
    )
    found = {row.ticket_id: sla.due_of(row) for row in session.scalars(query)}
    return {ticket_id: due for ticket_id, due in found.items() if due.running}


def listening(session: Session, ticket: Ticket) -> Due | None:
    """None where somebody opened it, or there is nothing to open."""
    due = sla.clocks(session, ticket.id).get(Metric.LISTEN)
    return due if due is not None and due.running else None
