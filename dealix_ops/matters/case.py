"""What merging and splitting look at first, and what both do to a ticket whose lines changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.proposing import Voice, proposal
from dealix_ops.endings.errors import AnswerOnItsWay, NeedsListening, TextOfPerson
from dealix_ops.judging import verdicts
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.rules import classify
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Source


@dataclass(frozen=True)
class Hand:
    """Who rearranges, when, and with what: `channel` is where the cards stand."""

    outbox: Outbox
    channel: str
    voice: Voice
    actor: Actor
    now: datetime


def may_arrange(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not allows(actor.role, Act.MERGE):
        raise errors.MayNotArrange(actor.user_id)


def refuse_busy(session: Session, ticket: Ticket) -> None:
    """Raises NeedsListening, and AnswerOnItsWay where a text is approved and not said to be sent."""
    refuse_unheard(ticket)
    under_way = drafts.under_way(session, ticket.id)
    if under_way is not None:
        raise AnswerOnItsWay(f"draft {under_way} was approved")


def refuse_unheard(ticket: Ticket) -> None:
    """What nobody can read needs the buttons of a card of its own. Raises NeedsListening."""
    if ticket.needs_listen:
        raise NeedsListening(f"ticket {ticket.id} holds what nobody heard")


def refuse_written(session: Session, ticket: Ticket) -> None:
    """Whoever wrote a text that waits had other lines in front of them. Raises TextOfPerson."""
    if drafts.is_by_person(session, ticket.id):
        raise TextOfPerson(f"one of us wrote an answer to ticket {ticket.id} that waits")


def refuse_alert(conversation: Conversation) -> None:
    """Raises ButtonUnknown: nobody wrote an alert, and no card of one offers this."""
    if conversation.source == Source.SENTRY.value:
        raise errors.ButtonUnknown("an alert is no customer's words")


def unjudged(session: Session, conversation: Conversation) -> list[Message]:
    """What waits for an answer and no founder weighed."""
    block = contacts.unanswered_block(session, conversation)
    return [line for line in block if line.inbound_id > conversation.judged_through_inbound_id]


def read(lines: list[Message]) -> Verdict | None:
    if not lines:
        return None
    return classify([line.text for line in lines], secret_found=any(line.secret_found for line in lines))


def draft_anew(session: Session, ticket: Ticket, conversation: Conversation, hand: Hand) -> None:
    """For the lines as they stand now; what a person wrote is left alone."""
    contact = session.get_one(Contact, conversation.contact_id)
    reading = verdicts.matter(session, ticket)
    if reading is None:
        return
    made = proposal(
        session,
        ticket,
        contact,
        about=verdicts.about(reading),
        voice=hand.voice,
        last_inbound_id=verdicts.newest_line(session, ticket),
        now=hand.now,
    )
    drafts.propose(session, ticket.id, made, now=hand.now, contact_key=contact.ledger_key)
