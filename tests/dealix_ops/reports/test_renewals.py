"""Contracts that end soon and who may leave: by days of Riyadh, newest reading first; on both databases."""

from datetime import date, timedelta

import pytest

from dealix_ops.contacts.models import Customer
from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.rules import Signals
from dealix_ops.database import Database
from dealix_ops.reports.renewals import Letter, Renewal, at_risk, renewals
from tests.support.clock import START
from tests.support.customers import customer

TODAY = date(2026, 11, 22)


def renewing(database: Database, name: str, days: int, value: int | None = None) -> None:
    customer_id = customer(database, now=START, name=name)
    with database.transaction() as session:
        found = session.get_one(Customer, customer_id)
        found.renews_on, found.monthly_sar = TODAY + timedelta(days=days), value


def read(database: Database, name: str, *, days_ago: int, inactive: int, drafts: int = 0) -> None:
    customer_id, at = customer(database, now=START, name=name), START - timedelta(days=days_ago)
    signals = Signals(inactive, drafts, None)
    with database.transaction() as session:
        service.read_risk(session, customer_id, signals, rules.risk(signals), actor="API", now=at)


class TestRenewals:
    def test_today_and_thirty_days_ahead_the_earliest_first(self, database: Database) -> None:
        for name, days in (("أ", 31), ("ب", 30), ("ج", 0), ("د", -1), ("هـ", 7)):
            renewing(database, name, days)
        renewing(database, "و", 7, 2999)
        customer(database, now=START, name="بلا عقد")
        with database.reading() as session:
            assert renewals(session, TODAY) == [
                Renewal("ج", 0, None, Letter.NOBODY),
                Renewal("هـ", 7, None, Letter.NOBODY),
                Renewal("و", 7, 2999, Letter.NOBODY),
                Renewal("ب", 30, None, Letter.NOBODY),
            ]
            assert renewals(session, TODAY, passed=timedelta(days=1))[0] == Renewal("د", -1, None)


class TestAtRisk:
    def test_newest_reading_counts_and_who_is_well_is_not_named(self, database: Database) -> None:
        read(database, "سنام", days_ago=3, inactive=0)
        read(database, "سنام", days_ago=1, inactive=16, drafts=10)
        read(database, "درة", days_ago=2, inactive=15)
        read(database, "مدار", days_ago=4, inactive=20, drafts=20)
        read(database, "مدار", days_ago=0, inactive=1)
        with database.reading() as session:
            found = at_risk(session, TODAY)
        assert found is not None
        assert [(one.name, one.score) for one in found] == [("سنام", 65), ("درة", 40)]

    @pytest.mark.parametrize("days_ago", [7, 30])
    def test_nobody_measured_within_a_week_is_not_nobody_at_risk(
        self, database: Database, days_ago: int
    ) -> None:
        read(database, "سنام", days_ago=days_ago, inactive=20)
        with database.reading() as session:
            assert at_risk(session, TODAY) is None
