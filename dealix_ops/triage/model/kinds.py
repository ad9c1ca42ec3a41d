"""What the model tells apart: finer than priority, so that flags, meaning and priority never contradict."""

from enum import StrEnum

from dealix_ops.vocabulary import Meaning, Priority


class Kind(StrEnum):
    """The order is that of the columns in the weights file."""

    LEAK = "leak"
    SEND = "send"
    LEAK_BY_SEND = "leak_by_send"
    CHARGE = "charge"
    WHOLE_OUTAGE = "whole_outage"
    STOPPED = "stopped"
    PART = "part"
    QUESTION = "question"
    THANKS = "thanks"
    CLOSED = "closed"
    CALM = "calm"

    @property
    def priority(self) -> Priority:
        """By meaning alone; fail-safe words and secrets are not the model's business."""
        return _PRIORITY.get(self, Priority.P3)

    @property
    def meaning(self) -> Meaning:
        return _MEANING.get(self, Meaning.OTHER)


GRAVE = (Kind.LEAK, Kind.SEND, Kind.LEAK_BY_SEND, Kind.CHARGE, Kind.WHOLE_OUTAGE)
LEAKS = (Kind.LEAK, Kind.LEAK_BY_SEND)
SENDS = (Kind.SEND, Kind.LEAK_BY_SEND)

_PRIORITY = dict.fromkeys(GRAVE, Priority.P0) | {Kind.STOPPED: Priority.P1, Kind.PART: Priority.P2}
_MEANING = {
    Kind.LEAK: Meaning.LEAK,
    Kind.SEND: Meaning.UNAUTHORISED_SEND,
    Kind.LEAK_BY_SEND: Meaning.LEAK,
    Kind.CHARGE: Meaning.UNAUTHORISED_CHARGE,
    Kind.WHOLE_OUTAGE: Meaning.OUTAGE,
    Kind.STOPPED: Meaning.OUTAGE,
    Kind.QUESTION: Meaning.QUESTION,
    Kind.THANKS: Meaning.THANKS,
    Kind.CLOSED: Meaning.CLOSED,
}
