"""Our own words may name a person: the name goes, the sentence stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, inspect, or_, select, true, update
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
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.incidents.run_models import IncidentHarm, IncidentNotice, IncidentSeverity, IncidentSnooze
from dealix_ops.onboarding.models import OnboardingStep
from dealix_ops.planning.models import ActionPlan
from dealix_ops.privacy.person import Person
from dealix_ops.proof.models import ProofEvent
from dealix_ops.self_growth.models import GrowthTarget
from dealix_ops.tickets.models import Ticket

MARK = "[حُذف]"


@dataclass(frozen=True)
class Place:
    """`near`: rows of the person's own customer, where one word of a name is enough to be them."""

    column: InstrumentedAttribute[Any]
    near: InstrumentedAttribute[Any] | None = None


PLACES = (
    Place(CustomerConnector.notes, CustomerConnector.customer_id),
    Place(ConnectorChange.notes, ConnectorChange.customer_id),
    Place(ConnectorProof.words, ConnectorProof.customer_id),
    Place(OnboardingStep.notes, OnboardingStep.customer_id),
    Place(ProofEvent.words, ProofEvent.customer_id),
    Place(ProofEvent.void_reason, ProofEvent.customer_id),
    Place(ServiceDelivery.intake, ServiceDelivery.customer_id),
    Place(Ticket.closed_why, Ticket.customer_id),
    Place(Incident.title),
    Place(Incident.summary),
    Place(IncidentEntry.text),
    Place(IncidentText.text),
    Place(IncidentFile.text),
    Place(IncidentAction.what),
    Place(IncidentAction.why),
    Place(IncidentConfirmation.person),
    Place(IncidentSnooze.why),
    Place(IncidentSeverity.why),
    Place(IncidentHarm.why),
    Place(IncidentNotice.text),
    Place(Freeze.why),
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


def found(session: Session, person: Person) -> Iterator[Hit]:
    """Each row that names them, with what it says without the name."""
    for place in PLACES:
        yield from _everywhere(session, place, person)
        if place.near is not None:
            yield from _near(session, place, person)


def scrub(session: Session, person: Person) -> int:
    """How many texts lost a name."""
    hits = list(found(session, person))
    for hit in hits:
        columns = inspect(hit.model).primary_key
        same = [column == value for column, value in zip(columns, hit.key, strict=True)]
        session.execute(update(hit.model).where(*same).values({hit.column: hit.becomes}))
    return len(hits)


def _everywhere(session: Session, place: Place, person: Person) -> Iterator[Hit]:
    """Numbers, addresses and full names, whoever's row it is, but for those of their own customer."""
    others = (
        true() if place.near is None else or_(place.near.is_(None), place.near.not_in(person.customer_ids))
    )
    yield from _hits(session, place, others, {*person.addresses, *person.full_names})


def _near(session: Session, place: Place, person: Person) -> Iterator[Hit]:
    if place.near is not None and person.customer_ids:
        own = place.near.in_(person.customer_ids)
        yield from _hits(session, place, own, {*person.addresses, *person.names})


def _hits(session: Session, place: Place, rows: ColumnElement[bool], words: Iterable[str]) -> Iterator[Hit]:
    longest_first = sorted(words, key=len, reverse=True)
    model, column = place.column.class_, place.column
    is_json = not isinstance(column.type, String)
    if not longest_first:
        return
    # What JSON escapes cannot be looked for in the database; few rows have any.
    said = (
        column.is_not(None)
        if is_json
        else or_(*(cast(column, String).contains(one, autoescape=True) for one in longest_first))
    )
    keys = inspect(model).primary_key
    for *key, value in session.execute(select(*keys, column).where(rows, said)):
        becomes = without(value, longest_first)
        if becomes != value:
            yield Hit(model, column.key, tuple(key), becomes)


def without(value: Any, words: Iterable[str]) -> Any:
    """In whatever JSON it stands."""
    if isinstance(value, str):
        for word in words:
            value = value.replace(word, MARK)
        return value
    if isinstance(value, list):
        return [without(one, words) for one in value]
    if isinstance(value, dict):
        return {key: without(one, words) for key, one in value.items()}
    return value
