"""In which of our two languages a customer is answered."""

import re
from collections.abc import Sequence
from enum import StrEnum

from dealix_ops.language.detect import detect_language
from dealix_ops.vocabulary import Language


class DraftLanguage(StrEnum):
    """Of an outgoing text; Arabizi is answered in plain Arabic, a mixed message in Arabic."""

    AR = "ar"
    EN = "en"

    @property
    def other(self) -> "DraftLanguage":
        return DraftLanguage.EN if self is DraftLanguage.AR else DraftLanguage.AR


_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_LINKED = re.compile(
    r"(?i)\b(?:the|a|an|is|are|was|were|we|i|you|our|your|my|it|this|that|to|of|for|in|on|at|with|please"
    r"|thanks|thank|can|could|do|does|did|not|no|how|what|when|where|why|who|have|has|had)\b"
)
SENTENCE_WORDS = 3


def language_of(texts: Sequence[str]) -> DraftLanguage:
    """The last line whose language is clear decides; «ok 👍» after an Arabic matter changes nothing."""
    spoken = [(text, detect_language(text)) for text in texts]
    known = [(text, language) for text, language in spoken if language is not Language.UNKNOWN]
    clear = [language for text, language in known if _is_clear(text, language)]
    decide = clear or [language for _, language in known]
    return DraftLanguage.EN if decide and decide[-1] is Language.EN else DraftLanguage.AR


def _is_clear(text: str, language: Language) -> bool:
    """A borrowed word or a pasted error code is no choice of a language; a sentence is."""
    if language is not Language.EN:
        return language is Language.ARABIZI or _ARABIC_LETTER.search(text) is not None
    return len(_LATIN_WORD.findall(text)) >= SENTENCE_WORDS and _LINKED.search(text) is not None
