"""Who leads an incident, who writes its story, who speaks with customers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.incidents import entries, showing
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import NotOnTheTeam
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.run_models import IncidentRole
from dealix_ops.incidents.service import Incidents
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.authority import Actor


class Seat(StrEnum):
    COMMANDER = "commander"
    SCRIBE = "scribe"
    LIAISON = "liaison"


@dataclass(frozen=True)
class Roles:
    """`team`: founders and operators."""

    incidents: Incidents
    team: Collection[str]

    def assign(
        self,
        session: Session,
        incident_id: int,
        holders: dict[Seat, str | None],
        *,
        actor: Actor,
        now: datetime,
    ) -> Incident:
        """None frees a role; only what changes is said. Raises NotOnTheTeam and what `open_one` raises."""
        incident = self.incidents.open_one(session, incident_id, actor=actor)
        if any(one is not None and one not in self.team for one in holders.values()):
            raise NotOnTheTeam("a role is held by one of the team")
        standing = of(session, incident_id)
        changed = {role: who for role, who in holders.items() if standing.get(role) != who}
        for role, who in changed.items():
            self._give(session, incident, role, who, actor=actor, now=now)
        if changed:
            outbox, channel = self.incidents.outbox, self.incidents.channel
            lines = [_said(incident.id, role, who, actor.user_id) for role, who in changed.items()]
            showing.say(session, incident, "\n".join(lines), outbox=outbox, now=now)
            showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)
        return incident

    def _give(
        self,
        session: Session,
        incident: Incident,
        role: Seat,
        who: str | None,
        *,
        actor: Actor,
        now: datetime,
    ) -> None:
        row = session.get(IncidentRole, (incident.id, role.value))
        if who is None:
            session.delete(row)
        elif row is None:
            row = IncidentRole(incident_id=incident.id, role=role.value)
            session.add(row)
        if who is not None and row is not None:
            row.user_id, row.given_at, row.given_by = who, now, actor.user_id
        facts = {"incident": incident.id, "role": role.value, "to": who}
        ledger.record(session, Event.INCIDENT_ROLE, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.ROLE, at=now, actor=actor.user_id, facts=facts)
        session.flush()


def of(session: Session, incident_id: int) -> dict[Seat, str]:
    query = select(IncidentRole.role, IncidentRole.user_id).where(IncidentRole.incident_id == incident_id)
    held = {Seat(name): user_id for name, user_id in session.execute(query)}
    return {role: held[role] for role in Seat if role in held}


def _said(incident_id: int, role: Seat, who: str | None, by: str) -> str:
    name = copy_ar.ROLES[role]
    if who is None:
        return copy_ar.ROLE_FREE.format(id=incident_id, role=name, by=f"<@{by}>")
    return copy_ar.ROLE.format(id=incident_id, role=name, who=f"<@{who}>", by=f"<@{by}>")
