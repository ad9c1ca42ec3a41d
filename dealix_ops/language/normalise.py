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


def _table() -> dict[int, str]:
    """Marks and invisible characters go, digits of every script become ASCII, the rest folds."""
    table: dict[int, str] = {}
    for code in (
        *range(0x20000),
        *range(0xE0000, 0xE0200),
    ):  # the planes that hold letters and invisible tags
        category = unicodedata.category(chr(code))
        if category[0] == "M" or category == "Cf":
            table[code] = ""
        elif category == "Nd":
            table[code] = str(unicodedata.digit(chr(code)))
        elif (category[0] in "CZ" and category not in ("Cn", "Co")) and code not in (0x0A, 0x20):
            table[code] = "\n" if code in (0x0D, 0x2028, 0x2029, 0x85, 0x0B, 0x0C) else " "
    table.update({ord(letter): folded for letter, folded in _FOLDED_LETTERS.items()})
    return table


_TABLE = _table()
_ELONGATION = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"([^\W\d_])\1")
_LETTER = r"[^\W\d_]"
_SPACED_WORD = re.compile(rf"(?<![^\W_])(?:{_LETTER}[ ._*\-]){{3,}}{_LETTER}(?![^\W_])")
_SPACES = re.compile(r" +")
_BREAKS = re.compile(r" ?\n[\n ]*")
_TOKEN = re.compile(r"[\u0621-\u064a]+|[a-z0-9]+|[^\W_]")
_NOT_LETTER = re.compile(r"[\W_]+")


def _split(written: str) -> tuple[str, ...]:
    return tuple(written.split())


_PREFIXES = _split("وبال وال فال بال كال ولل فلل عال هال ال لل وب ول فب وي وت وا و ف ب ل ك س")
_SUFFIXES = _split(
    "ينا يهم يكم يها تهم تها ناهم توها توه توا تنا اتنا اتي اتكم ونه ونها وها وه ات ين ون ان وا تم "
    "نا ني هم ها كم ته تي يه لي لنا لهم له لها ه ي ك ت ا و"
)
_SHORTEST = 3


def normalise(text: str) -> str:
    """Idempotent and linear; the result is for comparing only and never shown or stored."""
    # Marks go before decomposition: sorting a long run of them is quadratic in the standard library.
    folded = unicodedata.normalize("NFKD", text.translate(_TABLE)).translate(_TABLE)
    folded = unicodedata.normalize("NFKD", folded.casefold()).translate(_TABLE)
    folded = _SPACES.sub(" ", folded)
    folded = _ELONGATION.sub(r"\1", folded)
    folded = _SPACED_WORD.sub(_join_letters, folded)
    folded = _ELONGATION.sub(r"\1", folded)
    return _BREAKS.sub("\n", folded).strip()


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
    heads = {token}
    heads.update(
        token[len(p) :] for p in _PREFIXES if token.startswith(p) and len(token) - len(p) >= _SHORTEST
    )
    found = set(heads)
    for head in heads:
        found.update(
            head[: -len(s)] for s in _SUFFIXES if head.endswith(s) and len(head) - len(s) >= _SHORTEST
        )
    return frozenset(found)


def _latin_stems(token: str) -> frozenset[str]:
    found = {token}
    for ending in ("s", "es", "ed", "d", "ing"):
        if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST:
            found.add(token[: -len(ending)])
    return frozenset(found)


def light_stem(token: str) -> str:
    """The shortest of `stems`, the same for a word and most of its inflected forms."""
    return min(stems(token), key=lambda stem: (len(stem), stem))
