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
_MOST_WORDS_KEPT = 5_000
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
        return sum([self.chances[kind] for kind in kinds])

    def likeliest(self, kinds: Iterable[Kind] = _KINDS) -> Kind:
        return max(kinds, key=self.chances.__getitem__)


@dataclass(frozen=True, slots=True, eq=False)
class _Added:
    """What one text adds up to: `own` is each word's part, `words` all of them and their neighbours."""

    seen: Seen
    own: list[Sum]
    words: Floats
    count: int
    ideas: Floats


class Model:
    """Weights with a memory of the words met so far, and of the text looked at last."""

    def __init__(self, weights: Weights) -> None:
        self.card = weights.card
        self._network = weights.network
        self._row = np.full(BUCKETS, len(weights.network.buckets), np.int32)
        self._row[weights.network.buckets] = np.arange(len(weights.network.buckets), dtype=np.int32)
        self._words: dict[tuple[str, bool], Sum] = {}
        self._older_words: dict[tuple[str, bool], Sum] = {}
        self._last: _Added | None = None

    def judge(self, seen: Seen) -> Opinion:
        text = self._add_up(seen)
        hidden = text.words * share(text.count) + text.ideas
        return Opinion(dict(zip(_KINDS, self._chances(hidden[None])[0].tolist(), strict=True)))

    def telling_words(self, seen: Seen, kind: Kind) -> list[tuple[float, int]]:
        """How much less likely `kind` were without each word, with its place, most first."""
        if not seen.words:
            return []
        text = self._add_up(seen)
        shares = np.array(
            [share(text.count - size) for size in (0, *(size for _, size in text.own))], np.float32
        )
        without = np.array([np.zeros_like(text.words), *(own for own, _ in text.own)])
        hidden = (text.words - without) * shares[:, None] + text.ideas
        chance = self._chances(hidden)[:, _KINDS.index(kind)]
        chance = np.minimum(np.maximum(chance, _LEAST), 1 - _LEAST)
        odds = np.log(chance / (1 - chance))
        found = zip((odds[0] - odds[1:]).tolist(), seen.words.values(), strict=True)
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _chances(self, hidden: Floats) -> Floats:
        return chances(self._network.scores(hidden), self.card.temperature)

    def _add_up(self, seen: Seen) -> _Added:
        """Once a text, although its words are asked for after its chances."""
        text = self._last  # read once: another thread may be at another text
        if text is None or text.seen is not seen:
            text = self._last = self._of(seen)
        return text

    def _of(self, seen: Seen) -> _Added:
        words, count = self._added(seen.neighbours)  # an array of its own
        own = [self._word((word, seen.arabizi)) for word in seen.words]
        for rows, size in own:
            words += rows
            count += size
        ideas, number = self._added(seen.ideas)
        return _Added(seen, own, words, count, ideas * np.float32(IDEA_WEIGHT * share(number)))

    def _word(self, known: tuple[str, bool]) -> Sum:
        """Words met again and again outlive those met once."""
        held = self._words.get(known)
        if held is None:
            if len(self._words) >= _MOST_WORDS_KEPT:
                self._words, self._older_words = {}, self._words
            held = self._older_words.get(known) or self._added(word_buckets(*known))
            self._words[known] = held
        return held

    def _added(self, buckets: Sequence[int]) -> Sum:
        places = self._row.take(buckets) if buckets else self._row[:0]
        scales, rows = self._network.scales.take(places), self._network.rows.take(places, 0)
        return np.asarray(scales @ rows, np.float32), len(buckets)


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return Model(shipped())
