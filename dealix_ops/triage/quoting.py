"""Shows the deciding words as the customer wrote them, although they were compared in one spelling."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from dealix_ops.triage.lexicon import Reading, Span, words_of

_LONGEST = 40
_EDGES = ".,،؛;:!?؟…«»\"'“”()[]{}*_-–—~"
_MOST_DIGITS = 4


def quote(reading: Reading, span: Span) -> str:
    """In «…»; the compared spelling where the original cannot be found. Numbers and addresses become «…»."""
    return f"«{(_as_written(reading, span) or _public(reading.words[span[0] : span[1]]))[:_LONGEST]}»"


@lru_cache(maxsize=16_384)
def _size(stretch: str) -> int:
    return len(words_of(stretch))


def _as_written(reading: Reading, span: Span) -> str:
    if reading.stretches is None:
        reading.stretches = _stretches(reading)
    chosen = [
        stretch
        for stretch, start, end in reading.stretches
        if end > span[0] and start < span[1] and end > start
    ]
    return _public(chosen).strip(_EDGES + " ") or ("…" if chosen else "")


def _stretches(reading: Reading) -> list[tuple[str, int, int]]:
    """Both spellings part into the same stretches, unless decoration made some vanish or join."""
    written, compared = reading.original.split(), reading.folded.split()
    ends = list(accumulate(map(_size, compared)))
    if len(written) != len(compared) or not ends or ends[-1] != len(reading.words):
        return []
    return list(zip(written, [0, *ends], ends, strict=False))


def _public(stretches: Sequence[str]) -> str:
    """A number may be spaced: many digits hide each stretch of mostly digits, but «mwaf8ti» is a word."""
    digits = [sum(map(str.isdigit, one)) for one in stretches]
    letters = [sum(map(str.isalpha, one)) for one in stretches]
    many = sum(digits) > _MOST_DIGITS
    told = zip(stretches, digits, letters, strict=True)
    return " ".join("…" if "@" in one or (many and d and d >= a) else one for one, d, a in told)
