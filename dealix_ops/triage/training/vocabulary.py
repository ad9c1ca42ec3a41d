"""Which buckets are worth a row, how telling each is, and texts as sums of such rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dealix_ops.triage.model.features import BUCKETS
from dealix_ops.triage.model.network import IDEA_WEIGHT, Floats, Numbers, share
from dealix_ops.triage.training.fit import Input
from dealix_ops.triage.training.prepare import Case

_RARE = 1


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """`rows` says for every bucket which row it has, or -1; `weights` are those of the buckets with a row."""

    buckets: Numbers
    rows: Numbers
    weights: Floats

    def input_of(self, case: Case) -> Input:
        words = self._part(case.lexical, share(len(case.lexical)))
        ideas = self._part(case.ideas, IDEA_WEIGHT * share(len(case.ideas)))
        rows = np.concatenate([words.rows, ideas.rows])
        return Input(rows, np.concatenate([words.weights, ideas.weights]))

    def _part(self, buckets: Numbers, scale: float) -> Input:
        different, counts = np.unique(buckets, return_counts=True)
        rows = self.rows.take(different)
        known = rows >= 0
        rows = rows[known]
        return Input(rows, (counts[known] * self.weights.take(rows) * scale).astype(np.float32))


def vocabulary_of(cases: Sequence[Case]) -> Vocabulary:
    """Without what was met in one text only; the rarer, the more telling."""
    met = np.zeros(BUCKETS, np.int64)
    for case in cases:
        met[np.unique(case.lexical)] += 1
        met[case.ideas] += 1
    buckets = np.flatnonzero(met > _RARE).astype(np.int32)
    rows = np.full(BUCKETS, -1, np.int32)
    rows[buckets] = np.arange(len(buckets), dtype=np.int32)
    weights = 1 + np.log((len(cases) + 1) / (met[buckets] + 1))
    return Vocabulary(buckets, rows, weights.astype(np.float32))
