"""Calls of an alarm as they leave: read when they leave, and dropped once nobody needs them any more.

In doubt a call to a person, a mail and a webhook leave a second time: an alarm that rings twice costs less
than one that did not ring. The channel is looked through first, as for every other post.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.paging import copy_ar, showing, standing
from dealix_ops.paging.models import Page, PageCall
from dealix_ops.paging.rules import PageView, Way
from dealix_ops.ports.paging import Letter, Mailer, Pager
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import Effect, EffectHandler, EffectJob, EffectKind, Outbox, Settle

log = structlog.get_logger(__name__)

TICKET = "ticket"


@dataclass(frozen=True)
class PageDrawing:
    """Plugged in from `bot/blocks`; the address of a card is None where Slack does not say it."""

    slack: Callable[[PageView, str | None, datetime], SlackMessage]
    letter: Callable[[PageView, Sequence[str], datetime], Letter]
    webhook: Callable[[PageView, datetime], Mapping[str, Any]]


class PagingEffects:
    """`operations` is told where a letter did not reach all of `mail_to`."""

    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        mailer: Mailer | None,
        pager: Pager | None,
        mail_to: Sequence[str],
        outbox: Outbox,
        operations: str,
        drawing: PageDrawing,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._mailer = mailer
        self._pager = pager
        self._mail_to = mail_to
        self._outbox = outbox
        self._operations = operations
        self._drawing = drawing
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {
            EffectKind.PAGE_DIRECT: self.direct,
            EffectKind.PAGE_CHANNEL: self.channel,
            EffectKind.PAGE_MAIL: self.mail,
            EffectKind.PAGE_WEBHOOK: self.webhook,
        }

    def direct(self, job: EffectJob) -> Settle:
        """Nobody can look through a person's conversation: in doubt it rings again."""
        return self._post(replace(job, may_have_left=False))

    def channel(self, job: EffectJob) -> Settle:
        return self._post(job)

    def mail(self, job: EffectJob) -> Settle:
        view = self._wanted(job)
        if view is None or self._mailer is None:
            return _nothing
        refused = self._mailer.send(self._drawing.letter(view, self._mail_to, self._clock()))
        left = self._left(job)
        if not refused:
            return left
        log.warning("page_mail_refused", page=view.page_id, places=list(refused), of=len(self._mail_to))

        def settle(session: Session) -> str | None:
            self._tell(session, view.page_id, refused)
            return left(session)

        return settle

    def webhook(self, job: EffectJob) -> Settle:
        view = self._wanted(job)
        if view is None or self._pager is None:
            return _nothing
        self._pager.ring(self._drawing.webhook(view, self._clock()), key=f"{view.token}-{view.step}")
        return self._left(job)

    def _post(self, job: EffectJob) -> Settle:
        view = self._wanted(job)
        if view is None:
            return _nothing
        with self._database.reading() as session:
            whom = session.get_one(PageCall, int(job.payload["call_id"])).whom
            card = session.get(SlackCard, (TICKET, view.ticket_id)) if view.ticket_id else None
        address = self._posts.address(card.channel, card.ts) if card is not None else None
        message = self._drawing.slack(view, address, self._clock())
        ts, _ = self._posts.post(job, whom, message)
        return self._left(job, ts)

    def _tell(self, session: Session, page_id: int, refused: Sequence[int]) -> None:
        """Once an alarm, with its first letter."""
        earlier = select(PageCall.id).where(
            PageCall.page_id == page_id, PageCall.way == Way.MAIL.value, PageCall.left_at.is_not(None)
        )
        if session.scalar(earlier.limit(1)) is None:
            said = copy_ar.mail_refused(refused, count=len(self._mail_to))
            payload = {"channel": self._operations, "text": said}
            self._outbox.add(session, Effect(EffectKind.NOTICE, self._operations, payload), now=self._clock())

    def _wanted(self, job: EffectJob) -> PageView | None:
        """None once somebody took it, it ended, or a later call goes the same way to the same person."""
        now = self._clock()
        with self._database.reading() as session:
            call = session.get_one(PageCall, int(job.payload["call_id"]))
            page = session.get_one(Page, call.page_id)
            if page.ended_at is not None or standing.over(session, page, now=now) is not None:
                return None
            newer = select(PageCall.id).where(
                PageCall.page_id == page.id,
                PageCall.way == call.way,
                PageCall.whom == call.whom,
                PageCall.step > call.step,
            )
            if session.scalar(newer.limit(1)) is not None:
                return None
            late = timedelta(seconds=int(job.payload["late_s"])) or None
            called = tuple(job.payload["called"]) if call.way == Way.CHANNEL.value else ()
            return showing.view(session, page, step=call.step, late=late, called=called)

    def _left(self, job: EffectJob, ts: str | None = None) -> Settle:
        def settle(session: Session) -> str | None:
            session.get_one(PageCall, int(job.payload["call_id"])).left_at = self._clock()
            return ts

        return settle


def _nothing(_session: Session) -> str | None:
    return None
