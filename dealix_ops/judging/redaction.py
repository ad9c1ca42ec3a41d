"""A customer's words for learning and for outside eyes: no secret, no identifier, no name that we know."""

import re
from collections.abc import Iterable

from dealix_ops.language.masking import mask_identifiers, mask_secrets
from dealix_ops.language.normalise import normalise

NAME_MASK = "[اسم]"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0670\u0640])*")
_SHORTEST = 3
_PREFIXES = ("و", "ف", "ب", "ل", "ك", "يا")
_OF_EVERY_COMPANY = frozenset(
    normalise(word)
    for word in ("شركة", "مؤسسة", "مجموعة", "مكتب", "متجر", "company", "group", "team", "the", "and", "for")
)
"""Words of a company's name that belong to the language: without them an example says nothing."""


def redacted(text: str, *, names: Iterable[str | None]) -> str:
    """Names of third persons stay: nobody told us that they are names."""
    masked, _ = mask_secrets(text)
    known = {
        plain
        for name in names
        for word in _WORD.findall(name or "")
        if len(plain := normalise(word)) >= _SHORTEST and plain not in _OF_EVERY_COMPANY
    }
    shown = mask_identifiers(masked)
    return _WORD.sub(lambda word: NAME_MASK if known & _forms(word.group()) else word.group(), shown)


def _forms(word: str) -> set[str]:
    """The word, and what remains of it without one attached prefix («ولنورة» has two)."""
    forms = {normalise(word)}
    for _ in range(2):
        forms |= {form.removeprefix(prefix) for form in forms for prefix in _PREFIXES}
    return forms | {f"ا{form}" for form in forms if form.startswith("ل")}
