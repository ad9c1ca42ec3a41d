"""What a person typed after `/dealix`: forgiving of hamza, «ال» and capitals, and helpful where it fails."""

import difflib
from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.language.normalise import normalise

NEAREST = 2
PUNCTUATION = ":.،,؛;!"
OFF = ("إلغاء", "off")


class Word(StrEnum):
    TRIAGE = "triage"
    CHANNEL = "channel"
    SILENT = "silent"
    REPLIES = "replies"
    HELP = "help"


@dataclass(frozen=True)
class Command:
    """`spellings` has the Arabic word first: it is what help texts show."""

    word: Word
    spellings: tuple[str, ...]
    usage: str
    help_ar: str


COMMANDS = (
    Command(Word.TRIAGE, ("فرز", "triage"), "فرز نص الرسالة", "يقول أولوية النص وسببها، ولا يحفظ شيئاً"),
    Command(
        Word.CHANNEL,
        ("قناة", "channel"),
        "قناة اسم العميل",
        "يجعل هذه القناة قناة ذلك العميل، و«قناة إلغاء» يرجعها",
    ),
    Command(
        Word.REPLIES,
        ("ردود", "replies"),
        "ردود",
        "يعرض الردود الجاهزة، و«ردود حذف 2» يحذف الثاني منها",
    ),
    Command(
        Word.SILENT,
        ("صامتة", "silent"),
        "صامتة",
        "يعرض من سألناهم عن الإغلاق فسكتوا، ويغلق تذاكرهم بضغطة",
    ),
    Command(Word.HELP, ("مساعدة", "help", "؟"), "مساعدة", "يعرض هذه القائمة"),
)


@dataclass(frozen=True)
class Typed:
    """`word` is None for one that no command has; `nearest` are then the commands to offer."""

    word: Word | None
    rest: str
    first: str
    nearest: tuple[Command, ...]


def parse(text: str) -> Typed:
    """An empty line asks for help."""
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    if not first:
        return Typed(Word.HELP, "", "", ())
    folded = _folded(first)
    for command in COMMANDS:
        if folded in {_folded(spelling) for spelling in command.spellings}:
            return Typed(command.word, rest.strip(), first, ())
    return Typed(None, rest.strip(), first, _nearest(folded))


def says_off(words: str) -> bool:
    """«إلغاء» alone."""
    return _folded(words.strip()) in {_folded(word) for word in OFF}


def _folded(word: str) -> str:
    folded = normalise(word.strip(PUNCTUATION) or word)
    return folded.removeprefix("ال") if len(folded) > len("ال") + 1 else folded


def _nearest(folded: str) -> tuple[Command, ...]:
    """The nearest first; every word has some, because a list of all commands is no answer."""

    def likeness(command: Command) -> float:
        known = (_folded(spelling) for spelling in command.spellings)
        return max(difflib.SequenceMatcher(None, folded, spelling).ratio() for spelling in known)

    return tuple(sorted(COMMANDS, key=likeness, reverse=True)[:NEAREST])
