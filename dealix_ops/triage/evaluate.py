"""Compares verdicts with labels: the same figures for every classifier that is ever tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dealix_ops.triage.scores import Interval, Score, calibration_error, in_bands, score_of, share_of, wilson
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, P0Sound, Priority, Severity


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says a message is; `severity` is None where no incident belongs to it."""

    priority: Priority
    severity: Severity | None
    has_data_leak: bool
    has_unauthorized_send: bool
    affected_customers: int
    language: Language
    has_failsafe_word: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`confusion` is keyed by (label, verdict); `p0_by_meaning` leaves out messages with a fail-safe word."""

    total: int
    confusion: dict[tuple[Priority, Priority], int]
    per_class: dict[Priority, Score]
    macro_f1: float
    p0_recall_interval: Interval
    p0_by_meaning: Score
    false_alarms_per_thousand: float
    calibration_error: float
    bands: tuple[tuple[float, float, int], ...]
    leak: Score
    send: Score
    severity_accuracy: float
    customers_accuracy: float
    language_accuracy: float
    macro_f1_by_language: dict[Language, float] = field(default_factory=dict)

    @property
    def p0_recall(self) -> float:
        return self.per_class[Priority.P0].recall


_Pairs = Sequence[tuple[Label, Verdict]]


def evaluate(labels: Sequence[Label], verdicts: Sequence[Verdict]) -> Evaluation:
    """Raises ValueError when the two do not pair up; an empty pair gives zeros, never an error."""
    pairs = list(zip(labels, verdicts, strict=True))
    grave = [(a, b) for a, b in pairs if a.priority.rank <= Priority.P1.rank]
    counted = [(a, b) for a, b in pairs if a.priority.rank <= Priority.P2.rank]
    spoken = [language for language in Language if any(label.language is language for label in labels)]
    told = [(verdict.confidence, label.priority is verdict.priority) for label, verdict in pairs]
    p0 = [b.priority is Priority.P0 for a, b in pairs if a.priority is Priority.P0]
    return Evaluation(
        total=len(pairs),
        confusion=_confusion(pairs),
        per_class=_per_class(pairs),
        macro_f1=_macro_f1(pairs),
        p0_recall_interval=wilson(sum(p0), len(p0)),
        p0_by_meaning=_p0_score([(a, b) for a, b in pairs if not a.has_failsafe_word]),
        false_alarms_per_thousand=1000
        * share_of([_rings(b) for a, b in pairs if a.priority is not Priority.P0]),
        calibration_error=calibration_error(told),
        bands=in_bands(told),
        leak=score_of([(a.has_data_leak, b.has_data_leak) for a, b in pairs]),
        send=score_of([(a.has_unauthorized_send, b.has_unauthorized_send) for a, b in pairs]),
        severity_accuracy=share_of([a.severity is b.severity for a, b in grave]),
        customers_accuracy=share_of([a.affected_customers == b.affected_customers for a, b in counted]),
        language_accuracy=share_of([a.language is b.language for a, b in pairs]),
        macro_f1_by_language={
            language: _macro_f1([(a, b) for a, b in pairs if a.language is language]) for language in spoken
        },
    )


def _rings(verdict: Verdict) -> bool:
    return verdict.p0_sound is P0Sound.MEANING


def _confusion(pairs: _Pairs) -> dict[tuple[Priority, Priority], int]:
    confusion: dict[tuple[Priority, Priority], int] = {}
    for label, verdict in pairs:
        key = (label.priority, verdict.priority)
        confusion[key] = confusion.get(key, 0) + 1
    return confusion


def _per_class(pairs: _Pairs) -> dict[Priority, Score]:
    return {one: score_of([(a.priority is one, b.priority is one) for a, b in pairs]) for one in Priority}


def _p0_score(pairs: _Pairs) -> Score:
    return score_of([(a.priority is Priority.P0, b.priority is Priority.P0) for a, b in pairs])


def _macro_f1(pairs: _Pairs) -> float:
    """Over the classes labelled or given at all, so that a small language is not punished for a gap."""
    seen = {a.priority for a, _ in pairs} | {b.priority for _, b in pairs}
    scores = _per_class(pairs)
    return sum(scores[one].f1 for one in seen) / len(seen) if seen else 0.0
