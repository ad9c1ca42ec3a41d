"""Whether personal data may be harmed, the authority's clock from awareness, and what was filed, by whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dealix_ops.incidents import closing, entries, pdpl_rules, plan, showing
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import (
    AwareTooLate,
    ClockNotRunning,
    FiledUnusable,
    IncidentOver,
    ReasonMissing,
)
from dealix_ops.incidents.models import Incident, IncidentStep
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.rules import Status, Step
from dealix_ops.incidents.run_models import IncidentFiling, IncidentHarm, IncidentNotice
from dealix_ops.incidents.service import Incidents
from dealix_ops.incidents.showing import Offer
from dealix_ops.incidents.updates import masked
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.permission import given, refuse

REFERENCE_LIMIT = 64
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`aware_at`: when we learnt of it, None where nobody says otherwise."""

    may_harm: bool
    why: str
    aware_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """`may_harm` is None while nobody decided: then the clock runs as if it may."""

    may_harm: bool | None
    aware_at: datetime
    due_at: datetime
    filed: tuple[IncidentFiling, ...]

    @property
    def runs(self) -> bool:
        return self.may_harm is not False and not self.is_filed

    @property
    def is_filed(self) -> bool:
        """In whole; after a part of it the rest is owed."""
        return any(not one.partial for one in self.filed)


@dataclass(frozen=True)
class Notices:
    """Each method is one use case; all raise what `owing_one` raises."""

    incidents: Incidents

    def decide(
        self, session: Session, incident_id: int, decision: Decision, *, actor: Actor, now: datetime
    ) -> Incident:
        """«لا» stops a clock of the law: the founder's, as every lowering is.

        Raises ReasonMissing, FounderOnly, AwareTooLate.
        """
        incident = owing_one(session, incident_id, actor=actor)
        if not decision.may_harm:
            refuse(given(session, actor, Act.LOWER, now=now), actor)
        if not any(letter.isalpha() for letter in decision.why):
            raise ReasonMissing("decided for a reason")
        moved = self._aware(incident, decision, now)
        why = masked(decision.why)
        row = session.get(IncidentHarm, incident.id) or IncidentHarm(incident_id=incident.id)
        row.may_harm, row.why, row.decided_at, row.decided_by = decision.may_harm, why, now, actor.user_id
        session.add(row)
        facts = {"incident": incident.id, "may_harm": decision.may_harm}
        ledger.record(session, Event.HARM_DECIDED, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.HARM, at=now, actor=actor.user_id, text=why, facts=facts)
        if moved is not None:
            told = {"incident": incident.id, "was": _iso(moved), "to": _iso(incident.aware_at)}
            ledger.record(session, Event.AWARE_MOVED, at=now, actor=actor.user_id, facts=told)
            entries.add(session, incident, EntryKind.AWARE, at=now, actor=actor.user_id, text=why, facts=told)
        incident.has_leak = incident.has_leak or decision.may_harm
        if incident.channel_id is None:  # a room that is still to be made
            incident.is_private = incident.is_private or decision.may_harm
        open_room = decision.may_harm and not incident.is_private
        plan.lay(session, incident)
        settle_plan(session, incident)
        words = copy_ar.HARM_YES if decision.may_harm else copy_ar.HARM_NO
        lines = [words.format(id=incident.id, who=f"<@{actor.user_id}>")]
        if decision.may_harm and incident.aware_at is not None:
            due_at = pdpl_rules.due_at(incident.aware_at)
            lines[:0] = [copy_ar.AWARE.format(aware=at_ar(incident.aware_at), due=at_ar(due_at))]
        lines[:0] = [copy_ar.OPEN_ROOM] if open_room else []
        offers = [Offer.NOTICE] if decision.may_harm else []
        self._say(session, incident, "\n".join(lines), now, quoted=why, offers=offers)
        return incident

    def write(
        self, session: Session, incident_id: int, parts: dict[Part, str], *, actor: Actor, now: datetime
    ) -> Incident:
        """What only a person knows of the notice; an empty part stays a gap."""
        incident = owing_one(session, incident_id, actor=actor)
        standing = parts_of(session, incident_id)
        changed = {
            part: masked(text) for part, text in parts.items() if text.strip() != standing.get(part, "")
        }
        for part, text in changed.items():
            key = (incident.id, part.value)
            row = session.get(IncidentNotice, key) or IncidentNotice(incident_id=incident.id, part=part.value)
            row.text, row.at, row.by = text, now, actor.user_id
            session.add(row)
        facts = {"incident": incident.id, "parts": sorted(part.value for part in changed)}
        ledger.record(session, Event.NOTICE_WRITTEN, at=now, actor=actor.user_id, facts=facts)
        session.flush()
        return incident

    def filed(
        self,
        session: Session,
        incident_id: int,
        reference: str,
        *,
        filed_at: datetime,
        partial: bool,
        actor: Actor,
        now: datetime,
    ) -> Incident:
        """«رُفع البلاغ»: the product files nothing. Raises ClockNotRunning, FiledUnusable."""
        incident = owing_one(session, incident_id, actor=actor)
        standing = clock(session, incident)
        if standing is None or standing.may_harm is False:
            raise ClockNotRunning("no notice is owed")
        # As the authority gave it: a number that looks like a phone's is the evidence all the same.
        number = " ".join(reference.split())[:REFERENCE_LIMIT]
        if not any(letter.isalnum() for letter in number) or not standing.aware_at <= filed_at <= now:
            raise FiledUnusable("no number, or a time that cannot be")
        by = actor.user_id
        row = IncidentFiling(
            incident_id=incident.id, filed_at=filed_at, reference=number, partial=partial, by=by, at=now
        )
        session.add(row)
        session.flush()
        facts = {"incident": incident.id, "filing": row.id, "partial": partial, "filed_at": _iso(filed_at)}
        ledger.record(session, Event.NOTICE_FILED, at=now, actor=by, facts=facts)
        entries.add(session, incident, EntryKind.FILED, at=filed_at, actor=by, text=number, facts=facts)
        step = session.get(IncidentStep, (incident.id, Step.NOTICE.value))
        if step is not None and step.done_at is None:
            plan.done(session, incident, Step.NOTICE, actor=by, now=now)
        words = copy_ar.FILED_PARTIAL if partial else copy_ar.FILED
        shown = isolate(closing.on_one_line(number))
        said = words.format(id=incident.id, at=at_ar(filed_at), reference=shown, who=f"<@{by}>")
        late = [copy_ar.FILED_LATE] if filed_at > standing.due_at and not standing.filed else []
        self._say(session, incident, "\n".join((said, *late)), now)
        return incident

    def _aware(self, incident: Incident, decision: Decision, now: datetime) -> datetime | None:
        """What it was where it moved. Raises AwareTooLate."""
        before = incident.aware_at
        given_at = decision.aware_at
        if before is not None and given_at is not None and abs(given_at - before) < MINUTE:
            return None  # Slack's calendar gives whole minutes
        if given_at is not None and given_at > (before or now):
            raise AwareTooLate("only earlier")
        if before is None:
            incident.aware_at = (given_at or now) if decision.may_harm else None
            return None
        if given_at is None or given_at == before:
            return None
        incident.aware_at = given_at
        return before

    def _say(
        self,
        session: Session,
        incident: Incident,
        text: str,
        now: datetime,
        *,
        quoted: str = "",
        offers: list[Offer] | None = None,
    ) -> None:
        outbox, channel = self.incidents.outbox, self.incidents.channel
        showing.say(session, incident, text, quoted=quoted, offers=offers or [], outbox=outbox, now=now)
        showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)


def owing_one(session: Session, incident_id: int, *, actor: Actor) -> Incident:
    """Locked: an open one, or one whose end did not end the authority's clock.

    Raises MayNotArrange, ButtonUnknown, IncidentOver.
    """
    incident = closing.one(session, incident_id, actor=actor)
    owes = incident.resolved_as == closing.RESOLVED and incident.aware_at is not None
    if incident.status != Status.OPEN.value and not owes:
        by, at = incident.resolved_by or ledger.SYSTEM, incident.resolved_at or incident.declared_at
        raise IncidentOver(by=by, at=at)
    return incident


def clock(session: Session, incident: Incident) -> Clock | None:
    """None where nobody ever saw a danger to personal data."""
    harm = session.get(IncidentHarm, incident.id)
    if incident.aware_at is None:
        return None
    query = select(IncidentFiling).where(IncidentFiling.incident_id == incident.id)
    filed = tuple(session.scalars(query.order_by(IncidentFiling.id)))
    may_harm = harm.may_harm if harm is not None else None
    return Clock(may_harm, incident.aware_at, pdpl_rules.due_at(incident.aware_at), filed)


def parts_of(session: Session, incident_id: int) -> dict[Part, str]:
    query = select(IncidentNotice).where(IncidentNotice.incident_id == incident_id)
    kept = {Part(row.part): row.text for row in session.scalars(query) if row.text}
    return {part: kept[part] for part in Part if part in kept}


def settle_plan(session: Session, incident: Incident) -> None:
    """Where a person said that no data is harmed, nobody is asked for the notice."""
    harm = session.get(IncidentHarm, incident.id)
    if harm is not None and not harm.may_harm:
        waits = (IncidentStep.incident_id == incident.id, IncidentStep.key == Step.NOTICE.value)
        session.execute(delete(IncidentStep).where(*waits, IncidentStep.done_at.is_(None)))


def at_ar(instant: datetime) -> str:
    """A time of a clock that runs over days: always with its day."""
    return f"{clock_ar(instant)} {date_ar(instant)}"


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant is not None else None
