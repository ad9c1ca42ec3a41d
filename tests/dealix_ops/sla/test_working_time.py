"""Clocks in working time as a ticket meets them: start, raise, next reply, pause, and a day told later."""

from datetime import UTC, date, datetime, timedelta

from dealix_ops.drafts.models import Draft
from dealix_ops.ledger import service as ledger
from dealix_ops.sla import service as sla
from dealix_ops.sla.recounting import Recounting
from dealix_ops.sla.rules import Calendar, Due, Metric
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import service as days
from dealix_ops.working_time.rules import DayKind
from tests.dealix_ops.endings import hands
from tests.dealix_ops.sla import naive
from tests.dealix_ops.sla.test_breaches import P1, P2
from tests.support.clock import START
from tests.support.house import CHANNEL, FOUNDER, House
from tests.support.only import ON_SQLITE

THURSDAY_8_PM = datetime(2026, 11, 26, 17, tzinfo=UTC)
MONDAY_30 = date(2026, 11, 30)


def first(house: House) -> Due:
    return house.card().clocks[Metric.FIRST_RESPONSE]


def resolution(house: House) -> Due:
    return house.card().clocks[Metric.RESOLUTION]


def raised(house: House, priority: Priority) -> None:
    with house.database.transaction() as session:
        sla.retarget(session, 1, priority=priority, needs_listen=False, now=house.clock())


def asks_for_something(house: House) -> datetime:
    """An approved text that asks for a screenshot is sent, a minute later."""
    with house.database.transaction() as session:
        session.get_one(Draft, 1).kind = "ask_info"
    house.approve(house.token())
    house.run_all()
    sent_at = house.clock.now = house.clock().replace(second=0, microsecond=0) + timedelta(minutes=1)
    house.mark_sent(house.hand_off().approval_token)
    return sent_at


def founder_says(house: House, day: date, kind: DayKind) -> int:
    """«دوام», and the tick after it; how many tickets moved."""
    now = house.clock()
    with house.database.transaction() as session:
        days.tell(session, day, kind, "إجازة", actor=FOUNDER.user_id, now=now)
    recounting = Recounting(house.queues, CHANNEL)
    with house.database.reading() as session:
        outdated = recounting.outdated(session, now=now)
    moved = 0
    for ticket_id in outdated:
        with house.database.transaction() as session:
            moved += recounting.move(session, ticket_id, now=now)
    return moved


class TestCalendars:
    def test_thursday_evening_question_is_due_on_sunday_and_is_stored_so(self, working_house: House) -> None:
        working_house.clock.now = THURSDAY_8_PM
        working_house.customer_writes(P2)
        working_house.run_all()
        due = first(working_house)
        assert due.calendar is Calendar.WORKING
        assert due.due_at == naive.due(THURSDAY_8_PM, 480, working=True)

    def test_raised_to_p0_every_minute_counts_and_lowered_again_the_hours(self, working_house: House) -> None:
        working_house.clock.now = THURSDAY_8_PM
        working_house.customer_writes(P2)
        working_house.run_all()
        raised(working_house, Priority.P0)
        due = first(working_house)
        assert (due.calendar, due.due_at) == (Calendar.WALL, THURSDAY_8_PM + timedelta(minutes=30))
        raised(working_house, Priority.P1)
        assert first(working_house).due_at == naive.due(THURSDAY_8_PM, 120, working=True)

    def test_listening_is_by_the_wall(self, working_house: House) -> None:
        working_house.clock.now = THURSDAY_8_PM + timedelta(hours=3)
        working_house.customer_sends()
        working_house.run_all()
        listen = working_house.card().clocks[Metric.LISTEN]
        assert listen.calendar is Calendar.WALL
        assert listen.due_at == working_house.clock() + timedelta(minutes=15)

    def test_next_reply_counts_like_the_first(self, working_house: House) -> None:
        working_house.customer_writes(P1)
        working_house.run_all()
        working_house.approve(working_house.token())
        working_house.run_all()
        working_house.mark_sent(working_house.hand_off().approval_token)
        working_house.clock.now = THURSDAY_8_PM.replace(day=22)  # a Sunday evening
        working_house.customer_writes("طيب متى؟")
        working_house.run_all()
        reply = working_house.card().next_reply
        assert reply is not None
        assert reply.due_at == naive.due(working_house.clock(), 120, working=True)

    @ON_SQLITE
    def test_without_the_setting_every_minute_counts(self, house: House) -> None:
        house.clock.now = THURSDAY_8_PM
        house.customer_writes(P2)
        house.run_all()
        assert first(house).due_at == THURSDAY_8_PM + timedelta(hours=8)


class TestPause:
    def test_goes_on_with_what_was_left_when_the_customer_writes(self, working_house: House) -> None:
        working_house.customer_writes(P2)
        working_house.run_all()
        working_house.clock.move(minutes=50)
        since = asks_for_something(working_house)
        assert resolution(working_house).paused_at == since
        until = working_house.clock.move(hours=70)
        working_house.customer_writes("هذي الصورة، والمشكلة نفسها كل يوم")
        working_house.run_all()
        due = resolution(working_house)
        assert due.paused_at is None
        assert due.due_at == naive.due(START, 72 * 60, working=True, waits=[(since, until)])
        assert first(working_house).due_at == naive.due(START, 480, working=True)
        with working_house.database.reading() as session:
            told = [e.event for e in ledger.entries(session) if e.event in ("sla.paused", "sla.went_on")]
        assert told == ["sla.paused", "sla.went_on"]

    @ON_SQLITE
    def test_line_that_opens_a_new_ticket_sets_the_old_one_going_too(self, house: House) -> None:
        house.customer_writes(P2)
        house.run_all()
        asks_for_something(house)
        house.clock.move(days=4)
        house.customer_writes("متى موعد التقرير الشهري؟")
        house.run_all()
        assert house.card(2).clocks[Metric.RESOLUTION].paused_at is None
        assert resolution(house).paused_at is None

    @ON_SQLITE
    def test_was_not_sent_after_all_and_never_stood_still(self, house: House) -> None:
        house.customer_writes(P2)
        house.run_all()
        before = resolution(house)
        asks_for_something(house)
        house.clock.move(hours=5)
        with house.database.transaction() as session:
            token = house.hand_off().approval_token
            house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
        assert resolution(house) == before

    @ON_SQLITE
    def test_yes_after_weeks_is_in_time_and_taken_back_it_waits_on(self, house: House) -> None:
        hands.written(house, hands.CALM)
        hands.asked_whether_settled(house)
        paused = resolution(house)
        assert paused.paused_at is not None
        hands.days(house, 20)
        hands.close_silent(house, [1])
        met = resolution(house)
        assert met.met_at is not None
        assert met.met_at <= met.due_at
        hands.reopen(house)
        assert resolution(house) == paused

    @ON_SQLITE
    def test_question_of_a_customer_who_writes_instead_of_confirming(self, house: House) -> None:
        hands.written(house, hands.CALM)
        hands.asked_whether_settled(house)
        before = resolution(house)
        assert before.paused_at is not None
        until = house.clock.move(days=2)
        hands.written(house, "ومتى موعد التقرير الجاي؟")
        moved_by = resolution(house).due_at - before.due_at
        assert abs(moved_by - (until - before.paused_at)) <= timedelta(seconds=1)

    @ON_SQLITE
    def test_what_was_late_before_we_asked_is_due_when_it_was(self, working_house: House) -> None:
        working_house.customer_writes(P2)
        working_house.run_all()
        due = resolution(working_house).due_at
        working_house.clock.now = due + timedelta(hours=1)
        since = asks_for_something(working_house)
        working_house.clock.move(days=4)
        working_house.customer_writes("هذي الصورة، والمشكلة نفسها كل يوم")
        working_house.run_all()
        assert resolution(working_house).due_at == due < since
        assert founder_says(working_house, MONDAY_30, DayKind.RAMADAN) == 0
        assert resolution(working_house).due_at == due


class TestDayTold:
    def opened(self, house: House) -> Due:
        house.clock.now = datetime(
            2026, 11, 29, 16, tzinfo=UTC
        )  # Sunday, 7 pm: six hours are left for Monday
        house.customer_writes(P2)
        house.run_all()
        return first(house)

    def test_holiday_moves_what_was_counted_over_it_once(self, working_house: House) -> None:
        before = self.opened(working_house)
        assert founder_says(working_house, MONDAY_30, DayKind.HOLIDAY) == 1
        closed = {MONDAY_30}
        assert first(working_house).due_at == naive.due(before.started_at, 480, working=True, closed=closed)
        assert founder_says(working_house, MONDAY_30, DayKind.HOLIDAY) == 0

    def test_taken_back_moves_nothing_earlier(self, working_house: House) -> None:
        self.opened(working_house)
        founder_says(working_house, MONDAY_30, DayKind.HOLIDAY)
        moved = first(working_house)
        assert founder_says(working_house, MONDAY_30, DayKind.WORKDAY) == 0
        assert first(working_house) == moved

    @ON_SQLITE
    def test_what_was_met_stays_as_it_was(self, working_house: House) -> None:
        self.opened(working_house)
        working_house.approve(working_house.token())
        working_house.run_all()
        working_house.mark_sent(working_house.hand_off().approval_token)
        met = first(working_house)
        founder_says(working_house, MONDAY_30, DayKind.HOLIDAY)
        assert first(working_house) == met
