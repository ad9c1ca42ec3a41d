"""What the outbox does in Slack: draw cards, hand over, answer one person.

A message is found again by our outbox id in its metadata, so a lost reply never doubles it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import pace, rows
from dealix_ops.durable.engine import OUTBOX, JobRef
from dealix_ops.durable.models import SlackCard
from dealix_ops.ports import (
    EffectHandler,
    EffectJob,
    EffectKind,
    MessageGone,
    NotAccepted,
    Refused,
    Settle,
    SlackMessage,
    SlackPort,
)
from dealix_ops.reports import cards
from dealix_ops.reports.cards import HandOffView, TicketCardView
from dealix_ops.sending import way_out

TICKET = "ticket"
HAND_OFF = "hand_off"
LOOK_BACK = timedelta(minutes=5)
"""Our clock and Slack's differ; looking a little further back costs nothing."""

Pause = Callable[[float], bool]


@dataclass(frozen=True)
class Drawing:
    """How views become messages; plugged in from `bot/blocks`."""

    ticket_card: Callable[[TicketCardView, datetime], SlackMessage]
    hand_off: Callable[[HandOffView, datetime], SlackMessage]
    hand_off_text: Callable[[HandOffView], SlackMessage]


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
            view = cards.ticket_card(session, ticket_id)
            card = _card(session, TICKET, ticket_id)
        return self._draw(job, TICKET, ticket_id, view.version, card, self._drawing.ticket_card, view)

    def hand_off(self, job: EffectJob) -> Settle:
        approval_id = int(job.payload["approval_id"])
        with self._database.reading() as session:
            view = cards.hand_off(session, approval_id)
            card = _card(session, HAND_OFF, approval_id)
        drawn = self._draw(job, HAND_OFF, approval_id, view.version, card, self._drawing.hand_off, view)

        def settle(session: Session) -> str | None:
            way_out.handed_off(session, approval_id, now=self._clock())
            return drawn(session)

        return settle

    def hand_off_text(self, job: EffectJob) -> Settle:
        """The bare text, alone in the thread, so that a long press copies it and nothing else."""
        approval_id = int(job.payload["approval_id"])
        with self._database.reading() as session:
            view = cards.hand_off(session, approval_id)
            card = _card(session, HAND_OFF, approval_id)
        if card is None:
            raise Refused("the hand-off was never posted, so its text has no thread")
        ts = self._post(job, card[0], self._drawing.hand_off_text(view), thread_ts=card[1])
        return lambda _session: ts

    def ephemeral(self, job: EffectJob) -> Settle:
        """One person's answer to a press; shown at most once, because nobody can look whether it was."""
        if job.may_have_left:
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
            card = _card(session, TICKET, int(ticket_id)) if ticket_id is not None else None
        channel, thread = (card[0], card[1]) if card else (str(job.payload["channel"]), None)
        ts = self._post(job, channel, SlackMessage(text=str(job.payload["text"])), thread_ts=thread)
        return lambda _session: ts

    def _draw(
        self,
        job: EffectJob,
        entity: str,
        entity_id: int,
        version: int,
        card: tuple[str, str, int] | None,
        draw: Callable[[Any, datetime], SlackMessage],
        view: Any,
    ) -> Settle:
        """Update the live card, or post it; an older version than the one shown is skipped."""
        if card is not None and card[2] >= int(job.payload["version"]):
            return lambda _session: None
        message = draw(view, self._clock())
        channel, ts = (card[0], card[1]) if card else (str(job.payload["channel"]), None)
        if ts is not None:
            try:
                self._slack.update(channel, ts=ts, message=message)
            except MessageGone:
                ts = None  # somebody deleted it; the matter still needs its card
        if ts is None:
            ts = self._post(job, channel, message)
        return _remember(entity, entity_id, channel=channel, ts=ts, version=version)

    def _post(
        self, job: EffectJob, channel: str, message: SlackMessage, *, thread_ts: str | None = None
    ) -> str:
        if job.may_have_left:
            since = job.created_at - LOOK_BACK
            found = self._slack.find(channel, outbox_id=job.row_id, since=since, thread_ts=thread_ts)
            if found is not None:
                return found
        with self._database.transaction() as session:
            slot = pace.reserve(session, channel, now=self._clock())
        wait_s = (slot - self._clock()).total_seconds()
        if wait_s > 0 and not self._pause(wait_s):
            raise NotAccepted("stopping", retry_after_s=0)
        self._leave(job, channel)
        try:
            return self._slack.post(channel, message=message, outbox_id=job.row_id, thread_ts=thread_ts)
        except NotAccepted as busy:
            if busy.retry_after_s is not None:
                until = self._clock() + timedelta(seconds=busy.retry_after_s)
                with self._database.transaction() as session:
                    pace.hold(session, channel, until=until)
            raise

    def _leave(self, job: EffectJob, channel: str) -> None:
        """After the wait, in which this machine may have slept: the work still ours, the slot no older."""
        with self._database.transaction() as session:
            if not rows.is_current(session, JobRef(OUTBOX, job.row_id, job.attempt)):
                raise NotAccepted("taken over by another worker", retry_after_s=0)
            pace.hold(session, channel, until=self._clock() + pace.GAP)


def _card(session: Session, entity: str, entity_id: int) -> tuple[str, str, int] | None:
    card = session.get(SlackCard, (entity, entity_id))
    return (card.channel, card.ts, card.version) if card else None


def _remember(entity: str, entity_id: int, *, channel: str, ts: str, version: int) -> Settle:
    def settle(session: Session) -> str | None:
        session.merge(SlackCard(entity=entity, entity_id=entity_id, channel=channel, ts=ts, version=version))
        return ts

    return settle
