"""Make, keep and take back what sent texts promise, each inside the caller's transaction."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, select, update
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.promises.models import Promise
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE


def make(
    session: Session, ticket_id: int, *, approval_id: int, due_at: datetime, by: str, at: datetime
) -> None:
    """The text of this approval left at `at` with this time in it."""
    promise = Promise(approval_id=approval_id, ticket_id=ticket_id, made_at=at, made_by=by, due_at=due_at)
    session.add(promise)
    facts = {"approval": approval_id, "due_at": due_at.isoformat()}
    ledger.record(session, Event.PROMISED, at=at, actor=by, ticket_id=ticket_id, facts=facts)


def keep(session: Session, ticket_id: int, *, at: datetime, approval_id: int | None = None) -> None:
    """The customer heard from us at `at`, in time or late: what stood open for them is done."""
    session.execute(
        update(Promise)
        .where(Promise.ticket_id == ticket_id, Promise.kept_at.is_(None), Promise.made_at <= at)
        .values(kept_at=at, kept_by=approval_id)
    )


def unmake(session: Session, approval_id: int) -> None:
    """«لم أرسلها»: it promised nothing, and what it seemed to keep stands open again."""
    session.execute(delete(Promise).where(Promise.approval_id == approval_id))
    kept = update(Promise).where(Promise.kept_by == approval_id)
    session.execute(kept.values(kept_at=None, kept_by=None))


def moved(session: Session, ticket_id: int, *, onto: int) -> None:
    """A merged ticket's promise is owed by the one that goes on."""
    session.execute(update(Promise).where(Promise.ticket_id == ticket_id).values(ticket_id=onto))


def of_ticket(session: Session, ticket_id: int) -> Due | None:
    """The next one that is open, None also where the ticket is over."""
    return of_tickets(session, [ticket_id]).get(ticket_id)


def of_tickets(session: Session, ticket_ids: Collection[int]) -> dict[int, Due]:
    """By ticket, the next open one of each."""
    return _open(session, Promise.ticket_id.in_(ticket_ids))


def of_live(session: Session) -> dict[int, Due]:
    """As `of_tickets`, of all that are open."""
    return _open(session)


def open_ones() -> Select[Promise]:
    """Of live tickets."""
    live = select(Ticket.id).where(Ticket.status.in_(LIVE))
    return select(Promise).where(Promise.kept_at.is_(None), Promise.ticket_id.in_(live))


def as_due(promise: Promise) -> Due:
    """As one of the ticket's clocks, which counts every minute."""
    target = promise.due_at - promise.made_at
    return Due(Metric.PROMISE, target, promise.made_at, promise.due_at, promise.kept_at)


def _open(session: Session, *of: ColumnElement[bool]) -> dict[int, Due]:
    query = open_ones().where(*of).order_by(Promise.due_at.desc())
    return {promise.ticket_id: as_due(promise) for promise in session.scalars(query)}
