"""Whether a review may leave the house, and what it looks like then: nobody in it can be known again."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.incidents import closing, entries, post_mortem, reports
from dealix_ops.incidents.closing_models import IncidentConfirmation, IncidentFile
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import NotYetPublic
from dealix_ops.incidents.models import Incident
from dealix_ops.language.masking import mask_identifiers
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer, may
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Severity

PERSON_LIMIT = 80
CUSTOMER, PERSON, COLLEAGUE = "⟦عميل⟧", "⟦شخص⟧", "عضو في الفريق"
SHORTEST_NAME = 3
"""A shorter name is part of too many words."""
_SLACK_ID = re.compile(r"\b[UW][A-Z0-9_]{5,}\b")


class Kind(StrEnum):
    LEGAL = "legal"
    CONSENT = "consent"
    PERSONAL_DATA = "personal_data"


@dataclass(frozen=True)
class Published:
    """`removed` counts by `customers`, `people`, `colleagues` and `identifiers`."""

    text: str
    version: int
    removed: dict[str, int]


def confirm(
    session: Session, incident_id: int, kind: Kind, person: str, *, actor: Actor, now: datetime
) -> bool:
    """For the newest version only: a new one asks anew. False where it was told before.

    Raises MayNotArrange, FounderOnly, ButtonUnknown, Unresolved, NotYetPublic without a review.
    """
    answer = may(actor.role, Act.PUBLISH)
    if answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(actor.user_id)
    incident = closing.over_one(session, incident_id, actor=actor)
    version = post_mortem.newest_version(session, incident_id)
    if not version:
        raise NotYetPublic(("review",))
    if kind in standing(session, incident_id, version):
        return False
    session.add(
        IncidentConfirmation(
            incident_id=incident_id,
            version=version,
            kind=kind.value,
            person=person,
            at=now,
            by=actor.user_id,
        )
    )
    facts = {"incident": incident_id, "version": version, "kind": kind.value}
    ledger.record(session, Event.INCIDENT_CONFIRMED, at=now, actor=actor.user_id, facts=facts)
    entries.add(session, incident, EntryKind.CONFIRMED, at=now, actor=actor.user_id, facts=facts)
    session.flush()
    return True


def standing(session: Session, incident_id: int, version: int) -> dict[Kind, IncidentConfirmation]:
    query = select(IncidentConfirmation).where(
        IncidentConfirmation.incident_id == incident_id, IncidentConfirmation.version == version
    )
    return {Kind(row.kind): row for row in session.scalars(query.order_by(IncidentConfirmation.id))}


def missing(session: Session, incident: Incident) -> tuple[str, ...]:
    """What stands between the newest version and the public; confirmations for whatever was a SEV1."""
    if incident.resolved_at is None:
        return ("end",)
    row = post_mortem.newest(session, incident.id)
    if row is None or row.made_at < incident.resolved_at:
        return ("review",)
    left = [f"gap:{gap}" for gap in row.gaps]
    if post_mortem.gravest(session, incident) is Severity.SEV1:
        said = standing(session, incident.id, row.version)
        left += [kind.value for kind in Kind if kind not in said]
    return tuple(left)


def publish(session: Session, incident: Incident, *, by: str, now: datetime) -> Published:
    """The newest version as anybody may read it. Raises NotYetPublic."""
    left = missing(session, incident)
    row = post_mortem.newest(session, incident.id)
    if left or row is None:
        raise NotYetPublic(left)
    made = masked(session, row)
    facts = {"incident": incident.id, "version": row.version, "removed": dict(made.removed)}
    ledger.record(session, Event.INCIDENT_PUBLISHED, at=now, actor=by, facts=facts)
    return made


def masked(session: Session, row: IncidentFile) -> Published:
    """Names first, the longest before those that are part of it; then what is anybody's number or address."""
    customers, people = _names(session, row.incident_id)
    text, found_customers = _without(row.text, customers, CUSTOMER)
    text, found_people = _without(text, people, PERSON)
    text, found_colleagues = _SLACK_ID.subn(COLLEAGUE, text)
    lines = [(line, mask_identifiers(line)) for line in text.split("\n")]
    removed = {
        "customers": found_customers,
        "people": found_people,
        "colleagues": found_colleagues,
        "identifiers": sum(before != after for before, after in lines),
    }
    return Published("\n".join(after for _, after in lines), row.version, removed)


def _names(session: Session, incident_id: int) -> tuple[set[str], set[str]]:
    """Of customers affected, of their contacts, and of everybody who reported."""
    known, unknown = reports.affected(session, incident_id)
    customers = set(session.scalars(select(Customer.name).where(Customer.id.in_(known))))
    wrote = (
        select(Conversation.contact_id)
        .join(Ticket, Ticket.conversation_id == Conversation.id)
        .where(Ticket.id.in_(reports.tickets_of(session, incident_id)))
    )
    people = select(Contact.known_name, Contact.profile_name).where(
        Contact.customer_id.in_(known) | Contact.id.in_(unknown) | Contact.id.in_(wrote)
    )
    return customers, {name for pair in session.execute(people) for name in pair if name}


def _without(text: str, names: set[str], instead: str) -> tuple[str, int]:
    """Hamza and spaces as people type them: each name also by its normalised spelling."""
    spelled = {one.strip() for name in names for one in (name, normalise(name))}
    wanted = sorted((one for one in spelled if len(one) >= SHORTEST_NAME), key=len, reverse=True)
    if not wanted:
        return text, 0
    any_of = "|".join(r"\s+".join(map(re.escape, name.split())) for name in wanted)
    return re.subn(rf"(?<!\w)[ولب]?(?:{any_of})(?!\w)", instead, text)
