"""What the card of a message that answers nobody shows, and the week's and the month's lists."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Conversation, Customer
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.initiated import rules, service
from dealix_ops.initiated.rules import IsOpen
from dealix_ops.proof.models import ProofPack
from dealix_ops.reports import draft_views, people
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.reports.people import Who
from dealix_ops.sending import initiating
from dealix_ops.sending.models import Approval, HandOff, Initiated
from dealix_ops.sending.occasions import Barrier, Occasion, Over
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class InitiatedView:
    """`newer` counts the customer's lines since the text; `barrier` is what forbids it at this moment, but
    for the hour of the day; `sent_at` a person's word that it left.
    """

    ticket_id: int
    version: int
    customer_id: int
    occasion: Occasion
    due_on: date
    until: date
    who: Who
    draft: DraftView
    over: Over | None
    barrier: Barrier | None
    newer: int
    monthly_sar: int | None
    sent_by: str | None
    sent_at: datetime | None
    priority: Priority = Priority.P3

    @property
    def waits(self) -> bool:
        return self.over is None and self.draft.status == DraftStatus.PROPOSED.value


@dataclass(frozen=True)
class CheckIn:
    """`on` is the day proposed for a call, None where the week is full and for a `written` summary;
    `ticket_id` its card's, if it has one.
    """

    customer_id: int
    name: str
    on: date | None
    ticket_id: int | None
    written: bool = False


@dataclass(frozen=True)
class PackDue:
    """A customer without a Proof Pack of this month; `newest_on` is None before any."""

    customer_id: int
    name: str
    newest_on: date | None


def card(session: Session, ticket_id: int) -> InitiatedView | None:
    """None for the ticket of a customer or an alert."""
    row, ticket = session.get(Initiated, ticket_id), session.get_one(Ticket, ticket_id)
    draft = drafts.latest(session, ticket_id)
    if row is None or draft is None:
        return None
    version = drafts.version_of(session, draft.id, draft.version)
    shown = draft_views.in_modal(session, version.token)
    if shown is None:
        return None
    conversation = session.get_one(Conversation, ticket.conversation_id)
    sent, kept = _sent(session, draft), draft_views.kept_of(session, draft_views.hand_off_of(session, draft))
    return InitiatedView(
        ticket_id=ticket_id,
        version=ticket.card_version,
        customer_id=row.customer_id,
        occasion=Occasion(row.occasion),
        due_on=row.due_on,
        until=row.until,
        who=people.who(session, ticket, conversation),
        draft=replace(shown, kept=kept),
        over=Over(row.over_as) if row.over_as else None,
        barrier=initiating.barrier(session, row, conversation, now=None),
        newer=len(initiating.since(session, row.customer_id, version.last_inbound_id)),
        monthly_sar=session.get_one(Customer, row.customer_id).monthly_sar,
        sent_by=sent.sent_by if sent else None,
        sent_at=sent.sent_at if sent else None,
    )


def check_ins(session: Session, today: date, is_open: IsOpen) -> list[CheckIn]:
    """Of this week: calls with a day for each, then summaries."""
    found = service.check_ins(session, today)
    calls = [one for one in found if one[1].occasion is Occasion.CHECK_IN]
    placed = rules.spread(calls, today, is_open)
    written = [(None, one) for one in found if one[1].occasion is Occasion.SUMMARY]
    return [
        CheckIn(
            customer.id,
            customer.name,
            on,
            _ticket_of(service.of_occasion(session, customer.id, due)),
            written=due.occasion is Occasion.SUMMARY,
        )
        for on, (customer, due) in [*placed, *written]
    ]


def packs_due(session: Session, today: date) -> list[PackDue]:
    """Of customers we serve, by name."""
    month = today.replace(day=1)
    newest = dict(_newest_packs(session))
    everybody = service.served(session, today)
    due = (PackDue(one.id, one.name, newest.get(one.id)) for one in everybody)
    return sorted(
        (one for one in due if one.newest_on is None or one.newest_on < month), key=lambda one: one.name
    )


def _newest_packs(session: Session) -> Iterable[tuple[int, date]]:
    query = select(ProofPack.customer_id, ProofPack.made_at).order_by(ProofPack.made_at)
    return ((customer_id, riyadh(made_at).date()) for customer_id, made_at in session.execute(query))


def _ticket_of(row: Initiated | None) -> int | None:
    return row.ticket_id if row is not None else None


def _sent(session: Session, draft: Draft) -> HandOff | None:
    query = (
        select(HandOff)
        .join(Approval, Approval.id == HandOff.approval_id)
        .where(Approval.draft_id == draft.id, Approval.withdrawn_at.is_(None), HandOff.sent_at.is_not(None))
    )
    return session.scalars(query.limit(1)).first()
