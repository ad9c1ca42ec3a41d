"""A customer's words whole, for the person who asked to see what the card masks and cuts."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.reports import people
from dealix_ops.reports.people import Line
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class FullText:
    """Secrets were masked before they were stored; phones and addresses were not."""

    ticket_id: int
    lines: tuple[Line, ...]


def of_ticket(session: Session, ticket_id: int) -> FullText:
    ticket = session.get_one(Ticket, ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    return FullText(ticket_id, people.lines(session, ticket, conversation))
