"""How long the next answer may take, and which of several clocks is the one to show."""

from datetime import timedelta

import pytest

from dealix_ops.sla.next_reply import Waiting, next_reply
from dealix_ops.sla.rules import Due, Metric, strictest
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.sla.fixed import WALL
from tests.support.clock import START

MINUTE = timedelta(minutes=1)


class TestNextReply:
    @pytest.mark.parametrize(
        ("priority", "minutes"),
        [(Priority.P0, 30), (Priority.P1, 120), (Priority.P2, 480), (Priority.P3, 1440)],
    )
    def test_first_response_target_from_the_oldest_line(self, priority: Priority, minutes: int) -> None:
        lines = [Waiting(START + MINUTE), Waiting(START), Waiting(START + 2 * MINUTE)]
        due = next_reply(lines, priority=priority, counting=WALL)
        assert due is not None
        assert (due.metric, due.started_at) == (Metric.NEXT_REPLY, START)
        assert due.due_at == START + minutes * MINUTE

    def test_line_that_asks_nothing_starts_nothing(self) -> None:
        thanks = Waiting(START, asks=False)
        assert next_reply([thanks], priority=Priority.P1, counting=WALL) is None
        due = next_reply([thanks, Waiting(START + MINUTE)], priority=Priority.P1, counting=WALL)
        assert due is not None
        assert due.started_at == START + MINUTE

    def test_everything_answered_waits_for_nothing(self) -> None:
        assert next_reply([], priority=Priority.P0, counting=WALL) is None

    def test_what_needs_listening_waits_like_a_p1(self) -> None:
        due = next_reply([Waiting(START)], priority=Priority.P3, counting=WALL, needs_listen=True)
        assert due is not None
        assert due.target == timedelta(hours=2)


class TestStrictest:
    def clock(self, minutes: int, *, met: bool = False, void: str | None = None) -> Due:
        target = minutes * MINUTE
        return Due(Metric.RESOLUTION, target, START, START + target, START if met else None, void)

    def test_earliest_of_what_runs(self) -> None:
        late, soon = self.clock(60), self.clock(5)
        assert strictest([late, None, soon]) is soon

    def test_stopped_clocks_are_not_asked(self) -> None:
        runs = self.clock(60)
        assert strictest([self.clock(1, met=True), self.clock(2, void="spam"), runs]) is runs

    def test_nothing_runs(self) -> None:
        assert strictest([None, self.clock(1, met=True)]) is None
