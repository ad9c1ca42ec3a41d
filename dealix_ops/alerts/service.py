"""Alerts of one issue are one ticket: it opens, grows, ends and comes back as the source's own times say."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.alerts import rules
from dealix_ops.alerts.errors import MayNotClaim
from dealix_ops.alerts.models import Alert
from dealix_ops.alerts.rules import AlertState, Signal
from dealix_ops.contacts import service as contacts
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import Outbox
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown
from dealix_ops.sla import service as sla
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.service import TicketStatus
from dealix_ops.vocabulary import Priority

TOKEN_BYTES = 16
TEXTS = ("title", "culprit", "level", "project", "rule", "release", "web_url")


@dataclass(frozen=True)
class Alerts:
    """`channel` is the Slack channel where the cards of alerts stand."""

    outbox: Outbox
    channel: str

    def receive(
        self, session: Session, conversation_id: int, signal: Signal, *, started_at: datetime, now: datetime
    ) -> None:
        """The caller holds the conversation's lock. What it costs does not grow with what came before."""
        alert, moved = _learn(session, conversation_id, signal)
        firing = alert.state == AlertState.FIRING.value
        if alert.ticket_id is None:
            if firing and signal.says.fires:
                ticket = _open(session, alert, signal, started_at=started_at, now=now)
                self._show(session, ticket, now, fresh=True)
            return
        ticket = session.get_one(Ticket, alert.ticket_id)
        if not firing:
            _resolve(session, ticket, at=signal.at, now=now)
            self._show(session, ticket, now)
            return
        came_back = signal.says.fires and _ended(ticket) and (moved or _after(signal.at, ticket.resolved_at))
        if came_back:
            _reopen(session, alert, ticket, started_at=started_at, now=now)
        raised = not _ended(ticket) and _raise(session, alert, ticket, signal, now=now)
        self._show(session, ticket, now, fresh=came_back or raised)

    def claim(self, session: Session, token: str, *, actor: Actor, now: datetime) -> None:
        """«استلمتها»: a named person has it, which is an alert's first response.

        Raises ButtonUnknown, MayNotClaim, TicketAlreadyClaimed, TicketClosed.
        """
        alert = session.scalars(select(Alert).where(Alert.token == token)).one_or_none()
        if alert is None or alert.ticket_id is None:
            raise ButtonUnknown("no alert with this token")
        if not allows(actor.role, Act.CLAIM):
            raise MayNotClaim(actor.user_id)
        contacts.locked(session, alert.conversation_id)
        ticket = session.get_one(Ticket, alert.ticket_id, populate_existing=True)
        tickets.claim(session, ticket, actor=actor.user_id, now=now)
        sla.meet_first_response(session, ticket.id, met_at=now, actor=actor.user_id)
        self._show(session, ticket, now)

    def _show(self, session: Session, ticket: Ticket, now: datetime, *, fresh: bool = False) -> None:
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now, fresh=fresh)


def ticket_of(session: Session, token: str) -> int | None:
    """The ticket of the alert that a button names."""
    return session.scalar(select(Alert.ticket_id).where(Alert.token == token))


def of_conversation(session: Session, conversation_id: int) -> Alert | None:
    return session.get(Alert, conversation_id)


def of_ticket(session: Session, ticket_id: int) -> Alert | None:
    return session.scalars(select(Alert).where(Alert.ticket_id == ticket_id)).one_or_none()


def _learn(session: Session, conversation_id: int, signal: Signal) -> tuple[Alert, bool]:
    """What is known after this message, and whether how the alert stands was changed by it."""
    alert = session.get(Alert, conversation_id)
    if alert is None:
        alert = Alert(
            conversation_id=conversation_id,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            metric=signal.metric,
            own=False,
            alerts=0,
            state=AlertState.FIRING.value,
            described_at=signal.at,
            first_seen=signal.at,
            last_seen=signal.at,
        )
        session.add(alert)
    _describe(alert, signal)
    _count(alert, signal)
    before = alert.state
    if signal.says.decides and (alert.decided_at is None or not rules.later(alert.decided_at, signal.at)):
        alert.decided, alert.decided_at = signal.says.decides.value, signal.at
    if signal.says is rules.Says.HAPPENED:
        alert.happened_at = max(alert.happened_at or signal.at, signal.at)
    decided = AlertState(alert.decided) if alert.decided else None
    now_state = rules.state(decided, decided_at=alert.decided_at, happened_at=alert.happened_at)
    alert.state = now_state.value
    session.flush()
    return alert, alert.state != before


def _describe(alert: Alert, signal: Signal) -> None:
    """The newest message's words; an older one fills in what no other said."""
    newer = signal.at >= alert.described_at
    for field in TEXTS:
        said = getattr(signal, field)
        if said is not None and (newer or getattr(alert, field) is None):
            setattr(alert, field, said)
    # A problem seen in production is one of production, wherever else it is seen afterwards.
    in_production = rules.in_production(alert.environment, metric=alert.metric)
    if signal.environment is not None and (alert.environment is None or (newer and not in_production)):
        alert.environment = signal.environment
    alert.described_at = max(alert.described_at, signal.at)
    alert.own = alert.own or signal.own


def _count(alert: Alert, signal: Signal) -> None:
    if signal.says.fires and signal.counted:
        alert.alerts += 1
    if signal.count is not None:
        alert.count = max(alert.count or 0, signal.count)
    if signal.users is not None:
        alert.users = max(alert.users or 0, signal.users)
    seen = [at for at in (signal.first_seen, signal.last_seen) if at is not None]
    seen += [signal.at] if signal.says.fires else []
    alert.first_seen = min([alert.first_seen, *seen])
    alert.last_seen = max([alert.last_seen, *seen])


def _open(session: Session, alert: Alert, signal: Signal, *, started_at: datetime, now: datetime) -> Ticket:
    ticket = tickets.open_ticket(
        session,
        alert.conversation_id,
        priority=_priority(alert, signal),
        needs_listen=False,
        opened_at=started_at,
        linked_to=None,
        customer_id=None,
        now=now,
    )
    alert.ticket_id = ticket.id
    priority = Priority(ticket.priority)
    sla.apply(session, ticket.id, priority=priority, needs_listen=False, started_at=started_at)
    return ticket


def _resolve(session: Session, ticket: Ticket, *, at: datetime, now: datetime) -> None:
    if tickets.resolve(session, ticket, at=at, actor=ledger.SYSTEM, now=now):
        sla.meet_resolution(session, ticket.id, met_at=at, actor=ledger.SYSTEM)


def _reopen(session: Session, alert: Alert, ticket: Ticket, *, started_at: datetime, now: datetime) -> None:
    """A new round: its own clocks, nobody's claim, and the buttons of the round before are worth nothing."""
    tickets.reopen(session, ticket, actor=ledger.SYSTEM, now=now)
    alert.token = secrets.token_urlsafe(TOKEN_BYTES)
    sla.restart(session, ticket.id, priority=Priority(ticket.priority), started_at=started_at)


def _raise(session: Session, alert: Alert, ticket: Ticket, signal: Signal, *, now: datetime) -> bool:
    raised = tickets.raise_to(session, ticket, _priority(alert, signal), now=now)
    if raised:  # the clocks that run keep their start and get the stricter target
        priority = Priority(ticket.priority)
        sla.apply(session, ticket.id, priority=priority, needs_listen=False, started_at=now)
    return raised


def _priority(alert: Alert, signal: Signal) -> Priority:
    production = rules.in_production(alert.environment, metric=alert.metric)
    return rules.priority(level=alert.level, production=production, users=alert.users or 0, grew=signal.grew)


def _ended(ticket: Ticket) -> bool:
    return ticket.status == TicketStatus.RESOLVED.value


def _after(at: datetime, other: datetime | None) -> bool:
    return other is None or rules.later(at, other)
