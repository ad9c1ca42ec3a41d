"""Several small networks side by side: one row for each known bucket, hidden units, chances of each kind."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Numbers = NDArray[np.int32]

IDEA_WEIGHT = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """`rows` are bytes, to be multiplied by `scales`; `outputs` is members × hidden units × kinds.

    The last row and scale are nothing: they stand for every bucket that is not among `buckets`.
    """

    buckets: Numbers
    scales: Floats
    rows: Bytes
    hidden_biases: Floats
    outputs: Floats
    output_biases: Floats

    def scores(self, hidden: Floats) -> Floats:
        """Members × texts × kinds, from texts × the hidden units of all members before their threshold."""
        members, units, _ = self.outputs.shape
        lit = np.maximum(hidden + self.hidden_biases, 0).reshape(-1, members, units).transpose(1, 0, 2)
        return np.asarray(lit @ self.outputs + self.output_biases[:, None, :], np.float32)


def chances(scores: Floats, temperature: float) -> Floats:
    """What the members hold on average: texts × kinds."""
    grown = np.exp((scores - scores.max(2, keepdims=True)) / np.float32(temperature))
    return np.asarray((grown / grown.sum(2, keepdims=True)).mean(0), np.float32)


def share(count: int) -> float:
    """By how much the sum of `count` rows is made smaller, so that long texts do not shout."""
    return 1 / sqrt(count or 1)
