"""Shows the deciding words as the customer wrote them, although they were compared in one spelling."""

from functools import lru_cache
from itertools import accumulate

from dealix_ops.triage.lexicon import Reading, Span, words_of

_LONGEST = 40
_EDGES = ".,،؛;:!?؟…«»\"'“”()[]{}*_-–—~"
_MOST_DIGITS = 4


def quote(reading: Reading, span: Span) -> str:
    """In «…»; the compared spelling where the original cannot be found or would show a number or address."""
    return f"«{(_as_written(reading, span) or reading.quote(span))[:_LONGEST]}»"


@lru_cache(maxsize=16_384)
def _size(stretch: str) -> int:
    return len(words_of(stretch))


def _as_written(reading: Reading, span: Span) -> str:
    """Both spellings part into the same stretches, unless decoration made some vanish or join."""
    written, compared = reading.original.split(), reading.folded.split()
    if len(written) != len(compared):
        return ""
    ends = list(accumulate(map(_size, compared)))
    if not ends or ends[-1] != len(reading.words):
        return ""
    chosen = [
        stretch
        for stretch, end, before in zip(written, ends, [0, *ends], strict=False)
        if end > span[0] and before < span[1] and end > before
    ]
    text = " ".join(chosen).strip(_EDGES)
    private = "@" in text or sum(letter.isdigit() for letter in text) > _MOST_DIGITS
    return "" if private else text
