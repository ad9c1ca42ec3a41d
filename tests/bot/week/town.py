"""The week's world: the whole web application, a clock that moves, people who write, messages that stand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from dealix_ops.clock import RIYADH
from dealix_ops.contacts.models import Message
from dealix_ops.drafts.models import Draft
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.slack_effects import HAND_OFF, TICKET
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.tickets.models import Ticket
from scheduler.jobs import TICKS
from tests.bot.edge import Edge, Json
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.week.screen import OnSlack
from tests.bot.week.transcript import Transcript
from tests.support import deliveries, media
from tests.support.house import FOUNDER, OPERATOR
from tests.support.media import VOICE

NAMES = {FOUNDER.user_id: "المؤسس", OPERATOR.user_id: "المشغّل"}
MINUTE, WATCH = timedelta(minutes=1), timedelta(hours=6)


@dataclass(frozen=True)
class Person:
    """Somebody who writes by WhatsApp."""

    name: str
    wa_id: str
    company: str | None = None


class Town:
    def __init__(self, edge: Edge, door: SlackDoor, said: Transcript) -> None:
        self.edge, self.door, self.said = edge, door, said
        self.house, self.clock = edge.house, edge.clock
        self.view: Json | None = None
        self.reached: list[tuple[int, str]] = []
        """What the company's phone really sent: the ticket and the text, as copied from the page."""
        self.weekend_tickets = 0
        self.pressed: set[str] = set()
        """Ids of buttons, menu choices and modals, as Slack sent them."""
        self.states: set[str] = set()
        """Every status a draft or a ticket was seen in, and every way in which one ended."""
        self._tickets: dict[str, int] = {}
        self._rung = self._whispered = self._opened = 0

    # time

    def begin(self, day: int, wall: str) -> None:
        self.clock.now = _wall(day, wall)

    def until(self, day: int, wall: str) -> None:
        """Time passes, and the clock's own ticks run as often as something can have become due."""
        target = _wall(day, wall)
        assert target >= self.clock(), "time goes forward"
        while self.clock() < target:
            due = self.house._next_due()
            soon = self.clock() + (MINUTE if self._awaited() else WATCH)
            self.clock.now = max(self.clock(), min(target, soon, due or target))
            self._tick()
        self._tick()

    def minutes(self, count: float) -> None:
        at = (self.clock() + timedelta(minutes=count)).astimezone(RIYADH)
        self.until(at.day, f"{at:%H:%M:%S}")

    def _tick(self) -> None:
        for tick in TICKS:
            tick.run(self.edge.product)
        self.work()

    def _awaited(self) -> bool:
        with self.edge.database.reading() as session:
            waits = select(HandOff.approval_id).join(Approval, Approval.id == HandOff.approval_id)
            quiet = waits.where(HandOff.sent_at.is_(None), Approval.withdrawn_at.is_(None))
            return session.scalars(quiet).first() is not None

    def work(self) -> None:
        """The worker does what waits; what rang or was whispered meanwhile is told."""
        self._look()  # what a press decided, before the worker hands it on
        self.house.run_all()
        self._look()
        slack = self.house.strict
        for posted in slack.posted[self._rung :]:
            if posted.thread_ts is None:
                self.said.after(f"يرن في القناة: «{slack.shown[posted.ts].text}»")
        for _, user, text in slack.whispers[self._whispered :]:
            self.said.after(f"لا يراها إلا {NAMES.get(user, user)}: «{text}»")
        self._rung, self._whispered = len(slack.posted), len(slack.whispers)

    def _look(self) -> None:
        with self.edge.database.reading() as session:
            for seen in (Draft.status, Ticket.status, Ticket.closed_as):
                self.states |= {found for found in session.scalars(select(seen).distinct()) if found}

    # customers

    async def writes(self, who: Person, *lines: str) -> int:
        """By WhatsApp, as Meta delivers it; returns the ticket."""
        for line in lines:
            self.said.happened(self.clock(), f"{_called(who)} عبر واتساب: «{line}»")
            payload = deliveries.text(line, at=self.clock(), wa_id=who.wa_id, name=who.name)
            assert (await self.edge.meta(payload)).status == 200
        self.work()
        return self._opened_by(who)

    async def speaks(self, who: Person) -> int:
        """A voice note."""
        media_id = str(900_001 + len(self.house.media.files))
        self.house.media.files[media_id] = VOICE
        sent = deliveries.one(media.message("audio", media_id=media_id), at=self.clock(), wa_id=who.wa_id)
        self.said.happened(self.clock(), f"{_called(who)} عبر واتساب: رسالة صوتية، 42 ثانية")
        assert (await self.edge.meta(deliveries.delivery([sent], name=who.name))).status == 200
        self.work()
        return self._opened_by(who)

    def ticket_of(self, who: Person) -> int:
        """Of the newest line of this person."""
        return self._tickets[who.wa_id]

    def _opened_by(self, who: Person) -> int:
        with self.edge.database.reading() as session:
            query = select(Message.ticket_id).order_by(Message.inbound_id.desc()).limit(1)
            self._tickets[who.wa_id] = session.scalars(query).one()
        return self._tickets[who.wa_id]

    def newest_ticket(self) -> int:
        with self.edge.database.reading() as session:
            query = select(SlackCard.entity_id).where(SlackCard.entity == TICKET)
            return session.scalars(query.order_by(SlackCard.entity_id.desc())).first() or 0

    # messages

    def card(self, ticket_id: int) -> OnSlack:
        return self._standing(TICKET, ticket_id, f"بطاقة ت-{ticket_id}")

    def hand_off(self, ticket_id: int) -> OnSlack:
        return self._standing(HAND_OFF, self.approval(ticket_id).id, f"رسالة التسليم (ت-{ticket_id})")

    def approval(self, ticket_id: int) -> Approval:
        """The newest of this ticket."""
        with self.edge.database.reading() as session:
            query = select(Approval).join(Draft, Draft.id == Approval.draft_id)
            return session.scalars(
                query.where(Draft.ticket_id == ticket_id).order_by(Approval.id.desc())
            ).first() or Approval(id=0)

    def whisper(self) -> OnSlack:
        """The newest that one person alone saw."""
        message = [message for method, message in self.house.strict.calls if method == "ephemeral"][-1]
        return OnSlack("", "الرسالة الخاصة", message)

    def proposed(self, ticket_id: int) -> str:
        """The text that waits on the card."""
        draft = self.house.card(ticket_id).draft
        assert draft is not None
        return draft.text

    def show(self, on: OnSlack) -> None:
        self.said.card(on.name, on.message)

    def _standing(self, entity: str, entity_id: int, name: str) -> OnSlack:
        with self.edge.database.reading() as session:
            found = session.get_one(SlackCard, (entity, entity_id))
        return OnSlack(found.ts, name, self.house.strict.shown[found.ts])


def _called(who: Person) -> str:
    return f"{who.name} ({who.company})" if who.company else who.name


def _wall(day: int, wall: str) -> datetime:
    at = time.fromisoformat(wall.zfill(5))
    return datetime.combine(date(2026, 11, day), at, tzinfo=RIYADH).astimezone(UTC)
