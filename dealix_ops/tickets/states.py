"""How a ticket stands and what may move it; `docs/states.md` prints the table."""

from dataclasses import dataclass
from enum import StrEnum


class TicketStatus(StrEnum):
    """`waiting`: we asked whether it is settled; the customer's yes, or silence, closes it."""

    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"


LIVE = (TicketStatus.OPEN.value, TicketStatus.WAITING.value)


class Closing(StrEnum):
    """How a ticket ended: the reason without which none is closed."""

    CONFIRMED = "confirmed"
    SILENT = "silent"
    NO_REPLY_NEEDED = "no_reply_needed"
    PROSPECT = "prospect"
    SPAM = "spam"
    SOURCE = "source"
    MERGED = "merged"
    OTHER = "other"


class Move(StrEnum):
    """Everything that may happen to a ticket's status."""

    CLAIM = "claim"
    JUDGE = "judge"
    ASK_CLOSING = "ask_closing"
    NOT_ASKED = "not_asked"
    WROTE_AGAIN = "wrote_again"
    CONFIRM = "confirm"
    CLOSE_SILENT = "close_silent"
    CLOSE_OTHERWISE = "close_otherwise"
    NO_REPLY = "no_reply"
    PROSPECT = "prospect"
    SPAM = "spam"
    SOURCE_ENDS = "source_ends"
    MERGE = "merge"
    JOIN = "join"
    SPLIT = "split"
    REOPEN = "reopen"


_OPEN, _WAITING, _RESOLVED = TicketStatus.OPEN, TicketStatus.WAITING, TicketStatus.RESOLVED


@dataclass(frozen=True)
class Way:
    """`to` is None where the status stays; `closing` is what the ticket ends as."""

    from_: tuple[TicketStatus, ...]
    to: TicketStatus | None = None
    closing: Closing | None = None


WAYS: dict[Move, Way] = {
    Move.CLAIM: Way((_OPEN, _WAITING)),
    Move.JUDGE: Way((_OPEN, _WAITING)),
    Move.ASK_CLOSING: Way((_OPEN,), _WAITING),
    Move.NOT_ASKED: Way((_WAITING,), _OPEN),
    Move.WROTE_AGAIN: Way((_WAITING,), _OPEN),
    Move.CONFIRM: Way((_OPEN, _WAITING), _RESOLVED, Closing.CONFIRMED),
    Move.CLOSE_SILENT: Way((_WAITING,), _RESOLVED, Closing.SILENT),
    Move.CLOSE_OTHERWISE: Way((_OPEN, _WAITING), _RESOLVED, Closing.OTHER),
    Move.NO_REPLY: Way((_OPEN, _WAITING), _RESOLVED, Closing.NO_REPLY_NEEDED),
    Move.PROSPECT: Way((_OPEN, _WAITING), _RESOLVED, Closing.PROSPECT),
    Move.SPAM: Way((_OPEN, _WAITING), _RESOLVED, Closing.SPAM),
    Move.SOURCE_ENDS: Way((_OPEN, _WAITING), _RESOLVED, Closing.SOURCE),
    Move.MERGE: Way((_OPEN, _WAITING), _RESOLVED, Closing.MERGED),
    Move.JOIN: Way((_OPEN, _WAITING)),
    Move.SPLIT: Way((_OPEN, _WAITING)),
    Move.REOPEN: Way((_RESOLVED,), _OPEN),
}
"""A reopened ticket whose closing question still stands goes back to `waiting`, see `service.take_back`."""


def may(move: Move, status: str) -> bool:
    return TicketStatus(status) in WAYS[move].from_
