"""What is proposed passes every gate where its facts are there, and none where one is missing."""

import pytest

from dealix_ops.claims.rules import Gate, check_outgoing
from dealix_ops.initiated.texts import compose
from dealix_ops.sending.occasions import Occasion
from dealix_ops.vocabulary import Priority
from tests.docs.initiated import samples

WAITS_FOR_A_PERSON = (Occasion.RENEWAL_DAY, Occasion.CHECK_IN)
"""Where the invoice is, and at which hour to meet, no row says."""


class TestGates:
    @pytest.mark.parametrize("occasion", list(Occasion))
    @pytest.mark.parametrize("known", ["every fact", "no fact", "no Proof Pack yet", "English"])
    def test_object_to_nothing_but_open_gaps(self, occasion: Occasion, known: str) -> None:
        text = compose(occasion, samples(occasion)[known])
        assert {finding.gate for finding in check_outgoing(text, priority=Priority.P3)} <= {Gate.GAP}

    @pytest.mark.parametrize("occasion", list(Occasion))
    def test_a_missing_fact_is_a_gap(self, occasion: Occasion) -> None:
        full, bare = (compose(occasion, samples(occasion)[known]) for known in ("every fact", "no fact"))
        assert ("⟦" in full) is (occasion in WAITS_FOR_A_PERSON)
        assert "⟦" in bare


class TestOffer:
    def test_carries_the_price_of_the_catalogue_and_of_a_year(self) -> None:
        text = compose(Occasion.RENEWAL_7, samples(Occasion.RENEWAL_7)["every fact"])
        assert "2,999.00 ر.س" in text
        assert "30,589.80 ر.س بدلاً من 35,988.00 ر.س" in text

    def test_nothing_more_is_sold_before_the_first_proof(self) -> None:
        text = compose(Occasion.RENEWAL_7, samples(Occasion.RENEWAL_7)["no Proof Pack yet"])
        assert "15%" not in text
        assert "2,999.00 ر.س" in text
