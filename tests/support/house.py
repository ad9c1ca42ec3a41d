"""The product's services as a test drives them: store, process, decide, look; no process, no network."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from dealix_ops.database import Database
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.proposing import Voice
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.durable.alarm import DeadLetterAlarm
from dealix_ops.durable.dispatch import Dispatch
from dealix_ops.durable.draft_effects import DraftEffects
from dealix_ops.durable.engine import INBOUND, OUTBOX, Engine, JobRef
from dealix_ops.durable.link_effects import LinkEffects
from dealix_ops.durable.matter_effects import MatterEffects
from dealix_ops.durable.media_effects import MediaFetching, MediaLinks
from dealix_ops.durable.models import WAITS_FOR_NO_TIME, OutboxRow
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.durable.runner import Handlers, Runner
from dealix_ops.durable.slack_effects import Drawing, SlackEffects
from dealix_ops.intake import storing, whatsapp
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.processing import Processing
from dealix_ops.intake.settling import Settling
from dealix_ops.judging.service import Judging
from dealix_ops.media.service import Shelf
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import EffectHandler, EffectKind, WorkStatus
from dealix_ops.reports import cards, hand_offs
from dealix_ops.reports.hand_offs import HandOffView
from dealix_ops.sending.authority import Actor, Role
from dealix_ops.sending.case import case_of
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.nudging import Nudging
from dealix_ops.sending.service import Decisions, RejectReason
from dealix_ops.sending.way_out import WayOut
from tests.support import deliveries, media
from tests.support.clock import MovingClock
from tests.support.media import SEALING, VOICE, FakeMedia
from tests.support.slack import FakeSlack

CHANNEL = "C_APPROVALS"
OPS = "C_OPS"
FOUNDER = Actor("U_FOUNDER", Role.FOUNDER)
OPERATOR = Actor("U_OPERATOR", Role.OPERATOR)
STRANGER = Actor("U_STRANGER", Role.STRANGER)
LEAK = "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم"


class House:
    """`run_all` works the queues by our rows, in order, in the test's own thread."""

    def __init__(self, database: Database, engine: Engine, clock: MovingClock) -> None:
        self.database = database
        self.engine = engine
        self.clock = clock
        self.queues = DurableQueues(engine)
        self.slack = FakeSlack(clock)
        self.judging = Judging(outbox=self.queues, channel=CHANNEL, voice=Voice("سالم", None))
        self.decisions = Decisions(inbox=StoredInbox(), way_out=WayOut(outbox=self.queues, channel=CHANNEL))
        self.settling = Settling(outbox=self.queues, voice=Voice("سالم", None), channel=CHANNEL)
        self.again = DraftEffects(settling=self.settling, clock=clock)
        self.media = FakeMedia()
        self.processing = Processing(
            outbox=self.queues, clock=clock, settling=self.settling, fetches_media=True
        )
        effects = SlackEffects(
            database=database,
            outbox=self.queues,
            slack=self.slack,
            drawing=DRAWING,
            clock=clock,
            pause=self._wait,
        )
        self.alarm = DeadLetterAlarm(outbox=self.queues, channel=OPS, clock=clock)
        self.nudging = Nudging(self.decisions.way_out)
        acts = {**effects.handlers(), **self.again.handlers(), **self._links(DRAWING)}
        handlers = Handlers(self.processing.process, acts, self.alarm, lambda: self.slack.answers())
        self.runner = Runner(database, engine, handlers, worker_id="worker-test", clock=clock)

    def _links(self, drawing: Drawing, *, pages: bool = False) -> Mapping[EffectKind, EffectHandler]:
        draw, database, clock = drawing.hand_off_link, self.database, self.clock
        made = LinkEffects(database=database, slack=self.slack, draw=draw, clock=clock)
        shelf = Shelf(outbox=self.queues, channel=CHANNEL, days=30)
        fetching = MediaFetching(
            database=database, source=self.media, sealing=SEALING, shelf=shelf, clock=clock
        )
        shown = MediaLinks(
            database=database, slack=self.slack, draw=drawing.media, has_pages=pages, clock=clock
        )
        matters = MatterEffects(outbox=self.queues, clock=clock)
        return {**made.handlers(), **fetching.handlers(), **shown.handlers(), **matters.handlers()}

    def customer_sends(self, kind: str = "audio", content: bytes = VOICE, **part: Any) -> None:
        """A file that the fake keeps under its id."""
        media_id = str(900_001 + len(self.media.files))
        self.media.files[media_id] = content
        sent = media.message(kind, media_id=media_id, content=content, **part)
        self.receive(deliveries.delivery([deliveries.one(sent, at=self.clock())]))

    def nudge(self) -> int:
        """What the clock's tick does."""
        with self.database.transaction() as session:
            return self.nudging.nudge(session, now=self.clock())

    def _wait(self, seconds: float) -> bool:
        self.clock.move(seconds=seconds)
        return True

    def receive(self, payload: dict[str, Any], *, received_at: datetime | None = None) -> storing.Stored:
        """What the webhook's transaction does."""
        at = received_at or self.clock()
        with self.database.transaction() as session:
            return storing.store(
                session,
                whatsapp.items(payload, received_at=at),
                source=whatsapp.SOURCE,
                raw=repr(payload).encode(),
                received_at=at,
            )

    def begin(self) -> None:
        """What the worker's look does: rows that came in get their jobs."""
        Dispatch(self.database, self.engine).look()

    def customer_writes(self, *texts: str, **who: Any) -> None:
        for text in texts:
            self.receive(deliveries.text(text, at=self.clock(), **who))

    def run_all(self) -> None:
        """Inbound first, then effects, until nothing waits."""
        while waiting := self.waiting():
            for job in waiting:
                self.runner.run(job.table, job.row_id, job.attempt)

    def waiting(self) -> list[JobRef]:
        with self.database.reading() as session:
            return [
                JobRef(table, row_id, attempt)
                for table, model in ((INBOUND, Inbound), (OUTBOX, OutboxRow))
                for row_id, attempt in session.execute(
                    select(model.id, model.attempt)
                    .where(model.status == WorkStatus.READY.value, *_begun(model))
                    .order_by(model.id)
                )
            ]

    def settle(self, seconds: float = 40) -> None:
        """Time passes; what waits for its time is done at that time."""
        until = self.clock() + timedelta(seconds=seconds)
        while (due := self._next_due()) is not None and due <= until:
            self.clock.now = max(due, self.clock.now)
            with self.database.transaction() as session:
                self.queues.release_due(session, now=self.clock())
            self.run_all()
        self.clock.now = max(until, self.clock.now)

    def _next_due(self) -> datetime | None:
        with self.database.reading() as session:
            return session.scalar(select(func.min(OutboxRow.due_at)))

    def leak(self) -> str:
        """A P0 stands in the channel; returns its draft's token."""
        self.customer_writes(LEAK)
        self.run_all()
        return self.token()

    def card(self, ticket_id: int = 1) -> cards.TicketCardView:
        with self.database.reading() as session:
            return cards.ticket_card(session, ticket_id)

    def show_card(self, ticket_id: int = 1) -> None:
        """Ask for the card once more, as every change of a ticket does."""
        with self.database.transaction() as session:
            version = drafts.version_by_token(session, self.token(ticket_id))
            assert version is not None
            self.decisions.way_out.show(session, case_of(session, version), self.clock())

    def token(self, ticket_id: int = 1) -> str:
        draft = self.card(ticket_id).draft
        assert draft is not None
        return draft.token

    def hand_off(self, approval_id: int = 1) -> HandOffView:
        with self.database.reading() as session:
            return hand_offs.hand_off(session, approval_id)

    def approve(self, token: str, actor: Actor = FOUNDER) -> None:
        with self.database.transaction() as session:
            self.decisions.approve(session, token, actor=actor, now=self.clock())

    def edit(self, token: str, text: str, *, seen: int, actor: Actor = FOUNDER) -> None:
        with self.database.transaction() as session:
            self.decisions.edit(
                session, token, text=text, seen_inbound_id=seen, actor=actor, now=self.clock()
            )

    def reject(self, token: str, actor: Actor = FOUNDER) -> None:
        with self.database.transaction() as session:
            self.decisions.reject(
                session, token, reason=RejectReason.TONE, note=None, actor=actor, now=self.clock()
            )

    def rewrite(self, token: str, text: str, *, seen: int) -> None:
        """«رد جديد» over a rejected draft."""
        with self.database.transaction() as session:
            self.decisions.edit(
                session,
                token,
                text=text,
                seen_inbound_id=seen,
                actor=FOUNDER,
                now=self.clock(),
                from_=(DraftStatus.REJECTED,),
            )

    def mark_sent(self, token: str, actor: Actor = FOUNDER, *, minutes_ago: int = 0) -> None:
        with self.database.transaction() as session:
            sent = Sent(self.clock() - timedelta(minutes=minutes_ago))
            self.decisions.hand_offs.mark_sent(session, token, sent, actor=actor, now=self.clock())


def _begun(model: Any) -> list[Any]:
    return [WAITS_FOR_NO_TIME] if model is OutboxRow else []


def _view_text(view: Any) -> SlackMessage:
    return SlackMessage(text=repr(view))


def _bare(view: HandOffView) -> str:
    return view.text if view.withdrawn_at is None else "withdrawn"


DRAWING = Drawing(
    ticket_card=lambda view, _now: _view_text(view),
    listed=lambda view, _now: SlackMessage(
        text=f"listed {view.count}: {[one.ticket_id for one in view.first]}"
    ),
    hand_off=lambda view, _now: _view_text(view),
    hand_off_text=lambda view: SlackMessage(text=_bare(view)),
    hand_off_link=lambda token: SlackMessage(text=token),
    moved=lambda ticket_id, address: SlackMessage(text=f"moved {ticket_id} {address}"),
    full_text=lambda view: _view_text(view),
    media=lambda shown: SlackMessage(text=repr(shown)),
)
