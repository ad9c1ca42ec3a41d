"""One member after another, by stochastic gradient descent with a step of its own for each weight (Adagrad).

Words and hidden units are left out at random, so that no single one of them decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.network import Floats, Numbers

_EPOCHS = 5
_UNITS = 48
_RATE = 0.05
_RATE_FALLS = 0.8
_WORDS_LEFT_OUT = 0.3
_UNITS_LEFT_OUT = 0.3
_FIRST_ROWS = 0.02
_START_ROWS = 1e-3
_START = 1e-2


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """A text as the rows that it adds up, each with its weight."""

    rows: Numbers
    weights: Floats


@dataclass(slots=True, eq=False)
class Member:
    """One network while it is trained, in full precision."""

    rows: Floats
    hidden_biases: Floats
    outputs: Floats
    output_biases: Floats

    def scores(self, given: Input) -> Floats:
        hidden = np.einsum("i,ij->j", given.weights, self.rows.take(given.rows, 0)) + self.hidden_biases
        return np.asarray(np.maximum(hidden, 0) @ self.outputs + self.output_biases, np.float32)


class _Slope:
    """Takes steps that become shorter where a weight has moved much."""

    def __init__(self, weights: Floats, start: float) -> None:
        self.weights = weights
        self._moved = np.full_like(weights, start)

    def step(self, rate: Any, slope: Floats) -> None:
        self._moved += slope * slope
        self.weights -= rate * slope / np.sqrt(self._moved)

    def step_rows(self, rate: Any, at: Numbers, rows: Floats, slope: Floats) -> None:
        """`rows` are those at the places `at`, each place once."""
        moved = self._moved.take(at, 0)
        moved += slope * slope
        self._moved[at] = moved
        np.sqrt(moved, out=moved)
        slope *= rate
        slope /= moved
        rows -= slope
        self.weights[at] = rows


def fit(inputs: Sequence[Input], kinds: Sequence[int], known: int, seed: int) -> Member:
    """The same inputs in the same order with the same seed give the same weights."""
    chance = default_rng(seed)
    rows = _Slope(_first(chance, _FIRST_ROWS, (known, _UNITS)), _START_ROWS)
    outputs = _Slope(_first(chance, 1 / sqrt(_UNITS), (_UNITS, len(Kind))), _START)
    hidden_biases = _Slope(np.zeros(_UNITS, np.float32), _START)
    output_biases = _Slope(np.zeros(len(Kind), np.float32), _START)
    order = np.arange(len(inputs))
    for epoch in range(_EPOCHS):
        chance.shuffle(order)
        rate = np.float32(_RATE * (1 - epoch / _EPOCHS * _RATE_FALLS))
        for at in order.tolist():
            kept, weights = _some(inputs[at], chance)
            met = rows.weights.take(kept, 0)
            hidden = np.einsum("i,ij->j", weights, met) + hidden_biases.weights
            lit = _mask(chance, _UNITS, _UNITS_LEFT_OUT) * (hidden > 0)
            units = hidden * lit
            wrong = _chances(units @ outputs.weights + output_biases.weights)
            wrong[kinds[at]] -= 1
            back = (outputs.weights @ wrong) * lit
            outputs.step(rate, np.multiply.outer(units, wrong))
            output_biases.step(rate, wrong)
            hidden_biases.step(rate, back)
            rows.step_rows(rate, kept, met, np.multiply.outer(weights, back))
    return Member(rows.weights, hidden_biases.weights, outputs.weights, output_biases.weights)


def _first(chance: Generator, spread: float, shape: tuple[int, int]) -> Floats:
    return chance.normal(0, spread, shape).astype(np.float32)


def _mask(chance: Generator, size: int, left_out: float) -> Floats:
    """What is kept grows, so that the sum stays what it was."""
    return np.asarray((chance.random(size, np.float32) >= left_out) / np.float32(1 - left_out), np.float32)


def _some(given: Input, chance: Generator) -> tuple[Numbers, Floats]:
    kept = chance.random(len(given.rows), np.float32) >= _WORDS_LEFT_OUT
    return given.rows[kept], given.weights[kept] / np.float32(1 - _WORDS_LEFT_OUT)


def _chances(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max())
    return np.asarray(grown / grown.sum(), np.float32)
