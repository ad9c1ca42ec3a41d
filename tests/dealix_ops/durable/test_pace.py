"""The pace that Slack allows, by the clock: posts a channel, changes a workspace, and Slack's own word."""

from datetime import datetime, timedelta

from dealix_ops.durable import pace
from tests.support.clock import START
from tests.support.house import CHANNEL, House


def updates(house: House, count: int, *, at: datetime = START) -> list[float]:
    """The next slots in seconds after `at`."""
    with house.database.transaction() as session:
        slots = [pace.reserve_update(session, now=at) for _ in range(count)]
    return [(slot - at).total_seconds() for slot in slots]


class TestReserve:
    def test_posts_to_one_channel_keep_their_gap_and_channels_do_not_wait_for_each_other(
        self, house: House
    ) -> None:
        with house.database.transaction() as session:
            slots = [pace.reserve(session, CHANNEL, now=START) for _ in range(3)]
            assert pace.reserve(session, "C_OTHER", now=START) == START
        assert slots == [START + pace.GAP * n for n in range(3)]


class TestReserveUpdate:
    def test_burst_goes_at_once_and_then_one_every_gap(self, house: House) -> None:
        slots = updates(house, 25)
        burst = pace.UPDATE_BURST + 1
        assert slots[:burst] == [0.0] * burst
        assert slots[burst:] == [1.2, 2.4, 3.6, 4.8]

    def test_quiet_minute_gives_the_burst_back_and_no_more(self, house: House) -> None:
        updates(house, 25)
        later = updates(house, 22, at=START + timedelta(minutes=5))
        assert later == [0.0] * 21 + [1.2]

    def test_slack_s_word_ends_the_burst_for_everybody(self, house: House) -> None:
        updates(house, 1)
        with house.database.transaction() as session:
            pace.hold_updates(session, until=START + timedelta(seconds=30))
        assert updates(house, 3) == [30.0, 31.2, 32.4]

    def test_posts_do_not_wait_for_changes(self, house: House) -> None:
        updates(house, 40)
        with house.database.transaction() as session:
            assert pace.reserve(session, CHANNEL, now=START) == START
