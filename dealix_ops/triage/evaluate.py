"""Compares verdicts with labels: the same figures for every classifier that is ever tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, Priority, Severity


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says a message is; `severity` is None where no incident belongs to it."""

    priority: Priority
    severity: Severity | None
    has_data_leak: bool
    has_unauthorized_send: bool
    affected_customers: int
    language: Language


@dataclass(frozen=True, slots=True)
class Score:
    """All in 0…1; `support` is the number of labelled cases."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`confusion` is keyed by (label, verdict)."""

    total: int
    confusion: dict[tuple[Priority, Priority], int]
    per_class: dict[Priority, Score]
    macro_f1: float
    leak: Score
    send: Score
    severity_accuracy: float
    customers_accuracy: float
    language_accuracy: float
    macro_f1_by_language: dict[Language, float] = field(default_factory=dict)

    @property
    def p0_recall(self) -> float:
        return self.per_class[Priority.P0].recall

    def render(self) -> str:
        """A table for a terminal; Latin words only, so that columns stay straight."""
        lines = ["label \\ verdict  " + "".join(f"{priority.value:>6}" for priority in Priority)]
        for label in Priority:
            counts = "".join(f"{self.confusion.get((label, given), 0):>6}" for given in Priority)
            lines.append(f"{label.value:<17}{counts}")
        lines += ["", f"{'':<17}{'prec':>8}{'recall':>8}{'f1':>8}{'n':>6}"]
        scores = {p.value: s for p, s in self.per_class.items()} | {
            "data leak": self.leak,
            "unapproved send": self.send,
        }
        for name, score in scores.items():
            lines.append(
                f"{name:<17}{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}{score.support:>6}"
            )
        lines += ["", f"messages          {self.total}", f"macro F1          {self.macro_f1:.3f}"]
        lines += [
            f"severity (P0, P1) {self.severity_accuracy:.3f}",
            f"customers (P0-P2) {self.customers_accuracy:.3f}",
        ]
        lines += [f"language          {self.language_accuracy:.3f}"]
        lines += [f"macro F1 {name.value:<9}{value:.3f}" for name, value in self.macro_f1_by_language.items()]
        return "\n".join(lines)


def evaluate(labels: Sequence[Label], verdicts: Sequence[Verdict]) -> Evaluation:
    """Raises ValueError when the two do not pair up; an empty pair gives zeros, never an error."""
    pairs = list(zip(labels, verdicts, strict=True))
    confusion: dict[tuple[Priority, Priority], int] = {}
    for label, verdict in pairs:
        key = (label.priority, verdict.priority)
        confusion[key] = confusion.get(key, 0) + 1
    grave = [(a, b) for a, b in pairs if a.priority.rank <= Priority.P1.rank]
    counted = [(a, b) for a, b in pairs if a.priority.rank <= Priority.P2.rank]
    spoken = [language for language in Language if any(label.language is language for label in labels)]
    return Evaluation(
        total=len(pairs),
        confusion=confusion,
        per_class=_per_class(pairs),
        macro_f1=_macro_f1(pairs),
        leak=_score([(a.has_data_leak, b.has_data_leak) for a, b in pairs]),
        send=_score([(a.has_unauthorized_send, b.has_unauthorized_send) for a, b in pairs]),
        severity_accuracy=_share([a.severity is b.severity for a, b in grave]),
        customers_accuracy=_share([a.affected_customers == b.affected_customers for a, b in counted]),
        language_accuracy=_share([a.language is b.language for a, b in pairs]),
        macro_f1_by_language={
            language: _macro_f1([(a, b) for a, b in pairs if a.language is language]) for language in spoken
        },
    )


_Pairs = Sequence[tuple[Label, Verdict]]


def _per_class(pairs: _Pairs) -> dict[Priority, Score]:
    return {one: _score([(a.priority is one, b.priority is one) for a, b in pairs]) for one in Priority}


def _macro_f1(pairs: _Pairs) -> float:
    """Over the classes labelled or given at all, so that a small language is not punished for a gap."""
    seen = {a.priority for a, _ in pairs} | {b.priority for _, b in pairs}
    scores = _per_class(pairs)
    return sum(scores[one].f1 for one in seen) / len(seen) if seen else 0.0


def _score(outcomes: Sequence[tuple[bool, bool]]) -> Score:
    hit = sum(wanted and given for wanted, given in outcomes)
    wanted_count = sum(wanted for wanted, _ in outcomes)
    given_count = sum(given for _, given in outcomes)
    precision = hit / given_count if given_count else 0.0
    recall = hit / wanted_count if wanted_count else 0.0
    f1 = 2 * hit / (wanted_count + given_count) if wanted_count + given_count else 0.0
    return Score(precision, recall, f1, wanted_count)


def _share(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 0.0
