"""«بلّغ عنها أيضاً»: people of one customer who report the same share a card, and nothing else.

Each keeps their own ticket, clocks, draft and approval. Called under the conversation's lock; the customer's
lock comes after it, so that two reports at one moment find each other.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import customers, persons
from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.judging import verdicts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.matters import rules
from dealix_ops.matters.errors import NotShared
from dealix_ops.matters.rules import Told
from dealix_ops.ports.work import Outbox
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Matter, Ticket
from dealix_ops.tickets.showing import live_of
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Meaning, Priority, Topic


@dataclass(frozen=True)
class Joined:
    """`rings`: graver than everybody before, or on a card on which nothing waited any more."""

    rings: bool


@dataclass(frozen=True)
class Joining:
    """`channel` is the Slack channel where the cards stand."""

    outbox: Outbox
    channel: str

    def by_itself(self, session: Session, ticket: Ticket, *, now: datetime) -> Joined | None:
        """None where it stays on its own card, or shared one before. What somebody took apart stays so."""
        if ticket.needs_listen:
            self._to_be_heard(session, ticket, now)
            return None
        own = told_of(session, ticket)
        if ticket.matter_id is not None or ticket.customer_id is None or ticket.status not in LIVE:
            return None
        if own is None or not rules.names_a_matter(own) or was_taken_out(session, ticket):
            return None
        customers.locked(session, ticket.customer_id)
        other = self._same(session, ticket, own)
        if other is None:
            return None
        before = live_of(session, other.matter_id) if other.matter_id else [other]
        self.together(session, ticket, other, actor=ledger.SYSTEM, now=now)
        ranks = [Priority(one.priority).rank for one in before]
        graver = own.priority.rank < min(ranks, default=own.priority.rank)
        return Joined(rings=graver or not any(drafts.waits(session, one.id) for one in before))

    def together(
        self, session: Session, ticket: Ticket, other: Ticket, *, actor: str, now: datetime
    ) -> Matter:
        """One card for both, the one that stands already or that of the earlier report.

        Under the customer's lock; the caller made sure that both are this customer's. Whoever calls shows
        `ticket`; the card of the other is asked for here.
        """
        matter_id = other.matter_id or ticket.matter_id
        if matter_id is None:
            first = min(ticket, other, key=lambda one: (one.opened_at, one.id))
            matter = Matter(
                customer_id=ticket.customer_id, lead_ticket_id=first.id, opened_at=first.opened_at
            )
            session.add(matter)
            session.flush()
        else:
            matter = session.get_one(Matter, matter_id)
        for one in (other, ticket):
            if one.matter_id != matter.id:
                _put(session, matter, one, actor=actor, now=now)
        session.flush()
        tickets.show(session, other, channel=self.channel, outbox=self.outbox, now=now)
        return matter

    def take_out(self, session: Session, ticket: Ticket, *, actor: str, now: datetime) -> None:
        """Into a card of its own, which rings; the others go on together. Raises NotShared."""
        matter_id = ticket.matter_id
        if matter_id is None:
            raise NotShared(f"ticket {ticket.id} shares no card")
        ticket.matter_id = ticket.joined_at = ticket.joined_by = None
        facts = {"matter": matter_id}
        ledger.record(session, Event.TICKET_LEFT, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
        session.flush()
        outbox, channel = self.outbox, self.channel
        tickets.show(session, ticket, channel=channel, outbox=outbox, now=now, fresh=True)
        for one in live_of(session, matter_id)[:1]:
            tickets.show(session, one, channel=channel, outbox=outbox, now=now)

    def _to_be_heard(self, session: Session, ticket: Ticket, now: datetime) -> None:
        """What nobody can read needs the buttons of a card of its own."""
        if ticket.matter_id is None:
            return
        if session.get_one(Matter, ticket.matter_id).lead_ticket_id != ticket.id:
            self.take_out(session, ticket, actor=ledger.SYSTEM, now=now)

    def _same(self, session: Session, ticket: Ticket, own: Told) -> Ticket | None:
        """The earliest live report of the same by another person of this customer."""
        contact_id = session.get_one(Conversation, ticket.conversation_id).contact_id
        query = (
            select(Ticket)
            .join(Conversation, Conversation.id == Ticket.conversation_id)
            .where(
                Ticket.customer_id == ticket.customer_id,
                Ticket.status.in_(LIVE),
                Conversation.contact_id.not_in(persons.of(session, contact_id)),
                Ticket.opened_at.between(own.opened_at - rules.WITHIN, own.opened_at + rules.WITHIN),
            )
            .order_by(Ticket.opened_at, Ticket.id)
            # One that is being changed is left out: it looks for us when it is processed next.
            .with_for_update(skip_locked=True, of=Ticket)
        )
        for one in session.scalars(query.execution_options(populate_existing=True)):
            told = told_of(session, one)
            # Behind an earlier card nobody could hear it.
            if one.needs_listen and (ticket.opened_at, ticket.id) < (one.opened_at, one.id):
                continue
            if told is not None and rules.is_same(told, own) and not was_taken_out(session, one):
                return one
        return None


def told_of(session: Session, ticket: Ticket) -> Told | None:
    """None for an alert, which nobody told."""
    matter = verdicts.matter(session, ticket)
    if matter is None:
        return None
    return Told(Topic(matter.topic), Meaning(matter.meaning), Priority(ticket.priority), ticket.opened_at)


def was_taken_out(session: Session, ticket: Ticket) -> bool:
    """By somebody, and not put back since."""
    return (
        ticket.matter_id is None and ledger.last(session, Event.TICKET_LEFT, ticket_id=ticket.id) is not None
    )


def _put(session: Session, matter: Matter, ticket: Ticket, *, actor: str, now: datetime) -> None:
    ticket.matter_id, ticket.joined_at, ticket.joined_by = matter.id, now, actor
    facts = {"matter": matter.id, "lead_ticket": matter.lead_ticket_id}
    ledger.record(session, Event.TICKET_JOINED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
