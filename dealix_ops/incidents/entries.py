"""The story of an incident: what happened, when and by whom, one row each, none ever altered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.ledger import service as ledger

TEXT_LIMIT = 2000


class EntryKind(StrEnum):
    """`bot/blocks/incidents_copy_ar.py` has the words; a kind of your own needs its words there."""

    DECLARED = "declared"
    JOINED = "joined"
    FROZEN = "frozen"
    CHANNEL_OPENED = "channel_opened"
    CHANNEL_LOST = "channel_lost"
    SLACK_REFUSED = "slack_refused"
    STEP_DONE = "step_done"
    TICKET_LOWERED = "ticket_lowered"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    UNFROZEN = "unfrozen"
    FOLLOWED_UP = "followed_up"
    REVIEW_WRITTEN = "review_written"
    REVIEW_MADE = "review_made"
    ACTION_ADDED = "action_added"
    ACTION_ENDED = "action_ended"
    ACTION_MOVED = "action_moved"
    CONFIRMED = "confirmed"
    NOTE = "note"
    UPDATED = "updated"
    SNOOZED = "snoozed"
    SEVERITY = "severity"
    ROLE = "role"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    HARM = "harm"
    AWARE = "aware"
    FILED = "filed"
    SETTLED = "settled"


ACTS = frozenset({EntryKind.STEP_DONE, EntryKind.UPDATED, EntryKind.HARM, EntryKind.ROLE})
"""Of a person, the first of these is the incident's first action."""


def add(
    session: Session,
    incident: Incident,
    kind: EntryKind,
    *,
    at: datetime,
    actor: str = ledger.SYSTEM,
    text: str | None = None,
    ref: str | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """`text` is a person's, masked by the caller; part of the caller's transaction."""
    if kind in ACTS and actor != ledger.SYSTEM and incident.first_action_at is None:
        incident.first_action_at, incident.first_action_by = at, actor
    session.add(
        IncidentEntry(
            incident_id=incident.id,
            at=at,
            actor=actor,
            kind=kind.value,
            text=text[:TEXT_LIMIT] if text else None,
            ref=ref,
            facts=facts or {},
        )
    )


def settled_by(session: Session, incident_id: int, filing_id: int) -> str | None:
    """Who said that nothing more is owed to the authority after this filing; a newer filing asks anew."""
    query = select(IncidentEntry).where(
        IncidentEntry.incident_id == incident_id, IncidentEntry.kind == EntryKind.SETTLED.value
    )
    return next((one.actor for one in session.scalars(query) if one.facts["filing"] == filing_id), None)


def story(session: Session, incident_id: int) -> list[IncidentEntry]:
    """In the order in which it happened, whenever it was told."""
    query = select(IncidentEntry).where(IncidentEntry.incident_id == incident_id)
    return list(session.scalars(query.order_by(IncidentEntry.at, IncidentEntry.id)))
