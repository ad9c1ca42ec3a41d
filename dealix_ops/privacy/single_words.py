"""One word of a name, where that is enough to be them: whole words alone, as people spell and prefix them."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from dealix_ops.drafts import saved
from dealix_ops.drafts.names import first_name
from dealix_ops.language.normalise import normalise
from dealix_ops.privacy.person import SHORTEST_NAME, Person

MARK = "[حُذف]"
_WORD = re.compile(r"[^\W\d_]+")
_SERVANT = re.compile(r"عبد\s*(ال[^\W\d_]+)")
"""«عبد الله» is one name in two words, neither of which is one."""
_PART_OF_ONE = """
عبد الله الرحمن العزيز الرحيم آل بن بنت بو
"""
_EVERYDAY = """
صالح نور أمل سلام سلامة عادل سعيد كريم جميل أمين أمان هادي هدى حسن وعد عهد رجاء بيان رؤية سند بدر نجاح فوز
فرح خير عزيز ماهر ناجح كامل شامل واصل مهم سريع إخلاص إيمان وفاء صفاء هناء ثناء شروق نصر فتح حق عدل
mark will grace hope may art bill rich sky frank joy page price
"""
_PARTS = frozenset(map(normalise, _PART_OF_ONE.split()))
EVERYDAY = frozenset(map(normalise, _EVERYDAY.split()))
"""Names that reports of ours also say as words («الملف غير صالح»): whoever erases looks at these and decides.
To take them out unseen would mutilate a report, to leave them unseen would leave a name."""


@dataclass(frozen=True)
class Naming:
    """By which words a person is named. Of everyday ones whoever erases says which are the name, and which
    are only words."""

    person: Person
    are_names: Collection[str] = ()
    are_words: Collection[str] = ()

    def unsure(self) -> frozenset[str]:
        told = set(map(normalise, self.are_words))
        return frozenset(word for word in self._left() if normalise(word) not in told)

    def without(self, text: str, *, own: bool) -> str:
        """`own`: of their own customer, where an everyday word is them too if they have no other name."""
        names = self.person.names if own else self.person.full_names
        for name in sorted({*names, *_servants(self.person)}, key=len, reverse=True):
            around = rf"(?<!\w){re.escape(name)}(?!\w)" if " " not in name else re.escape(name)
            text = re.sub(around, MARK, text)
        return saved.without_names(text, sorted(_words(self.person) - self._left()), gap=MARK)

    def _left(self) -> frozenset[str]:
        left = EVERYDAY - set(map(normalise, self.are_names))
        return frozenset(word for word in _words(self.person) if normalise(word) in left)


def says(text: str, word: str) -> bool:
    return saved.without_names(text, [word], gap=MARK) != text


def _words(person: Person) -> frozenset[str]:
    """What can only be a part of a name: no «شركة», no «المدير»."""
    found = {word for name in person.names for word in _WORD.findall(name)}
    return frozenset(
        word
        for word in found
        if len(word) >= SHORTEST_NAME and first_name(word) is not None and normalise(word) not in _PARTS
    )


def _servants(person: Person) -> set[str]:
    found = {of for name in person.names for of in _SERVANT.findall(name)}
    return {f"عبد{between}{of}" for of in found for between in ("", " ")}
