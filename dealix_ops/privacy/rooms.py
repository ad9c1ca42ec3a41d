"""What incidents show of a person: cards and pinned summaries are drawn anew, what was said is replaced."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.durable.incident_effects import CARD
from dealix_ops.durable.models import OutboxRow, SlackCard
from dealix_ops.durable.rows import OPEN
from dealix_ops.durable.slack_effects import PEOPLE
from dealix_ops.incidents import opening, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.ports.work import EffectKind, Outbox
from dealix_ops.privacy import scrubbing
from dealix_ops.privacy.person import Person


def shown(session: Session, person: Person) -> list[int]:
    """Incidents whose own messages name them; look before the rows are scrubbed."""
    return sorted({hit.key[0] for hit in scrubbing.found(session, person) if hit.model is Incident})


def said(session: Session, person: Person) -> Iterator[tuple[str, str]]:
    """Channel and `ts` of what the product said, and the outbox still remembers.

    An incident may have had several places: the message stands in one of them, and in the others nothing is.
    """
    for row in _naming(session, person):
        if row.external_id is not None:
            yield from ((channel, row.external_id) for channel in _places(session, row))


def waiting(session: Session, person: Person) -> Iterator[int]:
    """What is on its way to be said; a worker may have read it already."""
    yield from (row.id for row in _naming(session, person) if row.status in OPEN)


def forget_said(session: Session, person: Person) -> None:
    """What never left may be sent again by hand: it keeps its words, but for the name."""
    words = _words(person)
    for row in _naming(session, person):
        row.payload = {} if row.external_id is not None else scrubbing.without(row.payload, words)
        row.last_error = None
    session.flush()


def redraw(session: Session, incidents: list[int], *, channel: str, outbox: Outbox, now: datetime) -> None:
    """`channel` is where alerts stand."""
    for incident_id in incidents:
        incident = session.get_one(Incident, incident_id)
        showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)
        if incident.channel_id is not None:
            opening.ask(session, incident, opening.Act.TOPIC, outbox=outbox, now=now)


def _naming(session: Session, person: Person) -> list[OutboxRow]:
    """A name in JSON cannot be looked for in the database; what is done is gone from there after a month."""
    words, kinds = _words(person), (EffectKind.INCIDENT_SAY.value, EffectKind.NOTICE.value)
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind.in_(kinds)).order_by(OutboxRow.id))
    return [row for row in rows if row.payload and scrubbing.without(row.payload, words) != row.payload]


def _words(person: Person) -> list[str]:
    return sorted({*person.addresses, *person.full_names}, key=len, reverse=True)


def _places(session: Session, row: OutboxRow) -> set[str]:
    """Of an incident: its card's channel, and each room that it ever had."""
    if row.kind == EffectKind.NOTICE.value:
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
