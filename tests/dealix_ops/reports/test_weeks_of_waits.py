"""What a week counts of a resolution that stood still for its customer."""

from datetime import UTC, datetime, timedelta

from dealix_ops.reports.clocks import Span
from dealix_ops.reports.figures import Figures, figures
from dealix_ops.sla.rules import Metric
from tests.dealix_ops.endings import hands
from tests.dealix_ops.sla.test_breaches import P2
from tests.support.house import House
from tests.support.only import ON_SQLITE

WEEK = Span(datetime(2026, 11, 21, 21, tzinfo=UTC), datetime(2026, 11, 28, 21, tzinfo=UTC))
NEXT = Span(WEEK.until, WEEK.until + timedelta(days=7))


def counted(house: House, span: Span) -> Figures:
    with house.database.reading() as session:
        return figures(session, span, now=house.clock())


def resolutions(house: House, span: Span) -> int:
    return sum(one.metric is Metric.RESOLUTION for one in counted(house, span).late)


@ON_SQLITE
def test_breach_stays_in_its_week_when_we_wait_for_the_customer_afterwards(house: House) -> None:
    house.clock.now = WEEK.since + timedelta(days=1, hours=12)
    hands.written(house, P2)
    due = hands.clock(house, Metric.RESOLUTION).due_at
    assert WEEK.holds(due)
    hands.days(house, 5)
    hands.asked_whether_settled(house)
    assert (resolutions(house, WEEK), resolutions(house, NEXT)) == (1, 0)
    hands.days(house, 4)
    hands.written(house, "لا، ما زال ينفصل كل يوم")
    hands.days(house, 5)
    assert (resolutions(house, WEEK), resolutions(house, NEXT)) == (1, 0)


@ON_SQLITE
def test_matter_closed_while_we_waited_took_until_we_asked(house: House) -> None:
    house.clock.now = WEEK.since + timedelta(days=1, hours=12)
    hands.written(house, P2)
    since = house.clock()
    hands.days(house, 1)
    hands.asked_whether_settled(house)
    asked = hands.clock(house, Metric.RESOLUTION).paused_at
    assert asked is not None
    hands.days(house, 2)
    hands.close_otherwise(house, "أغلقناه مع العميل هاتفياً")
    took = counted(house, WEEK).took[Metric.RESOLUTION]
    assert took is not None
    assert abs(took - (asked - since)) <= timedelta(seconds=2)
