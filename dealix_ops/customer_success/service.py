"""Keep a customer's check-in, risk and plan; a call that says nothing new changes nothing."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers
from dealix_ops.customer_success import rules
from dealix_ops.customer_success.models import RiskReading, SuccessPlan, WeeklyCheckIn
from dealix_ops.customer_success.rules import Risk, RiskLevel, Signals, Week
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

CLOCK = "clock"
"""Who reads the risk where nobody else did."""
READ_WITHIN = timedelta(days=7)
"""An older reading says nothing of today."""


def check_in(session: Session, customer_id: int, week: Week, *, actor: str, now: datetime) -> bool:
    """One a week: newer figures replace those of the same week. False where they are the same."""
    customers.locked(session, customer_id)
    week_on = rules.week_of(riyadh(now).date())
    metrics = asdict(week)
    row = session.get(WeeklyCheckIn, (customer_id, week_on))
    if row is not None and row.metrics == metrics:
        return False
    if row is None:
        row = WeeklyCheckIn(customer_id=customer_id, week_on=week_on)
        session.add(row)
    row.metrics, row.changed_at, row.changed_by = metrics, now, actor
    session.flush()
    _tell(session, Event.CHECK_IN_PLANNED, customer_id, {"week_on": f"{week_on}"}, actor=actor, now=now)
    return True


def read_risk(
    session: Session, customer_id: int, signals: Signals, risk: Risk, *, actor: str, now: datetime
) -> bool:
    """False where today's reading says the same already. Of the clock's own the ledger hears a new level."""
    customers.locked(session, customer_id)
    read_on = riyadh(now).date()
    row = session.get(RiskReading, (customer_id, read_on))
    said = {**asdict(signals), "score": risk.score, "level": risk.level.value}
    if row is not None and all(getattr(row, name) == value for name, value in said.items()):
        return False
    before = _last_level(session, customer_id) if actor == CLOCK else None
    if row is None:
        row = RiskReading(customer_id=customer_id, read_on=read_on)
        session.add(row)
    for name, value in said.items():
        setattr(row, name, value)
    row.changed_at, row.changed_by = now, actor
    session.flush()
    if risk.level.value != before:
        facts = {"score": risk.score, "level": risk.level.value}
        _tell(session, Event.RISK_READ, customer_id, facts, actor=actor, now=now)
    return True


def readings(session: Session, today: date) -> dict[int, RiskReading]:
    """The newest of each customer who was read lately."""
    query = select(RiskReading).where(RiskReading.read_on > today - READ_WITHIN, RiskReading.read_on <= today)
    return {row.customer_id: row for row in session.scalars(query.order_by(RiskReading.read_on))}


def risk_of(row: RiskReading) -> tuple[Signals, Risk]:
    """By today's rule: the stored level is what was said then."""
    signals = Signals(row.days_inactive, row.drafts_pending, row.last_proof_pack_days_ago)
    return signals, rules.risk(signals)


def risky(session: Session, today: date) -> set[int]:
    """Customers at medium or high risk."""
    found = readings(session, today).items()
    return {customer_id for customer_id, row in found if risk_of(row)[1].level is not RiskLevel.LOW}


def start_plan(session: Session, customer_id: int, bundle_id: str, *, actor: str, now: datetime) -> bool:
    """False where this plan runs already: its first day stays."""
    customers.locked(session, customer_id)
    row = session.get(SuccessPlan, customer_id)
    if row is not None and row.bundle_id == bundle_id:
        return False
    if row is None:
        row = SuccessPlan(customer_id=customer_id)
        session.add(row)
    row.bundle_id, row.started_on, row.started_by = bundle_id, riyadh(now).date(), actor
    session.flush()
    _tell(session, Event.PLAN_STARTED, customer_id, {"bundle_id": bundle_id}, actor=actor, now=now)
    return True


def plan_of(session: Session, customer_id: int) -> tuple[str, date] | None:
    """The bundle of the plan that runs, and its first day."""
    row = session.get(SuccessPlan, customer_id)
    return (row.bundle_id, row.started_on) if row else None


def _last_level(session: Session, customer_id: int) -> str:
    """Whoever was never read was at no risk that anybody knew of."""
    query = select(RiskReading.level).where(RiskReading.customer_id == customer_id)
    return session.scalars(query.order_by(RiskReading.read_on.desc()).limit(1)).first() or RiskLevel.LOW.value


def _tell(
    session: Session, event: Event, customer_id: int, facts: dict[str, Any], *, actor: str, now: datetime
) -> None:
    ledger.record(session, event, at=now, actor=actor, facts={"customer_id": customer_id, **facts})
