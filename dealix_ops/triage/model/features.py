"""What the model sees of a text, as numbered buckets: pieces of words, neighbours, and the rules' ideas.

A bucket is a checksum of the feature's name, so that no vocabulary has to be stored. Arabic written in Latin
letters is also read as Arabic, so that both spellings share what was learned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

from dealix_ops.language.arabizi import skeleton, to_arabic
from dealix_ops.language.normalise import light_stem, squeeze
from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.derive import TakenBack
from dealix_ops.triage.failsafe import Hit
from dealix_ops.triage.lexicon import Reading
from dealix_ops.triage.matching import Match
from dealix_ops.triage.patterns import Pattern

LEXICAL = 1 << 17
"""Buckets below are words and their pieces; those above are ideas. The two are scaled apart."""
IDEAS = 1 << 14
BUCKETS = LEXICAL + IDEAS

_LAST = LEXICAL - 1
_PIECES = (3, 4)
_LONGEST_WORD = 24
_MOST_WORDS = 400
_LONGEST_BAND = 7
_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Seen:
    """The different words as the model spells them, each with its first place, and the other buckets."""

    words: dict[str, int]
    neighbours: tuple[int, ...]
    ideas: tuple[int, ...]
    arabizi: bool

    def lexical(self) -> list[int]:
        """A bucket occurs as often as there are different words that contain it."""
        return [b for word in self.words for b in word_buckets(word, self.arabizi)] + list(self.neighbours)


def see(reading: Reading, matches: Iterable[Match], taken_back: TakenBack, hits: Sequence[Hit]) -> Seen:
    """Without the fail-safe words, which have their own law: the model says what the rest means.

    A very long text is seen by its beginning and its end.
    """
    hidden = frozenset(place for hit in hits for place in range(hit[0], hit[1]))
    places = [place for place in _kept_places(len(reading.words)) if place not in hidden]
    words = [_plain(reading.words[at]) for at in places]
    first: dict[str, int] = {}
    for at, word in zip(places, words, strict=True):
        first.setdefault(word, at)
    bones = [_bones(word) for word in words]
    pairs = _buckets([f"B:{a} {b}" for a, b in pairwise(words)] + [f"Q:{a} {b}" for a, b in pairwise(bones)])
    ideas = {*_concept_ideas(reading, hidden), *_manner(reading, taken_back)}
    for pattern, spans in matches:
        if not any(start in hidden for start, _ in spans):
            ideas.update(_of_pattern(pattern))
    return Seen(first, tuple(sorted(pairs)), tuple(sorted(ideas)), reading.arabizi)


def _kept_places(count: int) -> Sequence[int]:
    if count <= _MOST_WORDS:
        return range(count)
    half = _MOST_WORDS // 2
    return [*range(half), *range(count - half, count)]


@lru_cache(maxsize=_KEPT)
def _plain(word: str) -> str:
    """Numbers are alike but for their length; nothing is learned from the tail of a monstrous word."""
    return f"#{min(len(word), 5)}" if word.isdecimal() else squeeze(word)[:_LONGEST_WORD]


@lru_cache(maxsize=_KEPT)
def _bones(word: str) -> str:
    return skeleton(word) or word


@lru_cache(maxsize=_KEPT // 4)  # the model remembers what it added up
def word_buckets(word: str, arabizi: bool) -> tuple[int, ...]:
    """Of a word as `see` spells it."""
    names = {f"W:{word}", f"K:{_bones(word)}"}
    forms = [word]
    if arabizi and word.isascii() and (arabic := to_arabic(word)) not in ("", word):
        forms.append(arabic)
        names.add(f"W:{arabic}")
    names.add(f"T:{light_stem(forms[-1])}")
    for form in forms:
        marked = f"^{form}$"
        for size in _PIECES:
            names.update([marked[at : at + size] for at in range(len(marked) - size + 1)])
    return tuple(sorted(_buckets(names)))


def _concept_ideas(reading: Reading, hidden: frozenset[int]) -> set[int]:
    """Each idea, and each two in one sentence."""
    held: dict[int, set[int]] = {}
    ideas: set[int] = set()
    for concept, spans in reading.hits.items():
        number = _NUMBER[concept]
        for start, _ in spans[:_MOST_WORDS]:
            if start not in hidden:
                ideas.add(_ALONE[number])
                held.setdefault(reading.sentence[start], set()).add(number)
    for numbers in held.values():
        ideas.update(_TOGETHER[pair] for pair in combinations(sorted(numbers), 2))
    return ideas


def _manner(reading: Reading, taken_back: TakenBack) -> list[int]:
    said = [f"X:{reading.language}", f"X:length {min(len(reading.words).bit_length(), _LONGEST_BAND)}"]
    said += ["X:asks"] if reading.asks else []
    said += ["X:supposes"] if taken_back.supposed else []
    said += ["X:unreal"] if taken_back.sentences else []
    return [_idea(name) for name in said]


@lru_cache(maxsize=256)
def _of_pattern(pattern: Pattern) -> tuple[int, int]:
    parts = " ".join("/".join(part) for part in pattern.parts)
    return _idea(f"M:{pattern.name_ar}"), _idea(f"M:{pattern.name_ar} {parts}")


def _buckets(names: Iterable[str]) -> set[int]:
    return {crc32(name.encode()) & _LAST for name in names}


@lru_cache(maxsize=_KEPT)
def _idea(name: str) -> int:
    return LEXICAL + (crc32(name.encode()) & (IDEAS - 1))


_NUMBER = {concept: number for number, concept in enumerate(Concept)}
_ALONE = [_idea(f"L:{concept}") for concept in Concept]
_TOGETHER = {(_NUMBER[a], _NUMBER[b]): _idea(f"P:{a} {b}") for a, b in combinations(Concept, 2)}
