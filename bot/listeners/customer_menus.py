"""Customers to choose from: those suggested for one ticket, and the newest."""

from sqlalchemy.orm import Session

from bot.blocks import customer_modals
from bot.blocks.customer_modals import AskState, Choice
from bot.blocks.text import Block
from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.reports.customer_suggestions import suggest
from dealix_ops.tickets.models import Ticket


def choices(session: Session) -> list[Choice]:
    newest = customers.newest(session, limit=customer_modals.MENU_LIMIT)
    return [Choice(customer.id, customer.name) for customer in newest]


def link_modal(session: Session, ticket_id: int, channel: str) -> Block:
    """Of a ticket that is none too: the submission says so, as it does when the ticket is gone meanwhile."""
    ticket = session.get(Ticket, ticket_id)
    linked_id = ticket.customer_id if ticket else None
    linked = session.get(Customer, linked_id) if linked_id is not None else None
    return customer_modals.link(
        AskState(ticket_id, None, channel, linked_id),
        [choice for choice in choices(session) if choice.customer_id != linked_id],
        suggested=suggest(session, ticket) if ticket else (),
        linked_to=linked.name if linked else None,
    )
