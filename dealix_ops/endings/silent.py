"""What stayed silent after our closing question is closed together: customers rarely confirm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.drafts import service as drafts
from dealix_ops.endings import case
from dealix_ops.endings.service import Endings
from dealix_ops.errors import OpsError
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import matter_of
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sla.rules import working_days_between
from dealix_ops.tickets.errors import TicketClosed
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move, TicketStatus
from dealix_ops.working_time import service as working_time

SILENT_DAYS = 3
"""Working days after the closing question."""


@dataclass(frozen=True)
class Silent:
    """One ticket of the list; `name` and `company` are foreign text."""

    ticket_id: int
    name: str | None
    company: str | None
    asked_at: datetime
    priority: str


@dataclass(frozen=True)
class Closed:
    """What became of each that was listed."""

    closed: tuple[int, ...] = ()
    wrote: tuple[int, ...] = ()
    ended_before: tuple[int, ...] = ()
    founders: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


def listed(session: Session, inbox: Inbox, *, now: datetime) -> list[Silent]:
    """Longest silence first; a ticket whose customer said yes, or anything else, is not silent."""
    query = (
        select(Ticket, Conversation, Contact.profile_name, Customer.name)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Ticket.status == TicketStatus.WAITING.value, Ticket.closing_inbound_id.is_(None))
        .order_by(Ticket.closing_asked_at, Ticket.id)
    )
    works = working_time.is_open(session)
    return [
        Silent(ticket.id, name, company, ticket.closing_asked_at, ticket.priority)
        for ticket, conversation, name, company in session.execute(query)
        if ticket.closing_asked_at is not None
        and _long_ago(ticket, now, works)
        and not _wrote(session, inbox, ticket, conversation)
    ]


def close_silent(
    session: Session, endings: Endings, ticket_ids: Sequence[int], *, actor: Actor, now: datetime
) -> Closed:
    """Exactly these, and of them those that are silent still; each with its own entry in the ledger.

    Raises MayNotArrange.
    """
    if not allows(actor.role, Act.SEE_LISTS):
        raise errors.MayNotArrange(actor.user_id)
    became: dict[str, list[int]] = {name: [] for name in Closed.__dataclass_fields__}
    for ticket_id in _in_locking_order(session, ticket_ids):
        became[_close_one(session, endings, ticket_id, actor=actor, now=now)].append(ticket_id)
    return Closed(**{name: tuple(sorted(ids)) for name, ids in became.items()})


def _close_one(session: Session, endings: Endings, ticket_id: int, *, actor: Actor, now: datetime) -> str:
    """The field of `Closed` in which it belongs."""
    matter = matter_of(session, ticket_id)
    ticket = matter.ticket
    if ticket.status == TicketStatus.OPEN.value or ticket.closing_inbound_id is not None:
        return "wrote"
    try:
        told = case.allow(session, ticket, matter.conversation, Move.CLOSE_SILENT, actor=actor, now=now)
    except TicketClosed:
        return "ended_before"
    except errors.FounderOnly:
        refused, facts = Event.DECISION_REFUSED, {"refusal": errors.FounderOnly.__name__}
        ledger.record(session, refused, at=now, actor=actor.user_id, ticket_id=ticket_id, facts=facts)
        return "founders"
    except OpsError:
        return "others"
    if _wrote(session, endings.inbox, ticket, matter.conversation):
        return "wrote"
    works = working_time.is_open(session)
    if not _long_ago(ticket, now, works) or drafts.under_way(session, ticket.id) is not None:
        return "others"
    told.note(session, ticket_id=ticket_id, now=now)
    endings.end_silent(session, matter, actor=actor, now=now)
    return "closed"


def _in_locking_order(session: Session, ticket_ids: Sequence[int]) -> list[int]:
    """By conversation, so that two who press at once cannot wait for each other."""
    query = select(Ticket.id).where(Ticket.id.in_(set(ticket_ids)))
    return list(session.scalars(query.order_by(Ticket.conversation_id, Ticket.id)))


def _long_ago(ticket: Ticket, now: datetime, works: Callable[[date], bool]) -> bool:
    asked_at = ticket.closing_asked_at
    return asked_at is not None and working_days_between(asked_at, now, works) >= SILENT_DAYS


def _wrote(session: Session, inbox: Inbox, ticket: Ticket, conversation: Conversation) -> bool:
    """Also what no worker has read yet."""
    seen = max(conversation.answered_through_inbound_id, verdicts.newest_line(session, ticket))
    lines, _ = inbox.newer_lines(session, conversation.key, seen=seen, unprocessed=False)
    return bool(lines)
