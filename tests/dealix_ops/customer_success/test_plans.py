"""Thirty days for each bundle we sell."""

import pytest

from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.customer_success.plans import PLANS

DAYS = {
    "growth_starter": [1, 3, 7, 14, 30],
    "executive_growth_os": [1, 7, 14, 21, 30],
    "partnership_growth": [1, 5, 10, 14, 30],
}


class TestPlans:
    def test_every_bundle_has_one_and_nothing_else_has(self) -> None:
        assert set(PLANS) == {bundle.key for bundle in BUNDLES}

    @pytest.mark.parametrize("bundle_id", PLANS)
    def test_from_the_first_to_the_thirtieth_day(self, bundle_id: str) -> None:
        days = [one.day for one in PLANS[bundle_id]]
        assert days == sorted(set(days))
        assert (days[0], days[-1]) == (1, 30)
        assert days == DAYS.get(bundle_id, days)

    def test_nothing_is_sold_before_the_first_proof(self) -> None:
        plan = PLANS["growth_starter"]
        first_proof = next(one.day for one in plan if "Proof Pack" in one.text_ar)
        assert all(one.day > first_proof for one in plan if "الترقية" in one.text_ar)
