"""The customer line of a card: what stands in it, and on which day it says what."""

from datetime import date, datetime, timedelta

import pytest

from bot.blocks import customer_line
from dealix_ops.reports.known import Earlier, Known
from dealix_ops.vocabulary import Topic
from tests.bot.blocks.views import NOW, first_strong

TODAY = date(2026, 11, 22)
LATE_EVENING = datetime.fromisoformat("2026-11-22T23:59:00+03:00")


class TestRender:
    def test_as_the_founder_reads_it(self) -> None:
        known = Known(
            since=NOW - timedelta(days=30),
            open_tickets=2,
            contract_on=date(2026, 4, 20),
            monthly_sar=2_999,
            renews_on=date(2026, 12, 13),
        )
        said = "عميل منذ 7 أشهر · 2,999 شهرياً · التجديد بعد 21 يوماً · تذكرتان مفتوحتان"
        assert customer_line.render(known, NOW) == [said]

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (-1, "فات موعد التجديد قبل يوم"),
            (0, "التجديد اليوم"),
            (1, "التجديد غداً"),
            (2, "التجديد بعد يومين"),
            (30, "التجديد بعد 30 يوماً"),
            (90, "التجديد بعد 90 يوماً"),
            (400, "التجديد بعد 13 شهراً"),
        ],
    )
    def test_renewal_is_counted_in_days_of_riyadh(self, days: int, said: str) -> None:
        known = Known(renews_on=TODAY + timedelta(days=days))
        assert customer_line.render(known, NOW) == [said]
        assert customer_line.render(known, LATE_EVENING) == [said]

    @pytest.mark.parametrize(
        "known",
        [Known(monthly_sar=999), Known(bundle_id="growth_starter"), Known(bundle_id="no_longer_sold")],
    )
    def test_line_begins_with_an_arabic_word(self, known: Known) -> None:
        (line,) = customer_line.render(known, NOW)
        assert first_strong(line) == "AL"
        assert not line[0].isdigit()

    def test_contract_that_has_not_begun_makes_nobody_a_customer_yet(self) -> None:
        known = Known(since=NOW - timedelta(days=3), contract_on=TODAY + timedelta(days=5))
        assert customer_line.render(known, NOW) == ["في سجلنا منذ 3 أيام"]

    def test_nothing_known_is_no_line(self) -> None:
        assert customer_line.render(Known(since=NOW, open_tickets=1), NOW) == []


class TestFlags:
    @pytest.mark.parametrize(("days", "near"), [(-1, False), (0, True), (30, True), (31, False)])
    def test_renewal_is_near_for_thirty_days(self, days: int, near: bool) -> None:
        known = Known(renews_on=TODAY + timedelta(days=days))
        assert customer_line.flags(known, NOW) == (["تجديد قريب"] if near else [])


class TestEarlier:
    def test_same_problem_is_called_so(self) -> None:
        before = Earlier(96, Topic.CONNECTOR, NOW - timedelta(days=9), is_same=True)
        assert customer_line.earlier(before, NOW) == ["سبق: المشكلة نفسها قبل 9 أيام (ت-96)"]
