"""Which reasons there are for ending a ticket, and what each does to its clocks."""

from enum import StrEnum

from dealix_ops.sla.rules import Void
from dealix_ops.tickets.states import Closing
from dealix_ops.vocabulary import Meaning, Topic

WHY_MAX = 200
LEAST_LETTERS = 3
"""Of a written reason: fewer say nothing."""


class NoReply(StrEnum):
    """One tap; where nobody chose, triage's reading of the last words says it."""

    THANKS = "thanks"
    GREETING = "greeting"
    REPEATED = "repeated"
    OTHER = "other"


VOID_AS = {
    Closing.NO_REPLY_NEEDED: Void.NO_REPLY_NEEDED,
    Closing.PROSPECT: Void.PROSPECT,
    Closing.SPAM: Void.SPAM,
}
"""Whose clocks count as neither kept nor late. The others keep what is late: closing hides no breach."""


def no_reply_because(meaning: Meaning, topic: Topic) -> NoReply:
    thanked = topic is Topic.THANKS or meaning in (Meaning.THANKS, Meaning.CLOSED)
    return NoReply.THANKS if thanked else NoReply.OTHER


def written_reason(text: str) -> str | None:
    """One line of a person's; None where it says nothing or too much."""
    line = " ".join(text.split())
    says = sum(character.isalpha() for character in line) >= LEAST_LETTERS
    return line if says and len(line) <= WHY_MAX else None
