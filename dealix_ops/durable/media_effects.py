"""What the outbox does for customers' files: fetch them, and give one person the keys to their pages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.media import links, service
from dealix_ops.media.links import Shown
from dealix_ops.media.rules import AT_ONCE, GIVE_UP_AFTER, LIMITS, NEXT_TURN
from dealix_ops.media.sealing import Sealing
from dealix_ops.media.service import Shelf
from dealix_ops.ports.media import MediaFailed, MediaSource
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import Effect, EffectHandler, EffectJob, EffectKind, NotAccepted, Settle
from dealix_ops.vocabulary import MediaFault

log = structlog.get_logger(__name__)

LIFE = timedelta(minutes=10)
"""Whoever pressed the button has gone since; they press it again."""


class MediaFetching:
    """`source` is asked outside any transaction, and what it brought is sealed there too.

    `sealing` is None where fetching is off: what is left over from when it was on ends here.
    """

    def __init__(
        self,
        *,
        database: Database,
        source: MediaSource,
        sealing: Sealing | None,
        shelf: Shelf,
        clock: Clock,
    ) -> None:
        self._database = database
        self._source = source
        self._sealing = sealing
        self._shelf = shelf
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.MEDIA_FETCH: self.fetch}

    def fetch(self, job: EffectJob) -> Settle:
        """Raises NotAccepted, for the runner's next try, in the first seconds."""
        media_id = int(job.payload["media_id"])
        with self._database.reading() as session:
            wanted = service.wanted(session, media_id)
        if wanted is None:
            return lambda _session: None
        if self._sealing is None:
            return self._failed(media_id, MediaFault.NO_TOKEN)
        try:
            content = self._source.fetch(wanted.external_id, limit=LIMITS[wanted.kind], sha256=wanted.sha256)
        except MediaFailed as failed:
            return self._failed(media_id, failed.fault)
        except NotAccepted as trouble:
            wait = timedelta(seconds=trouble.retry_after_s or 0)
            if self._clock() + wait - job.created_at < AT_ONCE:
                raise
            return self._put_off(job, media_id, wait)
        sealed = self._sealing.seal(content, media_id=media_id)

        def settle(session: Session) -> str | None:
            self._shelf.store(session, media_id, content, sealed, now=self._clock())
            return None

        return settle

    def _put_off(self, job: EffectJob, media_id: int, wait: timedelta) -> Settle:
        """A row of its own, later: twenty files that Meta does not give would stop every card."""
        now = self._clock()
        since = datetime.fromisoformat(job.payload.get("since") or job.created_at.isoformat())
        if now - since >= GIVE_UP_AFTER:
            return self._failed(media_id, MediaFault.UNREACHABLE)

        def settle(session: Session) -> str | None:
            again = Effect(
                EffectKind.MEDIA_FETCH,
                f"media:{media_id}",
                {"media_id": media_id, "since": since.isoformat()},
                due_at=now + max(wait, NEXT_TURN),
            )
            self._shelf.outbox.add(session, again, now=now)
            return None

        return settle

    def _failed(self, media_id: int, fault: MediaFault) -> Settle:
        log.warning("media_not_fetched", media=media_id, fault=fault.value)

        def settle(session: Session) -> str | None:
            self._shelf.fail(session, media_id, fault, now=self._clock())
            return None

        return settle


class MediaLinks:
    """`draw` makes a message of what there is; `has_pages`: our pages have an address."""

    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        draw: Callable[[Sequence[Shown]], SlackMessage],
        has_pages: bool,
        clock: Clock,
    ) -> None:
        self._database = database
        self._slack = slack
        self._draw = draw
        self._has_pages = has_pages
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.MEDIA_LINKS: self.show}

    def show(self, job: EffectJob) -> Settle:
        """To one person, at most once: a key that may have left is not made a second time."""
        if job.may_have_left or self._clock() - job.created_at > LIFE:
            return lambda _session: None
        user = str(job.payload["user"])
        with self._database.transaction() as session:
            shown = links.make(
                session,
                int(job.payload["ticket_id"]),
                slack_user=user,
                has_pages=self._has_pages,
                now=self._clock(),
            )
        self._slack.post_ephemeral(str(job.payload["channel"]), user=user, message=self._draw(shown))
        return lambda _session: None
