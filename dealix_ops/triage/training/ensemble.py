"""Members trained apart and packed side by side, and what they say of texts they have not seen."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.network import Floats, Network
from dealix_ops.triage.training.fit import Member, fit
from dealix_ops.triage.training.prepare import Case
from dealix_ops.triage.training.vocabulary import Vocabulary, vocabulary_of

SEEDS = (1, 2, 3, 4)
_STEPS = 10
"""A weight is kept in so many steps up or down: measured, finer ones change nothing but the size."""
_MOST_ROWS = 70_000
_LEAST = 1e-12


Taught = tuple[Vocabulary, Sequence[Case]]


def whole(cases: Sequence[Case], *, workers: int) -> Network:
    """Trained on everything."""
    vocabulary = vocabulary_of(cases)
    return side_by_side(_members([(vocabulary, cases)], workers)[0], vocabulary)


def out_of_fold(cases: Sequence[Case], folds: Sequence[int], *, workers: int) -> Floats:
    """Members × cases × kinds: the scores of each case by members that were trained without its fold."""
    numbers = sorted(set(folds))
    taught: list[Taught] = []
    for number in numbers:
        kept = [case for case, fold in zip(cases, folds, strict=True) if fold != number]
        taught.append((vocabulary_of(kept), kept))
    found = np.zeros((len(SEEDS), len(cases), len(Kind)), np.float32)
    for number, (vocabulary, _), members in zip(numbers, taught, _members(taught, workers), strict=True):
        for at, (case, fold) in enumerate(zip(cases, folds, strict=True)):
            if fold == number:
                found[:, at] = [member.scores(vocabulary.input_of(case)) for member in members]
    return found


def _members(taught: Sequence[Taught], workers: int) -> list[list[Member]]:
    """One list for each vocabulary and its cases, in the order of the seeds however many work at it."""
    jobs = [(vocabulary, cases, seed) for vocabulary, cases in taught for seed in SEEDS]
    with ProcessPoolExecutor(workers) as pool:
        found = list(pool.map(_member, jobs))
    return [found[at : at + len(SEEDS)] for at in range(0, len(found), len(SEEDS))]


def _member(job: tuple[Vocabulary, Sequence[Case], int]) -> Member:
    vocabulary, cases, seed = job
    inputs = [vocabulary.input_of(case) for case in cases]
    return fit(inputs, [case.kind for case in cases], len(vocabulary.buckets), seed)


def side_by_side(members: Sequence[Member], vocabulary: Vocabulary) -> Network:
    """The buckets that can move a score most, one byte for each of their weights."""
    exact = np.hstack([member.rows for member in members])
    reach = np.abs(exact).max(1, initial=0) * vocabulary.weights
    kept = np.sort(np.argsort(-reach, kind="stable")[:_MOST_ROWS])
    exact = exact[kept] * vocabulary.weights[kept, None]
    scales = np.maximum(reach[kept] / _STEPS, _LEAST)
    rows = np.vstack([np.rint(exact / scales[:, None]), np.zeros((1, exact.shape[1]))])
    return Network(
        buckets=vocabulary.buckets[kept],
        scales=np.append(scales, 0).astype(np.float32),
        rows=rows.astype(np.int8),
        hidden_biases=np.concatenate([member.hidden_biases for member in members]),
        outputs=np.stack([member.outputs for member in members]),
        output_biases=np.stack([member.output_biases for member in members]),
    )
