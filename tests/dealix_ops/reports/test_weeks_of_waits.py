"""What a week counts of a resolution that stood still for its customer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.reports import clocks
from dealix_ops.reports.clocks import Clock, Span
from dealix_ops.reports.figures import Figures, figures
from dealix_ops.sla import clock_rows
from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings import hands
from tests.dealix_ops.sla import naive
from tests.dealix_ops.sla.fixed import Fixed
from tests.dealix_ops.sla.test_breaches import P2
from tests.support.house import House
from tests.support.only import ON_SQLITE

MINUTE = timedelta(minutes=1)
WEEK = Span(datetime(2026, 11, 21, 21, tzinfo=UTC), datetime(2026, 11, 28, 21, tzinfo=UTC))
NEXT = Span(WEEK.until, WEEK.until + timedelta(days=7))


def counted(house: House, span: Span) -> Figures:
    with house.database.reading() as session:
        return figures(session, span, now=house.clock())


def worst(house: House) -> timedelta:
    late = (one.late_by for one in counted(house, WEEK).late if one.metric is Metric.RESOLUTION)
    return max((one for one in late if one is not None), default=timedelta.max)


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


@ON_SQLITE
def test_late_is_what_we_were_late_and_not_what_the_customer_took_to_answer(house: House) -> None:
    house.clock.now = WEEK.since + timedelta(days=1, hours=12)
    hands.written(house, P2)
    due = hands.clock(house, Metric.RESOLUTION).due_at
    house.clock.now = due + timedelta(hours=5)
    hands.asked_whether_settled(house)
    hands.days(house, 2)
    hands.written(house, "لا، ما زال ينفصل كل يوم")
    house.clock.now += timedelta(hours=3)
    assert abs(worst(house) - timedelta(hours=8)) < timedelta(minutes=1)
    hands.asked_whether_settled(house)
    hands.days(house, 2)
    hands.close_otherwise(house, "أغلقناه مع العميل هاتفياً")
    assert abs(worst(house) - timedelta(hours=8)) < timedelta(minutes=1)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 4000), st.integers(0, 3000)), max_size=4), st.booleans())
def test_late_as_counted_by_hand(gaps: list[tuple[int, int]], working: bool) -> None:
    """Waits before the due time and after it, each after a gap; solved long after the last."""
    counting = Fixed(frozenset({Priority.P2}) if working else frozenset())
    row = clock_rows.new(1, Metric.RESOLUTION, WEEK.since)
    clock_rows.aim(row, counting, priority=Priority.P2, needs_listen=False)
    here, waits = WEEK.since, []
    for gap, still in gaps:
        row.paused_at, here = here + gap * MINUTE, here + (gap + still) * MINUTE
        waits.append((row.paused_at, here))
        clock_rows.go_on(row, counting, here)
    row.met_at = max(here, row.due_at) + timedelta(hours=7)
    row.target_minutes = int(TARGETS[Priority.P2].resolution.total_seconds() // 60)
    made = Clock(1, "P2", *(getattr(row, name) for name in Clock._fields[2:]))
    (told,) = clocks.ended([made], Span(WEEK.since, row.met_at), counting, row.met_at)
    late = counted_by_hand(row.due_at, row.met_at, waits, working=working)
    assert told.late_by == late * MINUTE


def counted_by_hand(
    due: datetime, met: datetime, waits: list[tuple[datetime, datetime]], *, working: bool
) -> int:
    minutes = (due.astimezone(UTC) + count * MINUTE for count in range((met - due) // MINUTE))
    ours = (at for at in minutes if not any(since <= at < until for since, until in waits))
    return sum(naive.is_working(at) for at in ours) if working else sum(1 for _ in ours)
