"""What the outbox does in Slack: draw cards, hand over, answer one person.

How a message gets there is in `slack_posts.py`, which of them is the live one in `pictures.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.drafts import service as drafts
from dealix_ops.durable import rows
from dealix_ops.durable.crowd import TICKET as TICKET
from dealix_ops.durable.crowd import Crowd, DrawList
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.pictures import Moved, Picture, Pictures
from dealix_ops.durable.slack_posts import LOOK_BACK, Pause, SlackPosts, TakenBack
from dealix_ops.media.links import Shown
from dealix_ops.ports.slack import MessageGone, SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Outbox, Refused, Settle
from dealix_ops.reports import alert_cards, full_text, hand_offs
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.full_text import FullText
from dealix_ops.reports.hand_offs import HandOffView
from dealix_ops.sending import way_out
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket

HAND_OFF = "hand_off"
WHISPER_LIFE = timedelta(minutes=10)
"""Whoever pressed the button has looked at the card since; a late «سبقك» would only puzzle."""

PEOPLE = ("U", "W")
"""How a person's id begins; Slack posts to one, and finds nothing under one."""


@dataclass(frozen=True)
class Drawing:
    """How views become messages; plugged in from `bot/blocks`."""

    ticket_card: Callable[[CardView, datetime], SlackMessage]
    listed: DrawList
    hand_off: Callable[[HandOffView, datetime], SlackMessage]
    hand_off_text: Callable[[HandOffView], SlackMessage]
    hand_off_link: Callable[[str], SlackMessage]
    moved: Moved
    full_text: Callable[[FullText], SlackMessage]
    media: Callable[[Sequence[Shown]], SlackMessage]


class SlackEffects:
    def __init__(
        self,
        *,
        database: Database,
        outbox: Outbox,
        slack: SlackPort,
        drawing: Drawing,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._slack = slack
        self._drawing = drawing
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)
        self._pictures = Pictures(self._posts, drawing.moved)
        self._crowd = Crowd(database, self._posts, self._pictures, drawing.listed, clock)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {
            EffectKind.TICKET_CARD: self.ticket_card,
            EffectKind.HAND_OFF: self.hand_off,
            EffectKind.HAND_OFF_TEXT: self.hand_off_text,
            EffectKind.EPHEMERAL: self.ephemeral,
            EffectKind.NOTICE: self.notice,
            EffectKind.FULL_TEXT: self.full_text,
        }

    def ticket_card(self, job: EffectJob) -> Settle:
        ticket_id = int(job.payload["ticket_id"])
        with self._database.reading() as session:
            view = alert_cards.card_of(session, ticket_id)
            card = session.get(SlackCard, (TICKET, ticket_id))
        message = self._drawing.ticket_card(view, self._clock())
        picture = Picture(TICKET, ticket_id, view.version, message, ticket_id)
        if card is None:
            return self._crowd.place(job, picture, view, str(job.payload["channel"]))
        return self._pictures.draw(job, picture, card)

    def hand_off(self, job: EffectJob) -> Settle:
        approval_id, view = self._approved(job)
        with self._database.reading() as session:
            card = session.get(SlackCard, (HAND_OFF, approval_id))
        if view.withdrawn_at is not None and card is None and not job.may_have_left:
            return _nothing  # it was taken back before anybody saw it
        message = self._drawing.hand_off(view, self._clock())
        # A reminder is no news any more when it was sent meanwhile.
        rings = view.sent_at is None and view.withdrawn_at is None
        picture = Picture(HAND_OFF, approval_id, view.version, message, view.ticket_id, rings)
        try:
            drawn = self._pictures.draw(job, picture, card)
        except TakenBack:
            return _nothing

        def settle(session: Session) -> str | None:
            if way_out.handed_off(session, approval_id, now=self._clock()):
                self._tell_card(session, view.ticket_id, str(job.payload["channel"]))
            return drawn(session)

        return settle

    def _tell_card(self, session: Session, ticket_id: int, channel: str) -> None:
        """Asked for together, the card comes behind the hand-off; one that somebody had asked for just before
        came first, and knows nothing of it."""
        ticket, card = session.get_one(Ticket, ticket_id), session.get(SlackCard, (TICKET, ticket_id))
        if card is not None and card.version >= ticket.card_version:
            tickets.show(session, ticket, channel=channel, outbox=self._outbox, now=self._clock())

    def hand_off_text(self, job: EffectJob) -> Settle:
        """The bare text, alone in the thread, so that a long press copies it and nothing else."""
        approval_id, view = self._approved(job)
        with self._database.reading() as session:
            card = session.get(SlackCard, (HAND_OFF, approval_id))
        if card is None and self._stays_here(approval_id):
            return _nothing
        if card is None:
            raise Refused("the hand-off was never posted, so its text has no thread")
        message = self._drawing.hand_off_text(view)
        if view.withdrawn_at is not None:
            return self._take_text_back(job, card, approval_id, message)
        try:
            ts, _ = self._posts.post(job, card.channel, message, thread_ts=card.ts)
        except TakenBack:
            return _nothing
        return lambda _session: ts

    def _stays_here(self, approval_id: int) -> bool:
        with self._database.reading() as session:
            return way_out.stays_here(session, approval_id, now=self._clock())

    def _take_text_back(
        self, job: EffectJob, card: SlackCard, approval_id: int, message: SlackMessage
    ) -> Settle:
        """Wherever the text stands by now: a channel is worked in order, so none is on its way there."""
        with self._database.reading() as session:
            posted = rows.posted_for(session, job.kind, approval_id)
        if job.may_have_left:
            since = job.created_at - LOOK_BACK
            found = self._slack.find(card.channel, outbox_id=job.row_id, since=since, thread_ts=card.ts)
            posted += [found] if found is not None else []
        for ts in posted:
            with suppress(MessageGone):
                self._posts.change(card.channel, ts, message)
        return _nothing

    def ephemeral(self, job: EffectJob) -> Settle:
        """One person's answer to a press; shown at most once, because nobody can look whether it was."""
        message = SlackMessage(text=str(job.payload["text"]), blocks=job.payload.get("blocks"))
        return self._whisper(job, message)

    def full_text(self, job: EffectJob) -> Settle:
        """Read when it is shown: identifiers of a customer wait in no queue."""
        with self._database.reading() as session:
            view = full_text.of_ticket(session, int(job.payload["ticket_id"]))
        return self._whisper(job, self._drawing.full_text(view))

    def _whisper(self, job: EffectJob, message: SlackMessage) -> Settle:
        if not job.may_have_left and self._clock() - job.created_at <= WHISPER_LIFE:
            channel, user = str(job.payload["channel"]), str(job.payload["user"])
            self._slack.post_ephemeral(channel, user=user, message=message)
        return _nothing

    def notice(self, job: EffectJob) -> Settle:
        """A line of ours under a ticket's card, or in the channel where there is none."""
        ticket_id = job.payload.get("ticket_id")
        with self._database.reading() as session:
            card = session.get(SlackCard, (TICKET, int(ticket_id))) if ticket_id is not None else None
        channel, thread = (card.channel, card.ts) if card else (str(job.payload["channel"]), None)
        if job.may_have_left and channel.startswith(PEOPLE):
            return _nothing  # only a conversation can be looked through: at most once, too
        message = SlackMessage(text=str(job.payload["text"]), blocks=job.payload.get("blocks"))
        ts, _ = self._posts.post(job, channel, message, thread_ts=thread)
        return lambda _session: ts

    def _approved(self, job: EffectJob) -> tuple[int, HandOffView]:
        """The approval this effect is bound to; its text is hashed once more where it leaves."""
        if job.bound is None:
            raise Refused("nothing leaves for a customer without an approval")
        with self._database.reading() as session:
            view = hand_offs.hand_off(session, job.bound.approval_id)
        if drafts.text_hash(view.text) != job.bound.text_hash:
            raise Refused("the text is not the one that was approved")
        return job.bound.approval_id, view


def _nothing(_session: Session) -> str | None:
    return None
