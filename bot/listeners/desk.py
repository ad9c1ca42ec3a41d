"""What every listener is given, and the one way a refused press is answered."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks.text import Block
from dealix_ops.alerts import service as alerts
from dealix_ops.alerts.service import Alerts
from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.gateways.slack import MODAL_TIMEOUT_S
from dealix_ops.incidents.service import Incidents
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.matters.joining import Joining
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.reports import draft_views
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer
from dealix_ops.sending.case import founder_waited, is_delicate
from dealix_ops.sending.identity import actor
from dealix_ops.sending.permission import given
from dealix_ops.sending.service import Decisions
from dealix_ops.sending.tokens import draft_of, ticket_of
from dealix_ops.settings import Settings, Sev2Place
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

log = structlog.get_logger(__name__)

DIRECT_MESSAGE = "D"
"""The first letter of its id."""
REFUSALS = {Answer.FOUNDER_ONLY: errors.FounderOnly, Answer.NOT_AN_APPROVER: errors.NotAnApprover}


@dataclass(frozen=True)
class Desk:
    """One press is one transaction, committed before it is acknowledged."""

    database: Database
    decisions: Decisions
    alerts: Alerts
    outbox: Outbox
    settings: Settings
    clock: Clock
    modals: AsyncWebClient

    def actor(self, user_id: str) -> Actor:
        return actor(user_id, self.settings)

    @property
    def joining(self) -> Joining:
        way_out = self.decisions.way_out
        return Joining(outbox=way_out.outbox, channel=way_out.channel)

    @property
    def incidents(self) -> Incidents:
        in_thread = self.settings.sev2_channel is Sev2Place.THREAD
        return Incidents(self.outbox, self.alerts.channel, sev2_in_thread=in_thread)

    def is_ours(self, channel: str) -> bool:
        """A room in which we work: what is said there is no customer's."""
        settings = self.settings
        return channel in {
            settings.slack_channel_approvals,
            settings.slack_channel_ops,
            settings.slack_channel_alerts,
            settings.slack_channel_support,
            settings.slack_channel_revenue,
            settings.slack_channel_success,
        }

    def openable(
        self, session: Session, token: str, *, user_id: str, act: Act, status: DraftStatus
    ) -> DraftView:
        """The draft a modal is opened for: who may not decide it learns so before typing, not after.

        Raises ButtonUnknown, NotAnApprover, FounderOnly, DraftAlreadyDecided, DraftSuperseded.
        """
        draft, version = draft_views.in_modal(session, token), drafts.version_by_token(session, token)
        row = draft_of(session, token)
        if draft is None or version is None or row is None:
            raise errors.ButtonUnknown("no draft with this token")
        # Looked at without the lock of a decision: the decision itself asks again.
        ticket = session.get_one(Ticket, row.ticket_id)
        now, founders = self.clock(), self.settings.founder_ids
        waited = founder_waited(session, ticket, version, founders=founders, now=now)
        answer = given(
            session,
            self.actor(user_id),
            act,
            now=now,
            priority=Priority(ticket.priority),
            waited=waited,
            delicate=is_delicate(session, ticket),
        ).answer
        if answer is not Answer.YES:
            raise REFUSALS[answer](user_id)
        if draft.status == status.value:
            return draft
        if draft.decided_by is None or draft.decided_at is None:
            raise errors.DraftSuperseded(f"the draft is {draft.status}")
        raise errors.DraftAlreadyDecided(status=draft.status, by=draft.decided_by, at=draft.decided_at)

    async def refuse(
        self, error: OpsError, *, user_id: str, channel: str, token: str, ticket: int | None = None
    ) -> None:
        """Tell the person, keep refusals of authority in the ledger, and tell the founder where we say so."""

        def work(session: Session) -> None:
            now = self.clock()
            ticket_id = ticket or ticket_of(session, token) or alerts.ticket_of(session, token)
            refused = Event.DECISION_REFUSED
            asked_before = ledger.tells(session, refused, actor=user_id, ticket_id=ticket_id)
            _note_refusal(session, error, user_id=user_id, ticket_id=ticket_id, now=now)
            founders = self.settings.founder_ids
            if isinstance(error, errors.FounderOnly) and founders and not asked_before:
                text = error_messages.founder_asked(user_id, founders)
                payload: dict[str, Any] = {"ticket_id": ticket_id, "channel": channel, "text": text}
                self.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)
            answer = error_messages.text_of(error, reader=user_id, founder_told=bool(founders))
            self._whisper(session, answer, user_id=user_id, channel=channel)

        await self.database.write(work)

    async def note_stopped(self, error: errors.TextRefused, *, user_id: str, token: str, ticket: int) -> None:
        """A gate stopped a text in a modal, which tells the person itself."""

        def work(session: Session) -> None:
            ticket_id = ticket or ticket_of(session, token)
            _note_refusal(session, error, user_id=user_id, ticket_id=ticket_id, now=self.clock())

        await self.database.write(work)

    async def refuse_alone(self, error: OpsError, *, user_id: str) -> str:
        """The refusal for whoever used a command or a shortcut; the caller says it where it can be read."""

        return await self.database.write(lambda session: self.refuse_in(session, error, user_id=user_id))

    def refuse_in(self, session: Session, error: OpsError, *, user_id: str) -> str:
        """The same inside a transaction that is open already."""
        _note_refusal(session, error, user_id=user_id, ticket_id=None, now=self.clock())
        return error_messages.text_of(error, reader=user_id, mentions=False, founder_told=False)

    async def open_modal(self, trigger_id: str, view: Block) -> bool:
        """False when Slack did not take it in time; the press must still be answered."""
        try:
            async with asyncio.timeout(MODAL_TIMEOUT_S):
                await self.modals.views_open(trigger_id=trigger_id, view=view)
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            log.warning("modal_not_opened", error=type(error).__name__)
            return False
        return True

    async def change_modal(self, view_id: str, view: Block) -> bool:
        """False when Slack did not take it in time: the modal stands as it was, with what was typed."""
        try:
            async with asyncio.timeout(MODAL_TIMEOUT_S):
                await self.modals.views_update(view_id=view_id, view=view)
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            log.warning("modal_not_changed", error=type(error).__name__)
            return False
        return True

    async def write_to(self, user_id: str, text: str, *, blocks: list[Block] | None = None) -> None:
        """In their own conversation with the bot: a shortcut is used where the bot may be no member."""

        await self.database.write(
            lambda session: self._write_to(session, text, user_id=user_id, blocks=blocks)
        )

    def _write_to(self, session: Session, text: str, *, user_id: str, blocks: list[Block] | None) -> None:
        payload = {"channel": user_id, "text": text, "blocks": blocks}
        self.outbox.add(session, Effect(EffectKind.NOTICE, user_id, payload), now=self.clock())

    async def whisper(
        self, text: str, *, user_id: str, channel: str, blocks: list[Block] | None = None
    ) -> None:
        def work(session: Session) -> None:
            self._whisper(session, text, user_id=user_id, channel=channel, blocks=blocks)

        await self.database.write(work)

    def _whisper(
        self,
        session: Session,
        text: str,
        *,
        user_id: str,
        channel: str,
        blocks: list[Block] | None = None,
    ) -> None:
        """On the Home tab, and where the bot may be no member, the answer comes to the person."""
        if not self.is_ours(channel) and not channel.startswith(DIRECT_MESSAGE):
            self._write_to(session, text, user_id=user_id, blocks=blocks)
            return
        payload = {"channel": channel, "user": user_id, "text": text, "blocks": blocks}
        # A partition of their own: an answer to a press does not queue behind the channel's paced cards.
        whisper = Effect(EffectKind.EPHEMERAL, f"{channel}:{user_id}", payload)
        self.outbox.add(session, whisper, now=self.clock())


def _note_refusal(
    session: Session, error: OpsError, *, user_id: str, ticket_id: int | None, now: datetime
) -> None:
    """Refusals of authority and of the gates are entries; whoever was second did nothing wrong."""
    if isinstance(error, errors.TextRefused):
        found = {"families": sorted({finding.family for finding in error.findings})}
        ledger.record(session, Event.TEXT_REFUSED, at=now, actor=user_id, ticket_id=ticket_id, facts=found)
    if isinstance(error, errors.NotAnApprover | errors.FounderOnly | errors.MayNotArrange):
        facts = {"refusal": type(error).__name__}
        ledger.record(
            session, Event.DECISION_REFUSED, at=now, actor=user_id, ticket_id=ticket_id, facts=facts
        )
