"""From buckets to chances: rows of bytes added up, each word remembered once it was met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dealix_ops.triage.model.features import BUCKETS, Seen, word_buckets
from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.model.network import IDEA_WEIGHT, Floats, chances, share
from dealix_ops.triage.model.weights import Weights, shipped

_KINDS = tuple(Kind)
_MOST_WORDS_KEPT = 10_000
_LEAST = np.float32(1e-6)

Sum = tuple[Floats, int]
"""Rows added up, and of how many buckets."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Calibrated chances of each kind, adding up to one."""

    chances: dict[Kind, float]

    @property
    def grave(self) -> float:
        return self.of(GRAVE)

    def of(self, kinds: Iterable[Kind]) -> float:
        return sum(self.chances[kind] for kind in kinds)

    def likeliest(self, kinds: Iterable[Kind] = _KINDS) -> Kind:
        return max(kinds, key=self.chances.__getitem__)


class Model:
    """Weights with a memory of the words met so far."""

    def __init__(self, weights: Weights) -> None:
        self.card = weights.card
        self._network = weights.network
        self._row = np.full(BUCKETS, len(weights.network.buckets), np.int32)
        self._row[weights.network.buckets] = np.arange(len(weights.network.buckets), dtype=np.int32)
        self._words: dict[tuple[str, bool], Sum] = {}

    def judge(self, seen: Seen) -> Opinion:
        words, count = self._lexical(seen)
        hidden = words * share(count) + self._ideas(seen)
        return Opinion(dict(zip(_KINDS, self._chances(hidden[None])[0].tolist(), strict=True)))

    def telling_words(self, seen: Seen, kind: Kind) -> list[tuple[float, int]]:
        """How much less likely `kind` were without each word, with its place, most first."""
        if not seen.words:
            return []
        words, count = self._lexical(seen)
        own, sizes = zip(*(self._word(word, seen.arabizi) for word in seen.words), strict=True)
        shares = np.array([share(count)] + [share(count - size) for size in sizes], np.float32)
        left = words - np.stack([np.zeros_like(words), *own])
        hidden = left * shares[:, None] + self._ideas(seen)
        chance = np.clip(self._chances(hidden)[:, _KINDS.index(kind)], _LEAST, 1 - _LEAST)
        odds = np.log(chance / (1 - chance))
        found = zip((odds[0] - odds[1:]).tolist(), seen.words.values(), strict=True)
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _chances(self, hidden: Floats) -> Floats:
        return chances(self._network.scores(hidden), self.card.temperature)

    def _lexical(self, seen: Seen) -> Sum:
        total, count = self._added(seen.neighbours)  # an array of its own
        for word in seen.words:
            own, size = self._word(word, seen.arabizi)
            total += own
            count += size
        return total, count

    def _ideas(self, seen: Seen) -> Floats:
        total, count = self._added(seen.ideas)
        return total * np.float32(IDEA_WEIGHT * share(count))

    def _word(self, word: str, arabizi: bool) -> Sum:
        held = self._words.get((word, arabizi))
        if held is None:
            if len(self._words) >= _MOST_WORDS_KEPT:
                self._words.clear()
            held = self._words[word, arabizi] = self._added(word_buckets(word, arabizi))
        return held

    def _added(self, buckets: Sequence[int]) -> Sum:
        places = self._row.take(buckets) if buckets else self._row[:0]
        scales, rows = self._network.scales.take(places), self._network.rows.take(places, 0)
        return np.asarray(scales @ rows, np.float32), len(buckets)


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return Model(shipped())
