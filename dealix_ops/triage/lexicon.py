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
_CLAUSE_ENDS = frozenset(",;:")
_GLUED_NEGATIONS = ("ما", "مو", "لا")
_SHORTEST_SKELETON = 3

_words: dict[str, set[str]] = {}
_wild: dict[str, set[str]] = {}
_skeletons: dict[str, set[str]] = {}
_single: dict[str, set[Concept]] = {}
_phrases: dict[str, list[tuple[tuple[str, ...], Concept]]] = {}
_longest_wild = 0


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
    global _longest_wild
    if word.endswith("*"):
        _wild.setdefault(word[:-1], set()).add(word)
        _longest_wild = max(_longest_wild, len(word) - 1)
    else:
        _words.setdefault(word, set()).add(word)
    if "\u0621" <= word[0] <= "\u064a" and len(bones := skeleton(word.rstrip("*"))) >= _SHORTEST_SKELETON:
        _skeletons.setdefault(bones, set()).add(word)


for _theme in (lexicon_parties, lexicon_events, lexicon_service, lexicon_talk, lexicon_extra):
    _index(_theme.FORMS)


@lru_cache(maxsize=16_384)
def lexicon_words(token: str, *, arabizi: bool) -> frozenset[str]:
    """Every word of the lexicon that the token may stand for."""
    found: set[str] = set()
    forms = set(stems(token)) | stems(squeeze(token))
    if len(token) >= 3 and token[0] in "وف":
        forms.add(token[1:])
    for form in forms:
        found |= _words.get(form, set())
        for length in range(3, min(len(form), _longest_wild) + 1):
            found |= _wild.get(form[:length], set())
    if arabizi and not found and token.isascii():
        found |= _by_skeleton(token)
    return frozenset(found)


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
    if len(token) < 5 or lexicon_words(token, arabizi=False):
        return (token,)
    for negation in _GLUED_NEGATIONS:
        if token.startswith(negation) and lexicon_words(token[len(negation) :], arabizi=False):
            return negation, token[len(negation) :]
    return (token,)


@dataclass(slots=True)
class Reading:
    """One text as tokens, the sentence and clause of each, and where each concept stands."""

    original: str = ""
    folded: str = ""
    language: Language = Language.UNKNOWN
    arabizi: bool = False
    words: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    asks: set[int] = field(default_factory=set)
    hits: dict[Concept, list[Span]] = field(default_factory=dict)

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
    return [word for token in found if token not in _SENTENCE_ENDS | _CLAUSE_ENDS for word in _unglued(token)]


def read(text: str, *, arabizi: bool = False) -> Reading:
    """Linear in the text: each token is looked up once, each phrase from its first word only.

    `arabizi` says that the text around this one is in Latin letters, even if this part shows no sign of it.
    """
    folded = normalise(text)
    language = detect_normalised(folded)
    reading = Reading(text, folded, language, arabizi or language is Language.ARABIZI)
    sentence = clause = 0
    for token in _TOKEN.findall(reading.folded.replace("'", "")):
        if token in _SENTENCE_ENDS:
            if token == "?":  # noqa: S105  a question mark
                reading.asks.add(sentence)
            sentence += 1
            clause += 1
        elif token in _CLAUSE_ENDS:
            clause += 1
        else:
            for word in _unglued(token):
                reading.words.append(word)
                reading.sentence.append(sentence)
                reading.clause.append(clause)
    _find(reading)
    return reading


def _find(reading: Reading) -> None:
    meant = [lexicon_words(word, arabizi=reading.arabizi) for word in reading.words]
    last = len(meant) - 1
    for at, words in enumerate(meant):
        if not words:
            continue
        alone, begun = _of_words(words)
        concepts = dict.fromkeys(alone, at + 1)
        if begun and at < last:
            for following in meant[at + 1]:
                for rest, concept in begun.get(following, ()):
                    end = at + 2 + len(rest)
                    if end <= last + 1 and all(part in meant[at + 2 + n] for n, part in enumerate(rest)):
                        concepts[concept] = max(end, concepts.get(concept, 0))
        for concept, end in concepts.items():
            reading.hits.setdefault(concept, []).append((at, end))


_Begun = dict[str, tuple[tuple[tuple[str, ...], Concept], ...]]


@lru_cache(maxsize=16_384)
def _of_words(words: frozenset[str]) -> tuple[tuple[Concept, ...], _Begun]:
    """The ideas that stand alone, and the phrases that may begin here by their second word."""
    alone = {concept for word in words for concept in _single.get(word, ())}
    begun: _Begun = {}
    for word in sorted(words):
        for (second, *rest), concept in _phrases.get(word, ()):
            begun[second] = (*begun.get(second, ()), (tuple(rest), concept))
    return tuple(sorted(alone)), begun
