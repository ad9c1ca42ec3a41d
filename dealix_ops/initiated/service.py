"""Propose a message that answers nobody, once for its occasion; and say when nobody needs it any more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.customer_success import service as success
from dealix_ops.customer_success.rules import week_of
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.reading import Voice
from dealix_ops.drafts.service import DraftKind, DraftStatus, Proposal
from dealix_ops.initiated import reading, recipients, rules, texts
from dealix_ops.initiated.rules import Due, IsOpen, Rhythm
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import initiating
from dealix_ops.sending.models import Initiated
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Closing, TicketStatus
from dealix_ops.vocabulary import Priority, Source

CARRIER = "initiated"
"""What stands where a closed ticket has a person's reason: nobody opened it, it only holds the text."""


@dataclass(frozen=True)
class Proposing:
    """`channel` is the Slack channel in which the cards stand."""

    outbox: Outbox
    inbox: Inbox
    channel: str
    voice: Voice

    def propose(
        self, session: Session, customer_id: int, due: Due, *, now: datetime, line: str | None = None
    ) -> int | None:
        """The ticket that carries it; None where the occasion has one, or there is nobody to write to.

        Nothing is made in a freeze: the next working day asks again while it is of use.
        """
        customer = customers.locked(session, customer_id)
        found = recipients.choose(session, customer_id, due.occasion)
        if found is None or of_occasion(session, customer_id, due) is not None:
            return None
        if initiating.is_frozen(session, customer_id, found.means):
            return None
        place = self.inbox.place(session, now=now)
        ticket = _carrier(session, customer, _conversation(session, found.contact, found.source, now), now)
        row = Initiated(
            ticket_id=ticket.id,
            customer_id=customer_id,
            occasion=due.occasion.value,
            due_on=due.due_on,
            until=due.until,
            renews_on=customer.renews_on if due.due_on == customer.renews_on else None,
            told_inbound_id=place,
            made_at=now,
        )
        session.add(row)
        session.flush()
        facts = reading.facts_of(session, customer, found.contact, due, voice=self.voice, now=now)
        said = texts.compose(due.occasion, replace(facts, line=line))
        proposal = Proposal(DraftKind.UPDATE, said, place, None, facts.language)
        ledger.record(
            session,
            Event.INITIATED,
            at=now,
            ticket_id=ticket.id,
            facts={"customer": customer_id, "occasion": row.occasion, "due_on": due.due_on.isoformat()},
        )
        drafts.propose(session, ticket.id, proposal, now=now, contact_key=found.contact.ledger_key)
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now)
        return ticket.id

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Cards that say less than is known: the occasion is over, or the customer wrote since."""
        return [row.ticket_id for row in _standing(session) if self._news(session, row, now) is not None]

    def renew(self, session: Session, ticket_id: int, *, now: datetime) -> None:
        """Once: two clocks may come here at the same moment."""
        ticket = session.get_one(Ticket, ticket_id)
        contacts.locked(session, ticket.conversation_id)
        row = session.get_one(Initiated, ticket_id, populate_existing=True)
        news = self._news(session, row, now)
        if news is None or row.over_as is not None:
            return
        row.told_inbound_id = news.newest
        if news.over is not None:
            _end(session, row, news.over, now)
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now)

    def _news(self, session: Session, row: Initiated, now: datetime) -> "News | None":
        conversation = _conversation_of(session, row)
        over = initiating.over(session, row, conversation, today=riyadh(now).date())
        newest = _newest_line(session, row.customer_id)
        if over is None and newest <= row.told_inbound_id:
            return None
        return News(over.value if over else None, max(newest, row.told_inbound_id))


@dataclass(frozen=True)
class News:
    """What became known of a message that waits: why it is over, and the customer's newest line."""

    over: str | None
    newest: int


def of_occasion(session: Session, customer_id: int, due: Due) -> Initiated | None:
    query = select(Initiated).where(
        Initiated.customer_id == customer_id,
        Initiated.occasion == due.occasion.value,
        Initiated.due_on == due.due_on,
    )
    return session.scalars(query).one_or_none()


def due_today(session: Session, today: date, is_open: IsOpen) -> Iterator[tuple[int, Due]]:
    """Renewals and reviews that this working day must take care of, by customer."""
    reached = rules.reach(today, is_open)
    if reached is None:
        return
    for customer in served(session, today):
        if customer.renews_on is not None:
            renewal = rules.renewal(customer.renews_on, today, reached)
            if renewal is not None:
                yield customer.id, renewal
        if customer.contract_on is not None:
            review = rules.review(customer.contract_on, today, reached)
            if review is not None:
                yield customer.id, review


def check_ins(session: Session, today: date) -> list[tuple[Customer, Due]]:
    """Calls and summaries of this week, by each customer's rhythm; at risk first, then by the contract."""
    week_on, risky = week_of(today), success.risky(session, today)
    found = []
    for customer in served(session, today):
        began, rhythm = customer.contract_on or riyadh(customer.created_at).date(), customer.check_in
        due = (
            rules.check_in(Rhythm(rhythm), week_on, began)
            if rhythm is not None
            else rules.by_itself(week_on, began, risky=customer.id in risky, place=customer.id)
        )
        if due is not None:
            found.append((customer, due))
    return sorted(found, key=lambda one: (one[0].id not in risky, one[0].renews_on or date.max, one[0].name))


def served(session: Session, today: date) -> list[Customer]:
    """With whom something is agreed that did not end long ago."""
    everybody = session.scalars(select(Customer).order_by(Customer.id))
    return [one for one in everybody if rules.is_served(one.contract_on, one.bundle_id, one.renews_on, today)]


def _standing(session: Session) -> list[Initiated]:
    """Those that wait for a decision."""
    waiting = select(Draft.ticket_id).where(Draft.status == DraftStatus.PROPOSED.value)
    query = select(Initiated).where(Initiated.over_as.is_(None), Initiated.ticket_id.in_(waiting))
    return list(session.scalars(query.order_by(Initiated.ticket_id)))


def _newest_line(session: Session, customer_id: int) -> int:
    query = (
        select(func.max(Message.inbound_id))
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.customer_id == customer_id)
    )
    return session.scalar(query) or 0


def _end(session: Session, row: Initiated, why: str, now: datetime) -> None:
    row.over_as, row.over_at = why, now
    draft = drafts.latest(session, row.ticket_id)
    if draft is not None and draft.status == DraftStatus.PROPOSED.value:
        draft.status = DraftStatus.NO_REPLY_NEEDED.value
        draft.decided_by, draft.decided_at = ledger.SYSTEM, now
    facts = {"customer": row.customer_id, "occasion": row.occasion, "why": why}
    ledger.record(session, Event.INITIATED_OVER, at=now, ticket_id=row.ticket_id, facts=facts)


def _conversation_of(session: Session, row: Initiated) -> Conversation:
    return session.get_one(Conversation, session.get_one(Ticket, row.ticket_id).conversation_id)


def _conversation(session: Session, contact: Contact, source: Source, now: datetime) -> Conversation:
    """Beside the one into which this person writes, so that what they write is seen from here."""
    query = select(Conversation).where(
        Conversation.contact_id == contact.id,
        Conversation.source == source.value,
        Conversation.split_from_id.is_(None),
        Conversation.key.not_like(f"{CARRIER}:%"),
    )
    root = session.scalars(query.order_by(Conversation.id.desc()).limit(1)).first()
    key = f"{CARRIER}:{source.value}:{contact.id}"
    address = root.our_address if root is not None else None
    found = contacts.conversation(session, key, source=source, contact=contact, our_address=address, now=now)
    found.split_from_id = root.id if root is not None else None
    session.flush()
    return found


def _carrier(session: Session, customer: Customer, conversation: Conversation, now: datetime) -> Ticket:
    """No clock, no reading, no line: it is nobody's matter, and every list of open ones passes it by."""
    ticket = Ticket(
        conversation_id=conversation.id,
        customer_id=customer.id,
        status=TicketStatus.RESOLVED.value,
        priority=Priority.P3.value,
        needs_listen=False,
        opened_at=now,
        card_version=0,
        resolved_at=now,
        closed_as=Closing.OTHER.value,
        closed_why=CARRIER,
    )
    session.add(ticket)
    session.flush()
    return ticket
