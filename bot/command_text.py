"""What a person typed after `/dealix`: forgiving of hamza, «ال» and capitals, and helpful where it fails."""

import difflib
from dataclasses import dataclass

from bot.command_table import COMMANDS, HELP, Command
from dealix_ops.language.normalise import normalise

NEAREST = 2
PUNCTUATION = ":.،,؛;!"
OFF = ("إلغاء", "off")


@dataclass(frozen=True)
class Typed:
    """`command` is None for a word that none has; `nearest` are then the commands to offer."""

    command: Command | None
    rest: str
    first: str
    nearest: tuple[Command, ...]


def parse(text: str) -> Typed:
    """An empty line asks for help."""
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    if not first:
        return Typed(HELP, "", "", ())
    folded = _folded(first)
    for command in COMMANDS:
        if folded in {_folded(spelling) for spelling in command.spellings}:
            return Typed(command, rest.strip(), first, ())
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
