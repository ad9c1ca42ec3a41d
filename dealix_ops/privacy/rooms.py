"""What incidents show of a person: cards and pinned summaries are drawn anew, what was said is replaced."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.durable.incident_effects import CARD
from dealix_ops.durable.models import OutboxRow, SlackCard
from dealix_ops.durable.rows import OPEN
from dealix_ops.durable.slack_effects import PEOPLE
from dealix_ops.incidents import opening, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.incidents.naming import channel_name
from dealix_ops.incidents.rules import Kind
from dealix_ops.ports.work import EffectKind, Outbox
from dealix_ops.privacy import scrubbing
from dealix_ops.privacy.single_words import Naming

SAID = (EffectKind.INCIDENT_SAY.value, EffectKind.INCIDENT_TODO.value, EffectKind.NOTICE.value)


def shown(session: Session, naming: Naming) -> list[int]:
    """Incidents whose own messages name them; look before the rows are scrubbed."""
    return sorted({hit.key[0] for hit in scrubbing.found(session, naming) if hit.model is Incident})


def said(session: Session, naming: Naming) -> Iterator[tuple[str, str]]:
    """Channel and `ts` of what the product said, and the outbox still remembers.

    An incident may have had several places: the message stands in one of them, and in the others nothing is.
    """
    for row, _ in _naming(session, naming):
        if row.external_id is not None:
            yield from ((channel, row.external_id) for channel in _places(session, row))


def waiting(session: Session, naming: Naming) -> Iterator[int]:
    """What is on its way to be said; a worker may have read it already."""
    yield from (row.id for row, _ in _naming(session, naming) if row.status in OPEN)


def forget_said(session: Session, naming: Naming) -> None:
    """What never left may be sent again by hand: it keeps its words, but for the name."""
    for row, nameless in _naming(session, naming):
        row.payload = {} if row.external_id is not None else nameless
        row.last_error = None
    session.flush()


def called_after(session: Session, naming: Naming) -> list[Incident]:
    """Incidents whose channel has a word of their name: somebody typed it in Latin letters."""
    touched = Incident.id.in_(scrubbing.touched(session, naming.person))
    found = session.scalars(select(Incident).where(touched, Incident.channel_name.is_not(None)))
    names = ((one, one.channel_name or "") for one in found)
    return [one for one, name in names if naming.without(name, own=False) != name]


def forget_channels(session: Session, naming: Naming) -> None:
    """Here; in Slack a person renames it."""
    for one in called_after(session, naming):
        kind, at = Kind(one.kind), one.declared_at
        one.channel_name = channel_name(one.id, kind=kind, words=None, declared_at=at)
    session.flush()


def redraw(session: Session, incidents: list[int], *, channel: str, outbox: Outbox, now: datetime) -> None:
    """`channel` is where alerts stand."""
    for incident_id in incidents:
        incident = session.get_one(Incident, incident_id)
        showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)
        if incident.channel_id is not None:
            opening.ask(session, incident, opening.Act.TOPIC, outbox=outbox, now=now)


def _naming(session: Session, naming: Naming) -> list[tuple[OutboxRow, dict[str, Any]]]:
    """With what it says without the name. A name in JSON cannot be looked for in the database; what is done
    is gone from there after a month."""
    person, touched = naming.person, scrubbing.touched(session, naming.person)
    words = sorted({*person.addresses, *person.full_names}, key=len, reverse=True)
    near = scrubbing.changing(naming, own=False)
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind.in_(SAID)).order_by(OutboxRow.id))
    made = []
    for row in rows:
        is_theirs = not touched.isdisjoint(_incidents(row))
        nameless = near(row.payload) if is_theirs else scrubbing.without(row.payload, words)
        if nameless != row.payload:
            made.append((row, nameless))
    return made


def _incidents(row: OutboxRow) -> set[int]:
    return (
        {int(row.payload["incident_id"])}
        if "incident_id" in row.payload
        else set(row.payload.get("incident_ids", ()))
    )


def _places(session: Session, row: OutboxRow) -> set[str]:
    """Of an incident: its card's channel, and each room that it ever had."""
    if row.kind != EffectKind.INCIDENT_SAY.value:
        channel = str(row.payload["channel"])
        # What one colleague alone was told stays, and Slack changes nothing by a person's id.
        return set() if channel.startswith(PEOPLE) else {channel}
    incident_id = int(row.payload["incident_id"])
    opened = select(IncidentEntry).where(
        IncidentEntry.incident_id == incident_id, IncidentEntry.kind == EntryKind.CHANNEL_OPENED.value
    )
    rooms = {str(one.facts["channel"]) for one in session.scalars(opened)}
    card = session.get(SlackCard, (CARD, incident_id))
    return rooms | ({card.channel} if card is not None else set())
