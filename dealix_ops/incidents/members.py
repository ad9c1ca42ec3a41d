"""Who belongs in an incident's room: founders, whoever is on call, and who has a role in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.incidents import joining, opening, roles
from dealix_ops.incidents.models import Incident, IncidentOpening
from dealix_ops.incidents.opening import Act, State
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.service import open_ones
from dealix_ops.paging import duty
from dealix_ops.ports.work import Outbox


@dataclass(frozen=True)
class Members:
    """`settled` are on call where nobody was put there."""

    outbox: Outbox
    founders: frozenset[str]
    settled: frozenset[str]

    def called(self, session: Session, *, now: datetime) -> frozenset[str]:
        """Whom a new incident's card mentions."""
        return self.founders | duty.on_call(session, self.settled, now=now)

    def of(self, session: Session, incident_id: int, *, now: datetime) -> frozenset[str]:
        return self.called(session, now=now) | set(roles.of(session, incident_id).values())

    def due(self, session: Session, *, now: datetime) -> list[int]:
        """Incidents whose room lacks somebody: the duty changed, or a role was given."""
        return [one.id for one in open_ones(session) if self._lacks(session, one, now)]

    def ask(self, session: Session, incident_id: int, *, now: datetime) -> bool:
        """False where another clock was first. Nobody is ever put out: they may be in the middle of it."""
        incident = joining.locked(session, incident_id)
        if incident.status != Status.OPEN.value or not self._lacks(session, incident, now):
            return False
        opening.ask(session, incident, Act.MEMBERS, outbox=self.outbox, now=now)
        return True

    def _lacks(self, session: Session, incident: Incident, now: datetime) -> bool:
        """Where Slack refused all of them, that is tried again by itself."""
        row = session.get(IncidentOpening, (incident.id, Act.MEMBERS.value), populate_existing=True)
        if incident.channel_id is None or row is None or row.state != State.DONE.value:
            return False
        return bool(self.of(session, incident.id, now=now) - set(row.asked))
