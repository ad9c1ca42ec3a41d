"""Whether personal data may be harmed, the authority's clock from awareness, and what its notice holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.incidents import closing, entries, pdpl_rules, plan, showing
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import (
    AwareUnusable,
    IncidentOver,
    ReasonMissing,
)
from dealix_ops.incidents.models import Incident, IncidentEntry, IncidentStep
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.rules import Kind, Status, Step
from dealix_ops.incidents.run_models import IncidentFiling, IncidentHarm, IncidentNotice
from dealix_ops.incidents.service import Incidents
from dealix_ops.incidents.showing import Offer
from dealix_ops.incidents.updates import masked
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.permission import given, refuse

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
    settled_by: str | None
    """Who said, with a reason, that nothing is owed after the newest filing, which was a part."""

    @property
    def runs(self) -> bool:
        return self.may_harm is not False and not self.is_filed and self.settled_by is None

    @property
    def is_filed(self) -> bool:
        """In whole, by whoever filed last: after a part of it the rest is owed."""
        return bool(self.filed) and not self.filed[-1].partial


@dataclass(frozen=True)
class Notices:
    """Each method is one use case; all raise what `owing_one` raises."""

    incidents: Incidents

    def decide(
        self, session: Session, incident_id: int, decision: Decision, *, actor: Actor, now: datetime
    ) -> Incident:
        """«لا» stops a clock of the law, a later awareness gives it time: the founder's, as every lowering.

        Raises ReasonMissing, FounderOnly, AwareUnusable.
        """
        incident = owing_one(session, incident_id, actor=actor)
        if not decision.may_harm:
            refuse(given(session, actor, Act.LOWER, now=now), actor)
        if not any(letter.isalpha() for letter in decision.why):
            raise ReasonMissing("decided for a reason")
        why, before = masked(decision.why), incident.aware_at
        moved = self._aware(session, incident, decision, actor=actor, now=now)
        row = session.get(IncidentHarm, incident.id) or IncidentHarm(incident_id=incident.id)
        row.may_harm, row.why, row.decided_at, row.decided_by = decision.may_harm, why, now, actor.user_id
        session.add(row)
        facts = {"incident": incident.id, "may_harm": decision.may_harm, "aware_at": _iso(incident.aware_at)}
        ledger.record(session, Event.HARM_DECIDED, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.HARM, at=now, actor=actor.user_id, text=why, facts=facts)
        if moved:
            told = {"incident": incident.id, "was": _iso(before), "to": _iso(incident.aware_at)}
            ledger.record(session, Event.AWARE_MOVED, at=now, actor=actor.user_id, facts=told)
            entries.add(session, incident, EntryKind.AWARE, at=now, actor=actor.user_id, text=why, facts=told)
        incident.has_leak = incident.has_leak or decision.may_harm
        if incident.channel_id is None:  # a room that is still to be made
            incident.is_private = incident.is_private or decision.may_harm
        plan.lay(session, incident)
        settle_plan(session, incident)
        lines = _decided(incident, decision.may_harm, was=before if moved else None, by=actor, now=now)
        offers = [Offer.NOTICE] if decision.may_harm else []
        say(self.incidents, session, incident, "\n".join(lines), quoted=why, offers=offers, now=now)
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

    def _aware(
        self, session: Session, incident: Incident, decision: Decision, *, actor: Actor, now: datetime
    ) -> bool:
        """Whether what stood there moved. Raises AwareUnusable, FounderOnly."""
        before, given_at = incident.aware_at, decision.aware_at
        if before is not None and given_at is not None and abs(given_at - before) < MINUTE:
            return False  # Slack's calendar gives whole minutes
        if given_at is not None:
            earliest, latest = aware_between(session, incident, now=now)
            if not earliest <= given_at <= latest:
                raise AwareUnusable(earliest, latest)
        if before is None:
            incident.aware_at = (given_at or now) if decision.may_harm else None
            return False
        if given_at is None:
            return False
        if given_at > before:
            refuse(given(session, actor, Act.LOWER, now=now), actor)
        incident.aware_at = given_at
        return True


def say(
    incidents: Incidents,
    session: Session,
    incident: Incident,
    text: str,
    *,
    now: datetime,
    quoted: str = "",
    offers: Sequence[Offer] = (),
) -> None:
    """Where the incident stands, whose messages are drawn anew."""
    outbox, channel = incidents.outbox, incidents.channel
    showing.say(session, incident, text, quoted=quoted, offers=offers, outbox=outbox, now=now)
    showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)


def aware_between(session: Session, incident: Incident, *, now: datetime) -> tuple[datetime, datetime]:
    """Our rows show it from the declaration of a leak on, else from the first «نعم»."""
    shown_at: datetime | None = incident.declared_at
    if incident.kind != Kind.LEAK.value:
        query = select(IncidentEntry).where(
            IncidentEntry.incident_id == incident.id, IncidentEntry.kind == EntryKind.HARM.value
        )
        yes = (one.at for one in session.scalars(query) if one.facts["may_harm"])
        shown_at = min(yes, default=None)
    standing = clock(session, incident)
    filed_at = standing.filed[0].filed_at if standing is not None and standing.filed else None
    return pdpl_rules.aware_between(
        declared_at=incident.declared_at, shown_at=shown_at, filed_at=filed_at, now=now
    )


def _decided(
    incident: Incident, may_harm: bool, *, was: datetime | None, by: Actor, now: datetime
) -> list[str]:
    """`was`: when we had learnt of it until this decision moved it."""
    who, aware_at = f"<@{by.user_id}>", incident.aware_at
    lines = [copy_ar.OPEN_ROOM] if may_harm and not incident.is_private else []
    if aware_at is not None and (may_harm or was is not None):
        said = copy_ar.AWARE.format(aware=at_ar(aware_at))
        if was is not None:
            words = copy_ar.AWARE_LATER if aware_at > was else copy_ar.AWARE_EARLIER
            same_day = riyadh(was).date() == riyadh(aware_at).date()
            before = clock_ar(was) if same_day else at_ar(was)
            said = words.format(who=who, was=before, aware=at_ar(aware_at))
        due_at = pdpl_rules.due_at(aware_at)
        ends = copy_ar.AWARE_DUE if now < due_at else copy_ar.AWARE_PAST
        lines.append(f"{said}، {ends.format(due=at_ar(due_at))}" if may_harm else said)
    words = copy_ar.HARM_YES if may_harm else copy_ar.HARM_NO
    return [*lines, words.format(id=incident.id, who=who)]


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
    settled_by = entries.settled_by(session, incident.id, filed[-1].id) if filed else None
    return Clock(may_harm, incident.aware_at, pdpl_rules.due_at(incident.aware_at), filed, settled_by)


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
