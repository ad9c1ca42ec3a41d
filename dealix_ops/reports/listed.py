"""What the list of new tickets shows that stand in no card of their own."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.reports import alert_cards
from dealix_ops.reports.alert_cards import AlertCardView, CardView
from dealix_ops.reports.initiated import InitiatedView
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import TicketStatus

FIRST = 10
"""More lines are no list any more on a phone."""


@dataclass(frozen=True)
class ListedView:
    """`first` of `count`: the gravest, and of these the oldest."""

    count: int
    first: tuple[CardView, ...]


def listed(session: Session, ticket_ids: Collection[int]) -> ListedView:
    query = select(Ticket.id).where(Ticket.id.in_(ticket_ids))
    ordered = query.order_by(Ticket.priority, Ticket.opened_at, Ticket.id).limit(FIRST)
    first = [alert_cards.card_of(session, ticket_id) for ticket_id in session.scalars(ordered).all()]
    return ListedView(len(ticket_ids), tuple(first))


def waits(view: CardView) -> bool:
    """Whether it still wants a place of its own: it ended, was decided or shares a card, or none of these."""
    if isinstance(view, AlertCardView):
        return view.resolved_at is None
    if isinstance(view, InitiatedView):
        return view.waits
    if view.joined_to is not None:
        return False
    status = view.draft.status if view.draft is not None else None
    undecided = status in (None, DraftStatus.REJECTED.value) and view.status is TicketStatus.OPEN
    return undecided or status == DraftStatus.PROPOSED.value
