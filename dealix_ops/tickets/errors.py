"""Why a ticket did not become what somebody pressed for."""

from datetime import datetime

from dealix_ops.errors import OpsError
from dealix_ops.tickets.states import Move
from dealix_ops.vocabulary import Priority


class TicketAlreadyClaimed(OpsError):
    """Somebody took it first."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"claimed by {by}")
        self.by = by
        self.at = at


class TicketClosed(OpsError):
    """It was resolved before the press."""


class TicketEnded(TicketClosed):
    """Somebody ended it first: how, who and when."""

    def __init__(self, *, closing: str, by: str, at: datetime) -> None:
        super().__init__(f"{closing} by {by}")
        self.closing = closing
        self.by = by
        self.at = at


class TicketNotEnded(OpsError):
    """What was pressed needs another state of the ticket: one that is closed, or one that was asked."""

    def __init__(self, *, move: Move, status: str) -> None:
        super().__init__(f"{move}: the ticket is {status}")
        self.move = move


class CardShared(OpsError):
    """It shares its card with tickets of the same customer, and goes to no other until it is taken out."""


class PriorityChanged(OpsError):
    """It is not what the card showed: somebody was first, or the customer's next line was graver."""

    def __init__(self, *, to: Priority, by: str, at: datetime) -> None:
        super().__init__(f"{to} by {by}")
        self.to = to
        self.by = by
        self.at = at
