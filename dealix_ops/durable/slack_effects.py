"""What the outbox does in Slack: draw cards, hand over, answer one person.

A message is found again by our outbox id in its metadata, so a lost reply never doubles it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.drafts import service as drafts
from dealix_ops.durable import pace, rows
from dealix_ops.durable.engine import OUTBOX, JobRef
from dealix_ops.durable.models import SlackCard
from dealix_ops.ports import (
    EffectHandler,
    EffectJob,
    EffectKind,
    MessageGone,
    NotAccepted,
    OutcomeUnknown,
    Refused,
    Settle,
    SlackMessage,
    SlackPort,
)
from dealix_ops.reports import alert_cards, cards
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.cards import HandOffView
from dealix_ops.sending import way_out

TICKET = "ticket"
HAND_OFF = "hand_off"
LOOK_BACK = timedelta(minutes=5)
"""Our clock and Slack's differ; looking a little further back costs nothing."""

WHISPER_LIFE = timedelta(minutes=10)
"""Whoever pressed the button has looked at the card since; a late «سبقك» would only puzzle."""

PEOPLE = ("U", "W")
"""How a person's id begins; Slack posts to one, and finds nothing under one."""

Pause = Callable[[float], bool]


@dataclass(frozen=True)
class Drawing:
    """How views become messages; plugged in from `bot/blocks`."""

    ticket_card: Callable[[CardView, datetime], SlackMessage]
    hand_off: Callable[[HandOffView, datetime], SlackMessage]
    hand_off_text: Callable[[HandOffView], SlackMessage]
    moved: Callable[[int], SlackMessage]
    """What stays of a ticket's card whose place is taken by a new one."""


@dataclass(frozen=True)
class Picture:
    """An entity at a version, drawn."""

    entity: str
    entity_id: int
    version: int
    message: SlackMessage


class SlackEffects:
    def __init__(
        self, *, database: Database, slack: SlackPort, drawing: Drawing, clock: Clock, pause: Pause
    ) -> None:
        self._database = database
        self._slack = slack
        self._drawing = drawing
        self._clock = clock
        self._pause = pause

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {
            EffectKind.TICKET_CARD: self.ticket_card,
            EffectKind.HAND_OFF: self.hand_off,
            EffectKind.HAND_OFF_TEXT: self.hand_off_text,
            EffectKind.EPHEMERAL: self.ephemeral,
            EffectKind.NOTICE: self.notice,
        }

    def ticket_card(self, job: EffectJob) -> Settle:
        ticket_id = int(job.payload["ticket_id"])
        with self._database.reading() as session:
            view = alert_cards.card_of(session, ticket_id)
            card = session.get(SlackCard, (TICKET, ticket_id))
        message = self._drawing.ticket_card(view, self._clock())
        return self._draw(job, Picture(TICKET, ticket_id, view.version, message), card)

    def hand_off(self, job: EffectJob) -> Settle:
        approval_id, view = self._approved(job)
        with self._database.reading() as session:
            card = session.get(SlackCard, (HAND_OFF, approval_id))
        message = self._drawing.hand_off(view, self._clock())
        drawn = self._draw(job, Picture(HAND_OFF, approval_id, view.version, message), card)

        def settle(session: Session) -> str | None:
            way_out.handed_off(session, approval_id, now=self._clock())
            return drawn(session)

        return settle

    def hand_off_text(self, job: EffectJob) -> Settle:
        """The bare text, alone in the thread, so that a long press copies it and nothing else."""
        approval_id, view = self._approved(job)
        with self._database.reading() as session:
            card = session.get(SlackCard, (HAND_OFF, approval_id))
        if card is None:
            raise Refused("the hand-off was never posted, so its text has no thread")
        ts, _ = self._post(job, card.channel, self._drawing.hand_off_text(view), thread_ts=card.ts)
        return lambda _session: ts

    def ephemeral(self, job: EffectJob) -> Settle:
        """One person's answer to a press; shown at most once, because nobody can look whether it was."""
        if job.may_have_left or self._clock() - job.created_at > WHISPER_LIFE:
            return lambda _session: None
        message = SlackMessage(text=str(job.payload["text"]), blocks=job.payload.get("blocks"))
        self._slack.post_ephemeral(
            str(job.payload["channel"]), user=str(job.payload["user"]), message=message
        )
        return lambda _session: None

    def notice(self, job: EffectJob) -> Settle:
        """A line of ours under a ticket's card, or in the channel where there is none."""
        ticket_id = job.payload.get("ticket_id")
        with self._database.reading() as session:
            card = session.get(SlackCard, (TICKET, int(ticket_id))) if ticket_id is not None else None
        channel, thread = (card.channel, card.ts) if card else (str(job.payload["channel"]), None)
        if job.may_have_left and channel.startswith(PEOPLE):
            return lambda _session: None  # only a conversation can be looked through: at most once, too
        message = SlackMessage(text=str(job.payload["text"]), blocks=job.payload.get("blocks"))
        ts, _ = self._post(job, channel, message, thread_ts=thread)
        return lambda _session: ts

    def _approved(self, job: EffectJob) -> tuple[int, HandOffView]:
        """The approval this effect is bound to; its text is hashed once more where it leaves."""
        if job.bound is None:
            raise Refused("nothing leaves for a customer without an approval")
        with self._database.reading() as session:
            view = cards.hand_off(session, job.bound.approval_id)
        if drafts.text_hash(view.text) != job.bound.text_hash:
            raise Refused("the text is not the one that was approved")
        return job.bound.approval_id, view

    def _draw(self, job: EffectJob, picture: Picture, card: SlackCard | None) -> Settle:
        """Update the live card, or post it. What must be noticed is posted anew: an edit rings nowhere."""
        asked, fresh = int(job.payload["version"]), bool(job.payload.get("fresh"))
        if card is None:
            return self._stand(job, picture, str(job.payload["channel"]))
        if (card.posted_version if fresh else card.version) >= asked:
            return lambda _session: None
        if fresh:
            settle = self._stand(job, picture, card.channel)
            try:
                with suppress(MessageGone):
                    self._change(card.channel, card.ts, self._drawing.moved(picture.entity_id))
            except NotAccepted as error:
                # The new card has left: whoever tries again must find it, not post it once more.
                raise OutcomeUnknown("the new card stands, and the old one beside it") from error
            return settle
        try:
            self._change(card.channel, card.ts, picture.message)
        except MessageGone:
            # Somebody deleted it; the matter still needs its card.
            return self._stand(job, picture, card.channel)
        return _remember(picture, card.channel, card.ts, posted_version=card.posted_version)

    def _stand(self, job: EffectJob, picture: Picture, channel: str) -> Settle:
        ts, found = self._post(job, channel, picture.message)
        if found:
            # It was posted before its reply was lost, and may show less than we know by now.
            self._change(channel, ts, picture.message)
        return _remember(picture, channel, ts, posted_version=picture.version)

    def _change(self, channel: str, ts: str, message: SlackMessage) -> None:
        """An update, at the pace of its method."""
        with self._database.transaction() as session:
            slot = pace.reserve_update(session, now=self._clock())
        wait_s = (slot - self._clock()).total_seconds()
        if wait_s > 0 and not self._pause(wait_s):
            raise NotAccepted("stopping", retry_after_s=0)
        try:
            self._slack.update(channel, ts=ts, message=message)
        except NotAccepted as busy:
            if busy.retry_after_s is not None:
                until = self._clock() + timedelta(seconds=busy.retry_after_s)
                with self._database.transaction() as session:
                    pace.hold_updates(session, until=until)
            raise

    def _post(
        self, job: EffectJob, channel: str, message: SlackMessage, *, thread_ts: str | None = None
    ) -> tuple[str, bool]:
        """The message's `ts`, and whether it was found there already."""
        if job.may_have_left:
            since = job.created_at - LOOK_BACK
            found = self._slack.find(channel, outbox_id=job.row_id, since=since, thread_ts=thread_ts)
            if found is not None:
                return found, True
        with self._database.transaction() as session:
            slot = pace.reserve(session, channel, now=self._clock())
        wait_s = (slot - self._clock()).total_seconds()
        if wait_s > 0 and not self._pause(wait_s):
            raise NotAccepted("stopping", retry_after_s=0)
        self._leave(job, channel)
        try:
            ts = self._slack.post(channel, message=message, outbox_id=job.row_id, thread_ts=thread_ts)
        except NotAccepted as busy:
            if busy.retry_after_s is not None:
                until = self._clock() + timedelta(seconds=busy.retry_after_s)
                with self._database.transaction() as session:
                    pace.hold(session, channel, until=until)
            raise
        return ts, False

    def _leave(self, job: EffectJob, channel: str) -> None:
        """After the wait, in which this machine may have slept: the work still ours, the slot no older."""
        with self._database.transaction() as session:
            if not rows.is_current(session, JobRef(OUTBOX, job.row_id, job.attempt)):
                raise NotAccepted("taken over by another worker", retry_after_s=0)
            pace.hold(session, channel, until=self._clock() + pace.GAP)


def _remember(picture: Picture, channel: str, ts: str, *, posted_version: int) -> Settle:
    def settle(session: Session) -> str | None:
        session.merge(
            SlackCard(
                entity=picture.entity,
                entity_id=picture.entity_id,
                channel=channel,
                ts=ts,
                version=picture.version,
                posted_version=posted_version,
            )
        )
        return ts

    return settle
