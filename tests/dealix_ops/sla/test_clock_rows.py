"""One clock against the same clock counted by hand, minute by minute: calendars, pauses, days told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.sla import clock_rows
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.sla.standing import Standing, standing
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.sla import naive
from tests.dealix_ops.sla.fixed import Fixed, working_time

MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
CALM = frozenset({Priority.P1, Priority.P2, Priority.P3})

instants = st.integers(0, 30 * 24 * 60).map(lambda m: datetime(2026, 11, 1, tzinfo=UTC) + m * MINUTE)
graves = st.sampled_from([Priority.P0, Priority.P1, Priority.P2])
workings = st.sampled_from([frozenset[Priority](), CALM, frozenset({Priority.P2, Priority.P3})])
closures = st.sets(st.integers(0, 40).map(lambda d: date(2026, 11, 1) + timedelta(days=d)), max_size=6)
spans = st.lists(st.tuples(st.integers(1, 2000), st.integers(0, 3000)), max_size=3)


@dataclass(frozen=True)
class Played:
    row: AppliedSla
    waits: list[naive.Wait]


def play(start: datetime, priority: Priority, counting: Fixed, gaps: list[tuple[int, int]]) -> Played:
    """A resolution that stands still after each gap of so many minutes, for so many more."""
    row = clock_rows.new(1, Metric.RESOLUTION, start)
    clock_rows.aim(row, counting, priority=priority, needs_listen=False)
    here, waits = start, []
    for gap, still in gaps:
        since, until = here + gap * MINUTE, here + (gap + still) * MINUTE
        if since > row.due_at:
            break
        row.paused_at = since
        clock_rows.go_on(row, counting, until)
        waits.append((since, until))
        here = until
    return Played(row, waits)


def minutes(priority: Priority, metric: Metric = Metric.RESOLUTION) -> int:
    return int(TARGETS[priority].of(metric).total_seconds() // 60)


def by_hand(start: datetime, priority: Priority, counting: Fixed, waits: list[naive.Wait]) -> datetime:
    working = priority in counting.working
    return naive.due(start, minutes(priority), working=working, waits=waits, closed=counting.closed)


class TestAgainstTheCountByHand:
    @settings(deadline=None, max_examples=25)
    @given(instants, graves, workings, closures, spans)
    def test_due_behind_its_pauses(
        self,
        start: datetime,
        priority: Priority,
        working: frozenset[Priority],
        closed: set[date],
        gaps: list[tuple[int, int]],
    ) -> None:
        counting = Fixed(working, frozenset(closed))
        played = play(start, priority, counting, gaps)
        ended = by_hand(start, priority, counting, played.waits)
        assert played.row.due_at == ended
        assert clock_rows.due_by(played.row, counting) == ended

    @settings(deadline=None, max_examples=15)
    @given(instants, workings, spans)
    def test_another_priority_counts_its_own_calendar_behind_the_same_pauses(
        self, start: datetime, working: frozenset[Priority], gaps: list[tuple[int, int]]
    ) -> None:
        counting = Fixed(working)
        played = play(start, Priority.P2, counting, gaps)
        for priority in (Priority.P0, Priority.P1, Priority.P2):
            clock_rows.aim(played.row, counting, priority=priority, needs_listen=False)
            ended = by_hand(start, priority, counting, played.waits)
            if all(since < ended for since, _ in played.waits):
                assert played.row.due_at == ended
            else:  # late before it stood still: the count of what is too much leaves the pause out
                assert played.row.due_at <= max(until for _, until in played.waits)

    @settings(deadline=None, max_examples=40)
    @given(instants, st.integers(0, 3 * 24 * 60), st.booleans(), closures)
    def test_share_that_is_gone(self, start: datetime, later: int, working: bool, closed: set[date]) -> None:
        counting = Fixed(CALM if working else frozenset(), frozenset(closed))
        row = clock_rows.new(1, Metric.FIRST_RESPONSE, start)
        clock_rows.aim(row, counting, priority=Priority.P2, needs_listen=False)
        now, time = start + later * MINUTE, counting.time(clock_rows.due_of(row).calendar)
        gone = naive.counted(start, now, working=working, closed=closed)
        if now > row.due_at:
            expected = Standing.BREACHED
        elif gone * 10 >= 480 * 8:
            expected = Standing.PRESSING
        else:
            expected = Standing.HALF if gone * 2 >= 480 else Standing.ON_TRACK
        assert standing(clock_rows.due_of(row), now, time) is expected


class TestByHandInDays:
    """What a Saudi reader can check with a calendar in hand: 9 to 12 and 16 to 21, no weekend."""

    def aimed(self, start: datetime, priority: Priority, metric: Metric, counting: Fixed) -> datetime:
        row = clock_rows.new(1, metric, start)
        clock_rows.aim(row, counting, priority=priority, needs_listen=False)
        return row.due_at

    def test_thursday_evening_goes_on_on_sunday(self) -> None:
        thursday_8_pm = datetime(2026, 11, 19, 17, tzinfo=UTC)
        due = self.aimed(thursday_8_pm, Priority.P2, Metric.FIRST_RESPONSE, Fixed(CALM))
        assert due == datetime(2026, 11, 22, 17, tzinfo=UTC)  # one hour on Thursday, seven on Sunday

    def test_p0_never_sleeps(self) -> None:
        friday = datetime(2026, 11, 20, 1, tzinfo=UTC)
        due = self.aimed(friday, Priority.P0, Metric.FIRST_RESPONSE, Fixed(CALM))
        assert due == friday + timedelta(minutes=30)

    def test_voice_note_counts_like_a_p1(self) -> None:
        friday = datetime(2026, 11, 20, 10, tzinfo=UTC)
        row = clock_rows.new(1, Metric.FIRST_RESPONSE, friday)
        p3_only = Fixed(frozenset({Priority.P3}))
        clock_rows.aim(row, p3_only, priority=Priority.P3, needs_listen=True)
        assert row.due_at == friday + timedelta(hours=2)


class TestPauses:
    def paused(self, counting: Fixed) -> AppliedSla:
        row = clock_rows.new(1, Metric.RESOLUTION, MONDAY)
        clock_rows.aim(row, counting, priority=Priority.P2, needs_listen=False)
        row.paused_at = MONDAY + timedelta(hours=2)
        return row

    def test_met_out_of_a_pause_is_in_time_and_taken_back_it_stands_still_as_before(self) -> None:
        row = self.paused(Fixed(CALM))
        due, weeks = row.due_at, timedelta(days=21)
        clock_rows.meet(row, Fixed(CALM), MONDAY + weeks)
        assert row.met_at is not None
        assert row.met_at <= row.due_at
        clock_rows.unmeet(row, Fixed(CALM))
        assert (row.due_at, row.waited_s, row.waited_working_s) == (due, 0, 0)
        assert row.paused_at == MONDAY + timedelta(hours=2)

    def test_line_written_before_the_question_gives_nothing_away(self) -> None:
        row = self.paused(Fixed())
        clock_rows.go_on(row, Fixed(), MONDAY)
        assert row.due_at == MONDAY + timedelta(hours=72)

    def test_late_before_the_question_stays_late(self) -> None:
        row = self.paused(Fixed())
        row.paused_at = MONDAY + timedelta(hours=80)
        clock_rows.go_on(row, Fixed(), MONDAY + timedelta(hours=90))
        assert row.due_at == MONDAY + timedelta(hours=72)

    def test_late_before_a_weekend_without_work_is_never_in_time(self) -> None:
        row = self.paused(Fixed(CALM))
        closing = row.due_at = datetime(2026, 11, 26, 18, tzinfo=UTC)  # Thursday, 9 pm in Riyadh
        row.paused_at = closing + timedelta(hours=1)
        clock_rows.meet(row, Fixed(CALM), datetime(2026, 11, 29, 7, tzinfo=UTC))
        assert row.met_at is not None
        assert row.met_at > row.due_at == closing
        clock_rows.unmeet(row, Fixed(CALM))
        assert (row.due_at, row.waited_s, row.waited_working_s) == (closing, 0, 0)

    def test_time_outside_of_our_hours_moves_nothing(self) -> None:
        row = clock_rows.new(1, Metric.RESOLUTION, MONDAY)
        clock_rows.aim(row, Fixed(CALM), priority=Priority.P2, needs_listen=False)
        noon = row.due_at = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a shift closes at 12 in Riyadh
        row.paused_at = noon
        clock_rows.go_on(row, Fixed(CALM), noon + timedelta(hours=3))
        assert row.due_at == noon

    def test_stands_still_in_its_share_too(self) -> None:
        row, later = self.paused(Fixed()), MONDAY + timedelta(days=30)
        assert standing(clock_rows.due_of(row), later, Fixed().time(clock_rows.due_of(row).calendar)) is (
            Standing.ON_TRACK
        )


class TestDaysTold:
    def test_day_that_becomes_a_holiday_is_counted_no_more(self) -> None:
        row = clock_rows.new(1, Metric.FIRST_RESPONSE, MONDAY)  # 10 am in Riyadh
        clock_rows.aim(row, Fixed(CALM), priority=Priority.P2, needs_listen=False)
        assert row.due_at == datetime(2026, 11, 24, 7, tzinfo=UTC)
        closed = Fixed(CALM, frozenset({date(2026, 11, 24)}))
        assert clock_rows.due_by(row, closed) == datetime(2026, 11, 25, 7, tzinfo=UTC)
        assert working_time({date(2026, 11, 24)}).is_open(datetime(2026, 11, 25, 7, tzinfo=UTC))
