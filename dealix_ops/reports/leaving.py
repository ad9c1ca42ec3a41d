"""What our rows know of the signs that a customer leaves. Drafts that wait on the customer's own side have no
screen here: their number is what somebody else told last, and none where nobody did."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Customer, Message
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import Signals
from dealix_ops.customer_success.service import CLOCK
from dealix_ops.proof.models import ProofEvent, ProofPack
from dealix_ops.tickets.models import Ticket

TOLD_WITHIN = timedelta(days=7)


def signals(session: Session, *, now: datetime) -> dict[int, Signals]:
    """Of every customer. Active is who wrote to us or for whom something happened; else since known."""
    today = riyadh(now).date()
    lines = (
        select(Ticket.customer_id, func.max(Message.occurred_at))
        .join(Message, Message.ticket_id == Ticket.id)
        .where(Ticket.customer_id.is_not(None))
        .group_by(Ticket.customer_id)
    )
    events = select(ProofEvent.customer_id, func.max(ProofEvent.at)).where(ProofEvent.voided_at.is_(None))
    packs = select(ProofPack.customer_id, func.max(ProofPack.made_at)).group_by(ProofPack.customer_id)
    wrote = {row[0]: row[1] for row in session.execute(lines)}
    happened = {row[0]: row[1] for row in session.execute(events.group_by(ProofEvent.customer_id))}
    made = {row[0]: row[1] for row in session.execute(packs)}
    pending = _told_pending(session, today)
    found = {}
    for customer_id, known_since in session.execute(select(Customer.id, Customer.created_at)):
        times = (known_since, wrote.get(customer_id), happened.get(customer_id))
        active = max(at for at in times if at is not None)
        pack = made.get(customer_id)
        found[customer_id] = Signals(
            _days(active, today), pending.get(customer_id, 0), None if pack is None else _days(pack, today)
        )
    return found


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


def _told_pending(session: Session, today: date) -> dict[int, int]:
    query = (
        select(RiskReading.customer_id, RiskReading.drafts_pending)
        .where(RiskReading.read_on > today - TOLD_WITHIN, RiskReading.changed_by != CLOCK)
        .order_by(RiskReading.read_on)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _days(at: datetime, today: date) -> int:
    return max(0, (today - riyadh(at).date()).days)
