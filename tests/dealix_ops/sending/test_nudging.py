"""The reminder of a hand-off: when it rings, how often, and when it does not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from dealix_ops.sending.nudging import is_due, rings_at
from dealix_ops.vocabulary import Priority
from tests.support.house import FOUNDER, House

DAY = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 18, 45, tzinfo=UTC)
"""21:45 in Riyadh."""
IFTAR = datetime(2027, 2, 24, 14, 38, tzinfo=UTC)
"""17:38 in Riyadh, in Ramadan: Maghrib is at 17:53."""


def in_ramadan(day: date) -> bool:
    return day.year == 2027


class TestRingsAt:
    @pytest.mark.parametrize(
        ("priority", "since", "at"),
        [
            (Priority.P0, DAY, DAY + timedelta(minutes=5)),
            (Priority.P1, NIGHT + timedelta(hours=3), NIGHT + timedelta(hours=3, minutes=5)),
            (Priority.P2, DAY, DAY + timedelta(minutes=20)),
            (Priority.P2, NIGHT, datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
            (Priority.P3, NIGHT + timedelta(hours=5), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
            (Priority.P3, NIGHT - timedelta(minutes=6), NIGHT + timedelta(minutes=14)),
            (Priority.P1, IFTAR, IFTAR + timedelta(minutes=5)),
            (Priority.P2, IFTAR, IFTAR + timedelta(minutes=45)),
            (Priority.P3, IFTAR - timedelta(minutes=21), IFTAR - timedelta(minutes=1)),
            (Priority.P3, IFTAR - timedelta(minutes=20), IFTAR + timedelta(minutes=45)),
            (Priority.P3, IFTAR + timedelta(minutes=25), IFTAR + timedelta(minutes=45)),
        ],
    )
    def test_table(self, priority: Priority, since: datetime, at: datetime) -> None:
        assert rings_at(priority, since=since, fasting=in_ramadan) == at
        assert is_due(priority, since=since, now=at, fasting=in_ramadan)
        assert not is_due(priority, since=since, now=at - timedelta(seconds=1), fasting=in_ramadan)

    def test_clock_that_stood_still_in_the_evening_waits_for_the_morning(self) -> None:
        since = NIGHT - timedelta(minutes=6)
        now = NIGHT + timedelta(hours=1)
        assert not is_due(Priority.P2, since=since, now=now, fasting=in_ramadan)
        assert is_due(Priority.P0, since=since, now=now, fasting=in_ramadan)


class TestNudge:
    def hand_over(self, house: House) -> str:
        house.approve(house.leak())
        house.run_all()
        return house.hand_off().approval_token

    def test_rings_once_as_a_new_message_with_the_text_under_it(self, house: House) -> None:
        self.hand_over(house)
        house.clock.move(minutes=4)
        assert house.nudge() == 0
        house.clock.move(minutes=1, seconds=10)
        posted = len(house.slack.posted)
        assert house.nudge() == 1
        assert house.nudge() == 0
        house.run_all()
        card, text = house.slack.posted[posted:]
        assert card.thread_ts is None
        assert (text.thread_ts, text.text) == (card.ts, house.hand_off().text)
        house.clock.move(hours=3)
        assert house.nudge() == 0

    def test_sent_meanwhile_rings_nobody(self, house: House) -> None:
        token = self.hand_over(house)
        house.clock.move(minutes=6)
        posted = len([m for m in house.slack.posted if m.thread_ts is None])
        assert house.nudge() == 1
        house.mark_sent(token)
        house.run_all()
        assert len([m for m in house.slack.posted if m.thread_ts is None]) == posted

    def test_marked_sent_or_withdrawn_is_not_forgotten(self, house: House) -> None:
        token = self.hand_over(house)
        house.mark_sent(token)
        house.clock.move(minutes=30)
        assert house.nudge() == 0
        with house.database.transaction() as session:
            house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
        house.clock.move(minutes=4)
        assert house.nudge() == 0  # it waits again from when it was said not to be sent
        with house.database.transaction() as session:
            house.decisions.hand_offs.undo(session, token, actor=FOUNDER, now=house.clock())
        house.clock.move(minutes=30)
        assert house.nudge() == 0

    def test_two_clocks_at_once_ring_once(self, house: House) -> None:
        self.hand_over(house)
        house.clock.move(minutes=6)
        with ThreadPoolExecutor(2) as clocks:
            rung = [clocks.submit(house.nudge) for _ in range(2)]
            assert sorted(done.result() for done in rung) == [0, 1]
