"""When a promise is due, and when somebody is reminded of it."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.promises import rules

TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class TestDue:
    def test_named_time_stands_whenever_it_is_sent(self) -> None:
        assert rules.due("نفيدكم قبل الساعة 2:30 م", TEN, TEN - MINUTE) == TEN

    @pytest.mark.parametrize("text", ["خلال 30 دقيقة من هذه الرسالة", "within 30 minutes of this message"])
    def test_counted_from_the_sending(self, text: str) -> None:
        assert rules.due(text, TEN, TEN + 7 * MINUTE) == TEN + 37 * MINUTE
        assert rules.due(text, TEN, None) == TEN

    def test_text_without_a_slot_promises_nothing(self) -> None:
        assert rules.due("نرد عليكم خلال 30 دقيقة من هذه الرسالة", None, TEN) is None


class TestWarns:
    @pytest.mark.parametrize(
        ("before_s", "expected"), [(601, False), (600, True), (1, True), (0, True), (-1, False)]
    )
    def test_in_the_last_ten_minutes(self, before_s: int, expected: bool) -> None:
        now = TEN - timedelta(seconds=before_s)
        assert rules.warns(made_at=TEN - timedelta(hours=2), due_at=TEN, now=now) is expected

    def test_not_of_what_was_promised_within_them(self) -> None:
        assert not rules.warns(made_at=TEN - 10 * MINUTE, due_at=TEN, now=TEN - 5 * MINUTE)
