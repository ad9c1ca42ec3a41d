"""The page on the gates is what the code says, and its examples are what it says they are."""

from pathlib import Path

import pytest

from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.family import Family
from dealix_ops.claims.manners import GRAVE_FAMILIES
from dealix_ops.claims.rules import check_outgoing
from dealix_ops.claims.tone import TONE_FAMILIES
from dealix_ops.vocabulary import Priority
from tests.docs import claims_page

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"


def test_page_is_written_from_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == claims_page.page()


@pytest.mark.parametrize("family", [*CLAIM_FAMILIES, *GRAVE_FAMILIES, *TONE_FAMILIES], ids=lambda f: f.key)
def test_examples_are_found_as_the_page_says(family: Family) -> None:
    for example in (family.example, family.example_en):
        found = {f.family: f.blocking for f in check_outgoing(example, priority=Priority.P0)}
        assert found[family.key] is (family not in TONE_FAMILIES)
