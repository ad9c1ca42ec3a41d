"""Out-of-fold scores, and what is chosen on them: temperature and thresholds."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log

from dealix_ops.triage.model.inference import softmax
from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.training.examples import Example
from dealix_ops.triage.training.fit import Case, Row, fit

_KINDS = tuple(Kind)
_TEMPERATURES = tuple(step / 20 for step in range(6, 61))
_THRESHOLDS = tuple(step / 100 for step in range(15, 75))
_LEAST = 1e-9
_P0_PRECISION = 0.88

Chances = dict[Kind, float]
Job = tuple[list[Case], list[Case]]


def out_of_fold(cases: Sequence[Case], folds: Sequence[int], *, workers: int) -> list[Row]:
    """The scores of each case by a model that was trained without its fold."""
    numbers = sorted(set(folds))
    jobs: list[Job] = [
        (
            [case for case, fold in zip(cases, folds, strict=True) if fold != number],
            [case for case, fold in zip(cases, folds, strict=True) if fold == number],
        )
        for number in numbers
    ]
    with ProcessPoolExecutor(workers) as pool:
        found = dict(zip(numbers, map(iter, pool.map(_scored, jobs)), strict=True))
    return [next(found[fold]) for fold in folds]


def _scored(job: Job) -> list[Row]:
    fitted = fit(job[0])
    return [fitted.scores(case) for case in job[1]]


def chances(scores: Row, temperature: float) -> Chances:
    return dict(zip(_KINDS, softmax([score / temperature for score in scores]), strict=True))


def best_temperature(scores: Sequence[Row], cases: Sequence[Case]) -> float:
    """The one under which what happened was least surprising."""

    def surprise(temperature: float) -> float:
        return -sum(
            log(max(_LEAST, chances(row, temperature)[_KINDS[case.kind]]))
            for row, case in zip(scores, cases, strict=True)
        )

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
