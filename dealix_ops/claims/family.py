"""One kind of words with what to write instead of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.loosen import loosen


@dataclass(frozen=True)
class Family:
    """`title_ar` is what people are told; `example` and `example_en` are refused (or warned of) themselves.

    Patterns are regular expressions in plain spelling: a space stands for any gap between words; «و», «ف» or
    «س» may stand before them.
    """

    key: str
    title_ar: str
    substitute: str
    patterns: tuple[str, ...]
    excuse: Excuse = Excuse.NEGATED
    example: str = ""
    example_en: str = ""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in text that went through `fold.reveal`."""
        arabic, english = self._compiled
        for match in chain(arabic.finditer(text), english.finditer(text)):
            words = match.group().rstrip(" \n,.")
            if _TWO_SENTENCES.search(words):
                continue
            if match.re is english or not _is_english(words):
                yield match.start(), match.start() + len(words)

    @property
    def is_prepared(self) -> bool:
        """Whether `places` begins at once: the patterns of one family take up to a fifth of a second."""
        return "_compiled" in self.__dict__

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        arabic = [pattern for pattern in self.patterns if _ARABIC_LETTER.search(pattern)]
        english = [pattern for pattern in self.patterns if not _ARABIC_LETTER.search(pattern)]
        return _compile(arabic), _compile(english)


_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_NOTHING = "(?!)"
# «No. A person approves»: letters pulled apart stand alone before their full stop, whole words do not.
_TWO_SENTENCES = re.compile(r"[^\W\d_]{2}[.!?][ \n]")
# English words that sound like an Arabic claim, alone («admin» and «أضمن») or as part of one.
_ENGLISH = frozenset(
    [
        "admin",
        "domain",
        "therefore",
        "the",
        "an",
        "to",
        "do",
        "one",
        "true",
        "for",
        "your",
        "you",
        "great",
        "people",
        "is",
        "are",
        "of",
        "and",
        "our",
        "in",
        "on",
        "at",
        "it",
        "with",
        "up",
        "me",
        "my",
        "be",
        "by",
        "if",
        "not",
        "from",
        "this",
        "that",
    ]
)


def _compile(patterns: list[str]) -> re.Pattern[str]:
    either = loosen("|".join(patterns)) or _NOTHING
    return re.compile(rf"(?<!\w)(?:[وف][ \n]?(?=[\u0621-\u064a]))?(?:{either})")


def _is_english(found: str) -> bool:
    """Whether what reads as Arabic in Latin letters is plain English."""
    return not _ARABIC_LETTER.search(found) and not _ENGLISH.isdisjoint(re.findall("[a-z0-9]+", found))
