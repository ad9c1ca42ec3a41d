"""Keep a customer's check-in, risk and plan; a call that says nothing new changes nothing."""

from dataclasses import asdict
from datetime import date, datetime
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
