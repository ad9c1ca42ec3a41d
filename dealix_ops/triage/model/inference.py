"""From buckets to chances: additions only, in the standard library, a few hundred microseconds a message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt

from dealix_ops.triage.model.features import Seen, word_buckets
from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.model.weights import ZERO, Weights, shipped

_KINDS = tuple(Kind)
_WIDTH = len(_KINDS)
_MOST_WORDS_KEPT = 20_000

Sums = tuple[int, ...]
"""The bytes of several rows added up, kind by kind; the last entry is how many rows they were."""


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
        self._rows = weights.rows
        self._words: dict[tuple[str, bool], Sums] = {}

    def judge(self, seen: Seen) -> Opinion:
        lexical = self._lexical(seen)
        ideas = self._added(seen.ideas)
        by_words = 1 / sqrt(lexical[-1] or 1)
        by_ideas = 1 / sqrt(ideas[-1] or 1)
        card = self.card
        scores = [
            (bias + word * by_words * word_scale + idea * by_ideas * idea_scale) / card.temperature
            for bias, word, word_scale, idea, idea_scale in zip(
                card.biases, lexical, card.lexical_scales, ideas, card.idea_scales, strict=False
            )
        ]
        return Opinion(dict(zip(_KINDS, softmax(scores), strict=True)))

    def telling_words(self, seen: Seen, kind: Kind) -> list[tuple[float, int]]:
        """How much each word speaks for `kind` rather than for the calm ones, with its place, most first."""
        column = _KINDS.index(kind)
        found = []
        for word, place in seen.words.items():
            sums = self._word(word, seen.arabizi)
            rest = (sum(sums[:_WIDTH]) - sums[column]) / (_WIDTH - 1)
            found.append(((sums[column] - rest) * self.card.lexical_scales[column], place))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _lexical(self, seen: Seen) -> Sums:
        parts = [self._word(word, seen.arabizi) for word in seen.words]
        parts.append(self._added(seen.neighbours))
        return tuple(map(sum, zip(*parts, strict=True)))

    def _word(self, word: str, arabizi: bool) -> Sums:
        sums = self._words.get((word, arabizi))
        if sums is None:
            if len(self._words) >= _MOST_WORDS_KEPT:
                self._words.clear()
            sums = self._words[word, arabizi] = self._added(word_buckets(word, arabizi))
        return sums

    def _added(self, buckets: Sequence[int]) -> Sums:
        if not buckets:
            return (0,) * (_WIDTH + 1)
        rows = [self._rows[bucket * _WIDTH : (bucket + 1) * _WIDTH] for bucket in buckets]
        zero = ZERO * len(rows)
        return *(sum(column) - zero for column in zip(*rows, strict=True)), len(rows)


def softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    grown = [exp(score - highest) for score in scores]
    total = sum(grown)
    return [one / total for one in grown]


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return Model(shipped())
