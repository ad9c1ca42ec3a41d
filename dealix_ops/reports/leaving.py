"""What our rows know of the signs that a customer leaves. Drafts that wait on the customer's own side have no
screen here: their number is what somebody else told last, and none where nobody did."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Result, Row, func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Customer, Message
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import Signals
from dealix_ops.customer_success.service import CLOCK, READ_WITHIN
from dealix_ops.proof.models import ProofEvent, ProofPack
from dealix_ops.tickets.models import Ticket

TOLD_WITHIN = timedelta(days=7)
LOOKED_BACK = timedelta(days=30)
"""Longer than any sign needs; how long a longer silence lasts is carried on from the day before."""


def signals(session: Session, *, now: datetime) -> dict[int, Signals]:
    """Of every customer. Active is who wrote to us or for whom something happened; else since known."""
    today = riyadh(now).date()
    packs = select(ProofPack.customer_id, func.max(ProofPack.made_at)).group_by(ProofPack.customer_id)
    made = {row[0]: _days(row[1], today) for row in session.execute(packs)}
    pending = _told_pending(session, today)
    return {
        customer_id: Signals(days, pending.get(customer_id, 0), made.get(customer_id))
        for customer_id, days in _inactive(session, today, now=now).items()
    }


def last_pack_days_ago(session: Session, customer_id: int, *, now: datetime) -> int | None:
    """None where none was ever made."""
    newest = select(func.max(ProofPack.made_at)).where(ProofPack.customer_id == customer_id)
    made_at = session.scalar(newest)
    return None if made_at is None else _days(made_at, riyadh(now).date())


def told_today(session: Session, *, now: datetime) -> set[int]:
    """Customers of whom somebody else than the clock gave today's reading."""
    today = riyadh(now).date()
    query = select(RiskReading.customer_id).where(
        RiskReading.read_on == today, RiskReading.changed_by != CLOCK
    )
    return set(session.scalars(query))


def _inactive(session: Session, today: date, *, now: datetime) -> dict[int, int]:
    """By customer, in days. Nobody reads the lines of years each morning: a long silence grows by a day."""
    known = select(Customer.id, Customer.created_at)
    events = select(ProofEvent.customer_id, func.max(ProofEvent.at)).where(ProofEvent.voided_at.is_(None))
    active: dict[int, datetime] = {row[0]: row[1] for row in session.execute(known)}
    _later(active, session.execute(events.group_by(ProofEvent.customer_id)))
    _later(active, _wrote(session, Message.occurred_at >= now - LOOKED_BACK))
    silent = {one for one, at in active.items() if at < now - LOOKED_BACK}
    carried = {one: days for one, days in _read_before(session, today).items() if one in silent}
    _later(active, _wrote(session, Ticket.customer_id.in_(silent - carried.keys())))
    found = {one: _days(at, today) for one, at in active.items()}
    return found | {one: min(days, found[one]) for one, days in carried.items()}


def _wrote(session: Session, of_it: ColumnElement[bool]) -> Result[int | None, datetime]:
    """By customer, when they wrote last."""
    query = (
        select(Ticket.customer_id, func.max(Message.occurred_at))
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(Ticket.customer_id.is_not(None), of_it)
    )
    return session.execute(query.group_by(Ticket.customer_id))


def _later(active: dict[int, datetime], told: Iterable[Row[int | None, datetime]]) -> None:
    for row in told:
        if row[0] is not None:
            active[row[0]] = max(active[row[0]], row[1])


def _read_before(session: Session, today: date) -> dict[int, int]:
    """Days without activity by the clock's own newest reading, where they are more than we look back."""
    query = (
        select(RiskReading.customer_id, RiskReading.read_on, RiskReading.days_inactive)
        .where(RiskReading.read_on > today - READ_WITHIN, RiskReading.read_on < today)
        .where(RiskReading.changed_by == CLOCK)
        .order_by(RiskReading.read_on)
    )
    newest = {row[0]: row[2] + (today - row[1]).days for row in session.execute(query)}
    return {customer_id: days for customer_id, days in newest.items() if days > LOOKED_BACK.days}


def _told_pending(session: Session, today: date) -> dict[int, int]:
    query = (
        select(RiskReading.customer_id, RiskReading.drafts_pending)
        .where(RiskReading.read_on > today - TOLD_WITHIN, RiskReading.changed_by != CLOCK)
        .order_by(RiskReading.read_on)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _days(at: datetime, today: date) -> int:
    return max(0, (today - riyadh(at).date()).days)
