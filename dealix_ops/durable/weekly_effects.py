"""The week's messages and the evening's, drawn from what stands in the database when they leave."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.models import SlackCard, SlackFile
from dealix_ops.durable.slack_effects import TICKET
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.features import listened_to
from dealix_ops.intake import comings
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import (
    Effect,
    EffectHandler,
    EffectJob,
    EffectKind,
    NotAccepted,
    OutcomeUnknown,
    Refused,
    Settle,
)
from dealix_ops.reports import daily, week
from dealix_ops.reports.clocks import Span
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.reports.week import WeekView
from dealix_ops.self_growth import board
from dealix_ops.self_growth import service as self_growth
from dealix_ops.self_growth.board import Weekly
from dealix_ops.self_growth.service import Daily
from dealix_ops.settings import Settings
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours

log = structlog.get_logger(__name__)

UPLOADS = 2
"""A file that no message carries is seen by nobody: one whose end is unknown may be sent once more."""
READY_AFTER_S = (2, 5)
"""Slack looks at a new file before a message may show it, and refuses the message until then."""
FILENAME = "week.png"
Addressed = Callable[[int], str | None]


class Part(StrEnum):
    REVIEW = "review"
    BOARD = "board"
    EVENING = "evening"


@dataclass(frozen=True)
class WeeklyDrawing:
    """Plugged in from `bot/blocks`. `picture` is None where there is nothing to draw, or no way to."""

    review: Callable[[WeekView, Addressed, str | None], SlackMessage]
    picture: Callable[[WeekView], bytes | None]
    alt_text: Callable[[WeekView], str]
    board: Callable[[Weekly, Daily], SlackMessage]
    closing: Callable[[Sequence[Standing], datetime, datetime, Addressed], SlackMessage]


def effect(part: Part, *, channel: str, due_at: datetime, since: datetime | None = None) -> Effect:
    """`since`: when the week began that is reviewed."""
    payload = {"part": part.value, "channel": channel, "since": since.isoformat() if since else None}
    return Effect(EffectKind.WEEKLY, channel, payload, due_at=due_at)


class WeeklyEffects:
    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        drawing: WeeklyDrawing,
        settings: Settings,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._slack = slack
        self._drawing = drawing
        self._sources = listened_to(settings)
        self._hours = Hours(settings.working_hours, settings.ramadan_hours)
        self._clock = clock
        self._pause = pause
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.WEEKLY: self.tell}

    def tell(self, job: EffectJob) -> Settle:
        part = Part(str(job.payload["part"]))
        told = {Part.REVIEW: self._review, Part.BOARD: self._board, Part.EVENING: self._evening}
        ts = told[part](job)
        return lambda _session: ts

    def _review(self, job: EffectJob) -> str:
        now, since = self._clock(), datetime.fromisoformat(str(job.payload["since"]))
        span = Span(since, since + week.WEEK)
        with self._database.reading() as session:
            sources = comings.came(session, self._sources, since=span.since, now=now).sources
            view = week.week(session, sources, span, now=now)
            cards = _cards(session, [one.ended.ticket_id for one in view.worst])
        address, picture = self._addressed(cards), self._picture(job, view)
        if picture is not None:
            shown = self._post_when_ready(job, self._drawing.review(view, address, picture))
            if shown is not None:
                return shown
        return self._post(job, self._drawing.review(view, address, None))

    def _post_when_ready(self, job: EffectJob, message: SlackMessage) -> str | None:
        """None where Slack goes on refusing it."""
        for wait_s in (*READY_AFTER_S, None):
            try:
                return self._post(job, message)
            except Refused as refused:
                log.warning("picture_refused", error=str(refused))
                if wait_s is not None and not self._pause(wait_s):
                    raise NotAccepted("stopping", retry_after_s=0) from refused
        return None

    def _picture(self, job: EffectJob, view: WeekView) -> str | None:
        """The file of this message, uploaded once; None where that fails: the figures stand in words too.

        Raises NotAccepted where Slack only asks to slow down.
        """
        with self._database.reading() as session:
            known = session.get(SlackFile, job.row_id)
        if known is not None:
            return known.file_id
        content = self._drawing.picture(view)
        file_id = None if content is None else self._upload(content, self._drawing.alt_text(view))
        if file_id is not None:
            with self._database.transaction() as session:
                session.merge(SlackFile(outbox_id=job.row_id, file_id=file_id))
        return file_id

    def _upload(self, content: bytes, alt_text: str) -> str | None:
        for _ in range(UPLOADS):
            try:
                return self._slack.upload(content, filename=FILENAME, alt_text=alt_text)
            except OutcomeUnknown as unknown:
                log.warning("upload_unknown", error=str(unknown))
            except (NotAccepted, Refused) as refused:
                if isinstance(refused, NotAccepted) and refused.retry_after_s is not None:
                    raise
                log.warning("upload_refused", error=str(refused))
                return None
        return None

    def _board(self, job: EffectJob) -> str:
        now = self._clock()
        with self._database.reading() as session:
            weekly, brief = board.weekly(session, now=now), self_growth.daily(session, now=now)
            message = self._drawing.board(weekly, brief)
        return self._post(job, message)

    def _evening(self, job: EffectJob) -> str | None:
        """None where everything was answered while the message waited."""
        now = self._clock()
        with self._database.reading() as session:
            working = working_time.working_time(session, self._hours)
            until = daily.reopening(working, now)
            found = daily.closing(standings(session, now=now), until)
            cards = _cards(session, [one.ticket_id for one in found])
        if not found:
            return None
        return self._post(job, self._drawing.closing(found, until, now, self._addressed(cards)))

    def _post(self, job: EffectJob, message: SlackMessage) -> str:
        ts, _ = self._posts.post(job, str(job.payload["channel"]), message)
        return ts

    def _addressed(self, cards: Mapping[int, tuple[str, str]]) -> Addressed:
        """Asked of Slack for those that are shown."""

        def address(ticket_id: int) -> str | None:
            place = cards.get(ticket_id)
            return self._posts.address(*place) if place else None

        return address


def _cards(session: Session, ticket_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    query = select(SlackCard).where(SlackCard.entity == TICKET, SlackCard.entity_id.in_(ticket_ids))
    return {card.entity_id: (card.channel, card.ts) for card in session.scalars(query)}
