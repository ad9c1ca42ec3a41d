"""Severity at its borders, its clocks, the plan, and when a channel freezes."""

from datetime import timedelta

import pytest

from dealix_ops.incidents import copy_ar, rules
from dealix_ops.incidents.rules import Sends
from dealix_ops.vocabulary import Severity


class TestSeverity:
    @pytest.mark.parametrize(
        ("leak", "send", "customers", "severity"),
        [
            (True, False, 0, "SEV1"),
            (False, True, 1, "SEV1"),
            (True, True, 100, "SEV1"),
            (False, False, 5, "SEV2"),
            (False, False, 4, "SEV3"),
            (False, False, 0, "SEV3"),
        ],
    )
    def test_table(self, severity: str, customers: int, *, leak: bool, send: bool) -> None:
        found = rules.severity(has_data_leak=leak, has_unauthorized_send=send, affected_customers=customers)
        assert found == severity


class TestClocks:
    @pytest.mark.parametrize(
        ("severity", "first", "every", "after"),
        [("SEV1", 15, 30, 24), ("SEV2", 30, 60, 48), ("SEV3", 120, 240, None)],
    )
    def test_figures(self, severity: str, first: int, every: int, after: int | None) -> None:
        clocks = rules.CLOCKS[Severity(severity)]
        assert clocks.first_action == timedelta(minutes=first)
        assert clocks.update_every == timedelta(minutes=every)
        assert clocks.post_mortem == (None if after is None else timedelta(hours=after))


class TestPlan:
    @pytest.mark.parametrize("severity", Severity)
    def test_common_steps_first_then_its_own(self, severity: Severity) -> None:
        plan = copy_ar.plan(severity)
        assert plan[:5] == copy_ar.COMMON
        assert len(plan) > 5
        assert "72 ساعة" in plan[4]

    def test_texts_state_the_figures_of_the_rules(self) -> None:
        for severity in (Severity.SEV1, Severity.SEV2):
            words = " ".join(copy_ar.OF_SEVERITY[severity])
            clocks = rules.CLOCKS[severity]
            assert f"كل {clocks.update_every.seconds // 60} دقيقة" in words
            assert clocks.post_mortem is not None
            assert f"خلال {int(clocks.post_mortem.total_seconds() // 3600)} ساعة" in words
        assert timedelta(hours=72) == rules.PDPL_NOTICE_WITHIN

    def test_post_mortem_has_its_eight_parts(self) -> None:
        assert len(set(copy_ar.POST_MORTEM)) == 8


class TestMustFreeze:
    @pytest.mark.parametrize(
        ("sends", "freezes"),
        [
            (Sends(49, bounced=49), False),
            (Sends(50, bounced=3), True),
            (Sends(100, bounced=5), False),
            (Sends(100, bounced=6), True),
            (Sends(1000, complained=3), False),
            (Sends(1000, complained=4), True),
            (Sends(100, blocked=3), False),
            (Sends(100, blocked=4), True),
            (Sends(0), False),
        ],
    )
    def test_over_a_limit_from_fifty_sends_on(self, sends: Sends, *, freezes: bool) -> None:
        assert rules.must_freeze(sends) is freezes
