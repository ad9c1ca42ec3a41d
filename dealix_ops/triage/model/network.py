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
    # The methods of arrays go through Python; these do not, and a message is a few rows only.
    highest = np.maximum.reduce(scores, axis=2, keepdims=True)
    grown = np.exp((scores - highest) / np.float32(temperature))
    held = grown / np.add.reduce(grown, axis=2, keepdims=True)
    return np.asarray(np.add.reduce(held, axis=0) / np.float32(len(held)), np.float32)


def share(count: int) -> float:
    """By how much the sum of `count` rows is made smaller, so that long texts do not shout."""
    return 1 / sqrt(count or 1)
