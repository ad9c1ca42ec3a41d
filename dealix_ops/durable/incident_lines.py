"""A message that somebody marked with 📌: read where it stands, and kept in the story of its incident."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.incident_effects import CARD
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.incidents import timeline
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.timeline import Pinned
from dealix_ops.intake.slack_text import plain_text
from dealix_ops.ports.slack import Line, RoomsPort, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle


class IncidentLines:
    def __init__(
        self, *, database: Database, rooms: RoomsPort, slack: SlackPort, clock: Clock, pause: Pause
    ) -> None:
        self._database = database
        self._rooms = rooms
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.INCIDENT_LINE: self.line}

    def line(self, job: EffectJob) -> Settle:
        """Nothing where it is gone, or stands in no open incident."""
        channel, ts, user = (str(job.payload[key]) for key in ("channel", "ts", "user"))
        found = self._rooms.line(channel, ts=ts)
        with self._database.reading() as session:
            incident_id = _incident(session, channel, found)
        if found is None or incident_id is None:
            return lambda _session: None
        address = self._posts.address(channel, ts)
        at = datetime.fromtimestamp(float(ts), UTC)
        message = Pinned(channel, ts, at, found.author, plain_text(found.text), address)

        def settle(session: Session) -> str | None:
            timeline.pin(session, incident_id, message, actor=user, now=self._clock())
            return address

        return settle


def _incident(session: Session, channel: str, line: Line | None) -> int | None:
    """Its own channel, else the thread of its card."""
    own = timeline.room(session, channel)
    if own is not None or line is None or line.thread_ts is None:
        return own.id if own is not None else None
    card = select(SlackCard.entity_id).where(
        SlackCard.entity == CARD, SlackCard.channel == channel, SlackCard.ts == line.thread_ts
    )
    found = session.scalar(card)
    incident = session.get(Incident, found) if found is not None else None
    return incident.id if incident is not None and incident.status == Status.OPEN.value else None
