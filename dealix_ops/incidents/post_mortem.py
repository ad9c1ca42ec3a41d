"""The review after an incident: what only people can write, and the file made of it and of the story."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Customer
from dealix_ops.incidents import actions, closing, entries, opening, plan, reports, rules, timeline
from dealix_ops.incidents.closing_models import IncidentAction, IncidentFile, IncidentText
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import StepDoneBefore
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.incidents.rules import Step
from dealix_ops.incidents.run_models import IncidentSeverity
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.sending.authority import Actor
from dealix_ops.vocabulary import Severity


class Section(StrEnum):
    """What a person writes of an incident; `customers*` go to customers and stand in no review."""

    SUMMARY = "summary"
    ROOT_CAUSE = "root_cause"
    WENT_WELL = "went_well"
    WENT_WRONG = "went_wrong"
    CUSTOMERS = "customers"
    CUSTOMERS_EN = "customers_en"


ASKED = (Section.SUMMARY, Section.ROOT_CAUSE, Section.WENT_WELL, Section.WENT_WRONG)
PREVENTION = "prevention"
"""The gap of a review without any action."""


@dataclass(frozen=True)
class Review:
    """All that a review tells, as the rows stand; `version` is the one that it becomes."""

    incident: Incident
    customers: tuple[str, ...]
    unknown: int
    texts: Mapping[Section, str]
    story: tuple[IncidentEntry, ...]
    actions: tuple[IncidentAction, ...]
    gaps: tuple[str, ...]
    version: int


def texts(session: Session, incident: Incident) -> dict[Section, str]:
    """The newest of each; the summary is the incident's own, at its end and after it."""
    query = select(IncidentText).where(IncidentText.incident_id == incident.id).order_by(IncidentText.id)
    found = {Section(row.section): row.text for row in session.scalars(query)}
    if incident.summary:
        found[Section.SUMMARY] = incident.summary
    return found


def write(
    session: Session, incident: Incident, given: Mapping[Section, str], *, actor: Actor, now: datetime
) -> list[Section]:
    """Those whose words are new; secrets are masked by the caller. What stood there before is kept."""
    standing = texts(session, incident)
    changed = [section for section, said in given.items() if said and standing.get(section) != said]
    for section in changed:
        row = IncidentText(
            incident_id=incident.id, section=section.value, text=given[section], by=actor.user_id, at=now
        )
        session.add(row)
    if Section.SUMMARY in changed:
        incident.summary = given[Section.SUMMARY]
    session.flush()
    told = [section.value for section in changed if section in ASKED]
    if told:
        facts = {"sections": told}
        entries.add(session, incident, EntryKind.REVIEW_WRITTEN, at=now, actor=actor.user_id, facts=facts)
    return changed


def review(session: Session, incident: Incident) -> Review:
    customers, unknown = reports.affected(session, incident.id)
    names = select(Customer.name).where(Customer.id.in_(customers)).order_by(Customer.id)
    said = texts(session, incident)
    todo = tuple(one for one in actions.of(session, incident.id) if one.ended_as != actions.Ended.DROPPED)
    gaps = [section.value for section in ASKED if section not in said]
    return Review(
        incident=incident,
        customers=tuple(session.scalars(names)),
        unknown=len(unknown),
        texts=said,
        story=tuple(timeline.told(session, incident.id)),
        actions=todo,
        gaps=(*gaps, *(() if todo else (PREVENTION,))),
        version=newest_version(session, incident.id) + 1,
    )


def newest_version(session: Session, incident_id: int) -> int:
    """0 before the first."""
    query = select(func.max(IncidentFile.version)).where(IncidentFile.incident_id == incident_id)
    return session.scalar(query) or 0


def newest(session: Session, incident_id: int) -> IncidentFile | None:
    return session.get(IncidentFile, (incident_id, newest_version(session, incident_id)))


def make(
    session: Session, found: Review, document: str, *, outbox: Outbox, actor: Actor, now: datetime
) -> IncidentFile:
    """The next version goes where the incident stands; one without gaps is the plan's step.

    The caller holds the incident's lock, under which `found` was read.
    """
    incident = found.incident
    row = IncidentFile(
        incident_id=incident.id,
        version=found.version,
        text=document,
        gaps=list(found.gaps),
        made_at=now,
        made_by=actor.user_id,
    )
    session.add(row)
    session.flush()
    facts = {"incident": incident.id, "version": row.version, "gaps": list(found.gaps)}
    ledger.record(session, Event.INCIDENT_REVIEW, at=now, actor=actor.user_id, facts=facts)
    entries.add(session, incident, EntryKind.REVIEW_MADE, at=now, actor=actor.user_id, facts=facts)
    if not found.gaps and Step.POST_MORTEM.value in {step.key for step in plan.of(session, incident.id)}:
        # At a second complete version the step keeps who did it first.
        with suppress(StepDoneBefore):
            plan.done(session, incident, Step.POST_MORTEM, actor=actor.user_id, now=now)
    payload = {"incident_id": incident.id, "version": row.version}
    outbox.add(session, Effect(EffectKind.INCIDENT_FILE, opening.partition(incident.id), payload), now=now)
    return row


def gravest(session: Session, incident: Incident) -> Severity:
    """That it ever was: lowered before its end, it is reviewed and published as what it was."""
    was = select(IncidentSeverity.was).where(IncidentSeverity.incident_id == incident.id)
    return Severity(min([incident.severity, *session.scalars(was)]))


def due_at(session: Session, incident: Incident) -> datetime | None:
    """From its end; None while it is open, for a false alarm, and where a review is optional."""
    within = rules.CLOCKS[gravest(session, incident)].post_mortem
    if incident.resolved_at is None or incident.resolved_as != closing.RESOLVED or within is None:
        return None
    return incident.resolved_at + within


def is_complete(session: Session, incident: Incident) -> bool:
    """A version without gaps since its last end."""
    row = newest(session, incident.id)
    since = incident.resolved_at or incident.declared_at
    return row is not None and not row.gaps and row.made_at >= since
