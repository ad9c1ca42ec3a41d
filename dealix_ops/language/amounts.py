"""Money as people type it."""

import re

_SIGNS = re.compile(r"[\s,،٬]|ر\.س|ريال(?:اً)?|SAR", re.IGNORECASE)
LONGEST = 12
"""Digits; more are no amount of anybody's."""


def riyals(typed: str) -> int | None:
    """Whole riyals, digits of either kind, with or without separators; None for nothing typed.

    Raises ValueError for anything else.
    """
    digits = _SIGNS.sub("", typed)
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > LONGEST:
        raise ValueError("no whole riyals")
    return int(digits)
