"""What the model sees of a text, as numbered buckets: pieces of words, neighbours, and the rules' ideas.

A bucket is a checksum of the feature's name, so that no vocabulary has to be stored. Arabic written in Latin
letters is also read as Arabic, so that both spellings share what was learned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple
from zlib import crc32

from dealix_ops.language.arabizi import skeleton, to_arabic
from dealix_ops.language.normalise import light_stem, squeeze
from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.derive import TakenBack
from dealix_ops.triage.failsafe import Hit
from dealix_ops.triage.lexicon import Reading
from dealix_ops.triage.matching import Match
from dealix_ops.triage.patterns import Pattern
from dealix_ops.vocabulary import Language

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
_WORD, _STEM, _BONES = crc32(b"W:"), crc32(b"T:"), crc32(b"K:")
_INSIDE_A_LETTER, _BEGINS_A_LETTER = 0x80, 0xC0


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
    places = _kept_places(len(reading.words))
    if hidden:
        places = [place for place in places if place not in hidden]
    spelt = [_spelt(reading.words[at]) for at in places]
    first: dict[str, int] = {}
    for at, one in zip(places, spelt, strict=True):
        first.setdefault(one.word, at)
    pairs: set[int] = set()
    for one, following in pairwise(spelt):
        pairs.add(crc32(following.letters, one.before) & _LAST)
        pairs.add(crc32(following.bones, one.before_bones) & _LAST)
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


class _Spelt(NamedTuple):
    """A word as the model spells it, and the checksums of the names that its neighbours end."""

    word: str
    letters: bytes
    bones: bytes
    before: int
    before_bones: int


@lru_cache(maxsize=_KEPT)
def _spelt(written: str) -> _Spelt:
    """Numbers are alike but for their length; nothing is learned from the tail of a monstrous word."""
    word = f"#{min(len(written), 5)}" if written.isdecimal() else squeeze(written)[:_LONGEST_WORD]
    letters, bones = word.encode(), _bones(word)
    return _Spelt(word, letters, bones, crc32(b"B:%b " % letters), crc32(b"Q:%b " % bones))


def _bones(word: str) -> bytes:
    return (skeleton(word) or word).encode()


@lru_cache(maxsize=_KEPT // 4)  # the model remembers what it added up
def word_buckets(word: str, arabizi: bool) -> tuple[int, ...]:
    """Of a word as `see` spells it."""
    forms = [word]
    if arabizi and word.isascii() and (arabic := to_arabic(word)) not in ("", word):
        forms.append(arabic)
    buckets = {crc32(_bones(word), _BONES), crc32(light_stem(forms[-1]).encode(), _STEM)}
    for form in forms:
        buckets.add(crc32(form.encode(), _WORD))
        buckets.update(_pieces(f"^{form}$".encode()))
    return tuple(sorted({bucket & _LAST for bucket in buckets}))


def _pieces(marked: bytes) -> list[int]:
    """The checksums of three and of four neighbouring letters, whatever number of bytes each has."""
    edges = [at for at, byte in enumerate(marked) if not _INSIDE_A_LETTER <= byte < _BEGINS_A_LETTER]
    edges.append(len(marked))
    return [
        crc32(marked[begin:end]) for size in _PIECES for begin, end in zip(edges, edges[size:], strict=False)
    ]


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
        ideas.update(map(_TOGETHER.__getitem__, combinations(sorted(numbers), 2)))
    return ideas


def _manner(reading: Reading, taken_back: TakenBack) -> Iterator[int]:
    yield _IN_LANGUAGE[reading.language]
    yield _OF_LENGTH[min(len(reading.words).bit_length(), _LONGEST_BAND)]
    if reading.asks:
        yield _ASKS
    if taken_back.supposed:
        yield _SUPPOSES
    if taken_back.sentences:
        yield _UNREAL


@lru_cache(maxsize=256)
def _of_pattern(pattern: Pattern) -> tuple[int, int]:
    parts = " ".join("/".join(part) for part in pattern.parts)
    return _idea(f"M:{pattern.name_ar}"), _idea(f"M:{pattern.name_ar} {parts}")


def _idea(name: str) -> int:
    return LEXICAL + (crc32(name.encode()) & (IDEAS - 1))


_NUMBER = {concept: number for number, concept in enumerate(Concept)}
_ALONE = [_idea(f"L:{concept}") for concept in Concept]
_TOGETHER = {(_NUMBER[a], _NUMBER[b]): _idea(f"P:{a} {b}") for a, b in combinations(Concept, 2)}
_IN_LANGUAGE = {language: _idea(f"X:{language}") for language in Language}
_OF_LENGTH = [_idea(f"X:length {band}") for band in range(_LONGEST_BAND + 1)]
_ASKS, _SUPPOSES, _UNREAL = map(_idea, ("X:asks", "X:supposes", "X:unreal"))
