"""The customer's lines as the sending side sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewLine:
    """One line of a customer and the id to which a decision that has seen it is bound."""

    inbound_id: int
    text: str
    kind: str = "text"


class Inbox(Protocol):
    """The customer's lines as they came in, whether a worker has read them yet or not."""

    def newer_lines(
        self, session: Session, conversation_key: str, *, seen: int, unprocessed: bool
    ) -> tuple[list[NewLine], int]:
        """Lines after inbound id `seen`, with those still unprocessed if asked, by id; and the newest id."""

    def place(self, session: Session, *, now: datetime) -> int:
        """The newest thing that came in, whoever sent it: what is written now can have seen no later line."""
