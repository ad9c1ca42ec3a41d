"""Patterns that still match a word pulled apart, drawn out, or spelt in letters and digits of another script.

The text they run on (`fold.reveal`) holds one blank at most between two words, so every repetition here is
bounded and the cost stays linear in the length of the text.
"""

import re

from dealix_ops.claims.fold import fold_pattern

_BLANK = "[ \n,.]?"
_VOWELS = "[aeiou2']{0,2}"


def _swallowed(vowels: str) -> str:
    """In Latin letters a long vowel is often no more than the vowel that was read before it."""
    return f"(?<=[{vowels}])|(?<=[{vowels}] )"


# What stands for an Arabic letter among people who type Latin ones, by its sound or by its shape.
_ARABIC = {
    "ا": f"(?:[اaei1l]|{_swallowed('ae')})",
    "ب": "[بbp]{1,2}",
    "ت": "[تt]{1,2}",
    "ث": "(?:ث|th|s|t)",
    "ج": "[جjg]{1,2}",
    "ح": "[ح7h]{1,2}",
    "خ": "(?:[خ5]|kh|7')",
    "د": "[دd]{1,2}",
    "ذ": "(?:ذ|dh?|th|z)",
    "ر": "[رr]{1,2}",
    "ز": "[زz]{1,2}",
    "س": "[سs]{1,2}",
    "ش": "(?:ش|sh|ch)",
    "ص": "[صs9]{1,2}",
    "ض": "(?:[ضظ]|d{1,2}h?|9'?|z)",  # «نظمن» is how half of those who mean it spell it
    "ط": "[طt6]{1,2}",
    "ظ": "(?:[ظض]|dh?|th|z|6'?)",
    "ع": "[ع3a]",
    "غ": "(?:[غg]|gh|3')",
    "ف": "[فfv]{1,2}",
    "ق": "[قqgk829]{1,2}",
    "ك": "[كkcq]{1,2}",
    "ل": "[لl]{1,2}",
    "م": "[مm]{1,2}",
    "ن": "[نn]{1,2}",
    "ه": f"(?:[هht05]{{1,2}}|{_swallowed('ae')})",
    "و": f"(?:[وwou9]{{1,2}}|{_swallowed('ou')})",
    "ي": f"(?:[يyie]{{1,2}}|{_swallowed('aei2')})",
}
_LATIN = {
    "a": "[a4@ا]", "b": "[b8ب]", "c": "[cك]", "d": "[dد]", "e": "[e3]", "f": "[fف]", "g": "[g96]",
    "h": "[hه]", "i": "[i1l!يا]", "j": "[jج]", "k": "[kك]", "l": "[l1iل]", "m": "[mم]", "n": "[nن]",
    "o": "[o0هو]", "p": "[pب]", "q": "[qق]", "r": "[rر]", "s": "[s5$س]", "t": "[t7ت+]", "u": "[uvو]",
    "v": "[vuف]", "w": "[wو]", "x": "[x]", "y": "[yي]", "z": "[z2ز]",
}  # fmt: skip

_TOKEN = re.compile(
    r"(?P<behind>\(\?<[!=][^()]*(?:\([^()]*\)[^()]*)*\))"
    r"|(?P<atom>\[(?:\\.|[^\]\\])*\]|\\.|[^\\()|?*+{}\[\]^$ ])(?P<times>[?*+]|\{[\d,]+\})?"
    r"|(?P<blank> )(?P<blanks>\?)?"
    r"|(?P<other>\(\?[:!=]|[()|^$?*+]|\{[\d,]+\})"
)
_DOUBLED = re.compile(r"(?P<behind>\(\?<[!=][^()]*\))|([\u0621-\u064a])\2(?![?*+{])")
# A word pulled in two counts as two, and one pulled apart as many as it has letters.
_FREE_WORDS = {
    r"(?: \w+){0,3}": r"(?:(?: \w+){0,5}|(?: \w+)?(?: \w(?!\w)){5,30})",
    r"(?: \w+){0,2}": r"(?:(?: \w+){0,4}|(?: \w(?!\w)){5,20})",
    r"(?: \w+)?": r"(?:(?: \w+){0,2}|(?: \w(?!\w)){3,12})",
    r"(?:\w+ )?": r"(?:(?:\w+ ){0,2}|(?:\w ){3,12})",
}
_FREE = re.compile("|".join(re.escape(words) for words in _FREE_WORDS))
_UNBOUNDED = {"+": "{1,20}", "*": "{0,20}"}


def loosen(pattern: str) -> str:
    """A pattern of plain spelling → one for text that went through `fold.reveal`.

    What stands in a look-behind keeps its spelling: its width must be fixed.
    """
    # The text loses doubled letters that were held down, so one of them must do.
    folded = _DOUBLED.sub(lambda pair: pair["behind"] or f"{pair[2]}?{pair[2]}", fold_pattern(pattern))
    folded = _FREE.sub(lambda words: _FREE_WORDS[words.group()], folded)
    return "".join(_loose(token) for token in _TOKEN.finditer(folded))


def _loose(token: re.Match[str]) -> str:
    if token["blank"]:
        # Beside a free word the blank must be there, or one long word would be read as many.
        behind = token.string[max(0, token.start() - 3) : token.start()]
        free = r"\w" in behind or token.string.startswith((r"\w", r"\d"), token.end())
        return "[ \n]" if free and not token["blanks"] else "[ \n]?"
    if token["atom"] is None:
        return token.group()
    atom, times = token["atom"], token["times"] or ""
    letters = _letters(atom)
    if letters is None:
        return atom + _UNBOUNDED.get(times, times)
    return f"(?:{letters}){_UNBOUNDED.get(times, times)}" if times else letters


def _letters(atom: str) -> str | None:
    """None for what is no letter: a class of words or digits, a sign."""
    members = atom[1:-1] if atom.startswith("[") else atom
    if "\\" in members or members.startswith("^"):
        return None
    arabic = [_ARABIC[member] + _VOWELS for member in members if member in _ARABIC]
    latin = [_LATIN[member] + "{1,2}" for member in members if member in _LATIN]
    rest = [re.escape(member) for member in members if member not in _ARABIC and member not in _LATIN]
    either = arabic + latin + rest
    # Most are a single letter, and a group around it would only be parsed.
    return (either[0] if len(either) == 1 else f"(?:{'|'.join(either)})") + _BLANK
