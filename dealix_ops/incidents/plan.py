"""The response plan of an incident: its steps are rows, so nothing of it lives in anybody's head."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.incidents import entries
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import NotFiled, StepDoneBefore
from dealix_ops.incidents.models import Incident, IncidentStep
from dealix_ops.incidents.rules import PLAN, Step
from dealix_ops.incidents.run_models import IncidentFiling
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.vocabulary import Severity


def of(session: Session, incident_id: int) -> list[IncidentStep]:
    query = select(IncidentStep).where(IncidentStep.incident_id == incident_id)
    return list(session.scalars(query.order_by(IncidentStep.position)))


def lay(session: Session, incident: Incident) -> None:
    """The steps of its severity; those that stand already keep how they went.

    Nobody is asked for the authority's notice where no data leaked.
    """
    standing = {step.key: step for step in of(session, incident.id)}
    for position, key in enumerate(PLAN[Severity(incident.severity)]):
        if key is Step.NOTICE and not incident.has_leak:
            continue
        if key.value in standing:
            standing[key.value].position = position
        else:
            session.add(IncidentStep(incident_id=incident.id, key=key.value, position=position))
    session.flush()


def done(session: Session, incident: Incident, key: Step, *, actor: str, now: datetime) -> None:
    """Raises StepDoneBefore, NotFiled."""
    if key is Step.NOTICE:
        _refuse_unfiled(session, incident.id)
    waits = (IncidentStep.incident_id == incident.id, IncidentStep.key == key.value)
    taken = (
        update(IncidentStep)
        .where(*waits, IncidentStep.done_at.is_(None))
        .values(done_at=now, done_by=actor)
        .returning(IncidentStep.key)
    )
    if session.scalar(taken.execution_options(synchronize_session=False)) is None:
        step = session.get_one(IncidentStep, (incident.id, key.value), populate_existing=True)
        raise StepDoneBefore(by=step.done_by or ledger.SYSTEM, at=step.done_at or now)
    facts = {"incident": incident.id, "step": key.value}
    ledger.record(session, Event.INCIDENT_STEP, at=now, actor=actor, facts=facts)
    entries.add(session, incident, EntryKind.STEP_DONE, at=now, actor=actor, facts={"step": key.value})


def done_by_us(session: Session, incident: Incident, key: Step, *, now: datetime) -> None:
    """What the product did itself; whoever said so before keeps the word."""
    step = session.get(IncidentStep, (incident.id, key.value), populate_existing=True)
    if step is not None and step.done_at is None:
        done(session, incident, key, actor=ledger.SYSTEM, now=now)


def undo(session: Session, incident: Incident, key: Step) -> None:
    """What was called done turned out not to be; the caller tells the story why."""
    session.execute(
        update(IncidentStep)
        .where(IncidentStep.incident_id == incident.id, IncidentStep.key == key.value)
        .values(done_at=None, done_by=None)
    )


def _refuse_unfiled(session: Session, incident_id: int) -> None:
    query = select(IncidentFiling).where(IncidentFiling.incident_id == incident_id)
    newest = session.scalar(query.order_by(IncidentFiling.id.desc()).limit(1))
    if newest is None:
        raise NotFiled(partial=False)
    if newest.partial and entries.settled_by(session, incident_id, newest.id) is None:
        raise NotFiled(partial=True)
