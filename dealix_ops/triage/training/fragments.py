"""Words torn from calm messages, as calm messages: what says next to nothing must not sound like an alarm.

A network guesses at texts far shorter than all it has seen, from a number or a single word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from dealix_ops.triage.training.examples import Example
from dealix_ops.vocabulary import Meaning, Priority

_ONE_IN = 3
_LONGEST = 3


def fragments(examples: Sequence[Example]) -> Iterator[Example]:
    """A few neighbouring words of one calm example in three, always the same ones."""
    for example in examples:
        chance = crc32(f"fragment {example.text}".encode())
        words = example.text.split()
        if example.priority is not Priority.P3 or chance % _ONE_IN or len(words) <= _LONGEST:
            continue
        size = 1 + chance // _ONE_IN % _LONGEST
        start = chance // (_ONE_IN * _LONGEST) % (len(words) - size + 1)
        yield replace(example, text=" ".join(words[start : start + size]), meaning=Meaning.OTHER)
