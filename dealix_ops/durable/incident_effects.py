"""What an incident does in Slack: its card, its channel, who is in it, its pinned summary.

Each act fails alone. What Slack refuses with a word of its own is kept as a row, shown on the card and tried
again later; what may pass in a moment, and what may have left, is the runner's to repeat.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.incident_acts import GONE, IncidentActs
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.pictures import Moved, Picture, Pictures
from dealix_ops.durable.slack_posts import LOOK_BACK, Pause, SlackPosts
from dealix_ops.incidents import joining, naming, opening, plan
from dealix_ops.incidents.members import Members
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.opening import Act
from dealix_ops.incidents.rules import Status, Step
from dealix_ops.incidents.service import Incidents
from dealix_ops.ports.slack import NameTaken, Room, RoomsPort, SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, NotAccepted, Refused, Settle
from dealix_ops.reports import incidents as views
from dealix_ops.reports.incidents import IncidentView
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket

CARD, ROOM = "incident", "incident_room"
"""Entities of `SlackCard`: in the alerts channel, and the pinned summary in the incident's own."""
MOST_NAMES = 6
MOST_CARDS = 20


@dataclass(frozen=True)
class IncidentDrawing:
    """Plugged in from `bot/blocks`; a card mentions whom it calls."""

    card: Callable[[IncidentView, datetime, frozenset[str]], SlackMessage]
    summary: Callable[[IncidentView, datetime], SlackMessage]
    topic: Callable[[IncidentView], str]
    moved: Moved
    said: Callable[[Mapping[str, Any]], SlackMessage]
    todo: Callable[[Mapping[str, Any]], SlackMessage]


class IncidentEffects:
    """`tickets_channel` is where customers' cards stand."""

    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        rooms: RoomsPort,
        drawing: IncidentDrawing,
        incidents: Incidents,
        members: Members,
        tickets_channel: str,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._rooms = rooms
        self._drawing = drawing
        self._incidents = incidents
        self._acts = IncidentActs(incidents, clock)
        self._members = members
        self._tickets_channel = tickets_channel
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)
        self._pictures = Pictures(self._posts, drawing.moved)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {
            EffectKind.INCIDENT_CARD: self.card,
            EffectKind.INCIDENT_CHANNEL: self.channel,
            EffectKind.INCIDENT_TOPIC: self.topic,
            EffectKind.INCIDENT_MEMBERS: self.members,
            EffectKind.INCIDENT_SUMMARY: self.summary,
            EffectKind.INCIDENT_PIN: self.pin,
            EffectKind.INCIDENT_SAY: self.say,
            EffectKind.INCIDENT_TODO: self.todo,
        }

    def card(self, job: EffectJob) -> Settle:
        """In the alerts channel, where it calls people; the incident's thread where it has no channel."""
        view, card = self._look(job, CARD)
        with self._database.reading() as session:
            called = self._members.called(session, now=self._clock())
        message = self._drawing.card(view, self._clock(), called)
        drawn = self._pictures.draw(job, Picture(CARD, view.id, view.version, message, view.id), card)

        def settle(session: Session) -> str | None:
            if card is None:
                self._told(session, view.id)
            return drawn(session)

        return settle

    def channel(self, job: EffectJob) -> Settle:
        with self._database.reading() as session:
            incident = session.get_one(Incident, int(job.payload["incident_id"]))
        if incident.channel_id is not None or incident.status != Status.OPEN.value:
            return _nothing
        try:
            room = self._room(job, incident)
        except (NotAccepted, Refused) as error:
            return self._acts.refused(error, incident.id, Act.CHANNEL)
        return lambda session: self._acts.opened(session, incident.id, room)

    def topic(self, job: EffectJob) -> Settle:
        view, _ = self._look(job, ROOM)
        if view.channel_id is None:
            return _nothing
        try:
            self._rooms.set_topic(view.channel_id, topic=self._drawing.topic(view))
        except (NotAccepted, Refused) as error:
            return self._acts.refused(error, view.id, Act.TOPIC)
        return self._acts.done(view.id, Act.TOPIC)

    def members(self, job: EffectJob) -> Settle:
        view, _ = self._look(job, ROOM)
        with self._database.reading() as session:
            people = sorted(self._members.of(session, view.id, now=self._clock()))
        if view.channel_id is None or not people:
            return _nothing
        try:
            left_out = self._rooms.invite(view.channel_id, users=people)
        except (NotAccepted, Refused) as error:
            return self._acts.refused(error, view.id, Act.MEMBERS)
        return self._acts.done(view.id, Act.MEMBERS, asked=people, left_out=left_out)

    def summary(self, job: EffectJob) -> Settle:
        """Drawn as things stand; posted the first time, and then pinned."""
        view, card = self._look(job, ROOM)
        if view.channel_id is None:
            return _nothing
        here = card if card is not None and card.channel == view.channel_id else None
        message = self._drawing.summary(view, self._clock())
        placed = replace(job, payload={**job.payload, "channel": view.channel_id})
        try:
            drawn = self._pictures.draw(placed, Picture(ROOM, view.id, view.version, message, view.id), here)
        except (NotAccepted, Refused) as error:
            return self._acts.refused(error, view.id, Act.SUMMARY)

        def settle(session: Session) -> str | None:
            incident, now = joining.locked(session, view.id), self._clock()
            if opening.done(session, incident, Act.SUMMARY, now=now):
                self._acts.redraw(session, incident, now)
            if here is None:
                opening.ask(session, incident, Act.PIN, outbox=self._incidents.outbox, now=now)
            return drawn(session)

        return settle

    def pin(self, job: EffectJob) -> Settle:
        view, card = self._look(job, ROOM)
        if card is None or card.channel != view.channel_id:
            return _nothing
        try:
            self._rooms.pin(card.channel, ts=card.ts)
        except (NotAccepted, Refused) as error:
            return self._acts.refused(error, view.id, Act.PIN)
        return self._acts.done(view.id, Act.PIN)

    def say(self, job: EffectJob) -> Settle:
        """Where the incident stands by now."""
        view, card = self._look(job, CARD)
        channel, thread = (view.channel_id, None) if view.channel_id else (None, card)
        if channel is None and thread is None:
            raise NotAccepted("its card is not posted yet", retry_after_s=1)
        message = self._drawing.said(job.payload)
        try:
            if channel is not None:
                ts, _ = self._posts.post(job, channel, message)
            elif thread is not None:
                ts, _ = self._posts.post(job, thread.channel, message, thread_ts=thread.ts)
        except (NotAccepted, Refused) as error:
            if channel is None or error.code not in GONE:
                raise
            return self._acts.said_elsewhere(job, view.id, str(error.code))
        return lambda _session: ts

    def todo(self, job: EffectJob) -> Settle:
        """What somebody is asked about over all incidents, in the operations channel."""
        ts, _ = self._posts.post(job, str(job.payload["channel"]), self._drawing.todo(job.payload))
        return lambda _session: ts

    def _look(self, job: EffectJob, entity: str) -> tuple[IncidentView, SlackCard | None]:
        incident_id = int(job.payload["incident_id"])
        with self._database.reading() as session:
            return views.incident(session, incident_id), session.get(SlackCard, (entity, incident_id))

    def _room(self, job: EffectJob, incident: Incident) -> Room:
        """Made, or found where its making was never answered. Raises Refused where every name is taken."""
        name = incident.channel_name or ""
        names = [name, *(naming.other_name(name, number) for number in range(1, MOST_NAMES))]
        if job.may_have_left:
            found = self._rooms.find(names, since=job.created_at - LOOK_BACK)
            if found is not None:
                return found
        taken: NameTaken | None = None
        for one in names:
            try:
                return Room(self._rooms.create(one, private=incident.is_private), one)
            except NameTaken as error:
                taken = error
        raise Refused("every name is taken", code=taken.code if taken else None)

    def _told(self, session: Session, incident_id: int) -> None:
        """The card stands: who had to learn of it did, and its tickets' cards say so."""
        incident, now = joining.locked(session, incident_id), self._clock()
        plan.done_by_us(session, incident, Step.TELL, now=now)
        view = views.incident(session, incident_id)
        for ticket_id in view.tickets[:MOST_CARDS]:
            tickets.show(
                session,
                session.get_one(Ticket, ticket_id),
                channel=self._tickets_channel,
                outbox=self._incidents.outbox,
                now=now,
            )
        self._acts.redraw(session, incident, now)


def _nothing(_session: Session) -> str | None:
    return None
