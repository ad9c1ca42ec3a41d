"""The ladder's times, and how a late clock catches up."""

from datetime import timedelta

import pytest

from dealix_ops.paging import rules
from dealix_ops.paging.rules import SECOND, SLACK, Call
from tests.support.clock import START


def due(at: float, *, last: int = -1, called: float | None = None) -> Call | None:
    called_at = START + timedelta(minutes=called) if called is not None else None
    now = START + timedelta(minutes=at)
    return rules.due(started_at=START, last=last, called_at=called_at, now=now)


@pytest.mark.parametrize(
    ("at", "step"),
    [(0, 0), (2.99, 0), (3, 1), (6.99, 1), (7, 2), (11.99, 2), (12, 3), (17, 4), (67, 14)],
)
def test_steps_of_time(at: float, step: int) -> None:
    assert rules.step_at(timedelta(minutes=at)) == step
    assert rules.offset(step) <= timedelta(minutes=at)


@pytest.mark.parametrize(
    ("at", "last", "ways", "everybody"),
    [
        (0, -1, SLACK, False),
        (3, 0, SECOND, False),
        (7, 1, SLACK | SECOND, True),
        (12, 2, SLACK | SECOND, True),
    ],
)
def test_what_each_step_calls(at: float, last: int, ways: frozenset[str], everybody: bool) -> None:
    call = due(at, last=last, called=at - 3)
    assert call is not None
    assert (call.ways, call.everybody, call.late) == (ways, everybody, None)
    assert due(at, last=call.step, called=at) is None


def test_one_call_for_all_that_was_missed_says_since_when() -> None:
    call = due(14, last=0, called=0)
    assert call == Call(3, SLACK | SECOND, True, timedelta(minutes=11))


def test_a_second_way_never_waits_for_a_late_call_but_a_repetition_does() -> None:
    assert due(3.1, last=0, called=3) is not None
    assert due(12.1, last=2, called=11.5) is None
    assert due(13.5, last=2, called=11.5) is not None


def test_clock_that_runs_behind_the_start_calls_at_once() -> None:
    assert due(-0.5) is not None
