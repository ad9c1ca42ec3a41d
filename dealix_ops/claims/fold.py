"""Text as a reader's eye takes it, with the way back to the letters that were typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dealix_ops.language.normalise import normalise

_ARABIC = "\u0621-\u064a"
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_DRAWN_VOWEL = re.compile(r"([اوي])\1+")
_SPACED_LETTERS = re.compile(r"(?<!\w)(?:[^\W\d_][ ._*~\-|]+){2,}[^\W\d_](?!\w)")
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[._*~\-|/\\'’+^#]+(?=[^\W\d_])")
_WORD = re.compile(r"[\w@$!]+")

# Only for words that mix the scripts: there a Latin letter stands for the Arabic one it sounds like.
_LATIN_IN_ARABIC = str.maketrans("abtjdrzsfqklmnhwyoi", "ابتجدرزسفقكلمنهويوي")
_DIGIT_IN_LATIN = str.maketrans("013457@$!", "oieastasi")


@dataclass(frozen=True)
class Folded:
    """`text` for matching; `origin[i]` is the place in the source of its i-th character."""

    source: str
    text: str
    origin: tuple[int, ...]

    def found(self, start: int, end: int) -> str:
        """What was typed where `text[start:end]` matched."""
        return self.source[self.origin[start] : self.origin[end - 1] + 1]


def views(text: str) -> tuple[Folded, ...]:
    """The text folded, and once more with the usual disguises undone."""
    plain = _without(_fold(text), _repeated_letters)
    revealed = _without(_without(_without(plain, _separators), _repeated_letters), _drawn_vowels)
    revealed = Folded(revealed.source, _WORD.sub(_one_script, revealed.text), revealed.origin)
    return (plain,) if revealed.text == plain.text else (plain, revealed)


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """One character by the product's own normalisation; white space keeps its kind."""
    if letter.isspace():
        return "\n" if letter in "\n\r\u2028\u2029" else " "
    return normalise(letter)


def fold_pattern(pattern: str) -> str:
    """A regular expression in plain Arabic spelling, its letters folded as the text will be."""
    return "".join(fold_letter(letter) if "\u0600" <= letter <= "\u06ff" else letter for letter in pattern)


def _fold(text: str) -> Folded:
    # Letter by letter, so that a finding can quote the original and not its folded shadow.
    pairs = [(folded, at) for at, letter in enumerate(text) for folded in fold_letter(letter)]
    return Folded(text, "".join(folded for folded, _ in pairs), tuple(at for _, at in pairs))


def _without(folded: Folded, removed: Callable[[str], set[int]]) -> Folded:
    gone = removed(folded.text)
    kept = [place for place in range(len(folded.text)) if place not in gone]
    return Folded(
        folded.source,
        "".join(folded.text[place] for place in kept),
        tuple(folded.origin[place] for place in kept),
    )


def _repeated_letters(text: str) -> set[int]:
    return _all_but_first(_ELONGATED, text)


def _drawn_vowels(text: str) -> set[int]:
    return _all_but_first(_DRAWN_VOWEL, text)


def _all_but_first(runs: re.Pattern[str], text: str) -> set[int]:
    return {place for match in runs.finditer(text) for place in range(match.start() + 1, match.end())}


def _separators(text: str) -> set[int]:
    gone = {place for match in _INSIDE_WORD.finditer(text) for place in range(*match.span())}
    for match in _SPACED_LETTERS.finditer(text):
        gone.update(place for place in range(*match.span()) if not text[place].isalpha())
    return gone


def _one_script(word: re.Match[str]) -> str:
    token = word.group()
    latin = re.search("[a-z]", token) is not None
    if latin and re.search(f"[{_ARABIC}]", token):
        return token.translate(_LATIN_IN_ARABIC)
    return token.translate(_DIGIT_IN_LATIN) if latin else token
