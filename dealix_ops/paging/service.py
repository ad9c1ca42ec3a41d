"""Alarms of grave matters: begin, call, take and end; all of it follows from rows, so a restart loses none.

`Paging.open` and `Paging.step` are what the clock does; `start`, `stop` and `take` are for everybody else.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.delegation import service as delegation
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging import copy_ar, drills, duty, rules, standing
from dealix_ops.paging.errors import PageOver, PageUnknown
from dealix_ops.paging.models import Page, PageCall
from dealix_ops.paging.rules import SLACK, Call, Ended, Kind, Way
from dealix_ops.ports.work import ALARM, Effect, EffectKind, Outbox
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import MayNotArrange
from dealix_ops.sla import awaited
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket

TOKEN_BYTES = 16
EFFECT = {
    Way.DIRECT: EffectKind.PAGE_DIRECT,
    Way.CHANNEL: EffectKind.PAGE_CHANNEL,
    Way.MAIL: EffectKind.PAGE_MAIL,
    Way.WEBHOOK: EffectKind.PAGE_WEBHOOK,
}


@dataclass(frozen=True)
class Paging:
    """`channel` is that of alerts, `cards` where customers' cards stand; `on_call` is the settings' list.

    `seconds` are the second ways that are set up.
    """

    outbox: Outbox
    channel: str
    cards: str
    founders: Collection[str]
    on_call: Collection[str]
    seconds: frozenset[Way]

    def open(self, session: Session, ticket_id: int, *, now: datetime) -> bool:
        """Begin for a ticket that should ring; False where the other clock was first."""
        contacts.locked(session, session.get_one(Ticket, ticket_id).conversation_id)
        ticket = session.get_one(Ticket, ticket_id, populate_existing=True)
        since = standing.rings_since(session, ticket)
        if since is None or standing.rang(session, ticket, since):
            return False
        return start(session, ticket_id=ticket_id, kind=Kind.P0, since=since, now=now) is not None

    def step(self, session: Session, page_id: int, *, now: datetime) -> bool:
        """Whatever this alarm owes by now: its end, or one call; False where it owes nothing."""
        page = _locked(session, page_id)
        if page is None or page.ended_at is not None:
            return False
        over = standing.over(session, page, now=now)
        if over is not None:
            self._end(session, page, over, now=now)
            return True
        shown = self._show_holding(session, page, now)
        call = rules.due(started_at=page.started_at, last=page.step, called_at=page.called_at, now=now)
        if call is None:
            return shown
        self._call(session, page, call, now)
        return True

    def _call(self, session: Session, page: Page, call: Call, now: datetime) -> None:
        page.step, page.called_at = call.step, now
        late_s = int(call.late.total_seconds()) if call.late else 0
        whom = self._persons(session, everybody=call.everybody, now=now)
        ways = {way for way in call.ways if way in SLACK or way in self.seconds}
        if call.step == 0 and self._card_rings(page):
            ways.discard(Way.CHANNEL)
        facts = {"page": page.id, "step": call.step, "ways": sorted(ways), "called": whom, "late_s": late_s}
        ledger.record(session, Event.PAGE_CALLED, at=now, ticket_id=page.ticket_id, facts=facts)
        for way in sorted(ways):
            for one in whom if way is Way.DIRECT else [self.channel if way is Way.CHANNEL else way.value]:
                row = PageCall(page_id=page.id, step=call.step, way=way.value, whom=one, asked_at=now)
                session.add(row)
                session.flush()
                payload = {"call_id": row.id, "late_s": late_s, "called": whom, "channel": self.channel}
                self.outbox.add(session, Effect(EFFECT[way], f"{ALARM}{one}", payload), now=now)

    def _card_rings(self, page: Page) -> bool:
        """Its card was just posted with the same mentions into the same room."""
        return page.kind == Kind.P0.value and self.channel == self.cards

    def _persons(self, session: Session, *, everybody: bool, now: datetime) -> list[str]:
        """Who decides: founders and who stands in for one; later, or where there is none, those on call."""
        stand_ins = delegation.all_standing(session, self.founders, now=now)
        deciding = {*self.founders, *(one.delegate for one in stand_ins)}
        on_call = duty.on_call(session, self.on_call, now=now)
        return sorted(deciding | on_call if everybody or not deciding else deciding)

    def _show_holding(self, session: Session, page: Page, now: datetime) -> bool:
        """From ten minutes on the card says that an operator may hand off the untouched text."""
        if page.holding_shown or page.ticket_id is None or now - page.started_at < rules.HOLDING:
            return False
        page.holding_shown = True
        ticket = session.get_one(Ticket, page.ticket_id)
        tickets.show(session, ticket, channel=self.cards, outbox=self.outbox, now=now)
        return True

    def _end(self, session: Session, page: Page, over: standing.Over, *, now: datetime) -> None:
        end(session, page, over, now=now)
        said = copy_ar.ended(over.how, by=over.by, at=over.at, since=page.started_at, kind=Kind(page.kind))
        for room in _told(session, page, but=over.by):
            payload = {"channel": room, "text": said}
            self.outbox.add(session, Effect(EffectKind.NOTICE, room, payload), now=now)


def start(
    session: Session,
    *,
    now: datetime,
    kind: Kind = Kind.SEV1,
    ticket_id: int | None = None,
    incident_id: int | None = None,
    since: datetime | None = None,
) -> int | None:
    """Ring from now on, or from `since`; returns the alarm that rings for this by now, None where none does.

    An incident of a ticket that rings already joins its alarm.
    """
    joined = _joined(session, ticket_id, incident_id)
    if joined is not None:
        return joined
    ticket = session.get_one(Ticket, ticket_id) if ticket_id is not None else None
    started_at = since or now
    values = {
        "kind": kind.value,
        "ticket_id": ticket_id,
        "incident_id": incident_id,
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "started_at": started_at,
        "answered_before": ticket is not None and awaited.answer(session, ticket) is None,
        "step": -1,
        "holding_shown": False,
    }
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(Page).values(values).on_conflict_do_nothing().returning(Page.id)
    made: int | None = session.scalar(row)
    if made is None:
        return _joined(session, ticket_id, incident_id)
    facts = {"page": made, "kind": kind.value, "incident": incident_id, "since": started_at.isoformat()}
    ledger.record(session, Event.PAGE_STARTED, at=now, ticket_id=ticket_id, facts=facts)
    return made


def stop(session: Session, *, incident_id: int, now: datetime) -> bool:
    """The incident is over or is no SEV1 any more; False where nothing rang for it.

    An alarm that is a ticket's too rings on for that: the P0 is over when somebody takes or answers it.
    """
    found = session.scalar(select(Page.id).where(Page.incident_id == incident_id, Page.ended_at.is_(None)))
    page = _locked(session, found) if found is not None else None
    if page is None or page.ended_at is not None:
        return False
    if page.kind == Kind.P0.value and standing.over(session, page, now=now) is None:
        page.incident_id = None
        return False
    end(session, page, standing.Over(Ended.STOPPED, at=now), now=now)
    return True


def take(session: Session, token: str, *, actor: Actor, now: datetime) -> Page:
    """«استلمتها» on an alarm that has no ticket. Raises MayNotArrange, PageUnknown, PageOver."""
    if not allows(actor.role, Act.CLAIM):
        raise MayNotArrange(actor.user_id)
    page = by_token(session, token)
    _locked(session, page.id)
    if page.ended_at is not None or page.taken_by is not None:
        raise PageOver(by=page.taken_by, at=page.ended_at or now)
    page.taken_by = actor.user_id
    return page


def by_token(session: Session, token: str) -> Page:
    """Raises PageUnknown."""
    page = session.scalars(select(Page).where(Page.token == token)).one_or_none()
    if page is None:
        raise PageUnknown("no alarm with this token")
    return page


def end(session: Session, page: Page, over: standing.Over, *, now: datetime) -> None:
    """It rings no more; a drill leaves its evidence."""
    page.ended_at, page.ended_as, page.taken_by = over.at, over.how.value, over.by
    facts = {"page": page.id, "as": over.how.value}
    actor = over.by or ledger.SYSTEM
    ledger.record(session, Event.PAGE_ENDED, at=now, actor=actor, ticket_id=page.ticket_id, facts=facts)
    if page.kind == Kind.DRILL.value:
        drills.rang(session, page)


def standing_pages(session: Session) -> list[int]:
    """Alarms that ring, the oldest first."""
    return list(session.scalars(select(Page.id).where(Page.ended_at.is_(None)).order_by(Page.id)))


def _joined(session: Session, ticket_id: int | None, incident_id: int | None) -> int | None:
    """The alarm that rings for the ticket or the incident, which then is of both."""
    if ticket_id is None and incident_id is None:
        return None
    of_ticket = Page.ticket_id == ticket_id if ticket_id is not None else None
    of_incident = Page.incident_id == incident_id if incident_id is not None else None
    for which in (of_incident, of_ticket):
        if which is None:
            continue
        query = select(Page).where(and_(which, Page.ended_at.is_(None))).order_by(Page.id).limit(1)
        page = session.scalars(query.with_for_update()).first()
        if page is not None:
            page.incident_id = page.incident_id or incident_id
            session.flush()
            return page.id
    return None


def _locked(session: Session, page_id: int) -> Page | None:
    """Its ticket's conversation first, as every press does: taking and calling wait in one line."""
    page = session.get_one(Page, page_id)
    if page.ticket_id is not None:
        contacts.locked(session, session.get_one(Ticket, page.ticket_id).conversation_id)
        session.refresh(session.get_one(Ticket, page.ticket_id))
    return session.get(Page, page_id, with_for_update=True, populate_existing=True)


def _told(session: Session, page: Page, *, but: str | None) -> list[str]:
    """Rooms in Slack that rang, each once; whoever took it knows."""
    rang = PageCall.page_id == page.id, PageCall.way.in_([way.value for way in SLACK])
    return sorted({one for one in session.scalars(select(PageCall.whom).where(*rang)) if one != but})
