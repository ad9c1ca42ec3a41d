"""What may count as proof, and how rows become figures. Figures: product facts, operator modes."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dealix_ops.proof.errors import (
    AmountUnusable,
    NothingRecorded,
    ReasonNeeded,
    TimeUnusable,
    TooMuchRecorded,
    WindowUnusable,
    WordsNeeded,
)

WORDS_MAX = 300
LEAST_LETTERS = 3
LARGEST_SAR = 1_000_000_000
LONGEST = timedelta(days=366)
MOST_SOURCES = 1_000
"""Of one version: its PDF is then some fifty pages and takes a second."""


class Kind(StrEnum):
    """What a person records about the service, in the order of the pack."""

    OPPORTUNITY = "opportunity"
    DRAFT_APPROVED = "draft_approved"
    REPLY = "reply"
    MEETING = "meeting"
    RISK_BLOCKED = "risk_blocked"
    PIPELINE = "pipeline"


class Own(StrEnum):
    """What the product counts from its own rows: our talk with the customer, not their outreach."""

    ANSWER_APPROVED = "answer_approved"
    CUSTOMER_REPLY = "customer_reply"
    GATE_REFUSED = "gate_refused"


class SourceKind(StrEnum):
    """Which table a source stands in."""

    RECORD = "record"
    APPROVAL = "approval"
    MESSAGE = "message"
    LEDGER = "ledger"


@dataclass(frozen=True)
class Source:
    """One row behind a figure; `words` are a person's, empty where the row speaks for itself."""

    kind: SourceKind
    id: int
    at: datetime
    ticket_id: int | None = None
    words: str = ""
    by: str = ""
    amount_sar: int | None = None


@dataclass(frozen=True)
class Figure:
    """`count` is how many sources there are: no other number exists."""

    key: Kind | Own
    sources: tuple[Source, ...]

    @property
    def count(self) -> int:
        return len(self.sources)

    @property
    def amount_sar(self) -> int | None:
        """Of the pipeline alone, and only where something of it is recorded."""
        if self.key is not Kind.PIPELINE or not self.sources:
            return None
        return sum(source.amount_sar or 0 for source in self.sources)


@dataclass(frozen=True)
class Window:
    """From the first instant up to, but not with, the last."""

    since: datetime
    until: datetime


def figures(found: Iterable[tuple[Kind | Own, Source]]) -> tuple[Figure, ...]:
    """Every figure of a pack, also those of which nothing is recorded; sources by time."""
    pairs = sorted(found, key=lambda pair: (pair[1].at, pair[1].kind, pair[1].id))
    keys: list[Kind | Own] = [*Kind, *Own]
    return tuple(Figure(key, tuple(source for of, source in pairs if of is key)) for key in keys)


def without(figures: Iterable[Figure], shown: Set[tuple[SourceKind, int]]) -> tuple[Figure, ...]:
    """What is left of them where these rows were shown before."""
    return tuple(
        Figure(figure.key, tuple(one for one in figure.sources if (one.kind, one.id) not in shown))
        for figure in figures
    )


def require_recordable(kind: Kind, *, words: str, amount_sar: int | None, at: datetime, now: datetime) -> str:
    """The words as they are kept. Raises WordsNeeded, AmountUnusable, TimeUnusable."""
    said = _words(words)
    if said is None:
        raise WordsNeeded(f"{LEAST_LETTERS} to {WORDS_MAX} characters")
    if (amount_sar is not None) != (kind is Kind.PIPELINE):
        raise AmountUnusable("an amount stands with the pipeline, and only there")
    if amount_sar is not None and not 0 < amount_sar <= LARGEST_SAR:
        raise AmountUnusable(f"1 to {LARGEST_SAR} riyals")
    if not now - LONGEST <= at <= now:
        raise TimeUnusable("it happened within the last year")
    return said


def require_reason(reason: str) -> str:
    """Raises ReasonNeeded."""
    said = _words(reason)
    if said is None:
        raise ReasonNeeded(f"{LEAST_LETTERS} to {WORDS_MAX} characters")
    return said


def require_window(window: Window, *, now: datetime) -> None:
    """Raises WindowUnusable."""
    if not window.since < window.until <= now or window.until - window.since > LONGEST:
        raise WindowUnusable("up to a year that has passed")


def require_printable(figures: tuple[Figure, ...]) -> None:
    """Raises NothingRecorded, TooMuchRecorded."""
    sources = sum(figure.count for figure in figures)
    if not sources:
        raise NothingRecorded("no row in this window")
    if sources > MOST_SOURCES:
        raise TooMuchRecorded(f"{sources} rows")


def _words(text: str) -> str | None:
    said = " ".join(text.split())
    letters = sum(1 for character in said if character.isalpha())
    return said if letters >= LEAST_LETTERS and len(said) <= WORDS_MAX else None
