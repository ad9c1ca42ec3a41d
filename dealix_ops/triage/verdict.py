"""What triage says about a block of messages: the whole answer, and its printed form."""

from dataclasses import dataclass

from dealix_ops.vocabulary import Language, Meaning, P0Sound, Priority, Risk, Severity, Topic


@dataclass(frozen=True, slots=True)
class Verdict:
    """`severity` is set for P0 and P1 only, `p0_sound` for P0 only; `reasons` has the deciding one first."""

    priority: Priority
    severity: Severity | None
    meaning: Meaning
    p0_sound: P0Sound | None
    has_data_leak: bool
    has_unauthorized_send: bool
    affected_customers: int
    needs_look: bool
    confidence: float
    language: Language
    topic: Topic
    reasons: tuple[str, ...]
    risks: tuple[Risk, ...] = ()
    forwarded: bool = False


def as_json(verdict: Verdict) -> dict[str, object]:
    """Plain values in the order that the command line prints them."""
    return {
        "priority": verdict.priority.value,
        "severity": verdict.severity.value if verdict.severity else None,
        "has_data_leak": verdict.has_data_leak,
        "has_unauthorized_send": verdict.has_unauthorized_send,
        "affected_customers": verdict.affected_customers,
        "meaning": verdict.meaning.value,
        "needs_look": verdict.needs_look,
        "confidence": verdict.confidence,
        "reasons": list(verdict.reasons),
        "language": verdict.language.value,
        "topic": verdict.topic.value,
        "p0_sound": verdict.p0_sound.value if verdict.p0_sound else None,
        "risks": [risk.value for risk in verdict.risks],
        "forwarded": verdict.forwarded,
    }
