"""What makes a message delicate beside its priority (founder A18, A21), and whose words it is (A2)."""

import re

from dealix_ops.triage.lexicon import Reading
from dealix_ops.triage.risk_forms import FORWARDED, GRIEVANCE, RISKS, STEMS, TRIGGERS
from dealix_ops.vocabulary import Risk

_LONGEST = 6_000


def _by_first_letter(stems: str) -> str:
    """The same alternatives, so that one comparison at a place rules out all that begin alike."""
    begun: dict[str, list[str]] = {}
    for stem in stems.split("|"):
        plain = stem[0].isalnum() and stem[1:2] not in ("?", "*", "+", "{")
        begun.setdefault(stem[0] if plain else "", []).append(stem[1:] if plain else stem)
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in begun.items())


_TRIGGER = re.compile(_by_first_letter(TRIGGERS))
_RISKS = {
    risk: (re.compile(_by_first_letter(STEMS[risk])), re.compile("|".join(forms)))
    for risk, forms in RISKS.items()
}
_GRIEVANCE = re.compile(GRIEVANCE)
_FORWARDED = re.compile("|".join(FORWARDED))
_FORWARDING = re.compile(r"محول|منقول|توجيه|forward|original message|\bfwd?\b|]|\d:\d\d|: ?[\"«“]")


def risks_in(reading: Reading) -> tuple[Risk, ...]:
    text = reading.folded[:_LONGEST]
    if not _TRIGGER.search(text):
        return ()
    found = tuple([risk for risk, (stem, form) in _RISKS.items() if stem.search(text) and form.search(text)])
    if Risk.AUTHORITY in found and not _GRIEVANCE.search(text):
        return tuple(risk for risk in found if risk is not Risk.AUTHORITY)
    return found


def is_forwarded(reading: Reading) -> bool:
    """Pasted or passed on: somebody else's words, although the fail-safe holds for them too."""
    text = reading.folded[:_LONGEST]
    return bool(_FORWARDING.search(text) and _FORWARDED.search(text))
