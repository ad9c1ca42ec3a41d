"""Why, in Arabic: the deciding words as they were written, and the matter they speak of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dealix_ops.triage import copy_ar
from dealix_ops.triage.lexicon import Reading, Span
from dealix_ops.triage.matching import Match
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.quoting import quote
from dealix_ops.triage.study import Study

if TYPE_CHECKING:
    from dealix_ops.triage.model.inference import Model

_MOST_HITS = 3
_MOST_QUOTES = 3
_TELLING = 4
_SHORTEST_TELLING = 3


def grave_reasons(
    case: Study, model: "Model", kinds: Sequence[Kind], *, word_only: bool, secret_found: bool
) -> tuple[str, ...]:
    reasons = [copy_ar.SECRET_REASON] if secret_found else []
    for start, end, meaning in case.hits[:_MOST_HITS]:
        name = copy_ar.FAILSAFE_NAMES[meaning.value]
        suffix = f" ({copy_ar.WORD_ONLY})" if word_only else ""
        reasons.append(f"{quote(case.reading, (start, end))} ← {name}{suffix}")
    meanings = {kind.meaning for kind in kinds}
    reasons += [_of_match(case.reading, match) for match in case.alarms if match[0].meaning in meanings]
    if kinds and (not reasons or not case.hits):
        reasons.append(_of_words(case, model, kinds[0]))
    return tuple(dict.fromkeys(reasons))


def lesser_reasons(case: Study, model: "Model", kind: Kind, found: Sequence[Match]) -> tuple[str, ...]:
    reasons = [_of_match(case.reading, match) for match in found] or [_of_words(case, model, kind)]
    return tuple(dict.fromkeys(reasons))


def calm_reasons(kind: Kind) -> tuple[str, ...]:
    return (copy_ar.CALM_REASONS.get(kind.value, copy_ar.DEFAULT_REASON),)


def _of_match(reading: Reading, match: Match) -> str:
    pattern, spans = match
    return f"{_joined(reading, sorted(set(spans)))} ← {pattern.name_ar}"


def _of_words(case: Study, model: "Model", kind: Kind) -> str:
    """The strongest words, neighbours in one quotation, in the order of the text."""
    words = case.reading.words
    telling = [
        place
        for weight, place in model.telling_words(case.seen, kind)
        if weight > 0 and len(words[place]) >= _SHORTEST_TELLING and not words[place].isdecimal()
    ]
    spans: list[Span] = []
    for place in sorted(telling[:_TELLING]):
        if spans and place - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    quoted = _joined(case.reading, spans[:_MOST_QUOTES]) or copy_ar.WHOLE_TEXT
    return f"{quoted} ← {copy_ar.MATTERS[kind.value]}"


def _joined(reading: Reading, spans: Sequence[Span]) -> str:
    return " + ".join(quote(reading, span) for span in spans)
