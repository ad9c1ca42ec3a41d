"""What the clock reads of every customer before the morning's message."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.customer_success import rules, service
from dealix_ops.reports import leaving


def read_risks(product: Product, session: Session, _slot: datetime) -> None:
    """From stored rows; what somebody told of a customer today stands."""
    now = product.clock()
    told = leaving.told_today(session, now=now)
    for customer_id, signals in sorted(leaving.signals(session, now=now).items()):
        if customer_id not in told:
            risk = rules.risk(signals)
            service.read_risk(session, customer_id, signals, risk, actor=service.CLOCK, now=now)
