"""Ways in which people write a word past a filter, as functions of a sentence and of chance."""

import re
from collections.abc import Callable, Sequence
from random import Random

Disguise = Callable[[str, Random], str]

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0301\u0308\u20d0"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u2066\u2069\u200f\u200e\U000e0041"
TATWEEL = "\u0640"
_ARABIC = re.compile("[\u0621-\u064a]")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{3,}")
# A hamza alone is no letter to matching, and so no place for a sign.
_WORD = re.compile(r"[^\W\d_ء]{4,}")
_ENGLISH_WORD = re.compile("[A-Za-z]{3,}")

# One Latin letter or digit in an Arabic word, by sound (as in Arabizi) or by shape.
MIXED = {
    "ا": "a1", "ب": "b", "ت": "t", "ج": "jg", "ح": "7h", "خ": "5", "د": "d", "ر": "r", "ز": "z", "س": "s",
    "ص": "9s", "ض": "d", "ط": "6t", "ع": "3", "ف": "f", "ق": "q8", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h5", "ة": "h5", "و": "wo9", "ي": "yi",
}  # fmt: skip
SOUNDS = {
    "ا": "a", "أ": "a", "إ": "e", "آ": "aa", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "7", "خ": "kh",
    "د": "d", "ذ": "th", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "th",
    "ع": "3", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "o", "ي": "i", "ى": "a", "ئ": "2i", "ؤ": "2o", "ء": "2",
}  # fmt: skip
LOOK_ALIKES = {
    "a": "аα@4", "c": "с", "e": "еε3", "g": "ɡ9", "i": "іι1", "j": "ј", "k": "кκ", "m": "м", "o": "оο0",
    "p": "рρ",
    "s": "ѕ5$",
    "t": "тτ7", "u": "υ", "v": "ν", "x": "х", "y": "у", "b": "8", "l": "1", "h": "һ", "n": "ո",
}  # fmt: skip


def _after_letters(text: str, rng: Random, inserted: str, letter: re.Pattern[str]) -> str:
    return "".join(ch + (rng.choice(inserted) * rng.randint(0, 2) if letter.match(ch) else "") for ch in text)


def diacritics(text: str, rng: Random) -> str:
    return _after_letters(text, rng, MARKS, re.compile(r"[^\W\d_]"))


def tatweel(text: str, rng: Random) -> str:
    return _after_letters(text, rng, TATWEEL, _ARABIC)


def invisible(text: str, rng: Random) -> str:
    return _after_letters(text, rng, INVISIBLE, re.compile(r"\w"))


def pulled_apart(text: str, rng: Random) -> str:
    """A blank (or one more sign) between all letters of every longer word."""
    between = rng.choice([" ", ".", "-", "_", "*", "·"])
    return _WORD.sub(lambda word: between.join(word.group()), text)


def broken(text: str, rng: Random) -> str:
    """One blank inside every longer word."""

    def breaks(word: re.Match[str]) -> str:
        at = rng.randint(1, len(word.group()) - 1)
        return f"{word.group()[:at]} {word.group()[at:]}"

    return _WORD.sub(breaks, text)


def drawn_out(text: str, rng: Random) -> str:
    """A letter of every longer word that nobody doubles is held down."""

    def draws(word: re.Match[str]) -> str:
        at = rng.randint(0, len(word.group()) - 1)
        return word.group()[:at] + word.group()[at] * rng.randint(3, 6) + word.group()[at + 1 :]

    return _WORD.sub(draws, text)


def mixed_letters(text: str, rng: Random) -> str:
    def mixes(word: re.Match[str]) -> str:
        return _one_letter(word.group(), MIXED, rng)

    return _ARABIC_WORD.sub(mixes, text)


def look_alikes(text: str, rng: Random) -> str:
    def twins(word: re.Match[str]) -> str:
        return _one_letter(word.group(), LOOK_ALIKES, rng)

    return _ENGLISH_WORD.sub(twins, text)


def arabizi(text: str, rng: Random) -> str:
    """Arabic words spelt by ear; a short «a» is written or not."""
    written = [SOUNDS.get(ch, ch) + ("a" if ch in SOUNDS and rng.random() < 0.15 else "") for ch in text]
    return "".join(written)


def wide(text: str, rng: Random) -> str:
    """Full-width Latin letters, or all capitals."""
    if rng.random() < 0.5:
        return text.upper()
    return "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in text)


def _one_letter(word: str, table: dict[str, str], rng: Random) -> str:
    places = [at for at, letter in enumerate(word) if letter.lower() in table]
    if not places:
        return word
    at = rng.choice(places)
    return word[:at] + rng.choice(table[word[at].lower()]) + word[at + 1 :]


DISGUISES: Sequence[Disguise] = (
    diacritics,
    tatweel,
    invisible,
    pulled_apart,
    broken,
    drawn_out,
    mixed_letters,
    look_alikes,
    arabizi,
    wide,
)
DECORATIONS: Sequence[Disguise] = (diacritics, tatweel, invisible)
