"""Both sides of every border: thirty days, seven, the day, a quarter, a week, a month, days without work."""

from datetime import date, timedelta

import pytest

from dealix_ops.initiated import rules
from dealix_ops.initiated.facts import annual, catalogue_price
from dealix_ops.initiated.rules import Due, Rhythm
from dealix_ops.sending.occasions import Occasion
from dealix_ops.working_time.days import WEEKEND

SUNDAY = date(2026, 11, 22)
EID = {date(2026, 11, day) for day in (22, 23, 24)}


def is_open(day: date) -> bool:
    return day.weekday() not in WEEKEND


def after_a_feast(day: date) -> bool:
    return is_open(day) and day not in EID


def renewal(days: int, today: date = SUNDAY) -> Due | None:
    reached = rules.reach(today, is_open)
    return rules.renewal(today + timedelta(days=days), today, reached) if reached else None


class TestRenewal:
    @pytest.mark.parametrize(
        ("days", "occasion"),
        [
            (31, None),
            (30, Occasion.RENEWAL_30),
            (29, Occasion.RENEWAL_30),
            (8, Occasion.RENEWAL_30),
            (7, Occasion.RENEWAL_7),
            (6, Occasion.RENEWAL_7),
            (1, Occasion.RENEWAL_7),
            (0, Occasion.RENEWAL_DAY),
            (-1, None),
        ],
    )
    def test_by_the_days_that_are_left(self, days: int, occasion: Occasion | None) -> None:
        due = renewal(days)
        assert (due.occasion if due else None) is occasion

    @pytest.mark.parametrize(
        ("days", "occasion"),
        [
            (33, None),
            (32, Occasion.RENEWAL_30),
            (10, Occasion.RENEWAL_30),
            (9, Occasion.RENEWAL_7),
            (3, Occasion.RENEWAL_7),
            (2, Occasion.RENEWAL_DAY),
            (0, Occasion.RENEWAL_DAY),
        ],
    )
    def test_thursday_takes_care_of_the_weekend(self, days: int, occasion: Occasion | None) -> None:
        due = renewal(days, SUNDAY - timedelta(days=3))
        assert (due.occasion if due else None) is occasion

    @pytest.mark.parametrize("day", [20, 21])
    def test_nothing_on_a_day_without_work(self, day: int) -> None:
        assert rules.reach(date(2026, 11, day), is_open) is None

    def test_a_text_is_of_use_until_the_next_one_takes_its_place(self) -> None:
        until = {days: due.until - SUNDAY for days in (30, 7, 0) if (due := renewal(days)) is not None}
        assert {days: left.days for days, left in until.items()} == {30: 22, 7: 6, 0: 0}


class TestReview:
    @pytest.mark.parametrize(
        ("days", "quarter"), [(89, None), (90, 90), (91, 90), (96, 90), (97, None), (179, None), (180, 180)]
    )
    def test_each_quarter_that_is_full(self, days: int, quarter: int | None) -> None:
        began = SUNDAY - timedelta(days=days)
        due = rules.review(began, SUNDAY, SUNDAY)
        assert (due.due_on if due else None) == (began + timedelta(days=quarter) if quarter else None)

    def test_one_on_a_friday_is_proposed_the_thursday_before(self) -> None:
        thursday = SUNDAY - timedelta(days=3)
        began = thursday - timedelta(days=89)
        assert rules.review(began, thursday, thursday) is None
        assert rules.review(began, thursday, thursday + timedelta(days=2)) is not None


class TestCheckIn:
    @pytest.mark.parametrize(
        ("rhythm", "weeks"),
        [
            (Rhythm.WEEKLY, [0, 1, 2, 3]),
            (Rhythm.FORTNIGHTLY, [0, 2]),
            (Rhythm.MONTHLY, [2]),
            (Rhythm.NONE, []),
        ],
    )
    def test_weeks_in_which_one_is_due(self, rhythm: Rhythm, weeks: list[int]) -> None:
        """The third of these Sundays is 6 December."""
        found = [
            week for week in range(4) if rules.check_in(rhythm, SUNDAY + week * rules.REVIEW_LATE, SUNDAY)
        ]
        assert found == weeks

    def test_the_week_counts_from_its_sunday_whichever_day_began_it(self) -> None:
        next_week = SUNDAY + timedelta(days=7)
        assert rules.check_in(Rhythm.FORTNIGHTLY, next_week, SUNDAY + timedelta(days=6)) is None
        assert rules.check_in(Rhythm.FORTNIGHTLY, next_week, next_week) is not None

    @pytest.mark.parametrize("risky", [False, True])
    def test_who_is_new_or_at_risk_is_met_every_week(self, risky: bool) -> None:
        began = SUNDAY - timedelta(days=200 if risky else 28)
        due = rules.by_itself(SUNDAY, began, risky=risky, place=1)
        assert due == Due(Occasion.CHECK_IN, SUNDAY, SUNDAY + timedelta(days=6))

    def test_everybody_else_has_a_summary_every_second_week_and_a_call_every_fourth(self) -> None:
        began, sundays = SUNDAY - timedelta(days=35), [SUNDAY + week * rules.REVIEW_LATE for week in range(8)]
        for place in range(4):
            dues = [rules.by_itself(sunday, began, risky=False, place=place) for sunday in sundays]
            brought = [due.occasion if due else None for due in dues]
            assert brought[:4] == brought[4:]
            assert sorted(str(one) for one in brought[:4]) == sorted(str(one) for one in rules.CALM_WEEKS)
            assert [one is Occasion.SUMMARY for one in brought] in ([True, False] * 4, [False, True] * 4)

    def test_forty_customers_of_one_day_have_their_calls_in_different_weeks(self) -> None:
        began = SUNDAY - timedelta(days=100)
        dues = [rules.by_itself(SUNDAY, began, risky=False, place=place) for place in range(40)]
        calls = [due for due in dues if due is not None and due.occasion is Occasion.CHECK_IN]
        assert len(calls) == 10

    @pytest.mark.parametrize(
        ("day", "first"), [(21, False), (22, True), (23, False), (27, False), (29, True)]
    )
    def test_first_working_day_of_the_week(self, day: int, first: bool) -> None:
        assert rules.is_first_of_week(date(2026, 11, day), is_open) is first

    def test_after_a_feast_it_is_the_first_day_that_is_worked(self) -> None:
        firsts = [day for day in range(22, 29) if rules.is_first_of_week(date(2026, 11, day), after_a_feast)]
        assert firsts == [25]

    def test_at_most_three_a_day_and_none_after_wednesday(self) -> None:
        placed = rules.spread(list(range(14)), SUNDAY, is_open)
        assert [day.day if day else None for day, _ in placed] == [
            *[22] * 3,
            *[23] * 3,
            *[24] * 3,
            *[25] * 3,
            None,
            None,
        ]
        assert [one for _, one in placed] == list(range(14))
        assert rules.spread([1, 2, 3, 4], date(2026, 11, 25), after_a_feast)[3] == (None, 4)


class TestMonth:
    @pytest.mark.parametrize(
        ("day", "first"),
        [
            (date(2026, 10, 31), False),
            (date(2026, 11, 1), True),
            (date(2026, 11, 2), False),
            (date(2027, 1, 1), False),
            (date(2027, 1, 2), False),
            (date(2027, 1, 3), True),
        ],
    )
    def test_first_working_day(self, day: date, first: bool) -> None:
        assert rules.is_first_of_month(day, is_open) is first


class TestServed:
    @pytest.mark.parametrize(("ago", "served"), [(-1, True), (30, True), (31, False)])
    def test_until_a_month_after_the_contract_ended(self, ago: int, served: bool) -> None:
        renews_on = SUNDAY - timedelta(days=ago)
        assert rules.is_served(SUNDAY - timedelta(days=400), None, renews_on, SUNDAY) is served

    def test_nobody_with_whom_nothing_is_agreed(self) -> None:
        assert not rules.is_served(None, None, None, SUNDAY)


class TestPrice:
    @pytest.mark.parametrize(
        ("monthly", "bundle", "price"),
        [
            (2_999, None, 2_999),
            (2_999, "executive_growth_os", 2_999),
            (None, "executive_growth_os", 2_999),
            (499, "growth_starter", 499),
            (498, "growth_starter", None),
            (1_500, "growth_starter", 1_500),
            (1_501, "growth_starter", None),
            (None, "growth_starter", None),
            (1, None, None),
            (None, None, None),
        ],
    )
    def test_is_one_of_the_catalogue_or_a_person_must_say_it(
        self, monthly: int | None, bundle: str | None, price: int | None
    ) -> None:
        assert catalogue_price(monthly, bundle) == price

    def test_fifteen_percent_less_for_a_year(self) -> None:
        assert [f"{amount:,.2f}" for amount in annual(2_999)] == ["35,988.00", "30,589.80"]
        assert [f"{amount:,.2f}" for amount in annual(999)] == ["11,988.00", "10,189.80"]
