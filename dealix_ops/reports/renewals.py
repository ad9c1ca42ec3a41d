"""Contracts that end soon, and customers who look as if they might leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Customer
from dealix_ops.customer_success import service as success
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import RiskLevel, Signals
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.initiated import recipients
from dealix_ops.initiated import rules as initiated_rules
from dealix_ops.initiated import service as initiated

AHEAD = timedelta(days=30)
"""Product facts: what is done for a renewal begins 30 days before it."""


class Letter(StrEnum):
    """How far our own message about a renewal came; `nobody`: there is nobody to write to."""

    READY = "ready"
    APPROVED = "approved"
    SENT = "sent"
    REJECTED = "rejected"
    NOBODY = "nobody"


LETTER_OF = {
    DraftStatus.PROPOSED.value: Letter.READY,
    DraftStatus.APPROVED.value: Letter.APPROVED,
    DraftStatus.EDITED.value: Letter.APPROVED,
    DraftStatus.HANDED_OFF.value: Letter.APPROVED,
    DraftStatus.SENT.value: Letter.SENT,
    DraftStatus.REJECTED.value: Letter.REJECTED,
}


@dataclass(frozen=True)
class Renewal:
    """`days` is negative where the day has passed; `name` is foreign text, `monthly_sar` whole riyals.

    `letter` is the message that these days ask for, None where there is none yet, and `ticket_id` carries it.
    """

    name: str
    days: int
    monthly_sar: int | None
    letter: Letter | None = None
    ticket_id: int | None = None


@dataclass(frozen=True)
class AtRisk:
    """The newest reading of a customer; `name` is foreign text."""

    name: str
    score: int
    level: RiskLevel
    signals: Signals
    read_on: date


def renewals(session: Session, today: date, *, passed: timedelta = timedelta(0)) -> list[Renewal]:
    """From `passed` ago to thirty days ahead, both included; the earliest first."""
    query = (
        select(Customer)
        .where(Customer.renews_on >= today - passed, Customer.renews_on <= today + AHEAD)
        .order_by(Customer.renews_on, Customer.name)
    )
    return [
        Renewal(one.name, (renews_on - today).days, one.monthly_sar, *_letter(session, one, today))
        for one in session.scalars(query)
        if (renews_on := one.renews_on) is not None
    ]


def _letter(session: Session, customer: Customer, today: date) -> tuple[Letter | None, int | None]:
    if customer.renews_on is None:
        return None, None
    due = initiated_rules.renewal(customer.renews_on, today, today)
    if due is None:
        return None, None
    row = initiated.of_occasion(session, customer.id, due)
    if row is None:
        nobody = recipients.choose(session, customer.id, due.occasion) is None
        return (Letter.NOBODY if nobody else None), None
    draft = drafts.latest(session, row.ticket_id)
    return (LETTER_OF.get(draft.status) if draft is not None else None), row.ticket_id


def at_risk(session: Session, today: date) -> list[AtRisk] | None:
    """Who is at medium or high risk, the worst first; None where nobody was measured within seven days."""
    newest = success.readings(session, today)
    if not newest:
        return None
    query = select(Customer.id, Customer.name).where(Customer.id.in_(newest))
    names = {row[0]: row[1] for row in session.execute(query)}
    read = (_at_risk(row, names[customer_id]) for customer_id, row in newest.items())
    risky = (one for one in read if one.level is not RiskLevel.LOW)
    return sorted(risky, key=lambda one: (-one.score, one.name))


def of_customer(session: Session, customer_id: int, today: date) -> AtRisk | None:
    """The newest reading of seven days, whatever it says."""
    query = (
        select(RiskReading, Customer.name)
        .join(Customer, Customer.id == RiskReading.customer_id)
        .where(RiskReading.customer_id == customer_id)
        .where(RiskReading.read_on > today - success.READ_WITHIN, RiskReading.read_on <= today)
        .order_by(RiskReading.read_on.desc())
    )
    found = session.execute(query.limit(1)).first()
    return _at_risk(*found) if found else None


def _at_risk(row: RiskReading, name: str) -> AtRisk:
    signals, risk = success.risk_of(row)
    return AtRisk(name, risk.score, risk.level, signals, row.read_on)
