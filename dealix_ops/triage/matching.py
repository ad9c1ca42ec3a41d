"""Finds the first place where all parts of a pattern stand close enough, in time linear in the hits."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.lexicon import Reading, Span
from dealix_ops.triage.patterns import Pattern

Match = tuple[Pattern, tuple[Span, ...]]

_NEAREST_TRIED = 3
_UNLESS_REACH = 10
_BIT = {concept: 1 << number for number, concept in enumerate(Concept)}


def _mask(concepts: Iterable[Concept]) -> int:
    mask = 0
    for concept in concepts:
        mask |= _BIT[concept]
    return mask


class Table:
    """Patterns in order, each with what a text must hold at all before it is worth a look."""

    def __init__(self, *patterns: Pattern) -> None:
        self._wanted = [(pattern, [_mask(part) for part in pattern.parts]) for pattern in patterns]

    def matches(self, reading: Reading) -> list[Match]:
        held = _mask(concept for concept, spans in reading.hits.items() if spans)
        found = []
        for pattern, masks in self._wanted:
            for mask in masks:
                if not mask & held:
                    break
            else:
                if spans := match(reading, pattern):
                    found.append((pattern, spans))
        return found


def match(reading: Reading, pattern: Pattern) -> tuple[Span, ...] | None:
    """One span a part, or None; each part is known to stand somewhere."""
    first, *others = (reading.spans(*part) for part in pattern.parts)
    starts = [[start for start, _ in spans] for spans in others]
    forbidding = [start for start, _ in reading.spans(*pattern.unless)]
    for anchor in first:
        if _is_near(forbidding, anchor[0], pattern.window + _UNLESS_REACH):
            continue
        chosen = [anchor]
        for spans, begins in zip(others, starts, strict=True):
            near = _nearest(reading, spans, begins, chosen, pattern)
            if near is None:
                break
            chosen.append(near)
        else:
            return tuple(chosen)
    return None


def _is_near(starts: list[int], at: int, reach: int) -> bool:
    after = bisect_left(starts, at - reach)
    return after < len(starts) and starts[after] <= at + reach


def _nearest(
    reading: Reading, spans: list[Span], begins: list[int], chosen: Sequence[Span], pattern: Pattern
) -> Span | None:
    """The closest span to the anchor that shares no word with those already chosen."""
    anchor = chosen[0]
    at = bisect_left(begins, anchor[0])
    candidates = spans[max(0, at - _NEAREST_TRIED) : at + _NEAREST_TRIED + 1]
    for span in sorted(candidates, key=lambda span: abs(span[0] - anchor[0])):
        if abs(span[0] - anchor[0]) > pattern.window:
            return None
        if pattern.same_sentence and reading.sentence[span[0]] != reading.sentence[anchor[0]]:
            continue
        if all(span[1] <= taken[0] or span[0] >= taken[1] for taken in chosen):
            return span
    return None
