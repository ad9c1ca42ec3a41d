"""Triage of a block of messages: explains itself, reads all of it, and cannot be talked down."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dealix_ops.language.detect import detect_language
from dealix_ops.language.masking import SECRET_MASK, mask_secrets
from dealix_ops.triage.assess import assess, severity_of
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, P0Sound, Priority, Risk

if TYPE_CHECKING:
    from dealix_ops.triage.model.inference import Model

_MOST_REASONS = 6


def classify(block: Sequence[str], *, secret_found: bool = False, model: "Model | None" = None) -> Verdict:
    """Of the unanswered messages, oldest first; never lower than any one of them would be alone.

    `secret_found` is for text whose secrets were masked before; secrets still in it are found here too.
    """
    used = model or _shipped()
    messages = [message for message in block if message.strip()]
    masked, found = mask_secrets("\n".join(messages))
    secret = secret_found or found or SECRET_MASK in masked
    if len(messages) < 2:
        return assess(_plain(masked), used, secret_found=secret)
    parts = [_plain(mask_secrets(message)[0]) for message in messages]
    arabizi = any(detect_language(part) is Language.ARABIZI for part in parts)
    whole = assess(_plain(masked), used, secret_found=secret, arabizi=arabizi)
    return _together([whole, *(assess(part, used) for part in parts)])


def _shipped() -> "Model":
    """With numpy it is a tenth of a process's memory, and most processes never read a text."""
    from dealix_ops.triage.model.inference import shipped_model

    return shipped_model()


def _plain(masked: str) -> str:
    return masked.replace(SECRET_MASK, " ")


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Gravest and loudest wins, the whole block first; what any message reports stays reported."""
    base = min(verdicts, key=lambda verdict: (verdict.priority.rank, verdict.p0_sound is P0Sound.WORD))
    grave = base.priority is Priority.P0
    leak = grave and any(verdict.has_data_leak for verdict in verdicts)
    send = grave and any(verdict.has_unauthorized_send for verdict in verdicts)
    customers = max(verdict.affected_customers for verdict in verdicts if verdict.priority is base.priority)
    reasons = [*base.reasons, *(r for v in verdicts if v.priority is base.priority for r in v.reasons)]
    risks = {risk for verdict in verdicts for risk in verdict.risks}
    return replace(
        base,
        severity=severity_of(base.priority, leak=leak, send=send, customers=customers),
        has_data_leak=leak,
        has_unauthorized_send=send,
        affected_customers=customers,
        needs_look=base.needs_look or base is not verdicts[0],
        reasons=tuple(dict.fromkeys(reasons))[:_MOST_REASONS],
        risks=tuple(risk for risk in Risk if risk in risks),
        forwarded=any(verdict.forwarded for verdict in verdicts),
    )
