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
        ref, _ = cls.with_tail(text)
        return ref if ref is not None and ref.value() == text else None

    @classmethod
    def with_tail(cls, text: str) -> "tuple[TicketRef | None, str]":
        """The same with whatever stands behind it: a reason, an approval."""
        ticket_id, _, rest = text.partition(".")
        seen, _, tail = rest.partition(".")
        if not (_is_id(ticket_id) and _is_id(seen)):
            return None, tail
        return cls(int(ticket_id), int(seen)), tail


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
