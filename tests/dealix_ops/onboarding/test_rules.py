"""The eight steps, how far somebody has come, and the one step that may be refused."""

import pytest

from dealix_ops.onboarding import copy_ar, rules
from dealix_ops.onboarding.errors import NotReadyForFirstService, UnknownStep
from dealix_ops.onboarding.rules import STEPS, StepId

ORDER = [
    "select_goal",
    "select_bundle",
    "company_intake",
    "connect_channels",
    "upload_or_source",
    "risk_review",
    "first_service_run",
    "first_proof_pack",
]


class TestSteps:
    def test_eight_in_their_order_with_minutes_and_approvals(self) -> None:
        assert [step.id for step in STEPS] == ORDER
        assert [step.minutes for step in STEPS] == [2, 3, 5, 8, 5, 4, 0, 0]
        assert [step.needs_approval for step in STEPS] == [False, True, False, True, True, True, True, False]
        assert rules.TOTAL_MINUTES == 27

    def test_spread_over_five_days_and_named_in_arabic(self) -> None:
        days = [step.day for step in STEPS]
        assert days == sorted(days)
        assert set(days) == {1, 2, 3, 4, 5}
        assert set(copy_ar.TITLES) == set(StepId)

    def test_unknown_step_is_an_error(self) -> None:
        assert rules.step("risk_review").minutes == 4
        with pytest.raises(UnknownStep, match="select_goal"):
            rules.step("dance")


class TestProgress:
    @pytest.mark.parametrize("done", range(9))
    def test_each_step_is_an_eighth_and_the_first_open_one_is_current(self, done: int) -> None:
        progress = rules.progress(set(list(StepId)[:done]))
        assert progress.percent == 12.5 * done
        assert progress.current == [*ORDER, "done"][done]

    def test_gap_is_where_one_stands(self) -> None:
        assert rules.progress({StepId.SELECT_GOAL, StepId.RISK_REVIEW}).current == "select_bundle"


class TestRequirePossible:
    def test_first_service_waits_for_its_connectors(self) -> None:
        with pytest.raises(NotReadyForFirstService):
            rules.require_possible(StepId.FIRST_SERVICE_RUN, completed=True, ready_for_first_service=False)

    def test_everything_else_may_move(self) -> None:
        rules.require_possible(StepId.FIRST_SERVICE_RUN, completed=True, ready_for_first_service=True)
        rules.require_possible(StepId.FIRST_SERVICE_RUN, completed=False, ready_for_first_service=False)
        for step in set(StepId) - {StepId.FIRST_SERVICE_RUN}:
            rules.require_possible(step, completed=True, ready_for_first_service=False)
