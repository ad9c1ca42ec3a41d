"""The second reader beside triage, for measuring: no rows, no budget, no ticket."""

from collections import Counter
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from dealix_ops.errors import OpsError

if TYPE_CHECKING:
    from dealix_ops.triage.verdict import Verdict


class ReaderOff(OpsError):
    """There is no second reader to measure."""


class SecondOpinions:
    """Asks as the worker does: redacted words in, and only a graver priority or a look comes of it."""

    def __init__(self) -> None:
        """Raises ReaderOff."""
        from dealix_ops.gateways.by_settings import second_reader
        from dealix_ops.settings import Settings

        reader = second_reader(Settings())
        if reader is None:
            raise ReaderOff("DEALIX_READER_URL, _KIND, _MODEL and _KEY name the second reader; it is off")
        self._reader = reader
        self._outcomes: Counter[str] = Counter()
        self._seconds: list[float] = []

    def beside(self, verdict: "Verdict", text: str) -> "Verdict":
        """Not asked where triage says P0, as in the product."""
        from dealix_ops.judging.redaction import redacted
        from dealix_ops.ports.reader import ReaderFailed
        from dealix_ops.vocabulary import P0Sound, Priority

        if verdict.priority is Priority.P0 or not text.strip():
            self._outcomes["not_asked"] += 1
            return verdict
        began = perf_counter()
        try:
            answer = self._reader.read(redacted(text, names=()))
        except ReaderFailed as failed:
            self._outcomes[failed.fault.value] += 1
            return verdict
        finally:
            self._seconds.append(perf_counter() - began)
        if answer.priority.rank >= verdict.priority.rank:
            self._outcomes["look" if answer.needs_look else "unchanged"] += 1
            return replace(verdict, needs_look=verdict.needs_look or answer.needs_look)
        self._outcomes["raised"] += 1
        sound = P0Sound.MEANING if answer.priority is Priority.P0 else None
        return replace(verdict, priority=answer.priority, p0_sound=sound)

    def told(self) -> str:
        """What came of the questions, and how long the middle one took."""
        counts = ", ".join(f"{name} {count}" for name, count in sorted(self._outcomes.items()))
        middle = sorted(self._seconds)[len(self._seconds) // 2] if self._seconds else 0.0
        return f"second reader     {self._reader.model}: {counts}; median {middle:.2f} s"
