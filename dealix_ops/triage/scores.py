"""The arithmetic of figures: precision, recall, intervals, calibration."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Interval = tuple[float, float]
Told = tuple[float, bool]
"""How sure a verdict was, and whether it was right."""

_BANDS = ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Score:
    """All in 0…1; `support` is the number of labelled cases."""

    precision: float
    recall: float
    f1: float
    support: int


def score_of(outcomes: Sequence[tuple[bool, bool]]) -> Score:
    """Of (wanted, given)."""
    hit = sum(wanted and given for wanted, given in outcomes)
    wanted_count = sum(wanted for wanted, _ in outcomes)
    given_count = sum(given for _, given in outcomes)
    precision = hit / given_count if given_count else 0.0
    recall = hit / wanted_count if wanted_count else 0.0
    f1 = 2 * hit / (wanted_count + given_count) if wanted_count + given_count else 0.0
    return Score(precision, recall, f1, wanted_count)


def share_of(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 0.0


def wilson(hits: int, total: int) -> Interval:
    """The 95 % interval of a share; nothing known gives 0 to 1."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, _Z95**2 / total
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z95 * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def in_bands(told: Sequence[Told]) -> tuple[tuple[float, float, int], ...]:
    """For each band of confidence that occurs: mean confidence, share that was right, how many."""
    found = []
    for low, high in _BANDS:
        own = [(sure, right) for sure, right in told if low <= sure < high]
        if own:
            mean = sum(sure for sure, _ in own) / len(own)
            found.append((mean, share_of([right for _, right in own]), len(own)))
    return tuple(found)


def calibration_error(told: Sequence[Told]) -> float:
    """How far confidence and truth lie apart on average (expected calibration error)."""
    bands = in_bands(told)
    total = sum(count for _, _, count in bands)
    return sum(abs(sure - right) * count for sure, right, count in bands) / total if total else 0.0
