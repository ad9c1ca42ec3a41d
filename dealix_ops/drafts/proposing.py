"""From what a ticket is about to the text that is proposed for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.compose import About, DraftFacts, compose_answer, compose_first_response
from dealix_ops.drafts.service import DraftKind, Proposal
from dealix_ops.sla import rules as sla_rules
from dealix_ops.sla import service as sla
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Voice:
    """What a draft may say of us."""

    speaker_name: str | None
    on_call_phone: str | None


def proposal(
    session: Session,
    ticket: Ticket,
    contact: Contact,
    *,
    about: About,
    voice: Voice,
    last_inbound_id: int,
    now: datetime,
) -> Proposal:
    """For the ticket's priority and clocks as they stand; a first response until one was approved."""
    facts = DraftFacts(
        priority=Priority(ticket.priority),
        meaning=about.meaning,
        p0_sound=about.p0_sound,
        topic=about.topic,
        formal=about.formal,
        contact_name=contact.profile_name,
        speaker_name=voice.speaker_name,
        on_call_phone=voice.on_call_phone,
        frozen=False,
        now=now,
        due_at=sla.clocks(session, ticket.id)[sla_rules.Metric.FIRST_RESPONSE].due_at,
    )
    answered = drafts.was_answered(session, ticket.id)
    composed = compose_answer(facts) if answered else compose_first_response(facts)
    kind = DraftKind.ANSWER if answered else DraftKind.FIRST_RESPONSE
    return Proposal(kind, composed.text, last_inbound_id, composed.promised_by)
