"""From what a ticket is about to the text that is proposed for it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import replies
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.compose import compose
from dealix_ops.drafts.facts import About, DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.reading import Voice as Voice
from dealix_ops.drafts.reading import facts_of, words_of
from dealix_ops.drafts.service import Proposal
from dealix_ops.sla import rules as sla_rules
from dealix_ops.sla import service as sla
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


def proposal(
    session: Session,
    ticket: Ticket,
    contact: Contact,
    *,
    about: About,
    voice: Voice,
    last_inbound_id: int,
    now: datetime,
    kind: DraftKind | None = None,
    language: DraftLanguage | None = None,
) -> Proposal:
    """`kind` and `language` are a person's choice; without them what the customer wrote decides."""
    facts = facts_of(session, ticket, contact, about=about, voice=voice, through=last_inbound_id, now=now)
    if language is not None:
        facts = replace(facts, language=language)
    chosen = kind or kind_now(session, ticket, through=last_inbound_id)
    composed = compose(chosen, facts)
    return Proposal(chosen, composed.text, last_inbound_id, composed.promised_by, facts.language)


def kind_now(session: Session, ticket: Ticket, *, through: int) -> DraftKind:
    """A first response until one reached the customer, and never again in this ticket; to a nod, nothing."""
    lines = words_of(session, ticket, through=through)
    said = [line.text for line in lines]
    # A voice note beside a «تمام» may hold anything, and what somebody called graver is no nod.
    readable = all(text.strip() for text in said)
    answered = is_answered(session, ticket)
    if readable and replies.is_nod(said) and (answered or ticket.priority == Priority.P3.value):
        return DraftKind.NONE
    if not answered:
        return DraftKind.FIRST_RESPONSE
    return DraftKind.UPDATE if readable and replies.is_nudge(said) else DraftKind.ANSWER


def is_answered(session: Session, ticket: Ticket) -> bool:
    """By an approved text, or by a call or an answer from elsewhere that met the clock."""
    first = sla.clocks(session, ticket.id)[sla_rules.Metric.FIRST_RESPONSE]
    if first.met_at is not None:
        return True
    # Raised by a person after its answer, it owes a first response once more.
    owed = first.running and drafts.first_response_waits(session, ticket.id)
    return drafts.was_answered(session, ticket.id) and not owed
