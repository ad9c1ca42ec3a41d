"""One text looked at by every reader before anything is decided: fail-safe words, patterns, model."""

from dataclasses import dataclass

from dealix_ops.triage.derive import TakenBack, derive
from dealix_ops.triage.failsafe import Hit, find_hits
from dealix_ops.triage.lexicon import Reading, read
from dealix_ops.triage.matching import Match, Table
from dealix_ops.triage.model.features import Seen, see
from dealix_ops.triage.patterns import P0_PATTERNS, P1_PATTERNS, P2_PATTERNS
from dealix_ops.vocabulary import Priority

_PATTERNS = Table(*P0_PATTERNS, *P1_PATTERNS, *P2_PATTERNS)


@dataclass(frozen=True, slots=True)
class Study:
    """`alarms` are the matches of P0 patterns, `lesser` those of P1 and then P2."""

    reading: Reading
    taken_back: TakenBack
    hits: list[Hit]
    alarms: list[Match]
    lesser: list[Match]
    seen: Seen


def study(text: str, *, arabizi: bool = False) -> Study:
    reading = read(text, arabizi=arabizi)
    hits = find_hits(reading.words)
    taken_back = derive(reading)
    matches = _PATTERNS.matches(reading)
    alarms = [match for match in matches if match[0].priority is Priority.P0]
    lesser = [match for match in matches if match[0].priority is not Priority.P0]
    seen = see(reading, matches, taken_back, hits)
    return Study(reading, taken_back, hits, alarms, lesser, seen)
