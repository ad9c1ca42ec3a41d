"""Every matter that waits for one of us, with its clocks: a few queries, whatever lies closed behind them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, union
from sqlalchemy.orm import Session, aliased

from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.promises import service as promises
from dealix_ops.reports import waiting
from dealix_ops.sla import next_reply
from dealix_ops.sla.awaited import ASK_NOTHING
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import NOT_MET, AppliedSla
from dealix_ops.sla.rules import Due, Metric, strictest
from dealix_ops.sla.service import due_of
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing, TicketStatus
from dealix_ops.vocabulary import Priority, Source

_LIVE_IDS = select(Ticket.id).where(Ticket.status.in_(LIVE))
_DRAFTED_IDS = select(Draft.ticket_id).where(Draft.status == DraftStatus.PROPOSED.value)


@dataclass(frozen=True)
class Standing:
    """`person` and `company` are foreign text. `dues` are the clocks that run for us.

    `waits_since` is the oldest line that asks for an answer, told of a conversation's newest ticket only;
    `window_until` is None where WhatsApp's window is closed or never was; `drafted`: a text waits for a yes.
    """

    ticket_id: int
    priority: Priority
    live: bool
    source: Source
    person: str | None
    company: str | None
    dues: tuple[Due, ...] = ()
    waits_since: datetime | None = None
    window_until: datetime | None = None
    drafted: bool = False

    @property
    def due(self) -> Due | None:
        """What somebody waits for; the resolution only where nothing else runs."""
        answers = (due for due in self.dues if due.metric is not Metric.RESOLUTION)
        return strictest(answers) or strictest(self.dues)

    @property
    def promise(self) -> Due | None:
        """The time that a sent text named, until the next one is sent."""
        return next((due for due in self.dues if due.metric is Metric.PROMISE), None)

    def late(self, now: datetime) -> Due | None:
        """Of what is past due, the longest."""
        return strictest(due for due in self.dues if now > due.due_at)


def standings(session: Session, *, now: datetime) -> list[Standing]:
    """Live tickets, and closed prospects' whose answer waits for a yes; the gravest first, then as opened."""
    return sorted(_standings(session, now), key=lambda one: (one.priority.rank, one.ticket_id))


def _standings(session: Session, now: datetime) -> Iterator[Standing]:
    running, asking, drafted = _running(session), _asking(session), _drafted(session)
    windows, calendars = waiting.open_windows(session, now=now), Calendars(session)
    promised = promises.of_live(session)
    query = (
        select(Ticket, Conversation, Contact.profile_name, Customer.name)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Ticket.id.in_(union(_LIVE_IDS, _DRAFTED_IDS)))
        .order_by(Ticket.id.desc())
    )
    for ticket, conversation, person, company in session.execute(query):
        live = ticket.status in LIVE
        if not live and not (ticket.id in drafted and ticket.closed_as == Closing.PROSPECT.value):
            continue
        alert = conversation.source == Source.SENTRY.value
        # Newest first, so the conversation's lines go with the first ticket of it; alerts ask for no answer.
        since = asking.pop(conversation.id, None) if live and not alert else None
        if ticket.closing_inbound_id is not None:
            since = None
        yield Standing(
            ticket_id=ticket.id,
            priority=Priority(ticket.priority),
            live=live,
            source=Source(conversation.source),
            person=person,
            company=company,
            dues=(
                *_dues(ticket, running[ticket.id], since, calendars, alert=alert),
                *([promised[ticket.id]] if ticket.id in promised else []),
            ),
            waits_since=since,
            window_until=windows.get(conversation.split_from_id or conversation.id),
            drafted=ticket.id in drafted,
        )


def _dues(
    ticket: Ticket, running: list[Due], since: datetime | None, calendars: Calendars, *, alert: bool
) -> Iterator[Due]:
    """What waits for the customer, or for Sentry's word, is no delay of ours."""
    ends_by_us = ticket.status == TicketStatus.OPEN.value and not alert
    ours = (due for due in running if due.paused_at is None)
    yield from (due for due in ours if ends_by_us or due.metric is not Metric.RESOLUTION)
    if since is not None and all(due.metric is not Metric.FIRST_RESPONSE for due in running):
        line, priority = next_reply.Waiting(since), Priority(ticket.priority)
        reply = next_reply.next_reply(
            [line], priority=priority, counting=calendars, needs_listen=ticket.needs_listen
        )
        yield from (reply,) if reply is not None else ()


def _running(session: Session) -> dict[int, list[Due]]:
    query = select(AppliedSla).where(
        AppliedSla.ticket_id.in_(_LIVE_IDS), NOT_MET, AppliedSla.void_as.is_(None)
    )
    found: dict[int, list[Due]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.ticket_id].append(due_of(row))
    return found


def _asking(session: Session) -> dict[int, datetime]:
    """By conversation: its oldest line without an answer that asks for one."""
    live = select(Ticket.conversation_id).where(Ticket.status.in_(LIVE))
    # One look into an index for each: no plan may read the messages of years. Without the group PostgreSQL
    # looks for the minimum in the index of times, from the oldest message on.
    oldest = (
        select(func.min(Message.occurred_at))
        .where(
            Message.conversation_id == Conversation.id,
            Message.inbound_id > Conversation.answered_through_inbound_id,
            Message.kind.not_in(ASK_NOTHING),
        )
        .group_by(Message.conversation_id)
        .scalar_subquery()
    )
    rows = session.execute(select(Conversation.id, oldest).where(Conversation.id.in_(live)))
    found: dict[int, datetime | None] = {row[0]: row[1] for row in rows}
    return {conversation_id: since for conversation_id, since in found.items() if since is not None}


def _drafted(session: Session) -> set[int]:
    """Tickets whose newest draft is undecided."""
    newer = aliased(Draft)
    overtaken = exists().where(newer.ticket_id == Draft.ticket_id, newer.id > Draft.id)
    return set(session.scalars(_DRAFTED_IDS.where(~overtaken)))
