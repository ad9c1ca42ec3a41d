"""«رُفع البلاغ»: what a person filed with the authority. The product files nothing.

The law takes a part now and the rest later with the reasons: each filing after the first completes it, and
says whether anything is still owed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from dealix_ops.incidents import closing, entries, pdpl, plan
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import (
    ClockNotRunning,
    FiledMeanwhile,
    FiledUnusable,
    NothingLeft,
    ReasonMissing,
)
from dealix_ops.incidents.models import Incident, IncidentStep
from dealix_ops.incidents.pdpl import Clock
from dealix_ops.incidents.rules import Step
from dealix_ops.incidents.run_models import IncidentFiling
from dealix_ops.incidents.service import Incidents
from dealix_ops.incidents.updates import masked
from dealix_ops.language.display import isolate
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.permission import given, refuse

REFERENCE_LIMIT = 64
WORDS = {
    (False, True): copy_ar.FILED_PARTIAL,
    (False, False): copy_ar.FILED,
    (True, True): copy_ar.FILED_MORE,
    (True, False): copy_ar.FILED_REST,
}
"""By whether something was filed before, and whether something is still owed."""


class Complete(StrEnum):
    """What a form asks: nobody calls a part the whole by forgetting a tick."""

    WHOLE = "whole"
    PARTIAL = "partial"


@dataclass(frozen=True, kw_only=True)
class Filing:
    """`reference` is the authority's number; `known`: how many filings stood there when the form opened."""

    reference: str
    filed_at: datetime
    complete: Complete
    known: int


def file(
    incidents: Incidents,
    session: Session,
    incident_id: int,
    filing: Filing,
    *,
    actor: Actor,
    now: datetime,
) -> Incident:
    """Raises what `pdpl.owing_one` raises, ClockNotRunning, FiledMeanwhile, FiledUnusable."""
    incident = pdpl.owing_one(session, incident_id, actor=actor)
    standing = owed(session, incident)
    # As the authority gave it: a number that looks like a phone's is the evidence all the same.
    number = " ".join(filing.reference.split())[:REFERENCE_LIMIT]
    _refuse(standing, filing, number, now=now)
    partial, by = filing.complete is Complete.PARTIAL, actor.user_id
    row = IncidentFiling(
        incident_id=incident.id, filed_at=filing.filed_at, reference=number, partial=partial, by=by, at=now
    )
    session.add(row)
    session.flush()
    facts = {
        "incident": incident.id,
        "filing": row.id,
        "partial": partial,
        "filed_at": filing.filed_at.isoformat(),
    }
    ledger.record(session, Event.NOTICE_FILED, at=now, actor=by, facts=facts)
    entries.add(session, incident, EntryKind.FILED, at=filing.filed_at, actor=by, text=number, facts=facts)
    _settle_step(session, incident, partial=partial, by=by, now=now)
    shown, at = isolate(closing.on_one_line(number)), pdpl.at_ar(filing.filed_at)
    words = WORDS[bool(standing.filed), partial]
    lines = [words.format(id=incident.id, at=at, reference=shown, who=f"<@{by}>")]
    if filing.filed_at > standing.due_at and not standing.filed:
        lines.append(copy_ar.FILED_LATE)
    pdpl.say(incidents, session, incident, "\n".join(lines), now=now)
    return incident


def settle(
    incidents: Incidents, session: Session, incident_id: int, why: str, *, actor: Actor, now: datetime
) -> Incident:
    """«لا بقية له»: a part was filed, and a person says why nothing more is owed.

    Raises what `pdpl.owing_one` and `rest` raise, ReasonMissing.
    """
    incident = pdpl.owing_one(session, incident_id, actor=actor)
    newest = rest(session, incident, actor=actor, now=now)
    if not any(letter.isalpha() for letter in why):
        raise ReasonMissing("settled for a reason")
    said, by = masked(why), actor.user_id
    facts = {"incident": incident.id, "filing": newest.id}
    ledger.record(session, Event.NOTICE_SETTLED, at=now, actor=by, facts=facts)
    entries.add(session, incident, EntryKind.SETTLED, at=now, actor=by, text=said, facts=facts)
    _settle_step(session, incident, partial=False, by=by, now=now)
    text = copy_ar.SETTLED.format(id=incident.id, who=f"<@{by}>")
    pdpl.say(incidents, session, incident, text, quoted=said, now=now)
    return incident


def rest(session: Session, incident: Incident, *, actor: Actor, now: datetime) -> IncidentFiling:
    """The newest filing, a part whose rest is owed; that nothing is left stops a clock of the law, so it is
    the founder's. Raises FounderOnly, ClockNotRunning, NothingLeft."""
    refuse(given(session, actor, Act.LOWER, now=now), actor)
    standing = owed(session, incident)
    if not standing.filed or not standing.runs:
        raise NothingLeft("no part of it is owed")
    return standing.filed[-1]


def owed(session: Session, incident: Incident) -> Clock:
    """Raises ClockNotRunning where no notice is owed, nor was one filed."""
    standing = pdpl.clock(session, incident)
    if standing is None or standing.may_harm is False:
        raise ClockNotRunning("no notice is owed")
    return standing


def _refuse(standing: Clock, filing: Filing, number: str, *, now: datetime) -> None:
    if filing.known < len(standing.filed):
        last = standing.filed[-1]
        raise FiledMeanwhile(by=last.by, at=last.filed_at, reference=last.reference)
    since = standing.filed[-1].filed_at if standing.filed else standing.aware_at
    # Slack's calendar gives whole minutes.
    possible = since - pdpl.MINUTE < filing.filed_at <= now
    if not possible or not any(letter.isalnum() for letter in number):
        raise FiledUnusable(again=bool(standing.filed))


def _settle_step(session: Session, incident: Incident, *, partial: bool, by: str, now: datetime) -> None:
    """Done with all that is owed; a whole one that turned out to lack something is owed again."""
    step = session.get(IncidentStep, (incident.id, Step.NOTICE.value))
    if step is None:
        return
    if partial:
        plan.undo(session, incident, Step.NOTICE)
    elif step.done_at is None:
        plan.done(session, incident, Step.NOTICE, actor=by, now=now)
