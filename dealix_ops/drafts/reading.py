"""From a ticket's rows to the facts of its next draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.asked import (
    Asked,
    asked_in,
    bundles_in,
    greets_with_peace,
    still_asks,
    wants_a_change,
    wants_to_leave,
)
from dealix_ops.drafts.facts import About, DraftFacts
from dealix_ops.drafts.language import DraftLanguage, language_of
from dealix_ops.drafts.matter import Named, is_about_signing_in, is_late, named_in
from dealix_ops.sla import rules as sla_rules
from dealix_ops.sla import service as sla
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Meaning, Priority, Risk, Source, Topic

REMEMBERED = 20
"""Lines of the conversation from which the customer's language is read."""


# Built once: it stands between a press and its acknowledgement.
_VERDICTS = select(TriageVerdict.verdict).where(
    TriageVerdict.ticket_id == bindparam("ticket_id"),
    TriageVerdict.through_inbound_id > bindparam("through"),
)
_OF_ANY_MEANING = (Asked.CANCELLING, Asked.GREETING, Asked.NOTICE)


@dataclass(frozen=True)
class Voice:
    """What a draft may say of us."""

    speaker_name: str | None
    on_call_phone: str | None


def words_of(session: Session, ticket: Ticket, *, through: int) -> list[Message]:
    """The unanswered lines up to `through`; where all are answered, those of the ticket.

    What a text on its way answers is not answered once more.
    """
    conversation = session.get_one(Conversation, ticket.conversation_id)
    block = [line for line in contacts.unanswered_block(session, conversation) if line.inbound_id <= through]
    answered = drafts.under_way_through(session, ticket.id)
    if block:
        return [line for line in block if line.inbound_id > answered] or block
    query = select(Message).where(Message.ticket_id == ticket.id, Message.inbound_id <= through)
    return list(session.scalars(query.order_by(Message.inbound_id)))


def language(session: Session, ticket: Ticket) -> DraftLanguage:
    """The last clear one of the conversation: a «👍» or a voice note changes nothing."""
    query = select(Message.text).where(Message.conversation_id == ticket.conversation_id)
    latest = session.scalars(query.order_by(Message.inbound_id.desc()).limit(REMEMBERED))
    return language_of(list(latest)[::-1])


def risks(session: Session, ticket: Ticket) -> frozenset[Risk]:
    """Of what stands unanswered; what was answered is no threat any more."""
    conversation = session.get_one(Conversation, ticket.conversation_id)
    unanswered = {"ticket_id": ticket.id, "through": conversation.answered_through_inbound_id}
    verdicts = session.scalars(_VERDICTS, unanswered)
    # A verdict of before the flags has none of them.
    return frozenset(Risk(risk) for said in verdicts for risk in said.get("risks", ()))


def facts_of(
    session: Session,
    ticket: Ticket,
    contact: Contact,
    *,
    about: About,
    voice: Voice,
    through: int,
    now: datetime,
) -> DraftFacts:
    """For the ticket's priority and clocks as they stand, in the customer's language."""
    conversation = session.get_one(Conversation, ticket.conversation_id)
    said = [line.text for line in words_of(session, ticket, through=through)]
    flags = risks(session, ticket)
    facts = DraftFacts(
        priority=Priority(ticket.priority),
        meaning=about.meaning,
        p0_sound=about.p0_sound,
        topic=about.topic,
        formal=about.formal or conversation.source == Source.MAIL.value,
        contact_name=contact.profile_name,
        speaker_name=voice.speaker_name,
        on_call_phone=voice.on_call_phone,
        frozen=False,
        now=now,
        due_at=sla.clocks(session, ticket.id)[sla_rules.Metric.FIRST_RESPONSE].due_at,
        language=language(session, ticket),
        delicate=bool(flags),
        data_request=flags == {Risk.DATA_REQUEST},
    )
    return read_words(facts, said)


def read_words(facts: DraftFacts, said: Sequence[str]) -> DraftFacts:
    """With what the customer's own words add: the thing they name and what they ask."""
    named = named_in(said, meaning=facts.meaning, topic=facts.topic, priority=facts.priority)
    asked = asked_in(said)
    leaving = Asked.CANCELLING in asked
    if facts.meaning in (Meaning.CLOSED, Meaning.THANKS) and leaving:
        facts = replace(facts, meaning=Meaning.QUESTION)
    if facts.meaning is Meaning.CLOSED and still_asks(said):
        facts = replace(facts, meaning=Meaning.QUESTION)
        # The word that frightened is over; what is wanted now is something else.
        asked = tuple(one for one in asked if one is not Asked.PRIVACY)
    if facts.meaning is Meaning.OTHER and facts.priority is Priority.P3 and wants_a_change(said):
        facts = replace(facts, meaning=Meaning.QUESTION)
    if facts.meaning is not Meaning.QUESTION:
        # Who offers us prices, or tells of a bundle, asks for none.
        asked = tuple(one for one in asked if one in _OF_ANY_MEANING)
        if facts.priority is Priority.P3 and facts.meaning is Meaning.OTHER and not leaving:
            named = None  # nor does an advertisement speak of our pages
    if named is None and _could_be_signing_in(facts) and is_about_signing_in(said):
        facts = replace(facts, topic=Topic.LOGIN)
    if leaving and named is Named.SUBSCRIPTION:
        named = Named.LEAVING
    return replace(
        facts,
        named=named,
        delicate=facts.delicate or wants_to_leave(said),
        asked=asked,
        bundles=bundles_in(said),
        salaam=greets_with_peace(said),
        late=is_late(said),
    )


def _could_be_signing_in(facts: DraftFacts) -> bool:
    stopped = facts.topic in (Topic.OUTAGE, Topic.OTHER) and facts.meaning is Meaning.OUTAGE
    return stopped and facts.priority is Priority.P1
