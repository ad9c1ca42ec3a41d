"""Triage by rules alone: explains itself, reads the whole unanswered block, and cannot be talked down."""

from collections.abc import Sequence
from dataclasses import replace

from dealix_ops.language.detect import detect_language
from dealix_ops.language.masking import SECRET_MASK, mask_secrets
from dealix_ops.triage.assess import assess, severity_of
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, P0Sound

_MOST_REASONS = 6


def classify(block: Sequence[str], *, secret_found: bool = False) -> Verdict:
    """Of the unanswered lines, oldest first; never lower than any one of them would be alone.

    `secret_found` is for text whose secrets were masked before; secrets still in it are found here too.
    """
    lines = [line for line in block if line.strip()]
    masked, found = mask_secrets("\n".join(lines))
    secret = secret_found or found or SECRET_MASK in masked
    language = detect_language(masked)
    languages = [language] if len(lines) < 2 else [detect_language(line) for line in masked.split("\n")]
    arabizi = Language.ARABIZI in languages
    whole = assess(masked.replace(SECRET_MASK, " "), language=language, secret_found=secret, arabizi=arabizi)
    if len(lines) < 2:
        return whole
    parts = [
        assess(line.replace(SECRET_MASK, " "), language=spoken)
        for line, spoken in zip(masked.split("\n"), languages, strict=True)
    ]
    return _together([whole, *parts])


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Gravest and loudest wins, the whole block before its lines; what any line reports stays reported."""
    base = min(verdicts, key=lambda verdict: (verdict.priority.rank, verdict.p0_sound is P0Sound.WORD))
    leak = any(verdict.has_data_leak for verdict in verdicts)
    send = any(verdict.has_unauthorized_send for verdict in verdicts)
    customers = max(verdict.affected_customers for verdict in verdicts if verdict.priority is base.priority)
    reasons = [*base.reasons, *(r for v in verdicts if v.priority is base.priority for r in v.reasons)]
    return replace(
        base,
        severity=severity_of(base.priority, leak=leak, send=send, customers=customers),
        has_data_leak=leak,
        has_unauthorized_send=send,
        affected_customers=customers,
        reasons=tuple(dict.fromkeys(reasons))[:_MOST_REASONS],
    )
