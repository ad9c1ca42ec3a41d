"""The gates every outgoing text passes before a person may approve it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.claims import copy_ar
from dealix_ops.claims.excuses import excused
from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.family import Family
from dealix_ops.claims.fold import Folded, reveal
from dealix_ops.claims.manners import GRAVE_FAMILIES
from dealix_ops.claims.tone import TONE_FAMILIES
from dealix_ops.language.masking import mask_secrets
from dealix_ops.vocabulary import Priority

MAX_WORD = 40
LIMIT = 500
"""Of an answer to a customer, by whatever way: both ways of a hand-off always work with it."""


class Place(StrEnum):
    """Where a text of ours stands that answers nobody."""

    PAGE = "page"
    MAIL = "mail"
    WHATSAPP = "whatsapp"
    SLACK = "slack"
    LINKEDIN = "linkedin"
    X = "x"


LIMITS: dict[Place, int | None] = {
    Place.PAGE: None,
    Place.MAIL: 2000,
    Place.WHATSAPP: LIMIT,
    Place.SLACK: 3000,
    Place.LINKEDIN: 3000,
    Place.X: 280,
}


class Gate(StrEnum):
    """What a finding was caught by."""

    CLAIMS = "claims"
    TONE = "tone"
    SECRETS = "secrets"
    LENGTH = "length"
    GAP = "gap"
    GRAVE = "grave"  # admission, denial, offer


@dataclass(frozen=True)
class Finding:
    """One objection; `word` as it stands in the text, at most 40 characters; else it warns."""

    gate: Gate
    family: str
    family_ar: str
    word: str
    substitute: str
    blocking: bool

    def message_ar(self) -> str:
        """The line the approver reads; it always says that the text was kept."""
        if not self.word:
            return copy_ar.EMPTY
        return copy_ar.MESSAGE[self.gate].format(word=self.word, substitute=self.substitute)


# Brackets that a person or a template may leave open where a fact belongs.
_OPEN_GAP = re.compile(
    r"[⟦〚][^⟧〛]{0,60}[⟧〛]?|[⟧〛]|\[\[[^\]]{0,60}\]\]|\{\{[^}]{0,60}\}\}|اكتب الجواب|(?i:write the answer)"
)
_REST_OF_WORD = re.compile(r"\w{1,20}")
_FAMILIES = (*GRAVE_FAMILIES, *CLAIM_FAMILIES, *TONE_FAMILIES)
# Letters and symbols to the standard, nothing to the eye.
_BLANKS = frozenset("\u0640\u3164\u115f\u1160\uffa0\u2800")


def prepare() -> None:
    """Compile every pattern, about a second: a process does it before somebody waits for an answer."""
    for family in _FAMILIES:
        tuple(family.places(""))


def is_prepared() -> bool:
    return all(family.is_prepared for family in _FAMILIES)


def check_outgoing(
    text: str, *, priority: Priority, limit: int = LIMIT, risky: bool = False
) -> tuple[Finding, ...]:
    """Everything to object to, what blocks first; `limit` in characters.

    `risky` holds a milder ticket to the rules of a grave one: a threat to publish, to sue or to leave.
    """
    if _is_empty(text):
        return (Finding(Gate.LENGTH, "empty", copy_ar.EMPTY_TEXT, "", copy_ar.WRITE_FIRST, True),)
    seen = reveal(text)
    findings = [*_length(text, limit), *_gaps(text), *_secrets(text)]
    if risky or priority.rank <= Priority.P1.rank:
        findings += _matches(seen, GRAVE_FAMILIES, Gate.GRAVE, blocking=True)
    findings += _matches(seen, CLAIM_FAMILIES, Gate.CLAIMS, blocking=True)
    findings += _matches(seen, TONE_FAMILIES, Gate.TONE, blocking=False)
    return tuple(sorted(findings, key=lambda finding: not finding.blocking))


def check_text(text: str, place: Place = Place.PAGE) -> tuple[Finding, ...]:
    """A page, a document, a post or an outreach template: the very gates of a draft, without a ticket's."""
    limit = LIMITS[place]
    return check_outgoing(text, priority=Priority.P3, limit=len(text) if limit is None else limit)


def check_claims(text: str) -> tuple[Finding, ...]:
    """Only the prohibited claims: what pages and documents are held to."""
    return tuple(_matches(reveal(text), CLAIM_FAMILIES, Gate.CLAIMS, blocking=True))


def may_approve(findings: Iterable[Finding]) -> bool:
    """Whether nothing among the findings blocks."""
    return not any(finding.blocking for finding in findings)


def _matches(seen: Folded, families: tuple[Family, ...], gate: Gate, *, blocking: bool) -> Iterator[Finding]:
    """One finding a family is enough for the person who corrects the text."""
    for family in families:
        word = next(_words(seen, family), None)
        if word is not None:
            yield Finding(gate, family.key, family.title_ar, word, family.substitute, blocking)


def _words(seen: Folded, family: Family) -> Iterator[str]:
    for start, end in family.places(seen.text):
        if not excused(family.excuse, seen.text, start, end):
            yield _shown(seen.found(start, _word_end(seen.text, end)))


def _word_end(text: str, end: int) -> int:
    """A person looks for whole words."""
    rest = _REST_OF_WORD.match(text, end) if text[end - 1].isalnum() else None
    return rest.end() if rest is not None else end


def _shown(word: str) -> str:
    line = " ".join(word.split())
    return line if len(line) <= MAX_WORD else line[: MAX_WORD - 1] + "…"


def _is_empty(text: str) -> bool:
    return not any(unicodedata.category(ch)[0] in "LNS" and ch not in _BLANKS for ch in text)


def _length(text: str, limit: int) -> Iterator[Finding]:
    if len(text) > limit:
        substitute = copy_ar.SHORTEN.format(limit=limit)
        yield Finding(Gate.LENGTH, "too_long", copy_ar.TOO_LONG, str(len(text)), substitute, True)


def _gaps(text: str) -> Iterator[Finding]:
    gap = _OPEN_GAP.search(text)
    if gap is not None:
        yield Finding(Gate.GAP, "open_gap", copy_ar.OPEN_GAP, _shown(gap.group()), copy_ar.FILL, True)


def _secrets(text: str) -> Iterator[Finding]:
    _, found = mask_secrets(text)
    if found:
        # The finding goes to a card and to the ledger, where the secret must not follow.
        yield Finding(Gate.SECRETS, "secret", copy_ar.SECRET, copy_ar.HIDDEN, copy_ar.REMOVE_SECRET, True)
