"""What is chosen on out-of-fold scores: temperature and thresholds."""

from collections.abc import Iterable, Sequence

import numpy as np

from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.model.network import Floats, chances
from dealix_ops.triage.training.examples import Example

_KINDS = tuple(Kind)
_TEMPERATURES = tuple(step / 20 for step in range(6, 61))
_THRESHOLDS = tuple(step / 100 for step in range(15, 86))
_LEAST = 1e-9
_P0_PRECISION = 0.924
"""On the folds, which are harder than what customers write: unseen messages gave 0.96."""

Chances = dict[Kind, float]


def opinions(scores: Floats, temperature: float) -> list[Chances]:
    """What the members hold together of each case."""
    return [dict(zip(_KINDS, row, strict=True)) for row in chances(scores, temperature).tolist()]


def best_temperature(scores: Floats, kinds: Sequence[int]) -> float:
    """The one under which what happened was least surprising."""

    def surprise(temperature: float) -> float:
        happened = chances(scores, temperature)[np.arange(len(kinds)), kinds]
        return -float(np.log(np.maximum(_LEAST, happened)).sum())

    return min(_TEMPERATURES, key=surprise)


def p0_threshold(examples: Sequence[Example], found: Sequence[Chances]) -> float:
    """The lowest whose alarms are right often enough on the folds."""
    grave = [(total(one, GRAVE), example.kind in GRAVE) for example, one in zip(examples, found, strict=True)]
    for threshold in _THRESHOLDS:
        alarms = [true for chance, true in grave if chance >= threshold]
        if sum(alarms) >= _P0_PRECISION * len(alarms):
            return threshold
    return _THRESHOLDS[-1]


def flag_threshold(examples: Sequence[Example], found: Sequence[Chances], kinds: Sequence[Kind]) -> float:
    """The share of the grave chances with the best F1 among grave messages."""
    shares = [
        (total(one, kinds) / max(_LEAST, total(one, GRAVE)), example.kind in kinds)
        for example, one in zip(examples, found, strict=True)
        if example.kind in GRAVE
    ]

    def f1(threshold: float) -> float:
        hit = sum(given >= threshold and wanted for given, wanted in shares)
        return 2 * hit / max(1, sum((given >= threshold) + wanted for given, wanted in shares))

    return max(_THRESHOLDS, key=f1)


def total(found: Chances, kinds: Iterable[Kind]) -> float:
    return sum(found[kind] for kind in kinds)
