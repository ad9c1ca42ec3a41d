"""One spelling for matching: whoever shows text to people keeps the original instead."""

import re
import unicodedata
from functools import lru_cache

_FOLDED_LETTERS = {
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ۃ": "ه",
    "ۀ": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ء": "",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ق",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ێ": "ي",
    "چ": "ج",
    "پ": "ب",
    "ڤ": "ف",
    "ژ": "ز",
    "ۆ": "و",
    "ۇ": "و",
    "ـ": "",
    "٪": "%",
    "٫": ".",
    "٬": "",
    "،": ",",
    "؛": ";",
    "؟": "?",
    # Cyrillic and Greek letters that pass for Latin ones: nobody writes Russian here.
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "у": "y",
    "х": "x",
    "і": "i",
    "ѕ": "s",
    "ј": "j",
    "к": "k",
    "м": "m",
    "т": "t",
    "н": "h",
    "в": "b",
    "ԁ": "d",
    "һ": "h",
    "α": "a",
    "ο": "o",
    "ρ": "p",
    "ν": "v",
    "ε": "e",
    "ι": "i",
    "κ": "k",
    "τ": "t",
    "υ": "u",
    "ﷺ": " صلي ",
    "﷽": " بسم ",  # one character that decomposes into eighteen
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
}


class _Folds(dict[int, str]):
    """What becomes of each character, worked out when it is first met: of most of Unicode, never."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _MOST_REMEMBERED:  # there are a million, and strangers choose which we meet
            self[code] = folded
        return folded


def _fold(character: str) -> str:
    """Each character folds by itself: only marks change places when they decompose, and those go."""
    if _plain(character) == character == unicodedata.normalize("NFKD", character.casefold()):
        return character
    for folding in (str, str.casefold):
        plain = "".join(map(_plain, folding(character)))
        character = "".join(map(_plain, unicodedata.normalize("NFKD", plain)))
    return character


def _plain(character: str) -> str:
    """Marks and invisible characters go, digits of every script become ASCII, some letters are one."""
    if character in _FOLDED_LETTERS:
        return _FOLDED_LETTERS[character]
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "CZ" and category not in ("Cn", "Co") and character not in "\n ":
        return "\n" if character in "\r\u2028\u2029\x85\x0b\x0c" else " "
    return character


_MOST_REMEMBERED = 16_384
_FOLDS = _Folds({code: _fold(chr(code)) for code in range(0x700)})  # Latin to Arabic, before any stranger
_ELONGATION = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"([^\W\d_])\1")
_LETTER = r"[^\W\d_]"
_SPACED_WORD = re.compile(rf"(?<![^\W_])(?:{_LETTER}[ ._*\-]){{3,}}{_LETTER}(?![^\W_])")
_SPACES = re.compile(r"  +")
_BREAKS = re.compile(r" ?\n[\n ]*")
_TOKEN = re.compile(r"[\u0621-\u064a]+|[a-z0-9]+|[^\W_]")
_NOT_LETTER = re.compile(r"[\W_]+")


def _split(written: str) -> tuple[str, ...]:
    return tuple(written.split())


_PREFIXES = frozenset(_split("وبال وال فال بال كال ولل فلل عال هال ال لل وب ول فب وي وت وا و ف ب ل ك س"))
_SUFFIXES = frozenset(
    _split(
        "ينا يهم يكم يها تهم تها ناهم توها توه توا تنا اتنا اتي اتكم ونه ونها وها وه ات ين ون ان وا تم "
        "نا ني هم ها كم ته تي يه لي لنا لهم له لها ه ي ك ت ا و"
    )
)
_AFFIX_LENGTHS = (1, 2, 3, 4)
_LATIN_ENDINGS = ("s", "es", "ed", "d", "ing")
_SHORTEST = 3


def normalise(text: str) -> str:
    """Idempotent and linear; the result is for comparing only and never shown or stored."""
    folded = text.translate(_FOLDS)
    if "  " in folded:
        folded = _SPACES.sub(" ", folded)
    folded = _ELONGATION.sub(r"\1", folded)
    if _SPACED_WORD.search(folded):
        folded = _ELONGATION.sub(r"\1", _SPACED_WORD.sub(_join_letters, folded))
    if "\n" in folded:
        folded = _BREAKS.sub("\n", folded)
    return folded.strip()


def _join_letters(spaced: re.Match[str]) -> str:
    return _NOT_LETTER.sub("", spaced.group())


def tokens(text: str) -> list[str]:
    """Words and numbers of the normalised text, split where the script changes, apostrophes dropped."""
    return split_tokens(normalise(text))


def split_tokens(normalised: str) -> list[str]:
    return _TOKEN.findall(normalised.replace("'", ""))


@lru_cache(maxsize=16_384)
def squeeze(token: str) -> str:
    """Doubled letters become one, so that a typo with a repeated key still compares equal."""
    return _TWICE.sub(r"\1", token)


@lru_cache(maxsize=8_192)  # an entry is some kilobytes
def stems(token: str) -> frozenset[str]:
    """The token and what remains of it without attached prefixes and endings, three letters at least."""
    if not token or not "\u0621" <= token[0] <= "\u064a":
        return _latin_stems(token)
    size = len(token)
    begins, ends = [0], [size]
    for length in _AFFIX_LENGTHS[: max(0, size - _SHORTEST)]:
        if token[:length] in _PREFIXES:
            begins.append(length)
        if token[-length:] in _SUFFIXES:
            ends.append(size - length)
    found = {token[begin:end] for begin in begins for end in ends if end - begin >= _SHORTEST}
    found.add(token)
    return frozenset(found)


def _latin_stems(token: str) -> frozenset[str]:
    found = {token}
    for ending in _LATIN_ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST:
            found.add(token[: -len(ending)])
    return frozenset(found)


def light_stem(token: str) -> str:
    """The shortest of `stems`, the same for a word and most of its inflected forms."""
    found = stems(token)
    shortest = min(map(len, found))
    return min([stem for stem in found if len(stem) == shortest])
