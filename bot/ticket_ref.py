"""What a button about a ticket carries: the ticket, and the newest line its card showed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TicketRef:
    """`seen` is an inbound id; 0 where the card showed no line."""

    ticket_id: int
    seen: int

    def value(self) -> str:
        return f"{self.ticket_id}.{self.seen}"

    @classmethod
    def of(cls, text: str) -> "TicketRef | None":
        """None for anything that `value` did not write."""
        ticket_id, _, seen = text.partition(".")
        if not (_is_id(ticket_id) and _is_id(seen)):
            return None
        return cls(int(ticket_id), int(seen))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
