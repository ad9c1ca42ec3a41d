"""What is left to do so that it does not happen again: whose, until when, and when somebody is asked."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.incidents import closing, entries
from dealix_ops.incidents import closing_copy_ar as copy
from dealix_ops.incidents.closing_models import IncidentAction
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import ActionEnded, DueStands
from dealix_ops.incidents.models import Incident
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Actor

WHAT_LIMIT = 300
LONGEST_CLOSURE = 60


class Ended(StrEnum):
    DONE = "done"
    DROPPED = "dropped"


def add(
    session: Session,
    incident_id: int,
    what: str,
    *,
    owner: str,
    due_on: date,
    actor: Actor,
    now: datetime,
) -> IncidentAction:
    """Raises MayNotArrange, ButtonUnknown."""
    incident = closing.one(session, incident_id, actor=actor)
    row = IncidentAction(
        incident_id=incident.id,
        what=what,
        owner=owner,
        due_on=due_on,
        added_at=now,
        added_by=actor.user_id,
    )
    session.add(row)
    session.flush()
    facts = {"incident": incident.id, "action": row.id, "owner": owner, "due_on": due_on.isoformat()}
    _note(session, incident, Event.INCIDENT_ACTION, EntryKind.ACTION_ADDED, row, facts, actor, now)
    return row


def end(
    session: Session, action_id: int, as_: Ended, *, why: str = "", actor: Actor, now: datetime
) -> IncidentAction:
    """Done, or dropped with a reason. Raises MayNotArrange, ButtonUnknown, ActionEnded."""
    incident, row = open_one(session, action_id, actor=actor)
    row.ended_at, row.ended_by, row.ended_as, row.why = now, actor.user_id, as_.value, why or None
    facts = {"incident": incident.id, "action": row.id, "as": as_.value}
    _note(session, incident, Event.INCIDENT_ACTION_ENDED, EntryKind.ACTION_ENDED, row, facts, actor, now)
    return row


def put_off(
    session: Session, action_id: int, due_on: date, why: str, *, actor: Actor, now: datetime
) -> IncidentAction:
    """To another day, for a reason; the day that it had stays in the story.

    Raises MayNotArrange, ButtonUnknown, ActionEnded, DueStands.
    """
    incident, row = open_one(session, action_id, actor=actor)
    if due_on == row.due_on:
        raise DueStands("it is due then already")
    was, row.due_on = row.due_on, due_on
    facts = {
        "incident": incident.id,
        "action": row.id,
        "was": was.isoformat(),
        "due_on": due_on.isoformat(),
    }
    text = copy.ACTION_MOVED.format(what=row.what, was=_day(was), to=_day(due_on), why=why)
    ledger.record(session, Event.INCIDENT_ACTION_MOVED, at=now, actor=actor.user_id, facts=facts)
    kind, by = EntryKind.ACTION_MOVED, actor.user_id
    entries.add(session, incident, kind, at=now, actor=by, text=text, facts=facts)
    return row


def open_one(session: Session, action_id: int, *, actor: Actor) -> tuple[Incident, IncidentAction]:
    """Locked with its incident. Raises MayNotArrange, ButtonUnknown, ActionEnded."""
    row = session.get(IncidentAction, action_id)
    if row is None:
        raise errors.ButtonUnknown("no such action")
    incident = closing.one(session, row.incident_id, actor=actor)
    session.refresh(row)
    if row.ended_at is not None:
        raise ActionEnded(by=row.ended_by or ledger.SYSTEM, at=row.ended_at)
    return incident, row


def of(session: Session, incident_id: int) -> list[IncidentAction]:
    """Dropped ones too, in the order in which they were added."""
    query = select(IncidentAction).where(IncidentAction.incident_id == incident_id)
    return list(session.scalars(query.order_by(IncidentAction.id)))


def open_ones(session: Session) -> list[IncidentAction]:
    """Of every incident, what is due first on top."""
    query = select(IncidentAction).where(IncidentAction.ended_at.is_(None))
    return list(session.scalars(query.order_by(IncidentAction.due_on, IncidentAction.id)))


def is_asked(due_on: date, today: date, is_open: Callable[[date], bool]) -> bool:
    """On the working day that takes care of the day before it is due, on its day, and each one after."""
    if not is_open(today):
        return False
    ahead = (today + timedelta(days=count) for count in range(1, LONGEST_CLOSURE))
    return due_on <= next((day for day in ahead if is_open(day)), today)


def due_ar(due_on: date, today: date) -> str:
    if due_on == today:
        return copy.ACTION_TODAY
    form = copy.ACTION_LATE if due_on < today else copy.ACTION_DUE
    return form.format(day=_day(due_on))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _note(
    session: Session,
    incident: Incident,
    event: Event,
    kind: EntryKind,
    row: IncidentAction,
    facts: Mapping[str, object],
    actor: Actor,
    now: datetime,
) -> None:
    ledger.record(session, event, at=now, actor=actor.user_id, facts=dict(facts))
    entries.add(session, incident, kind, at=now, actor=actor.user_id, text=row.what, facts=dict(facts))
