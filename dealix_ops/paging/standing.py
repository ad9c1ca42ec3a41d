"""Whether a matter should ring, since when, and what ended that: read from the rows of others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dealix_ops.paging.models import Page
from dealix_ops.paging.rules import DRILL_OVER, Ended, Kind
from dealix_ops.sla import awaited
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import P0Sound, Priority


@dataclass(frozen=True)
class Over:
    """How it ended; `by` is who took it."""

    how: Ended
    at: datetime
    by: str | None = None


def candidates(session: Session) -> list[int]:
    """P0 tickets that should ring and did not yet: looked at without a lock, several times a minute."""
    rang = exists().where(Page.ticket_id == Ticket.id, Page.started_at >= Ticket.p0_since)
    query = select(Ticket).where(
        Ticket.status.in_(LIVE),
        Ticket.priority == Priority.P0.value,
        Ticket.p0_since.is_not(None),
        Ticket.claimed_by.is_(None),
        ~rang,
    )
    waiting = session.scalars(query.order_by(Ticket.id))
    return [ticket.id for ticket in waiting if rings_since(session, ticket) is not None]


def rings_since(session: Session, ticket: Ticket) -> datetime | None:
    """Since it is a P0 by its meaning and nobody took or answered it; None where it need not ring."""
    since = _by_meaning_since(session, ticket)
    if since is None or _followed(session, ticket) or _rings_beside(session, ticket):
        return None
    return None if _answered(session, ticket, since) else since


def rang(session: Session, ticket: Ticket, since: datetime) -> bool:
    """Once for each time that it became one, whoever ended that."""
    query = select(Page.id).where(Page.ticket_id == ticket.id, Page.started_at >= since)
    return session.scalar(query.limit(1)) is not None


def over(session: Session, page: Page, *, now: datetime) -> Over | None:
    """None while it rings on."""
    if page.taken_by is not None:
        return Over(Ended.TAKEN, now, page.taken_by)
    if page.kind == Kind.DRILL.value:
        return Over(Ended.UNTAKEN, now) if now - page.started_at >= DRILL_OVER else None
    if page.ticket_id is None:
        return None
    ticket = session.get_one(Ticket, page.ticket_id)
    taken = _followed(session, ticket)
    if taken is not None and taken.claimed_at is not None:
        return Over(Ended.TAKEN, taken.claimed_at, taken.claimed_by)
    if ticket.status not in LIVE:
        return Over(Ended.CLOSED, now)
    if page.kind == Kind.P0.value and _by_meaning_since(session, ticket) is None:
        return Over(Ended.LOWERED, now)
    if not page.answered_before and awaited.answer(session, ticket) is None:
        return Over(Ended.ANSWERED, now)
    return None


def _by_meaning_since(session: Session, ticket: Ticket) -> datetime | None:
    """A word alone rings nobody; whatever else made it a P0 does, also where no reading says why."""
    if ticket.priority != Priority.P0.value or ticket.p0_since is None or ticket.status not in LIVE:
        return None
    query = select(TriageVerdict.made_at, TriageVerdict.p0_sound).where(
        TriageVerdict.ticket_id == ticket.id,
        TriageVerdict.priority == Priority.P0.value,
        TriageVerdict.made_at >= ticket.p0_since,
    )
    readings = session.execute(query).all()
    if not readings:
        return ticket.p0_since
    loud = [made_at for made_at, sound in readings if sound != P0Sound.WORD.value]
    return min(loud, default=None)


def _followed(session: Session, ticket: Ticket) -> Ticket | None:
    """Somebody took it, or another report on the same card."""
    if ticket.claimed_by is not None:
        return ticket
    if ticket.matter_id is None:
        return None
    query = select(Ticket).where(
        Ticket.matter_id == ticket.matter_id, Ticket.claimed_by.is_not(None), Ticket.status.in_(LIVE)
    )
    return session.scalars(query.limit(1)).first()


def _rings_beside(session: Session, ticket: Ticket) -> bool:
    """Three colleagues who report one leak are one card and one alarm."""
    if ticket.matter_id is None:
        return False
    query = (
        select(Page.id)
        .join(Ticket, Ticket.id == Page.ticket_id)
        .where(Ticket.matter_id == ticket.matter_id, Ticket.id != ticket.id, Page.ended_at.is_(None))
    )
    return session.scalar(query.limit(1)) is not None


def _answered(session: Session, ticket: Ticket, since: datetime) -> bool:
    """Since it rings: a matter that somebody raised after its answer has waited for nobody yet."""
    if awaited.answer(session, ticket) is not None:
        return False
    first = sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE)
    return first is None or first.met_at is None or first.met_at >= since
