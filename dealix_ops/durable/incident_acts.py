"""What stands in the rows after Slack did an act for an incident, or refused it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.incidents import entries, joining, opening, plan, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.opening import Act
from dealix_ops.incidents.rules import Step
from dealix_ops.incidents.service import Incidents
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.slack import Room
from dealix_ops.ports.work import Effect, EffectJob, EffectKind, NotAccepted, Refused, Settle

GONE = frozenset({"channel_not_found", "is_archived", "is_inactive", "not_in_channel"})
"""Slack's words for a channel that stood and that we may not write to any more."""


@dataclass(frozen=True)
class IncidentActs:
    """Each settles in the transaction that ends its effect, under the incident's lock."""

    incidents: Incidents
    clock: Clock

    def opened(self, session: Session, incident_id: int, room: Room) -> str | None:
        incident, now = joining.locked(session, incident_id), self.clock()
        incident.channel_id, incident.channel_name = room.id, room.name
        facts = {"incident": incident.id, "channel": room.id}
        ledger.record(session, Event.INCIDENT_ROOM, at=now, facts=facts)
        entries.add(session, incident, EntryKind.CHANNEL_OPENED, at=now, facts=facts)
        plan.done_by_us(session, incident, Step.CHANNEL, now=now)
        opening.done(session, incident, Act.CHANNEL, now=now)
        for act in (Act.TOPIC, Act.MEMBERS):
            opening.ask(session, incident, act, outbox=self.incidents.outbox, now=now)
        self.redraw(session, incident, now)
        return room.id

    def done(
        self,
        incident_id: int,
        act: Act,
        *,
        asked: Sequence[str] = (),
        left_out: Mapping[str, str] | None = None,
    ) -> Settle:
        def settle(session: Session) -> str | None:
            incident, now = joining.locked(session, incident_id), self.clock()
            left = sorted(left_out or ())
            known = opening.left_out(session, incident.id)
            news = opening.done(session, incident, act, now=now, asked=asked, left_out=left)
            for user, code in sorted((left_out or {}).items()):
                if user in known:
                    continue
                facts = {"act": act.value, "code": code, "user": user}
                entries.add(session, incident, EntryKind.SLACK_REFUSED, at=now, facts=facts)
            if news:
                self.redraw(session, incident, now)
            return None

        return settle

    def refused(self, error: NotAccepted | Refused, incident_id: int, act: Act) -> Settle:
        """Raises the error again where Slack gave no reason: it is busy or out of reach."""
        code = error.code
        if code is None:
            raise error

        def settle(session: Session) -> str | None:
            incident, now = joining.locked(session, incident_id), self.clock()
            if act is not Act.CHANNEL and code in GONE:
                opening.lost(session, incident, code, now=now)
            else:
                opening.refused(session, incident, act, code, outbox=self.incidents.outbox, now=now)
            self.redraw(session, incident, now)
            return None

        return settle

    def said_elsewhere(self, job: EffectJob, incident_id: int, code: str) -> Settle:
        def settle(session: Session) -> str | None:
            incident, now = joining.locked(session, incident_id), self.clock()
            if incident.channel_id is not None:
                opening.lost(session, incident, code, now=now)
            # The same words as another effect: the incident says by now where it stands.
            again = Effect(EffectKind.INCIDENT_SAY, opening.partition(incident_id), job.payload)
            self.incidents.outbox.add(session, again, now=now)
            self.redraw(session, incident, now)
            return None

        return settle

    def redraw(self, session: Session, incident: Incident, now: datetime) -> None:
        outbox, channel = self.incidents.outbox, self.incidents.channel
        showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)
