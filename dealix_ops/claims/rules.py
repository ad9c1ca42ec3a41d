"""The gates every outgoing text passes before a person may approve it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.claims import copy_ar
from dealix_ops.claims.excuses import excused
from dealix_ops.claims.families import CLAIM_FAMILIES, Family
from dealix_ops.claims.fold import Folded, views
from dealix_ops.claims.manners import ADMISSION, DENIAL, TONE_FAMILIES
from dealix_ops.language.masking import mask_secrets
from dealix_ops.vocabulary import Priority

MAX_WORD = 40
LIMIT = 500


class Gate(StrEnum):
    """What a finding was caught by."""

    CLAIMS = "claims"
    TONE = "tone"
    SECRETS = "secrets"
    LENGTH = "length"
    GAP = "gap"
    ADMISSION = "admission"


@dataclass(frozen=True)
class Finding:
    """One objection; `word` as it stands in the text, at most 40 characters."""

    gate: Gate
    family: str
    word: str
    substitute: str
    blocking: bool

    def message_ar(self) -> str:
        """The line the approver reads; it always says that the text was kept."""
        if not self.word:
            return copy_ar.EMPTY
        return copy_ar.MESSAGE[self.gate].format(word=self.word, substitute=self.substitute)


# Brackets that a person or a template may leave open where a fact belongs.
_OPEN_GAP = re.compile(r"⟦[^⟧]{0,60}⟧?|⟧|〚[^〛]{0,60}〛?|\[\[[^\]]{0,60}\]\]|\{\{[^}]{0,60}\}\}|اكتب الجواب")
# Letters and symbols to the standard, nothing to the eye.
_BLANKS = frozenset("\u0640\u3164\u115f\u1160\uffa0\u2800")


def check_outgoing(text: str, *, priority: Priority, limit: int = LIMIT) -> tuple[Finding, ...]:
    """Everything to object to, what blocks first; `limit` in characters."""
    if _is_empty(text):
        return (Finding(Gate.LENGTH, "empty", "", copy_ar.WRITE_FIRST, True),)
    seen = views(text)
    findings = [*_length(text, limit), *_gaps(text), *_secrets(text)]
    if priority.rank <= Priority.P1.rank:
        findings += _matches(seen, (ADMISSION, DENIAL), Gate.ADMISSION, blocking=True)
    findings += _matches(seen, CLAIM_FAMILIES, Gate.CLAIMS, blocking=True)
    findings += _matches(seen, TONE_FAMILIES, Gate.TONE, blocking=False)
    return tuple(sorted(findings, key=lambda finding: not finding.blocking))


def check_claims(text: str) -> tuple[Finding, ...]:
    """Only the prohibited claims: what pages and documents are held to."""
    return tuple(_matches(views(text), CLAIM_FAMILIES, Gate.CLAIMS, blocking=True))


def may_approve(findings: Iterable[Finding]) -> bool:
    """Whether nothing among the findings blocks."""
    return not any(finding.blocking for finding in findings)


def _matches(
    seen: tuple[Folded, ...], families: tuple[Family, ...], gate: Gate, *, blocking: bool
) -> Iterator[Finding]:
    """One finding a family is enough for the person who corrects the text."""
    for family in families:
        word = next((word for view in seen for word in _words(view, family)), None)
        if word is not None:
            yield Finding(gate, family.key, word, family.substitute, blocking)


def _words(view: Folded, family: Family) -> Iterator[str]:
    for match in family.compiled.finditer(view.text):
        if match.group() and not excused(family.excuse, view.text, match.start(), match.end()):
            yield _shown(view.found(*match.span()))


def _shown(word: str) -> str:
    line = " ".join(word.split())
    return line if len(line) <= MAX_WORD else line[: MAX_WORD - 1] + "…"


def _is_empty(text: str) -> bool:
    return not any(unicodedata.category(ch)[0] in "LNS" and ch not in _BLANKS for ch in text)


def _length(text: str, limit: int) -> Iterator[Finding]:
    if len(text) > limit:
        substitute = copy_ar.SHORTEN.format(limit=limit)
        yield Finding(Gate.LENGTH, "too_long", str(len(text)), substitute, True)


def _gaps(text: str) -> Iterator[Finding]:
    gap = _OPEN_GAP.search(text)
    if gap is not None:
        yield Finding(Gate.GAP, "open_gap", _shown(gap.group()), copy_ar.FILL, True)


def _secrets(text: str) -> Iterator[Finding]:
    _, found = mask_secrets(text)
    if found:
        # The finding goes to a card and to the ledger, where the secret must not follow.
        yield Finding(Gate.SECRETS, "secret", copy_ar.HIDDEN, copy_ar.REMOVE_SECRET, True)
