"""What an incident owes by now: its next update, a decision about data, the authority's notice.

The notice is owed after its end too: only a person's filing, or a «no», ends that clock.

Derived from rows: whatever was said stands as one, so that any number of clocks say each thing once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dealix_ops.incidents import (
    cadence,
    joining,
    notice_text,
    overdue,
    pdpl,
    pdpl_rules,
    roles,
    showing,
    updates,
)
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.cadence import Stage
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.pdpl import Clock
from dealix_ops.incidents.roles import Seat
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.run_models import IncidentReminder
from dealix_ops.incidents.service import FALSE_ALARM, Incidents, open_ones
from dealix_ops.incidents.showing import Offer
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.vocabulary import Severity

HOUR = timedelta(hours=1)
REDRAWN = "pdpl.shown"
"""Not said: the hours that are left stand on the card."""
WORDS = {
    Stage.SOON: (copy_ar.UPDATE_SOON, copy_ar.PROMISE_SOON),
    Stage.DUE: (copy_ar.UPDATE_DUE, copy_ar.PROMISE_DUE),
    Stage.LATE: (copy_ar.UPDATE_LATE, copy_ar.PROMISE_LATE),
}
"""Of the incident's own clock, and of a ticket's that is stricter."""


@dataclass(frozen=True)
class Owed:
    """`key` and `due_at` name it for ever; a quiet one, without `text`, only draws the card anew."""

    key: str
    due_at: datetime
    text: str = ""
    offers: list[Offer] = field(default_factory=list)
    quoted: str = ""


@dataclass(frozen=True)
class Reminding:
    incidents: Incidents
    on_call: Collection[str]
    founders: Collection[str]

    def due(self, session: Session, *, now: datetime) -> list[int]:
        watched = [*open_ones(session), *overdue.owing_ones(session)]
        return [one.id for one in watched if any(self._owed(session, one, now))]

    def say(self, session: Session, incident_id: int, *, now: datetime) -> int:
        """How many things were said; 0 where the other clock was first."""
        incident = joining.locked(session, incident_id)
        if incident.resolved_as == FALSE_ALARM:
            return 0
        owed = list(self._owed(session, incident, now))
        outbox, channel = self.incidents.outbox, self.incidents.channel
        for one in owed:
            row = IncidentReminder(incident_id=incident.id, kind=one.key, due_at=one.due_at, said_at=now)
            session.add(row)
            if not one.text:
                continue
            facts = {"incident": incident.id, "kind": one.key, "due_at": one.due_at.isoformat()}
            ledger.record(session, Event.INCIDENT_REMINDED, at=now, facts=facts)
            offers, quoted = one.offers, one.quoted
            showing.say(session, incident, one.text, offers=offers, quoted=quoted, outbox=outbox, now=now)
        if owed:
            session.flush()
            showing.redraw(session, incident, channel=channel, outbox=outbox, now=now, hurry=False)
        return len(owed)

    def _owed(self, session: Session, incident: Incident, now: datetime) -> Iterator[Owed]:
        is_open = incident.status == Status.OPEN.value
        update = self._update(session, incident, now) if is_open else None
        if update is not None and not _said(session, incident, update.key, update.due_at):
            yield update
        clock = pdpl.clock(session, incident)
        if clock is None or not clock.runs:
            return
        passed = pdpl_rules.reached(clock.aware_at, decided=clock.may_harm is not None, now=now)
        # Said for this time or a later one: when we learnt of it may have been moved since.
        if passed is not None and not _said_since(session, incident, *passed):
            yield self._notice(session, incident, clock, passed, now)
        elif passed is not None:
            yield from self._overdue(session, incident, clock, passed[0], now)
        hour = clock.aware_at + (now - clock.aware_at) // HOUR * HOUR
        if hour < clock.due_at + HOUR and not _said(session, incident, REDRAWN, hour):
            yield Owed(REDRAWN, hour)

    def _update(self, session: Session, incident: Incident, now: datetime) -> Owed | None:
        following = updates.due(session, incident)
        reached = cadence.stage(Severity(incident.severity), following, now=now)
        if reached is None:
            return None
        stage, due_at = reached
        held = roles.of(session, incident.id)
        writer = held.get(Seat.LIAISON) or held.get(Seat.COMMANDER)
        people = {writer} if writer else set(self.on_call) or set(self.founders)
        if stage is not Stage.SOON:
            people |= set(self.on_call)
        if stage is Stage.LATE:
            people |= set(self.founders)
        words = WORDS[stage][following.promised]
        text = words.format(
            id=incident.id,
            deadline=deadline_ar(following.due_at, now),
            at=notice_text.moment(following.due_at, now),
            people=_called(people),
        )
        return Owed(stage.value, due_at, text, [Offer.UPDATE])

    def _overdue(
        self, session: Session, incident: Incident, clock: Clock, at_end: str, now: datetime
    ) -> Iterator[Owed]:
        morning = overdue.morning(session, incident, clock, at_end=at_end, now=now)
        if morning is not None and not _said(session, incident, overdue.KEY, morning):
            people = self._answerable(session, incident)
            text = overdue.text(session, incident, clock, people=people, now=now)
            yield Owed(overdue.KEY, morning, text, overdue.offers(clock))

    def _answerable(self, session: Session, incident: Incident) -> str:
        leader = roles.of(session, incident.id).get(Seat.COMMANDER)
        return _called({*self.founders, *([leader] if leader else [])})

    def _notice(
        self, session: Session, incident: Incident, clock: Clock, passed: tuple[str, datetime], now: datetime
    ) -> Owed:
        key, at = passed
        past = now >= clock.due_at
        facts = {
            "id": incident.id,
            "people": self._answerable(session, incident),
            "aware": pdpl.at_ar(clock.aware_at),
            "due": pdpl.at_ar(clock.due_at),
            "hours": count_ar(int((min(now, clock.due_at) - clock.aware_at) / HOUR), Noun.HOUR),
            "left": notice_text.left(clock.due_at - now),
        }
        if clock.may_harm is None:
            first = at == clock.aware_at
            words = copy_ar.HARM_ASK if first else copy_ar.HARM_STILL_PAST if past else copy_ar.HARM_STILL
            return Owed(key, at, words.format(**facts), [Offer.HARM])
        if clock.filed:
            words = copy_ar.REST_PAST if past else copy_ar.NOTICE_REST
        else:
            words = copy_ar.NOTICE_PAST if past else copy_ar.NOTICE_DUE
        lines = notice_text.missing(session, incident, clock.filed[-1] if clock.filed else None)
        return Owed(key, at, "\n".join([words.format(**facts), *lines]), [Offer.NOTICE])


def _said(session: Session, incident: Incident, key: str, due_at: datetime) -> bool:
    return session.get(IncidentReminder, (incident.id, key, due_at)) is not None


def _said_since(session: Session, incident: Incident, key: str, due_at: datetime) -> bool:
    told = (IncidentReminder.incident_id == incident.id, IncidentReminder.kind == key)
    return bool(session.scalar(select(exists().where(*told, IncidentReminder.due_at >= due_at))))


def _called(people: Collection[str]) -> str:
    return " ".join(f"<@{one}>" for one in sorted(people))
