"""Arabic written in Latin letters and digits, brought near to Arabic so that one lexicon serves both."""

import re
from functools import lru_cache

_TWO = {
    "sh": "ش",
    "ch": "ش",
    "kh": "خ",
    "gh": "غ",
    "th": "ث",
    "dh": "ذ",
    "3'": "غ",
    "'3": "غ",
    "9'": "ض",
    "'9": "ض",
    "6'": "ظ",
    "'6": "ظ",
    "7'": "خ",
    "'7": "خ",
    "ee": "ي",
    "oo": "و",
    "ou": "و",
    "aa": "ا",
    "ii": "ي",
    "uu": "و",
    "ai": "ي",
    "ei": "ي",
    "ay": "ي",
    "aw": "و",
    "au": "و",
}
_ONE = {
    "7": "ح",
    "3": "ع",
    "5": "خ",
    "2": "ء",
    "9": "ص",
    "6": "ط",
    "8": "ق",
    "b": "ب",
    "p": "ب",
    "t": "ت",
    "j": "ج",
    "d": "د",
    "r": "ر",
    "z": "ز",
    "s": "س",
    "f": "ف",
    "v": "ف",
    "q": "ق",
    "g": "ق",
    "k": "ك",
    "c": "ك",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "h": "ه",
    "w": "و",
    "y": "ي",
    "x": "كس",
}
_VOWELS = "aeiou"
_RUN = re.compile(r"[a-z0-9']+")

_PAIRS = {
    "h": (("sh", "X"), ("ch", "X"), ("kh", "5"), ("gh", "g"), ("th", "T"), ("dh", "T")),
    "'": (
        *(("3'", "g"), ("'3", "g"), ("9'", "d"), ("'9", "d")),
        *(("6'", "T"), ("'6", "T"), ("7'", "5"), ("'7", "5")),
    ),
}
"""By the sign without which none of them stands in a word."""
_LATIN_CLASSES = str.maketrans(
    {"2": "", "'": "", "9": "s", "6": "t", "8": "g", "q": "g", "p": "b", "v": "f", "c": "k", "x": "ks"}
)
_ARABIC_CLASSES = str.maketrans(
    {
        "ب": "b",
        "ت": "t",
        "ث": "T",
        "ج": "j",
        "ح": "7",
        "خ": "5",
        "د": "d",
        "ذ": "T",
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ش": "X",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "T",
        "ع": "3",
        "غ": "g",
        "ف": "f",
        "ق": "g",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "h",
        "و": "w",
        "ي": "y",
        "ا": "a",
    }
)
_DOUBLED = re.compile(r"([a-z])\1+")
_NO_VOWELS = str.maketrans("", "", "aeiouwy")


def to_arabic(text: str) -> str:
    """A reading of the Latin words in Arabic letters: long vowels kept, short ones dropped."""
    return _RUN.sub(lambda run: _word_to_arabic(run.group()), text.casefold())


def _word_to_arabic(word: str) -> str:
    if not any("a" <= letter <= "z" for letter in word):
        return word  # a number
    for article in ("el", "al", "il"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return "ال" + _letters(word[len(article) :])
    return "ال" if word in ("el", "al", "il") else _letters(word)


def _letters(word: str) -> str:
    written: list[str] = []
    at = 0
    while at < len(word):
        pair, one = word[at : at + 2], word[at]
        if pair in _TWO:
            written.append(_TWO[pair])
            at += 2
            continue
        if one in _VOWELS:
            written.append(_short_vowel(one, at, len(word)))
        elif not (at and word[at - 1] == one):  # a doubled consonant is one letter with shadda
            written.append(_ONE.get(one, ""))
        at += 1
    return "".join(written)


def _short_vowel(vowel: str, at: int, length: int) -> str:
    if at == 0:
        return "ا"
    if at == length - 1:
        return {"a": "ا", "o": "و", "u": "و"}.get(vowel, "ي")
    return ""


@lru_cache(maxsize=16_384)
def skeleton(word: str) -> str:
    """Consonants alone, equal for both spellings of a word; letters that people mix are one."""
    if word and "\u0621" <= word[0] <= "\u064a":
        bare = word.translate(_ARABIC_CLASSES)
    else:
        bare = _DOUBLED.sub(r"\1", _latin_classes(word))
    bare = bare[:1].strip(_VOWELS) + bare[1:].translate(_NO_VOWELS)
    return bare[:-1] if len(bare) > 1 and bare.endswith("h") else bare


def _latin_classes(word: str) -> str:
    """Pairs first, one after the other: what is left of them are letters by themselves."""
    for sign, pairs in _PAIRS.items():
        if sign in word:
            for latin, folded in pairs:
                word = word.replace(latin, folded)
    return word.translate(_LATIN_CLASSES)
