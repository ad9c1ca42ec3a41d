"""The day's messages, drawn from what stands in the database when they leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock, riyadh
from dealix_ops.database import Database
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.features import listened_to
from dealix_ops.intake import comings
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import Effect, EffectHandler, EffectJob, EffectKind, Settle
from dealix_ops.reports import daily, initiated
from dealix_ops.reports.daily import DayView
from dealix_ops.reports.initiated import CheckIn, PackDue
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.settings import Settings
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours


class Part(StrEnum):
    """Of the day; the week's check-ins and the month's proof reviews are lists of their own."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    CHECK_INS = "check_ins"
    PACKS = "packs"


@dataclass(frozen=True)
class DigestDrawing:
    """Plugged in from `bot/blocks`."""

    morning: Callable[[DayView], SlackMessage]
    afternoon: Callable[[Sequence[Standing], datetime], SlackMessage]
    check_ins: Callable[[Sequence[CheckIn]], SlackMessage]
    packs: Callable[[Sequence[PackDue]], SlackMessage]


def effect(part: Part, *, channel: str, since: datetime, due_at: datetime | None = None) -> Effect:
    """`since`: from then on news count."""
    payload = {"part": part.value, "channel": channel, "since": since.isoformat()}
    return Effect(EffectKind.DIGEST, channel, payload, due_at=due_at)


class DigestEffects:
    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        drawing: DigestDrawing,
        settings: Settings,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._drawing = drawing
        self._sources = listened_to(settings)
        self._hours = Hours(settings.working_hours, settings.ramadan_hours)
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.DIGEST: self.digest}

    def digest(self, job: EffectJob) -> Settle:
        since = datetime.fromisoformat(str(job.payload["since"]))
        draw = {
            Part.MORNING: self._morning,
            Part.AFTERNOON: self._afternoon,
            Part.CHECK_INS: self._check_ins,
            Part.PACKS: self._packs,
        }[Part(job.payload["part"])]
        with self._database.reading() as session:
            message = draw(session, since)
        if message is None:
            return lambda _session: None
        ts, _ = self._posts.post(job, str(job.payload["channel"]), message)
        return lambda _session: ts

    def _morning(self, session: Session, since: datetime) -> SlackMessage:
        now = self._clock()
        working = working_time.working_time(session, self._hours)
        came = comings.came(session, self._sources, since=since, now=now)
        view = daily.day(session, StoredInbox(), came, working=working, since=since, now=now)
        return self._drawing.morning(view)

    def _afternoon(self, session: Session, since: datetime) -> SlackMessage | None:
        """None where it was answered while the message waited."""
        now = self._clock()
        late = daily.late_since(standings(session, now=now), since, now)
        return self._drawing.afternoon(late, now) if late else None

    def _check_ins(self, session: Session, since: datetime) -> SlackMessage | None:
        """Of the week in which it was asked for."""
        found = initiated.check_ins(session, riyadh(since).date(), working_time.is_open(session))
        return self._drawing.check_ins(found) if found else None

    def _packs(self, session: Session, since: datetime) -> SlackMessage | None:
        found = initiated.packs_due(session, riyadh(since).date())
        return self._drawing.packs(found) if found else None
