"""Whole riyals, however they are typed, and nothing that only resembles them."""

import pytest

from dealix_ops.language.amounts import riyals


@pytest.mark.parametrize(
    "typed", ["9000", "9,000", "9,000 ر.س", "٩٬٠٠٠", "٩٠٠٠ ريالاً", "9 000 ريال", "SAR 9000", "٩،٠٠٠"]
)
def test_as_people_type_it(typed: str) -> None:
    assert riyals(typed) == 9000


@pytest.mark.parametrize("typed", ["", "  ", "ر.س"])
def test_nothing_is_none(typed: str) -> None:
    assert riyals(typed) is None


@pytest.mark.parametrize("typed", ["9.5", "-1", "كثير", "1e6", "½", "9" * 13, "9000؟"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no whole riyals"):
        riyals(typed)
