"""Which approved answers wait for nine o'clock."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.sending.until_morning import GIVEN_AT, can_wait, has_come, is_over, morning_after
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import rest

MIDNIGHT = datetime(2026, 11, 26, 21, 0, tzinfo=UTC)  # Friday 00:00 in Riyadh: nobody works


def at(hour: int, minute: int = 0) -> datetime:
    return MIDNIGHT + timedelta(hours=hour, minutes=minute)


class TestMorningAfter:
    @pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
    @pytest.mark.parametrize(
        ("now", "morning"),
        [
            (at(-2), at(9)),
            (at(0), at(9)),
            (at(7, 59), at(9)),
            (at(8), None),
            (at(8, 59), None),
            (at(21, 59), None),
            (at(22), at(33)),
        ],
    )
    def test_is_the_next_nine_o_clock_on_any_day(
        self, priority: Priority, now: datetime, morning: datetime | None
    ) -> None:
        assert morning_after(priority, now) == morning

    @pytest.mark.parametrize("priority", [Priority.P0, Priority.P1])
    def test_what_is_grave_waits_for_no_morning(self, priority: Priority) -> None:
        assert morning_after(priority, at(2)) is None

    def test_nobody_is_woken_by_it(self) -> None:
        assert rest.NIGHT_UNTIL <= GIVEN_AT < rest.NIGHT_FROM


class TestCanWait:
    @pytest.mark.parametrize(
        "text",
        [
            "نوافيكم غداً قبل العاشرة",
            "نوافيكم غدًا",
            "بكرة نرجع لكم",
            "وبكرا نرجع لكم",
            "حُلّت المشكلة اليوم",
            "نرسلها الليلة",
            "نرسلها هالليله",
            "ننهيها هاليوم",
            "نوافيكم باكر",
            "كلّمناكم أمس",
            "قبل 10:00 صباح غد",
            "We will be back Tomorrow.",
            "Solved today.",
        ],
    )
    def test_another_day_by_then_is_not_said(self, text: str) -> None:
        assert not can_wait(text, [], morning=at(9), now=at(-1))
        assert can_wait(text, [], morning=at(9), now=at(1))

    @pytest.mark.parametrize(
        "text", ["قبل الساعة 10:00 ص الاثنين", "نغدو أفضل", "يومياً نراجعها", "لمسنا ذلك"]
    )
    def test_other_words_wait(self, text: str) -> None:
        assert can_wait(text, [], morning=at(9), now=at(-1))

    def test_a_promise_until_nine_does_not(self) -> None:
        assert not can_wait("نص", [at(12), at(9)], morning=at(9), now=at(1))
        assert can_wait("نص", [at(9, 1)], morning=at(9), now=at(1))


class TestIsOver:
    def test_at_nine_and_not_in_the_night_after_a_stop(self) -> None:
        assert not has_come(at(9), at(8, 59))
        assert has_come(at(9), at(9))
        assert has_come(at(9), at(21))
        assert not has_come(at(9), at(23))
        assert not has_come(at(9), at(24 + 8, 30))
        assert has_come(at(9), at(24 + 9))

    def test_at_once_when_it_becomes_grave(self) -> None:
        assert is_over(Priority.P1, at(9), at(2))
        assert not is_over(Priority.P2, at(9), at(2))
