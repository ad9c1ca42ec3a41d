"""Text as a reader's eye takes it, with the way back to the letters that were typed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dealix_ops.language.normalise import normalise

_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_DRAWN_VOWEL = re.compile(r"([اوي])\1+")
_SPACED_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_][ ._*~\-|]{1,4}){2,}[^\W\d_](?![^\W_])")
_INSIDE_WORD = re.compile(r"(?<=[^\W_])[._*~\-|/\\'’+^#·•]{1,4}(?=[^\W\d_])")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[@$]|\$(?=[^\W\d_])")  # «$ales», but not «$5» and not «@name»
_SIGNS = {"@": "a", "$": "s"}
_GAP = re.compile(r"[ \n\"'«»“”*_~\-–—()|]+")

# «LATIN SMALL LETTER G WITH STROKE», «ARABIC LETTER NOON WITH RING», «LATIN LETTER SMALL CAPITAL G».
_VARIANT = re.compile(
    r"(?P<arabic>ARABIC LETTER \w+) WITH .*"
    r"|LATIN (?:SMALL|CAPITAL) LETTER (?P<latin>[A-Z]) WITH .*"
    r"|LATIN LETTER SMALL CAPITAL (?P<capital>[A-Z])|LATIN SMALL LETTER (?:SCRIPT|DOTLESS"
    r"|OPEN) (?P<odd>[A-Z])"
)
# Look-alikes that `normalise` has no use for; nobody writes these languages to a customer here.
_TWINS = {
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True)),
    **dict(zip("ηωγσς", "nwyos", strict=True)),
    **dict(zip("гԛԝѵьпӏցոսօհ", "rqwvbnlgnuoh", strict=True)),
    "ٮ": "ب", "ڡ": "ف", "ٯ": "ق", "ں": "ن", "ھ": "ه", "ﻻ": "لا", "ı": "i", "ɑ": "a", "ɡ": "g",
}  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """`text` for matching; `origin[i]` is the place in the source of its i-th character."""

    source: str
    text: str
    origin: tuple[int, ...]

    def found(self, start: int, end: int) -> str:
        """What was typed where `text[start:end]` matched."""
        return self.source[self.origin[start] : self.origin[end - 1] + 1]


def reveal(text: str) -> Folded:
    """One spelling, no decoration inside words, and between two words a single blank or line break."""
    folded = _fold(text)
    for removed in (_separators, _repeated, _gaps):
        folded = _without(folded, removed(folded.text))
    spelt = _SIGN_IN_WORD.sub(lambda sign: _SIGNS[sign.group()], folded.text.translate(_BLANKS))
    return Folded(folded.source, spelt, folded.origin)


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """One character by the product's own normalisation; white space keeps its kind."""
    if letter.isspace():
        return "\n" if letter in "\n\r\u2028\u2029" else " "
    if letter in _TWINS:
        return _TWINS[letter]
    plain = normalise(letter)
    variant = _VARIANT.fullmatch(unicodedata.name(plain, "")) if len(plain) == 1 else None
    if variant is None:
        return plain
    if variant["arabic"]:
        return normalise(unicodedata.lookup(variant["arabic"]))
    return (variant["latin"] or variant["capital"] or variant["odd"]).lower()


def fold_pattern(pattern: str) -> str:
    """A regular expression in plain Arabic spelling, its letters folded as the text will be."""
    return "".join(fold_letter(letter) if "\u0600" <= letter <= "\u06ff" else letter for letter in pattern)


_BLANKS = str.maketrans(dict.fromkeys("\"'«»“”*_~-–—()|", " "))


def _fold(text: str) -> Folded:
    # Letter by letter, so that a finding can quote the original and not its folded shadow.
    pairs = [(folded, at) for at, letter in enumerate(text) for folded in fold_letter(letter)]
    return Folded(text, "".join(folded for folded, _ in pairs), tuple(at for _, at in pairs))


def _without(folded: Folded, gone: set[int]) -> Folded:
    kept = [place for place in range(len(folded.text)) if place not in gone]
    return Folded(
        folded.source,
        "".join(folded.text[place] for place in kept),
        tuple(folded.origin[place] for place in kept),
    )


def _separators(text: str) -> set[int]:
    gone = {place for match in _INSIDE_WORD.finditer(text) for place in range(*match.span())}
    for match in _SPACED_LETTERS.finditer(text):
        # One sign stays between two letters: each of them may begin the word that is meant.
        places = range(match.start() + 1, match.end())
        gone.update(at for at in places if not text[at].isalpha() and not text[at - 1].isalpha())
    return gone


def _repeated(text: str) -> set[int]:
    """Arabic keeps one letter of a long run; Latin two, because «guarantee» has two."""
    gone: set[int] = set()
    for match in _ELONGATED.finditer(text):
        gone.update(range(match.start() + 1 + ("a" <= match[1] <= "z"), match.end()))
    for match in _DRAWN_VOWEL.finditer(text):
        gone.update(range(match.start() + 1, match.end()))
    return gone


def _gaps(text: str) -> set[int]:
    """All but one character of a gap, the line break if there is one: it ends a clause."""
    gone: set[int] = set()
    for match in _GAP.finditer(text):
        kept = max(text.find("\n", *match.span()), match.start())
        gone.update(place for place in range(*match.span()) if place != kept)
    return gone
