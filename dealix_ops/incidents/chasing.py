"""What an incident that is over still asks of people: derived from rows, each thing said once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.incidents import actions, closing, joining, post_mortem, showing
from dealix_ops.incidents import closing_copy_ar as copy
from dealix_ops.incidents.closing_models import IncidentAction, IncidentChase
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.service import Incidents
from dealix_ops.incidents.showing import Offer
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time

MORNING, EVENING = time(9), time(22)
"""Nothing of it is worth waking anybody."""
FREEZE_ASKED_AFTER = timedelta(hours=1)
REVIEW_SOON = timedelta(hours=4)
MOST_NAMED = 15
REMEMBERED = timedelta(days=60)
"""So long after its end an incident still asks for its review."""

IsOpen = Callable[[date], bool]


class About(StrEnum):
    FREEZE = "freeze"
    REVIEW_SOON = "review_soon"
    REVIEW_LATE = "review_late"
    ACTIONS = "actions"


@dataclass(frozen=True)
class Chase:
    """`key` is said once for ever. An incident's, or for `owner` over all incidents."""

    key: str
    about: About
    incident_id: int | None = None
    owner: str | None = None


def due(session: Session, *, is_open: IsOpen, now: datetime) -> list[Chase]:
    """What nobody was told yet."""
    if not MORNING <= riyadh(now).time() < EVENING or rest.iftar_ends(now, working_time.fasting(session)):
        return []
    found = [*_of_incidents(session, is_open, now), *_of_actions(session, is_open, now)]
    said = select(IncidentChase.key).where(IncidentChase.key.in_([one.key for one in found]))
    told = set(session.scalars(said))
    return [one for one in found if one.key not in told]


@dataclass(frozen=True)
class Chasing:
    """`operations` is where somebody's actions over all incidents are named."""

    incidents: Incidents
    operations: str
    founders: frozenset[str]

    def say(self, session: Session, chase: Chase, *, is_open: IsOpen, now: datetime) -> bool:
        """False where another clock said it, or it is settled by now."""
        incident = joining.locked(session, chase.incident_id) if chase.incident_id is not None else None
        if chase not in due(session, is_open=is_open, now=now) or not claim(session, chase, now=now):
            return False
        outbox = self.incidents.outbox
        if incident is not None:
            offer = Offer.UNFREEZE if chase.about is About.FREEZE else Offer.REVIEW
            text = self._of(session, chase, incident)
            showing.say(session, incident, text, offers=[offer], outbox=outbox, now=now)
            return True
        payload = self._todo(session, chase.owner or "", is_open, now)
        outbox.add(session, Effect(EffectKind.INCIDENT_TODO, self.operations, payload), now=now)
        return True

    def _of(self, session: Session, chase: Chase, incident: Incident) -> str:
        founders = closing.mentions(self.founders)
        if chase.about is About.FREEZE:
            return copy.ASK_FREEZE.format(id=incident.id, founders=founders).strip()
        gaps = post_mortem.review(session, incident).gaps
        due_at = post_mortem.due_at(session, incident) or incident.declared_at
        form = copy.REVIEW_SOON if chase.about is About.REVIEW_SOON else copy.REVIEW_LATE
        return form.format(
            id=incident.id,
            due=f"{date_ar(due_at)} {clock_ar(due_at)}",
            gaps="، ".join(copy.GAP[gap] for gap in gaps) or copy.NOT_MADE,
            founders=founders,
        ).strip()

    def _todo(self, session: Session, owner: str, is_open: IsOpen, now: datetime) -> dict[str, Any]:
        today = riyadh(now).date()
        rows = asked_of(session, owner, is_open=is_open, now=now)
        named = rows[:MOST_NAMED]
        return {
            "channel": self.operations,
            "text": copy.CHASED.format(owner=f"<@{owner}>", count=len(rows)),
            "actions": [{"id": row.id, "line": _line(row, today)} for row in named],
            "incident_ids": sorted({row.incident_id for row in named}),
            "left": len(rows) - len(named),
        }


def _line(row: IncidentAction, today: date) -> str:
    due = actions.due_ar(row.due_on, today)
    return copy.ACTION.format(what=closing.shown(row.what), due=due, id=row.incident_id)


def claim(session: Session, chase: Chase, *, now: datetime) -> bool:
    """False where another clock has it; what is said belongs into the same transaction."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(IncidentChase).values(key=chase.key, at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(IncidentChase.key)) is not None


def asked_of(session: Session, owner: str, *, is_open: IsOpen, now: datetime) -> list[IncidentAction]:
    """What this person is asked about today, the earliest due first."""
    today = riyadh(now).date()
    mine = (one for one in actions.open_ones(session) if one.owner == owner)
    return [one for one in mine if actions.is_asked(one.due_on, today, is_open)]


def _of_incidents(session: Session, is_open: IsOpen, now: datetime) -> Iterator[Chase]:
    query = select(Incident).where(
        Incident.status == Status.RESOLVED.value,
        Incident.resolved_as == closing.RESOLVED,
        Incident.resolved_at > now - REMEMBERED,
    )
    today = riyadh(now).date()
    for incident in session.scalars(query.order_by(Incident.id)):
        ended = incident.resolved_at or incident.declared_at
        about, later = f"{incident.id}:{ended:%Y%m%d%H%M%S}", today > riyadh(ended).date() and is_open(today)
        if closing.standing(session, incident.id):
            if later:
                yield Chase(f"freeze:{about}:{today}", About.FREEZE, incident.id)
            elif now - ended >= FREEZE_ASKED_AFTER:
                yield Chase(f"freeze:{about}:first", About.FREEZE, incident.id)
        due_at = post_mortem.due_at(session, incident)
        if due_at is None or post_mortem.is_complete(session, incident):
            continue
        if due_at - REVIEW_SOON <= now < due_at:
            yield Chase(f"review:{about}:soon", About.REVIEW_SOON, incident.id)
        elif now >= due_at and today == riyadh(due_at).date():
            yield Chase(f"review:{about}:late", About.REVIEW_LATE, incident.id)
        elif now >= due_at and is_open(today):
            yield Chase(f"review:{about}:{today}", About.REVIEW_LATE, incident.id)


def _of_actions(session: Session, is_open: IsOpen, now: datetime) -> Iterator[Chase]:
    today = riyadh(now).date()
    owners = {one.owner for one in actions.open_ones(session)}
    for owner in sorted(owners):
        if asked_of(session, owner, is_open=is_open, now=now):
            yield Chase(f"actions:{owner}:{today}", About.ACTIONS, owner=owner)
