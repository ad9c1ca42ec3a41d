"""What was approved at night and is given in the morning, for the lists in which somebody may look for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.drafts.models import Draft
from dealix_ops.sending import under_way
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class KeptText:
    """`person` and `company` are foreign text."""

    ticket_id: int
    person: str | None
    company: str | None
    until: datetime


def kept(session: Session) -> tuple[KeptText, ...]:
    """As approved."""
    query = (
        select(Ticket.id, Contact.profile_name, Customer.name, HandOff.morning_at)
        .join(Draft, Draft.ticket_id == Ticket.id)
        .join(Approval, Approval.draft_id == Draft.id)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Approval.id.in_(under_way.UNTIL_MORNING), under_way.waits())
        .order_by(Approval.id)
    )
    return tuple(
        KeptText(ticket_id, person, company, until)
        for ticket_id, person, company, until in session.execute(query)
        if until is not None
    )
