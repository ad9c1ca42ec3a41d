"""How grave an incident is may change: up by anybody of the team, down by the founder with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import entries, naming, opening, pdpl, plan, rules, showing, updates
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import ReasonMissing, SeverityStands
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Kind, Step
from dealix_ops.incidents.run_models import IncidentSeverity
from dealix_ops.incidents.service import Incidents
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging import service as paging
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.permission import given, refuse
from dealix_ops.vocabulary import Severity

ORDER = (Severity.SEV1, Severity.SEV2, Severity.SEV3)


@dataclass(frozen=True)
class Severities:
    incidents: Incidents

    def change(
        self, session: Session, incident_id: int, to: Severity, why: str, *, actor: Actor, now: datetime
    ) -> Incident:
        """Plan, clocks, freeze, topic and room follow; what is frozen stays so until the founder lifts it.

        Raises MayNotArrange, ButtonUnknown, IncidentOver, SeverityStands, FounderOnly, ReasonMissing.
        """
        incidents = self.incidents
        incident = incidents.open_one(session, incident_id, actor=actor)
        was = Severity(incident.severity)
        if was is to:
            raise SeverityStands("it has this severity already")
        lowered = ORDER.index(to) > ORDER.index(was)
        if lowered:
            refuse(given(session, actor, Act.LOWER, now=now), actor)
            if not any(letter.isalpha() for letter in why):
                raise ReasonMissing("lowered for a reason")
        self._record(session, incident, was, to, updates.masked(why) or None, actor=actor, now=now)
        incident.severity = to.value
        plan.lay(session, incident)
        pdpl.settle_plan(session, incident)
        if lowered:
            paging.stop(session, incident_id=incident.id, now=now)
        else:
            self._graver(session, incident, to, actor=actor, now=now)
        deadline = updates.due_ar(updates.due(session, incident).due_at, now)
        words = copy_ar.LOWERED if lowered else copy_ar.RAISED
        text = words.format(id=incident.id, who=f"<@{actor.user_id}>", was=was, to=to, deadline=deadline)
        outbox = incidents.outbox
        showing.say(session, incident, text, quoted=updates.masked(why), outbox=outbox, now=now)
        opening.ask(session, incident, opening.Act.TOPIC, outbox=outbox, now=now)
        showing.redraw(session, incident, channel=incidents.channel, outbox=outbox, now=now)
        return incident

    def _record(
        self,
        session: Session,
        incident: Incident,
        was: Severity,
        to: Severity,
        why: str | None,
        *,
        actor: Actor,
        now: datetime,
    ) -> None:
        by = actor.user_id
        row = IncidentSeverity(incident_id=incident.id, at=now, by=by, was=was.value, to=to.value, why=why)
        session.add(row)
        facts = {"incident": incident.id, "was": was.value, "to": to.value}
        ledger.record(session, Event.INCIDENT_SEVERITY, at=now, actor=by, facts=facts)
        entries.add(session, incident, EntryKind.SEVERITY, at=now, actor=by, text=why, facts=facts)

    def _graver(
        self, session: Session, incident: Incident, to: Severity, *, actor: Actor, now: datetime
    ) -> None:
        """The stricter clocks count from now, and what a graver one has is made."""
        sooner = now + rules.CLOCKS[to].first_action
        incident.first_action_due_at = min(incident.first_action_due_at, sooner)
        held = any(one.lifted_at is None for one in freezes.of_incident(session, incident.id))
        if rules.freezes(to) and not held:
            freezes.start(session, freezes.EVERYTHING, by=actor.user_id, now=now, incident_id=incident.id)
            entries.add(session, incident, EntryKind.FROZEN, at=now, actor=actor.user_id)
            plan.done_by_us(session, incident, Step.FREEZE, now=now)
        if to is Severity.SEV1 and incident.first_action_at is None:
            paging.start(session, incident_id=incident.id, now=now)
        in_thread = to is Severity.SEV2 and self.incidents.sev2_in_thread
        if not incident.own_channel and not in_thread:
            incident.own_channel = True
            incident.channel_name = incident.channel_name or naming.channel_name(
                incident.id, kind=Kind(incident.kind), words=None, declared_at=incident.declared_at
            )
            opening.ask(session, incident, opening.Act.CHANNEL, outbox=self.incidents.outbox, now=now)
