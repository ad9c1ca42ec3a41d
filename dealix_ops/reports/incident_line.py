"""What the card of a ticket says of the open incident that it belongs to."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import reports
from dealix_ops.vocabulary import Severity


@dataclass(frozen=True)
class IncidentLine:
    """`frozen`: it stopped what we begin ourselves, and nobody lifted that."""

    id: int
    severity: Severity
    channel_id: str | None
    frozen: bool


def incident_line(session: Session, ticket_id: int) -> IncidentLine | None:
    found = reports.incident_of(session, ticket_id)
    if found is None:
        return None
    frozen = any(one.lifted_at is None for one in freezes.of_incident(session, found.id))
    return IncidentLine(found.id, Severity(found.severity), found.channel_id, frozen)
