"""The clock reads every customer's risk before the morning's message tells who may leave."""

from datetime import date, timedelta

from dealix_ops.bootstrap import Product
from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.rules import Signals
from dealix_ops.reports import renewals
from tests.scheduler.test_digests import at, clock, product
from tests.support import customers
from tests.support.clock import MovingClock

__all__ = ["clock", "product"]


def risky(product: Product, day: int) -> list[tuple[str, int]] | None:
    with product.database.reading() as session:
        found = renewals.at_risk(session, date(2026, 12, day))
    return None if found is None else [(one.name, one.score) for one in found]


class TestRead:
    def test_each_morning_in_time_for_the_message(self, product: Product, clock: MovingClock) -> None:
        customers.customer(product.database, now=clock(), name="سنام")
        customers.customer(product.database, now=clock() + timedelta(days=13), name="درة")
        assert risky(product, 5) is None
        at(product, clock, 5, 8, 0, month=12)
        assert risky(product, 5) == [("سنام", 40)]

    def test_what_somebody_told_today_stands(self, product: Product, clock: MovingClock) -> None:
        customers.customer(product.database, now=clock(), name="سنام")
        at(product, clock, 5, 7, 0, month=12)
        told = Signals(14, 10, 14)
        with product.database.transaction() as session:
            service.read_risk(session, 1, told, rules.risk(told), actor="api:crm", now=clock())
        at(product, clock, 5, 8, 0, month=12)
        assert risky(product, 5) == [("سنام", 95)]
        at(product, clock, 6, 8, 0, month=12)
        assert risky(product, 6) == [("سنام", 65)]
