"""Readings of triage, and the rows that a person's or the second reader's word adds to them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts.compose import About
from dealix_ops.ports.inbox import NewLine
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.triage.verdict import Verdict, as_json
from dealix_ops.triage.version import triage_version
from dealix_ops.vocabulary import Language, Meaning, P0Sound, Priority, Risk, Topic

PERSON = "person"
READER = "reader:"
"""What stands for the version of the rules where no rules decided; the second is followed by the model."""
VERSION_LIMIT = 32
MOST_REASONS = 6


def newest_line(session: Session, ticket: Ticket) -> int:
    """0 for a ticket without a customer's line: an alert. Where lines were split off, of either part all that
    was seen then."""
    query = select(func.max(Message.inbound_id)).where(Message.ticket_id == ticket.id)
    parts = contacts.written_into(ticket.conversation_id)
    seen = select(func.max(Conversation.split_through_inbound_id)).where(parts)
    return max(session.scalar(query) or 0, session.scalar(seen) or 0)


def block(session: Session, conversation: Conversation, ticket: Ticket) -> list[Message]:
    """The unanswered lines; where all are answered, those of the ticket, as its card shows them."""
    lines = contacts.unanswered_block(session, conversation)
    if lines:
        return lines
    query = select(Message).where(Message.ticket_id == ticket.id).order_by(Message.inbound_id)
    return list(session.scalars(query))


def matter(session: Session, ticket: Ticket) -> TriageVerdict | None:
    """The newest reading that gave the ticket its priority, else the newest of all."""
    query = select(TriageVerdict).where(TriageVerdict.ticket_id == ticket.id)
    newest = query.order_by(TriageVerdict.id.desc()).limit(1)
    own = newest.where(TriageVerdict.priority == ticket.priority)
    return session.scalars(own).first() or session.scalars(newest).first()


def reading(session: Session, ticket: Ticket, *, after: int) -> TriageVerdict | None:
    """What a card explains: the gravest reading of the lines after `after` since a person judged."""
    judged = select(func.max(TriageVerdict.id)).where(
        TriageVerdict.ticket_id == ticket.id, TriageVerdict.rules_version == PERSON
    )
    query = select(TriageVerdict).where(
        TriageVerdict.ticket_id == ticket.id,
        TriageVerdict.through_inbound_id > after,
        TriageVerdict.id >= func.coalesce(judged.scalar_subquery(), 0),
    )
    # «P0» to «P3» sort as they weigh.
    return session.scalars(query.order_by(TriageVerdict.priority, TriageVerdict.id.desc()).limit(1)).first()


def by_word_only(session: Session, ticket: Ticket) -> bool:
    """Whether every P0 reading since a person judged came from a word whose meaning is harmless."""
    judged = select(func.max(TriageVerdict.id)).where(
        TriageVerdict.ticket_id == ticket.id, TriageVerdict.rules_version == PERSON
    )
    query = select(TriageVerdict.p0_sound).where(
        TriageVerdict.ticket_id == ticket.id,
        TriageVerdict.priority == Priority.P0.value,
        TriageVerdict.id >= func.coalesce(judged.scalar_subquery(), 0),
    )
    sounds = set(session.scalars(query))
    return sounds == {P0Sound.WORD.value}


def lines_since(session: Session, ticket: Ticket, inbound_id: int) -> list[NewLine]:
    """What the customer wrote in this ticket after the line, oldest first."""
    query = select(Message).where(Message.ticket_id == ticket.id, Message.inbound_id > inbound_id)
    lines = session.scalars(query.order_by(Message.inbound_id))
    return [NewLine(line.inbound_id, line.text, line.kind) for line in lines]


def judged_matter(session: Session, ticket: Ticket) -> About | None:
    """What the ticket is about where somebody else than triage said so last."""
    row = matter(session, ticket)
    by_others = row is not None and (row.rules_version == PERSON or row.rules_version.startswith(READER))
    return about(row) if row is not None and by_others else None


def classifier_of(session: Session, ticket: Ticket) -> str:
    """The version of the classifier that read the ticket last."""
    query = select(TriageVerdict.rules_version).where(
        TriageVerdict.ticket_id == ticket.id,
        TriageVerdict.rules_version != PERSON,
        TriageVerdict.rules_version.not_like(f"{READER}%"),
    )
    return session.scalar(query.order_by(TriageVerdict.id.desc()).limit(1)) or ""


def about(row: TriageVerdict) -> About:
    return About(
        meaning=Meaning(row.meaning),
        p0_sound=P0Sound(row.p0_sound) if row.p0_sound else None,
        topic=Topic(row.topic),
        formal=row.language == Language.AR_MSA.value,
    )


def keep(
    session: Session, ticket: Ticket, verdict: Verdict, *, through: int, now: datetime, by: str | None = None
) -> None:
    """A reading by triage itself; with `by` PERSON one of lines that a person put together or apart."""
    row = TriageVerdict(
        ticket_id=ticket.id,
        through_inbound_id=through,
        rules_version=by or triage_version(),
        priority=verdict.priority.value,
        meaning=verdict.meaning.value,
        p0_sound=verdict.p0_sound.value if verdict.p0_sound else None,
        topic=verdict.topic.value,
        language=verdict.language.value,
        needs_look=verdict.needs_look,
        verdict=as_json(verdict),
        made_at=now,
    )
    session.add(row)
    session.flush()


def copy(
    session: Session,
    base: TriageVerdict,
    onto: Ticket,
    *,
    through: int,
    now: datetime,
    risks: Collection[Risk] = (),
) -> None:
    """The same reading for another ticket, which got its priority with it; as triage's, whoever made it.

    `risks` are what other readings of the lines that it got found in them.
    """
    flags = {*base.verdict.get("risks", ()), *(risk.value for risk in risks)}
    row = TriageVerdict(
        ticket_id=onto.id,
        through_inbound_id=through,
        rules_version=triage_version(),
        priority=base.priority,
        meaning=base.meaning,
        p0_sound=base.p0_sound,
        topic=base.topic,
        language=base.language,
        needs_look=base.needs_look,
        verdict=dict(base.verdict) | {"risks": [risk.value for risk in Risk if risk in flags]},
        made_at=now,
    )
    session.add(row)
    session.flush()


def add(
    session: Session,
    base: TriageVerdict,
    *,
    by: str,
    through: int,
    priority: Priority,
    said: About,
    needs_look: bool,
    reasons: Sequence[str],
    now: datetime,
) -> None:
    """A reading by somebody else than triage: newer than `base`, and otherwise like it."""
    sound = said.p0_sound.value if said.p0_sound else None
    told = [*reasons, *base.verdict["reasons"]][:MOST_REASONS]
    changed: dict[str, object] = {"needs_look": needs_look, "reasons": told, "p0_sound": sound}
    changed |= {"priority": priority.value, "meaning": said.meaning.value, "topic": said.topic.value}
    row = TriageVerdict(
        ticket_id=base.ticket_id,
        through_inbound_id=through,
        rules_version=by[:VERSION_LIMIT],
        priority=priority.value,
        meaning=said.meaning.value,
        p0_sound=sound,
        topic=said.topic.value,
        language=base.language,
        needs_look=needs_look,
        verdict=dict(base.verdict) | changed,
        made_at=now,
    )
    session.add(row)
    session.flush()
