"""What makes a message delicate beside its priority (founder A18, A21), and whose words it is (A2)."""

import re

from dealix_ops.triage.lexicon import Reading
from dealix_ops.triage.risk_forms import FORWARDED, GRIEVANCE, RISKS, TRIGGERS
from dealix_ops.vocabulary import Risk

_LONGEST = 6_000
_TRIGGER = re.compile("|".join(TRIGGERS))
_RISKS = {risk: re.compile("|".join(forms)) for risk, forms in RISKS.items()}
_GRIEVANCE = re.compile(GRIEVANCE)
_FORWARDED = re.compile("|".join(FORWARDED))
_FORWARDING = re.compile(r"محول|منقول|توجيه|forward|original message|\bfwd?\b|]|\d:\d\d|: ?[\"«“]")


def risks_in(reading: Reading) -> tuple[Risk, ...]:
    text = reading.folded[:_LONGEST]
    if not _TRIGGER.search(text):
        return ()
    found = tuple(risk for risk, pattern in _RISKS.items() if pattern.search(text))
    if Risk.AUTHORITY in found and not _GRIEVANCE.search(text):
        return tuple(risk for risk in found if risk is not Risk.AUTHORITY)
    return found


def is_forwarded(reading: Reading) -> bool:
    """Pasted or passed on: somebody else's words, although the fail-safe holds for them too."""
    text = reading.folded[:_LONGEST]
    return bool(_FORWARDING.search(text) and _FORWARDED.search(text))
