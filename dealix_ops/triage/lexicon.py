"""Finds concepts in text: every form of every theme, matched through prefixes, endings and Arabizi."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dealix_ops.language.arabizi import skeleton
from dealix_ops.language.detect import detect_normalised
from dealix_ops.language.normalise import normalise, squeeze, stems
from dealix_ops.triage import lexicon_events, lexicon_extra, lexicon_parties, lexicon_service, lexicon_talk
from dealix_ops.triage.concepts import Concept
from dealix_ops.vocabulary import Language

Span = tuple[int, int]
"""First token and the one after the last."""

_TOKEN = re.compile(r"[\u0621-\u064a]+|[a-z0-9]+|[.!?\n]|[,;:]|[^\W_]")
_SENTENCE_ENDS = frozenset(".!?\n")
_MARKS = _SENTENCE_ENDS | frozenset(",;:")
_GLUED_NEGATIONS = ("ما", "مو", "لا")
_SHORTEST_SKELETON = 3
_SHORTEST_STEM = 3

_WILD_HEAD = 3

_words: set[str] = set()
_wild: dict[str, list[str]] = {}
"""What words may begin with, by its own first letters."""
_skeletons: dict[str, set[str]] = {}
_single: dict[str, set[Concept]] = {}
_phrases: dict[str, list[tuple[tuple[str, ...], Concept]]] = {}


def _index(forms: dict[Concept, str]) -> None:
    for concept, written in forms.items():
        for form in written.split("/"):
            words = tuple(_lexicon_words(form))
            if not words:
                continue
            for word in words:
                _index_word(word)
            if len(words) == 1:
                _single.setdefault(words[0], set()).add(concept)
            else:
                _phrases.setdefault(words[0], []).append((words[1:], concept))


def _lexicon_words(form: str) -> Iterable[str]:
    for part in form.split():
        word = "".join(re.findall(r"[^\W_]+", normalise(part.replace("'", ""))))
        if word:
            yield word + ("*" if part.endswith("*") else "")


def _index_word(word: str) -> None:
    if not word.endswith("*"):
        _words.add(word)
    elif word not in (begun := _wild.setdefault(word[:_WILD_HEAD], [])):
        begun.append(word)
    if "\u0621" <= word[0] <= "\u064a" and len(bones := skeleton(word.rstrip("*"))) >= _SHORTEST_SKELETON:
        _skeletons.setdefault(bones, set()).add(word)


for _theme in (lexicon_parties, lexicon_events, lexicon_service, lexicon_talk, lexicon_extra):
    _index(_theme.FORMS)


@lru_cache(maxsize=16_384)
def _lexicon_words_of(token: str) -> frozenset[str]:
    """Every word of the lexicon that the token may stand for in its own letters."""
    forms = stems(token)
    squeezed = squeeze(token)
    if squeezed != token:
        forms |= stems(squeezed)
    if len(token) == _SHORTEST_STEM and token[0] in "وف":  # «وفي»: `stems` leaves no two letters
        forms |= {token[1:]}
    found = forms & _words
    for form in forms:
        for wild in _wild.get(form[:_WILD_HEAD], ()):
            if form.startswith(wild[:-1]):
                found |= {wild}
    return found


def _by_skeleton(token: str) -> set[str]:
    found: set[str] = set()
    bare = [token] + [token[len(p) :] for p in ("el", "al", "il", "bel", "wel", "lel") if token.startswith(p)]
    for word in bare:
        bones = skeleton(word)
        shorter = [bones] + [bones[:-n] for n in (1, 2) if len(bones) - n >= _SHORTEST_SKELETON]
        shorter += [bones[1:]] if bones[:1] in ("w", "b", "l", "f") else []
        for tried in shorter:
            if len(tried) >= _SHORTEST_SKELETON and tried in _skeletons:
                found |= _skeletons[tried]
                break
    return found


@lru_cache(maxsize=16_384)
def _unglued(token: str) -> tuple[str, ...]:
    """«ماوافقت» is two words to everybody but the keyboard."""
    if len(token) < 5 or not token.startswith(_GLUED_NEGATIONS) or _lexicon_words_of(token):
        return (token,)
    for negation in _GLUED_NEGATIONS:
        if token.startswith(negation) and _lexicon_words_of(token[len(negation) :]):
            return negation, token[len(negation) :]
    return (token,)


@dataclass(slots=True)
class Reading:
    """One text as tokens, the sentence and clause of each, and where each concept stands.

    `stretches` are the words as written, from which token to which: `quoting` parts them when first asked.
    """

    original: str = ""
    folded: str = ""
    language: Language = Language.UNKNOWN
    arabizi: bool = False
    words: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    asks: set[int] = field(default_factory=set)
    hits: dict[Concept, list[Span]] = field(default_factory=dict)
    stretches: list[tuple[str, int, int]] | None = None

    def spans(self, *concepts: Concept) -> list[Span]:
        if len(concepts) == 1:
            return self.hits.get(concepts[0], [])
        return sorted([span for concept in concepts for span in self.hits.get(concept, ())])

    def has(self, *concepts: Concept) -> bool:
        for concept in concepts:  # noqa: SIM110  a generator here costs a tenth of the whole triage
            if self.hits.get(concept):
                return True
        return False

    def quote(self, span: Span) -> str:
        """The words as they were compared; `quoting.quote` gives them as they were written."""
        return " ".join(self.words[span[0] : span[1]])


def words_of(written: str) -> list[str]:
    """The tokens of a normalised stretch that `read` keeps."""
    found = _TOKEN.findall(written.replace("'", ""))
    return [word for token in found if token not in _MARKS for word in _unglued(token)]


def read(text: str, *, arabizi: bool = False) -> Reading:
    """Linear in the text: each token is looked up once, each phrase from its first word only.

    `arabizi` says that the text around this one is in Latin letters, even if this part shows no sign of it.
    """
    folded = normalise(text)
    language = detect_normalised(folded)
    reading = Reading(text, folded, language, arabizi or language is Language.ARABIZI)
    sentence = clause = 0
    for token in _TOKEN.findall(folded.replace("'", "")):
        if token not in _MARKS:
            for word in _unglued(token):
                reading.words.append(word)
                reading.sentence.append(sentence)
                reading.clause.append(clause)
            continue
        clause += 1
        if token in _SENTENCE_ENDS:
            if token == "?":  # noqa: S105  a question mark
                reading.asks.add(sentence)
            sentence += 1
    _find(reading)
    return reading


_Begun = dict[str, tuple[tuple[tuple[str, ...], Concept], ...]]
_Meant = tuple[frozenset[str], tuple[Concept, ...], _Begun]
"""Words of the lexicon, the ideas that stand alone, and the phrases that may begin, by their second word."""


def _find(reading: Reading) -> None:
    arabizi, hits = reading.arabizi, reading.hits
    meant = [_meaning(word, arabizi) for word in reading.words]
    for at, (_, alone, begun) in enumerate(meant):
        concepts = dict.fromkeys(alone, at + 1)
        if begun:
            _find_phrases(meant, at, concepts)
        for concept, end in concepts.items():
            if concept in hits:
                hits[concept].append((at, end))
            else:
                hits[concept] = [(at, end)]


def _find_phrases(meant: list[_Meant], at: int, concepts: dict[Concept, int]) -> None:
    """Adds to `concepts` where each phrase ends that begins at this word."""
    begun = meant[at][2]
    for following in meant[at + 1][0] if at + 1 < len(meant) else ():
        for rest, concept in begun.get(following, ()):
            end = at + 2 + len(rest)
            if end <= len(meant) and all(part in meant[at + 2 + n][0] for n, part in enumerate(rest)):
                concepts[concept] = max(end, concepts.get(concept, 0))


@lru_cache(maxsize=16_384)
def _meaning(token: str, arabizi: bool) -> _Meant:
    """`arabizi` is looked up by its consonants where its letters say nothing."""
    words = _lexicon_words_of(token)
    if arabizi and not words and token.isascii():
        words = frozenset(_by_skeleton(token))
    return words, *_of_words(words)


@lru_cache(maxsize=16_384)
def _of_words(words: frozenset[str]) -> tuple[tuple[Concept, ...], _Begun]:
    alone = {concept for word in words for concept in _single.get(word, ())}
    begun: _Begun = {}
    for word in sorted(words):
        for (second, *rest), concept in _phrases.get(word, ()):
            begun[second] = (*begun.get(second, ()), (tuple(rest), concept))
    return tuple(sorted(alone)), begun
