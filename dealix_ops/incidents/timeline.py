"""What people add to the story: a line by command, and messages that carry 📌, until it is taken away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.incidents import entries, joining
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.updates import masked
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

PINS = (EntryKind.PINNED.value, EntryKind.UNPINNED.value)


@dataclass(frozen=True)
class Pinned:
    """A message as Slack has it; `address` is where it can be read."""

    channel: str
    ts: str
    at: datetime
    author: str
    text: str
    address: str | None

    @property
    def ref(self) -> str:
        return f"{self.channel}:{self.ts}"


def room(session: Session, channel: str) -> Incident | None:
    """The open incident whose own channel this is."""
    query = select(Incident).where(Incident.channel_id == channel, Incident.status == Status.OPEN.value)
    return session.scalars(query).first()


def pin(session: Session, incident_id: int, message: Pinned, *, actor: str, now: datetime) -> bool:
    """Told at the time at which it was written; False where it stands in the story already."""
    incident = joining.locked(session, incident_id)
    last = _last(session, incident_id, message.ref)
    if last == EntryKind.PINNED.value:
        return False
    facts = {"ref": message.ref, "author": message.author, "address": message.address}
    ref = message.ref if last is None else None
    text = masked(message.text)
    entries.add(
        session, incident, EntryKind.PINNED, at=message.at, actor=actor, text=text, ref=ref, facts=facts
    )
    _note(session, incident, EntryKind.PINNED, actor=actor, now=now)
    return True


def unpin(session: Session, incident_id: int, ref: str, *, actor: str, now: datetime) -> bool:
    """An entry of its own, because none is ever altered; False where nothing was pinned."""
    incident = joining.locked(session, incident_id)
    if _last(session, incident_id, ref) != EntryKind.PINNED.value:
        return False
    entries.add(session, incident, EntryKind.UNPINNED, at=now, actor=actor, facts={"ref": ref})
    _note(session, incident, EntryKind.UNPINNED, actor=actor, now=now)
    return True


def told(session: Session, incident_id: int) -> list[IncidentEntry]:
    """The story without what was taken back."""
    story = entries.story(session, incident_id)
    newest = {
        str(one.facts["ref"]): one.id for one in sorted(story, key=lambda one: one.id) if one.kind in PINS
    }
    stand = set(newest.values())
    return [
        one
        for one in story
        if one.kind not in PINS or (one.id in stand and one.kind == EntryKind.PINNED.value)
    ]


def _last(session: Session, incident_id: int, ref: str) -> str | None:
    query = select(IncidentEntry).where(
        IncidentEntry.incident_id == incident_id, IncidentEntry.kind.in_(PINS)
    )
    about = [one for one in session.scalars(query.order_by(IncidentEntry.id)) if one.facts["ref"] == ref]
    return about[-1].kind if about else None


def _note(session: Session, incident: Incident, kind: EntryKind, *, actor: str, now: datetime) -> None:
    facts = {"incident": incident.id, "kind": kind.value}
    ledger.record(session, Event.INCIDENT_NOTED, at=now, actor=actor, facts=facts)
