"""What a person may say against triage, and what a matter is about once they said it."""

from dataclasses import replace
from enum import StrEnum

from dealix_ops.drafts.compose import About
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic

LEAST_LETTERS = 3
"""Of the written reason of a lowering: fewer say nothing."""


class LowerReason(StrEnum):
    """One tap; the words on the buttons are in `bot/blocks`."""

    QUESTION = "question"
    THANKS = "thanks"
    PAST = "past"
    MISREAD = "misread"
    OTHER = "other"


READY = (LowerReason.QUESTION, LowerReason.THANKS, LowerReason.PAST)
"""Of «إنذار كاذب»: they say enough without a note."""

_MEANING = {
    LowerReason.QUESTION: Meaning.QUESTION,
    LowerReason.THANKS: Meaning.THANKS,
    LowerReason.PAST: Meaning.CLOSED,
}
_ONLY_OF_P0 = (Meaning.LEAK, Meaning.UNAUTHORISED_SEND, Meaning.UNAUTHORISED_CHARGE)
_TOPICS_OF_P0 = (Topic.DATA_EXPOSURE, Topic.UNAUTHORISED_SEND, Topic.UNAUTHORISED_CHARGE)
_TOPICS_OF_P3 = (Topic.THANKS, Topic.PRICING, Topic.HOW_TO)


def graver_than(priority: Priority) -> tuple[Priority, ...]:
    return tuple(one for one in Priority if one.rank < priority.rank)


def softer_than(priority: Priority) -> tuple[Priority, ...]:
    return tuple(one for one in Priority if one.rank > priority.rank)


def says_why(note: str) -> bool:
    return sum(character.isalpha() for character in note) >= LEAST_LETTERS


def raised(about: About, to: Priority) -> About:
    """Whoever raises by hand saw more than a word: a P0 of theirs rings."""
    topic = Topic.OTHER if about.topic in _TOPICS_OF_P3 and to.rank <= Priority.P1.rank else about.topic
    return replace(about, p0_sound=P0Sound.MEANING if to is Priority.P0 else None, topic=topic)


def lowered(about: About, reason: LowerReason) -> About:
    """A draft must not confirm an emergency that a person just said is none."""
    meaning = _MEANING.get(reason, Meaning.OTHER if about.meaning in _ONLY_OF_P0 else about.meaning)
    topic = Topic.OTHER if about.topic in _TOPICS_OF_P0 else about.topic
    return replace(
        about, meaning=meaning, p0_sound=None, topic=Topic.THANKS if reason is LowerReason.THANKS else topic
    )
