"""Ideas made of two side by side, and hits that a negation, supposition or other world takes back."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.lexicon import Reading, Span

C = Concept


class Pair(NamedTuple):
    """`first` followed by `second` with at most `gap` words between them makes `made`."""

    made: Concept
    first: tuple[Concept, ...]
    second: tuple[Concept, ...]
    gap: int


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_PAIRS = (
    Pair(C.OTHER_PARTY, (C.ORG,), (C.OTHER,), 1),
    Pair(C.OTHER_PARTY, (C.OTHER,), (C.ORG,), 1),
    Pair(C.NO_CONSENT, (C.NEG,), (C.CONSENT_VERB,), 3),
    Pair(C.NO_CONSENT, (C.WITHOUT,), (C.CONSENT_NOUN,), 2),
    Pair(C.NO_CONSENT, (C.WITHOUT,), (C.CONSENT_VERB,), 2),
    Pair(C.NOT_SENT, (C.NEG, C.NOTHING), (C.SENT,), 1),
    Pair(C.NOT_WORKING, (C.NEG, C.NOTHING), (C.WORK,), 1),
    Pair(C.NO_ACCESS, (C.NEG,), (C.ENTER,), 2),
    Pair(C.NO_OUTPUT, (C.NOTHING, C.NEG), (C.DRAFT,), 2),
    Pair(C.NOT_RECEIVED, (C.NEG, C.NOTHING), (C.RECEIVE,), 1),
    Pair(C.WRONG_TARGET, (C.INSTEAD,), (C.RECIPIENT,), 2),
    Pair(C.ALL_CUSTOMERS, (C.EVERY,), (C.CUSTOMER,), 1),
)
_TAKEN_BACK_BY_NEGATION = (C.SENT, C.LEAK, C.HACK, C.CHARGE, C.CHARGED, C.TAKE, C.SEE, C.STOPPED)
_TAKEN_BACK_BY_SUPPOSITION = (
    *_TAKEN_BACK_BY_NEGATION,
    *(
        C.PUBLIC,
        C.OTHER_PARTY,
        C.NOT_WORKING,
        C.NO_ACCESS,
        C.PROBLEM,
        C.NOT_RECEIVED,
        C.LATE,
        C.SLOW,
        C.INACTIVE,
    ),
)
_UNREAL = (C.GENERIC_ASK, C.CLOSED, C.OWN_WORLD, C.FALSE_ALARM, C.FORMER_VENDOR)
_LONGEST_SUPPOSITION = 14
_BEFORE_RELATIVE = _words("بعد كل زي مثل حسب وقت يوم على عند اول مثلما ومثل وبعد")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Where the text speaks of what did not happen: tokens after a supposition, and whole sentences."""

    supposed: frozenset[int]
    sentences: frozenset[int]


_NOTHING_TAKEN_BACK = TakenBack(frozenset(), frozenset())


def derive(reading: Reading) -> TakenBack:
    """Completes `reading` and drops from it the alarming words that the text itself takes back."""
    _drop_relative_ma(reading)
    for pair in _PAIRS:
        made = _side_by_side(reading, pair)
        if made:
            reading.hits[pair.made] = sorted({*reading.hits.get(pair.made, ()), *made})
    _take_back_negated(reading)
    return _take_back_supposed(reading)


def _drop_relative_ma(reading: Reading) -> None:
    """«بعد ما اعتمدتها» says that it was approved: this «ما» denies nothing."""
    spans = reading.hits.get(C.NEG)
    if spans:
        words = reading.words
        reading.hits[C.NEG] = [
            (start, end)
            for start, end in spans
            if words[start] != "ما" or not start or words[start - 1] not in _BEFORE_RELATIVE
        ]


def _side_by_side(reading: Reading, pair: Pair) -> list[Span]:
    held = reading.hits.keys()
    if held.isdisjoint(pair.first) or held.isdisjoint(pair.second):
        return []
    firsts, seconds = reading.spans(*pair.first), reading.spans(*pair.second)
    starts = [start for start, _ in seconds]
    made: list[Span] = []
    for first in firsts:
        at = bisect_left(starts, first[1])
        if at < len(seconds):
            second = seconds[at]
            near = second[0] - first[1] <= pair.gap
            if near and reading.clause[first[0]] == reading.clause[second[0]]:
                made.append((first[0], second[1]))
    return made


def _take_back_negated(reading: Reading) -> None:
    before = {end for _, end in reading.spans(C.NEG, C.NOTHING)}
    if not before:
        return
    for concept in _TAKEN_BACK_BY_NEGATION:
        kept = [span for span in reading.hits.get(concept, ()) if span[0] not in before]
        if len(kept) != len(reading.hits.get(concept, ())):
            reading.hits[concept] = kept


def _take_back_supposed(reading: Reading) -> TakenBack:
    supposed = _supposed_tokens(reading)
    sentences = _unreal_sentences(reading)
    if not supposed and not sentences:
        return _NOTHING_TAKEN_BACK
    for concept in _TAKEN_BACK_BY_SUPPOSITION:
        spans = reading.hits.get(concept)
        if spans:
            reading.hits[concept] = [
                span
                for span in spans
                if span[0] not in supposed and reading.sentence[span[0]] not in sentences
            ]
    return TakenBack(frozenset(supposed), frozenset(sentences))


def _supposed_tokens(reading: Reading) -> set[int]:
    """From «لو» to the end of its sentence; «لو سمحت» supposes nothing."""
    supposed: set[int] = set()
    if not reading.has(C.HYPOTHETICAL):
        return supposed
    polite = {start for start, _ in reading.spans(C.POLITE)}
    for start, _ in reading.spans(C.HYPOTHETICAL):
        if start in polite:
            continue
        at = start
        while (
            at < len(reading.words)
            and at - start < _LONGEST_SUPPOSITION
            and reading.sentence[at] == reading.sentence[start]
        ):
            supposed.add(at)
            at += 1
    return supposed


def _unreal_sentences(reading: Reading) -> set[int]:
    """General questions, closed matters and things of another world; a told fact keeps its sentence real."""
    if reading.hits.keys().isdisjoint(_UNREAL):
        return set()
    harmed = _sentences_with(reading, C.NO_CONSENT, C.OTHER_PARTY)
    told = _sentences_with(reading, C.FACT, C.NO_CONSENT)
    general = _sentences_with(reading, C.GENERIC_ASK) - told
    elsewhere = _sentences_with(reading, C.CLOSED, C.OWN_WORLD, C.FALSE_ALARM)
    former = _sentences_with(reading, C.FORMER_VENDOR)
    return general | former | (elsewhere - harmed)


def _sentences_with(reading: Reading, *concepts: C) -> set[int]:
    return {reading.sentence[start] for start, _ in reading.spans(*concepts)}
