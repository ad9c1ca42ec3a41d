"""The news of an incident: when the next is due, what was written, what was put off."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.incidents import cadence, entries, reports, showing
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.cadence import Changed, NextUpdate, PutOff, Stage
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import ReasonMissing, SnoozedEnough, SnoozePastPromise
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.incidents.run_models import IncidentReminder, IncidentSeverity, IncidentSnooze
from dealix_ops.incidents.service import Incidents
from dealix_ops.language.masking import mask_identifiers, mask_secrets
from dealix_ops.language.times_ar import clock_ar, day_ar, deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.promises import service as promises
from dealix_ops.sending.authority import Actor
from dealix_ops.sla import awaited
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Severity


class Reach(StrEnum):
    """Who hears a piece of news besides the team, as the story keeps it."""

    TEAM = "team"
    DRAFTS = "drafts"
    SPOKEN = "spoken"


@dataclass(frozen=True)
class Updates:
    """Each method is one use case inside the caller's transaction; all raise what `open_one` raises."""

    incidents: Incidents

    def write(
        self,
        session: Session,
        incident_id: int,
        text: str,
        *,
        reach: Reach = Reach.TEAM,
        actor: Actor,
        now: datetime,
    ) -> str:
        """Said where the incident stands, told in the story. The clock of those affected begins anew where it
        is on its way to them, or nobody waits for any; the line that says so is the answer."""
        incident = self.incidents.open_one(session, incident_id, actor=actor)
        kept = masked(text)
        moves = reach is not Reach.TEAM or not waited_for(session, incident)
        if moves:
            incident.updated_at = now
            session.flush()
        facts = {"incident": incident.id, "reach": reach.value}
        ledger.record(session, Event.INCIDENT_UPDATED, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.UPDATED, at=now, actor=actor.user_id, text=kept, facts=facts)
        due_at = due(session, incident).due_at
        words = copy_ar.REACH[reach] if moves else copy_ar.REACH_TEAM_ONLY
        following = words.format(deadline=due_ar(due_at, now))
        head = copy_ar.UPDATE.format(id=incident.id, at=clock_ar(now), who=f"<@{actor.user_id}>")
        self._say(session, incident, "\n".join((head, following)), now, quoted=kept)
        return following

    def snooze(
        self, session: Session, incident_id: int, why: str, *, actor: Actor, now: datetime
    ) -> Incident:
        """Raises ReasonMissing, SnoozedEnough, SnoozePastPromise."""
        incident = self.incidents.open_one(session, incident_id, actor=actor)
        if not any(letter.isalpha() for letter in why):
            raise ReasonMissing("an update is put off for a reason")
        if len(_snoozes(session, incident)) >= cadence.MOST_SNOOZES:
            raise SnoozedEnough("put off as often as it may be")
        until = cadence.snooze_until(due(session, incident).due_at, now)
        # One that passed while nobody was called for it yet stays the next whatever is put off.
        last = incident.updated_at or incident.declared_at
        promised = min((one for one in _promised(session, incident) if last < one < until), default=None)
        if promised is not None:
            raise SnoozePastPromise(promised)
        kept, by = masked(why), actor.user_id
        row = IncidentSnooze(incident_id=incident.id, at=now, by=by, until=until, why=kept)
        session.add(row)
        session.flush()
        facts = {"incident": incident.id, "until": until.isoformat()}
        ledger.record(session, Event.INCIDENT_SNOOZED, at=now, actor=by, facts=facts)
        entries.add(session, incident, EntryKind.SNOOZED, at=now, actor=by, text=kept, facts=facts)
        # At night nobody is reminded of a SEV3: what counts is when it is due, not what was asked for.
        at = _clock_and_day(due(session, incident).due_at, now)
        text = copy_ar.SNOOZED.format(id=incident.id, who=f"<@{by}>", at=at)
        self._say(session, incident, text, now, quoted=kept)
        return incident

    def _say(self, session: Session, incident: Incident, text: str, now: datetime, *, quoted: str) -> None:
        incidents = self.incidents
        showing.say(session, incident, text, quoted=quoted, outbox=incidents.outbox, now=now)
        showing.redraw(session, incident, channel=incidents.channel, outbox=incidents.outbox, now=now)


def due_ar(due_at: datetime, now: datetime) -> str:
    """«قبل 10:42 ص», or that it passed."""
    if due_at >= now:
        return deadline_ar(due_at, now)
    return copy_ar.WAS_DUE.format(at=_clock_and_day(due_at, now))


def _clock_and_day(instant: datetime, now: datetime) -> str:
    return f"{clock_ar(instant)} {day_ar(instant, now)}".strip()


def masked(text: str) -> str:
    """A person's words as the story keeps them."""
    return mask_identifiers(mask_secrets(text.strip())[0])


def due(session: Session, incident: Incident) -> NextUpdate:
    """The stricter of the incident's clock and of those that its tickets' customers wait for."""
    last = incident.updated_at or incident.declared_at
    put_off = [PutOff(one.until, one.at) for one in _snoozes(session, incident)]
    return cadence.next_update(
        Severity(incident.severity),
        last=last,
        moved=sorted([*put_off, *_changes(session, incident, last)], key=lambda one: one.at),
        tickets=_promised(session, incident),
    )


def waited_for(session: Session, incident: Incident) -> bool:
    """Somebody affected would read it: an open report of theirs, or a customer whom a person named."""
    named = (IncidentSubject.incident_id == incident.id, IncidentSubject.customer_id.is_not(None))
    either = or_(exists().where(*_live(session, incident)), exists().where(*named))
    return bool(session.scalar(select(either)))


def _live(session: Session, incident: Incident) -> tuple[ColumnElement[bool], ...]:
    """Of `Ticket`: open reports of customers."""
    alerts = select(Alert.ticket_id).where(Alert.ticket_id.is_not(None))
    ids = reports.tickets_of(session, incident.id)
    return Ticket.id.in_(ids), Ticket.status.in_(LIVE), Ticket.id.not_in(alerts)


def _promised(session: Session, incident: Incident) -> list[datetime]:
    """First responses that are owed, and times that sent texts named.

    Once founders were called for one, the ticket's own alarms go on: the incident's clock counts again.
    """
    live = list(session.scalars(select(Ticket.id).where(*_live(session, incident))))
    owed = [*awaited.first_responses(session, live).values(), *promises.of_tickets(session, live).values()]
    late = (IncidentReminder.incident_id == incident.id, IncidentReminder.kind == Stage.LATE.value)
    called = set(session.scalars(select(IncidentReminder.due_at).where(*late)))
    return [one.due_at for one in owed if one.due_at not in called]


def _snoozes(session: Session, incident: Incident) -> list[IncidentSnooze]:
    """Of the update that comes next."""
    since = incident.updated_at or incident.declared_at
    query = select(IncidentSnooze).where(
        IncidentSnooze.incident_id == incident.id, IncidentSnooze.at >= since
    )
    return list(session.scalars(query.order_by(IncidentSnooze.id)))


def _changes(session: Session, incident: Incident, last: datetime) -> list[Changed]:
    query = select(IncidentSeverity).where(
        IncidentSeverity.incident_id == incident.id, IncidentSeverity.at >= last
    )
    rows = session.scalars(query.order_by(IncidentSeverity.id))
    return [Changed(Severity(one.was), Severity(one.to), one.at) for one in rows]
