"""Our own words may name a person: the name goes, the sentence stays."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, inspect, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from dealix_ops.connectors.models import ConnectorChange, ConnectorProof, CustomerConnector
from dealix_ops.delivery.models import ServiceDelivery
from dealix_ops.drafts.models import SavedReply
from dealix_ops.freezes.models import Freeze
from dealix_ops.incidents.closing_models import (
    IncidentAction,
    IncidentConfirmation,
    IncidentFile,
    IncidentText,
)
from dealix_ops.incidents.models import Incident, IncidentEntry, IncidentSubject
from dealix_ops.incidents.run_models import IncidentHarm, IncidentNotice, IncidentSeverity, IncidentSnooze
from dealix_ops.onboarding.models import OnboardingStep
from dealix_ops.planning.models import ActionPlan
from dealix_ops.privacy.person import Person
from dealix_ops.privacy.single_words import MARK, Naming, says
from dealix_ops.proof.models import ProofEvent
from dealix_ops.self_growth.models import GrowthTarget
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Place:
    """Where one word of a name is enough to be them: `near` are rows of the person's own customer,
    `incident` those of an incident that touched them."""

    column: InstrumentedAttribute[Any]
    near: InstrumentedAttribute[Any] | None = None
    incident: InstrumentedAttribute[Any] | None = None


PLACES = (
    Place(CustomerConnector.notes, CustomerConnector.customer_id),
    Place(ConnectorChange.notes, ConnectorChange.customer_id),
    Place(ConnectorProof.words, ConnectorProof.customer_id),
    Place(OnboardingStep.notes, OnboardingStep.customer_id),
    Place(ProofEvent.words, ProofEvent.customer_id),
    Place(ProofEvent.void_reason, ProofEvent.customer_id),
    Place(ServiceDelivery.intake, ServiceDelivery.customer_id),
    Place(Ticket.closed_why, Ticket.customer_id),
    Place(Incident.title, incident=Incident.id),
    Place(Incident.summary, incident=Incident.id),
    Place(IncidentEntry.text, incident=IncidentEntry.incident_id),
    Place(IncidentText.text, incident=IncidentText.incident_id),
    Place(IncidentFile.text, incident=IncidentFile.incident_id),
    Place(IncidentAction.what, incident=IncidentAction.incident_id),
    Place(IncidentAction.why, incident=IncidentAction.incident_id),
    # Who confirmed is named in full, and a lawyer of the same first name is somebody else.
    Place(IncidentConfirmation.person),
    Place(IncidentSnooze.why, incident=IncidentSnooze.incident_id),
    Place(IncidentSeverity.why, incident=IncidentSeverity.incident_id),
    Place(IncidentHarm.why, incident=IncidentHarm.incident_id),
    Place(IncidentNotice.text, incident=IncidentNotice.incident_id),
    Place(Freeze.why, incident=Freeze.incident_id),
    Place(ActionPlan.words),
    Place(SavedReply.title),
    Place(SavedReply.text),
    Place(GrowthTarget.source_words),
)


@dataclass(frozen=True)
class Hit:
    model: Any
    column: str
    key: tuple[Any, ...]
    becomes: Any


def found(session: Session, naming: Naming) -> Iterator[Hit]:
    """Each row that names them, with what it says without the name."""
    incidents = touched(session, naming.person)
    for place in PLACES:
        own, theirs = _own(place, naming.person), _theirs(place, incidents)
        others = [~one for one in (own, theirs) if one is not None]
        yield from _everywhere(session, place, and_(true(), *others), naming.person)
        if own is not None:
            yield from _hits(session, place, own, changing(naming, own=True))
        if theirs is not None:
            yield from _hits(session, place, theirs, changing(naming, own=False))


def scrub(session: Session, naming: Naming) -> int:
    """How many texts lost a name."""
    hits = list(found(session, naming))
    for hit in hits:
        columns = inspect(hit.model).primary_key
        same = [column == value for column, value in zip(columns, hit.key, strict=True)]
        session.execute(update(hit.model).where(*same).values({hit.column: hit.becomes}))
    return len(hits)


def doubtful(session: Session, naming: Naming) -> dict[str, int]:
    """Everyday words that may be their name, and in how many texts of incidents that touched them."""
    unsure = sorted(naming.unsure())
    incidents = touched(session, naming.person) if unsure else frozenset()
    texts = [
        text
        for place in PLACES
        if (theirs := _theirs(place, incidents)) is not None
        for text in session.scalars(select(place.column).where(theirs, place.column.is_not(None)))
    ]
    counts = {word: sum(says(text, word) for text in texts) for word in unsure}
    return {word: count for word, count in counts.items() if count}


def touched(session: Session, person: Person) -> frozenset[int]:
    """Incidents with a ticket of theirs or their customer's, or with their customer."""
    tickets = select(Ticket.id).where(
        or_(Ticket.id.in_(person.ticket_ids), Ticket.customer_id.in_(person.customer_ids))
    )
    subjects = select(IncidentSubject.incident_id).where(
        or_(IncidentSubject.ticket_id.in_(tickets), IncidentSubject.customer_id.in_(person.customer_ids))
    )
    return frozenset(session.scalars(subjects))


def changing(naming: Naming, *, own: bool) -> Callable[[Any], Any]:
    """What becomes of a text where one word is enough."""
    addresses = _longest_first(naming.person.addresses)

    def change(value: str) -> str:
        return naming.without(without(value, addresses), own=own)

    return lambda value: _in_json(value, change)


def without(value: Any, words: Iterable[str]) -> Any:
    """In whatever JSON it stands."""

    def change(text: str) -> str:
        for word in words:
            text = text.replace(word, MARK)
        return text

    return _in_json(value, change)


def _everywhere(session: Session, place: Place, others: ColumnElement[bool], person: Person) -> Iterator[Hit]:
    """Numbers, addresses and full names, whoever's row it is."""
    words = _longest_first({*person.addresses, *person.full_names})
    if not words:
        return
    # What JSON escapes cannot be looked for in the database; few rows have any.
    text = cast(place.column, String)
    is_text = isinstance(place.column.type, String)
    said = or_(*(text.contains(one, autoescape=True) for one in words)) if is_text else true()
    yield from _hits(session, place, and_(others, said), lambda value: without(value, words))


def _hits(
    session: Session, place: Place, rows: ColumnElement[bool], change: Callable[[Any], Any]
) -> Iterator[Hit]:
    model, column = place.column.class_, place.column
    keys = inspect(model).primary_key
    for *key, value in session.execute(select(*keys, column).where(rows, column.is_not(None))):
        becomes = change(value)
        if becomes != value:
            yield Hit(model, column.key, tuple(key), becomes)


def _own(place: Place, person: Person) -> ColumnElement[bool] | None:
    if place.near is None or not person.customer_ids:
        return None
    return and_(place.near.is_not(None), place.near.in_(person.customer_ids))


def _theirs(place: Place, incidents: frozenset[int]) -> ColumnElement[bool] | None:
    if place.incident is None or not incidents:
        return None
    return and_(place.incident.is_not(None), place.incident.in_(incidents))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _in_json(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_json(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _in_json(one, change) for key, one in value.items()}
    return value
