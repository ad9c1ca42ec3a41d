"""How an incident comes into Slack: each act is a row and an effect of its own, and may fail alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.incidents import entries
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident, IncidentOpening
from dealix_ops.ports.work import Effect, EffectKind, Outbox

TRY_AGAIN = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(minutes=60),
)
"""After each no of Slack; then a person says when."""


class Act(StrEnum):
    CHANNEL = "channel"
    TOPIC = "topic"
    MEMBERS = "members"
    SUMMARY = "summary"
    PIN = "pin"


class State(StrEnum):
    """`stopped`: Slack said no too often; `lost`: it stood and somebody took it away."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    LOST = "lost"


EFFECT = {
    Act.CHANNEL: EffectKind.INCIDENT_CHANNEL,
    Act.TOPIC: EffectKind.INCIDENT_TOPIC,
    Act.MEMBERS: EffectKind.INCIDENT_MEMBERS,
    Act.SUMMARY: EffectKind.INCIDENT_SUMMARY,
    Act.PIN: EffectKind.INCIDENT_PIN,
}


def partition(incident_id: int) -> str:
    """What is done to one incident's room is done in order."""
    return f"incident:{incident_id}"


def of(session: Session, incident_id: int) -> list[IncidentOpening]:
    query = select(IncidentOpening).where(IncidentOpening.incident_id == incident_id)
    found = {row.act: row for row in session.scalars(query)}
    return [found[act.value] for act in Act if act.value in found]


def ask(
    session: Session,
    incident: Incident,
    act: Act,
    *,
    outbox: Outbox,
    now: datetime,
    at: datetime | None = None,
) -> None:
    """One of each waits at a time; it acts on what stands when its turn comes."""
    row = _row(session, incident.id, act, now)
    if row.state in (State.LOST.value, State.STOPPED.value):
        row.state, row.tries = State.WAITING.value, 0
    payload = {"incident_id": incident.id, "version": incident.version}
    draws, where = f"incident:{incident.id}:{act}", partition(incident.id)
    outbox.add(session, Effect(EFFECT[act], where, payload, draws=draws, due_at=at), now=now)


def done(
    session: Session,
    incident: Incident,
    act: Act,
    *,
    now: datetime,
    asked: Sequence[str] = (),
    left_out: Sequence[str] = (),
) -> bool:
    """True where a card told that it had failed, or somebody is left out now."""
    row = _row(session, incident.id, act, now)
    told = row.tries > 0 or bool(left_out) or bool(row.left_out)
    row.asked = sorted(asked)
    row.state, row.at, row.next_at, row.left_out = State.DONE.value, now, None, list(left_out)
    row.tries = 0
    return told


def left_out(session: Session, incident_id: int) -> list[str]:
    """Who was told already that Slack would not let them in."""
    row = session.get(IncidentOpening, (incident_id, Act.MEMBERS.value))
    return list(row.left_out) if row is not None else []


def refused(
    session: Session, incident: Incident, act: Act, code: str, *, outbox: Outbox, now: datetime
) -> None:
    """Slack said no for a reason that somebody may remove: told in the story once, and tried again."""
    row = _row(session, incident.id, act, now)
    if row.code != code or row.tries == 0:
        facts = {"act": act.value, "code": code}
        entries.add(session, incident, EntryKind.SLACK_REFUSED, at=now, facts=facts)
    row.tries, row.code, row.at = row.tries + 1, code, now
    left = row.tries <= len(TRY_AGAIN)
    row.state = (State.REFUSED if left else State.STOPPED).value
    row.next_at = now + TRY_AGAIN[row.tries - 1] if left else None
    if row.next_at is not None:
        ask(session, incident, act, outbox=outbox, now=now, at=row.next_at)


def lost(session: Session, incident: Incident, code: str, *, now: datetime) -> None:
    """Its channel is archived or gone: from now on it stands in the thread of its card."""
    row = _row(session, incident.id, Act.CHANNEL, now)
    row.state, row.code, row.at, row.next_at = State.LOST.value, code, now, None
    facts = {"channel": incident.channel_id, "code": code}
    entries.add(session, incident, EntryKind.CHANNEL_LOST, at=now, facts=facts)
    incident.channel_id = None


def again(session: Session, incident: Incident, *, outbox: Outbox, now: datetime) -> bool:
    """Somebody removed the reason: what Slack refused is tried at once. False where nothing waits for it."""
    waiting = (State.REFUSED.value, State.STOPPED.value, State.LOST.value)
    failed = [row for row in of(session, incident.id) if row.state in waiting]
    for row in failed:
        row.state, row.tries = State.WAITING.value, 0
        ask(session, incident, Act(row.act), outbox=outbox, now=now)
    return bool(failed)


def _row(session: Session, incident_id: int, act: Act, now: datetime) -> IncidentOpening:
    row = session.get(IncidentOpening, (incident_id, act.value))
    if row is None:
        row = IncidentOpening(
            incident_id=incident_id,
            act=act.value,
            state=State.WAITING.value,
            tries=0,
            left_out=[],
            asked=[],
            at=now,
        )
        session.add(row)
    return row
