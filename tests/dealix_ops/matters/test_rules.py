"""When two reports are one matter, and what gravity a split leaves behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dealix_ops.matters import rules
from dealix_ops.matters.rules import Told
from dealix_ops.vocabulary import Meaning, Priority, Topic
from tests.support.clock import START

LEAK = Told(Topic.DATA_EXPOSURE, Meaning.LEAK, Priority.P0, START)
BELOW, ABOVE = timedelta(hours=2), timedelta(hours=2, seconds=1)


class TestIsSame:
    @pytest.mark.parametrize(
        ("changed", "same"),
        [
            ({}, True),
            ({"priority": Priority.P1}, True),
            ({"priority": Priority.P2}, False),
            ({"topic": Topic.OUTAGE}, False),
            ({"meaning": Meaning.QUESTION}, False),
            ({"opened_at": START + BELOW}, True),
            ({"opened_at": START - BELOW}, True),
            ({"opened_at": START + ABOVE}, False),
            ({"opened_at": START - ABOVE}, False),
        ],
    )
    def test_topic_meaning_gravity_and_time(self, changed: dict[str, object], same: bool) -> None:
        assert rules.is_same(LEAK, replace(LEAK, **changed)) is same  # type: ignore[arg-type]

    @pytest.mark.parametrize("topic", rules.NO_PROBLEM)
    def test_small_talk_is_nobody_s_matter(self, topic: Topic) -> None:
        told = replace(LEAK, topic=topic, meaning=Meaning.OTHER, priority=Priority.P3)
        assert not rules.is_same(told, told)


class TestLeftWith:
    @pytest.mark.parametrize(
        ("before", "taken", "left", "after"),
        [
            (Priority.P0, Priority.P0, Priority.P3, Priority.P3),
            (Priority.P0, Priority.P3, Priority.P0, Priority.P0),
            (Priority.P0, Priority.P3, Priority.P3, Priority.P0),
            (Priority.P1, Priority.P0, Priority.P2, Priority.P2),
            (Priority.P2, Priority.P2, None, Priority.P2),
        ],
    )
    def test_gravity_leaves_only_with_the_lines_that_carry_it(
        self, before: Priority, taken: Priority, left: Priority | None, after: Priority
    ) -> None:
        assert rules.left_with(before, taken=taken, left=left) is after

    def test_together_they_are_never_softer_than_before(self) -> None:
        for before in Priority:
            for taken in Priority:
                for left in Priority:
                    after = rules.left_with(before, taken=taken, left=left)
                    assert rules.graver(after, taken).rank <= before.rank
