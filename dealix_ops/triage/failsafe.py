"""The words that always give P0 (product facts, section 2), through inflection, prefixes and decoration."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dealix_ops.language.arabizi import skeleton
from dealix_ops.language.normalise import squeeze, stems, tokens
from dealix_ops.vocabulary import Meaning

_LEAK_VERB = re.compile(
    r"(?:[وفبلكه]|ال|وال|بال|فال|لل|كال|هال|ول|فل|وس|س)*"
    r"(?:ت?تسريب|تسارب|[يتنا]سرب|سرب(?:ت|وا|ون|نا|تم|تو|ها|ه)|[يت]?تسرب(?:ت|وا|ون)|[يت]تسرب|ا?نسرب|[يت]نسرب|مسرب|مت?سرب)"
)
_SEND_ROOTS = frozenset(
    {
        "ارسال",
        "ارسل",
        "يرسل",
        "ترسل",
        "نرسل",
        "انرسل",
        "ارسلت",
        "انرسلت",
        "مرسل",
        "رسل",
        "ارسالي",
        "ينرسل",
        "تنرسل",
    }
)
_WITHOUT = frozenset({"بدون", "دون", "بلا", "بغير", "بدن"})
_SKELETON_LEAK = "tsrb"
_SKELETONS_SEND = ("rsl", "nrsl")
_LATIN_BEGINNINGS = ("un", "live", "data", "breach")
_GAP_TO_WITHOUT = 5
_GAP_TO_APPROVAL = 2
_GAP_TO_WRONG = 2


class Hit(tuple[int, int, Meaning]):
    """First token, the one after the last, and what the phrase says by itself."""

    __slots__ = ()


def failsafe_hits(text: str) -> tuple[list[str], list[Hit]]:
    """The text's tokens and every fail-safe phrase among them."""
    words = tokens(text)
    return words, find_hits(words)


def find_hits(words: Sequence[str]) -> list[Hit]:
    found: list[Hit] = []
    for at, word in enumerate(words):
        if _may_begin(word) and (hit := _hit_at(words, at, squeeze(word))):
            found.append(hit)
    return found


@lru_cache(maxsize=16_384)
def _may_begin(written: str) -> bool:
    """Most words begin no phrase, whatever follows them."""
    word = squeeze(written)
    if "\u0621" <= word[0] <= "\u064a":
        return _begins(word) is not None
    bones = skeleton(word)
    return word.startswith(_LATIN_BEGINNINGS) or _SKELETON_LEAK in bones or bones in _SKELETONS_SEND


def _hit_at(words: Sequence[str], at: int, word: str) -> Hit | None:
    if "\u0621" <= word[0] <= "\u064a":
        return _arabic_hit(words, at, word)
    if word.startswith("unauthori") or (word == "un" and _follows(words, at, ("authori",), 1)):
        return Hit((at, at + 1, Meaning.OTHER))
    if word in ("live", "lives") and (end := _follows(words, at, ("charg",), 2)):
        return Hit((at, end, Meaning.UNAUTHORISED_CHARGE))
    if word in ("data", "database") and (end := _follows(words, at, ("breach",), 3)):
        return Hit((at, end, Meaning.LEAK))
    if word.startswith("breach") and (end := _follows(words, at, ("data",), 3)):
        return Hit((at, end, Meaning.LEAK))
    if word.startswith(("databreach", "livecharge")):
        return Hit((at, at + 1, Meaning.LEAK if word[0] == "d" else Meaning.UNAUTHORISED_CHARGE))
    if len(word) >= 6 and word[0] in "tbwle" and _SKELETON_LEAK in skeleton(word):
        return Hit((at, at + 1, Meaning.LEAK))
    return _arabizi_send(words, at, word)


def _follows(words: Sequence[str], at: int, starts: tuple[str, ...], gap: int) -> int:
    """The token after the one that begins with any of `starts` within `gap` words, or 0."""
    for after in range(at + 1, min(len(words), at + 1 + gap)):
        if words[after].startswith(starts):
            return after + 1
    return 0


def _begins(word: str) -> Meaning | None:
    """The phrase that an Arabic word is, or may begin; letters of each root are looked for first."""
    if ("رب" in word or "ريب" in word) and _LEAK_VERB.match(word):
        return Meaning.LEAK
    return Meaning.UNAUTHORISED_SEND if "رس" in word and stems(word) & _SEND_ROOTS else None


def _arabic_hit(words: Sequence[str], at: int, word: str) -> Hit | None:
    begun = _begins(word)
    if begun is Meaning.LEAK:
        return Hit((at, at + 1, Meaning.LEAK))
    if begun is None:
        return None
    for after in range(at + 1, min(len(words), at + 1 + _GAP_TO_WITHOUT)):
        if after - at <= _GAP_TO_WRONG + 1 and any(stem.startswith("خاطي") for stem in stems(words[after])):
            return Hit((at, after + 1, Meaning.UNAUTHORISED_SEND))
        if _means_without(words, after):
            end = _approval_after(words, after)
            if end:
                return Hit((at, end, Meaning.UNAUTHORISED_SEND))
    return None


def _means_without(words: Sequence[str], at: int) -> bool:
    word = words[at]
    bare = word[1:] if word[0] in "وف" else word
    return bare in _WITHOUT or (bare == "من" and at + 1 < len(words) and words[at + 1] in ("غير", "دون"))


def _approval_after(words: Sequence[str], at: int) -> int:
    for after in range(at + 1, min(len(words), at + 2 + _GAP_TO_APPROVAL)):
        if any(stem.startswith("موافق") for stem in stems(squeeze(words[after]))):
            return after + 1
    return 0


def _arabizi_send(words: Sequence[str], at: int, word: str) -> Hit | None:
    if skeleton(word) not in _SKELETONS_SEND:
        return None
    for after in range(at + 1, min(len(words), at + 4)):
        bones = skeleton(words[after])
        if bones.startswith("5t") and len(bones) <= 3 and words[after].startswith(("5a", "kha")):
            return Hit((at, after + 1, Meaning.UNAUTHORISED_SEND))
        if bones == "bdn" and after + 1 < len(words) and skeleton(words[after + 1]).startswith("mfg"):
            return Hit((at, after + 2, Meaning.UNAUTHORISED_SEND))
    return None
