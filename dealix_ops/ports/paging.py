"""What the domain needs to reach a person outside Slack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Letter:
    """`key` is the same at every try, so that a mail program shows a repeated one once."""

    to: Sequence[str]
    subject: str
    text: str
    key: str


class Mailer(Protocol):
    """Raises NotAccepted, OutcomeUnknown or Refused, and nothing of a library's."""

    def send(self, letter: Letter) -> Sequence[int]:
        """Which of its addresses the server would not take, by their place in `to` from 1 on."""
        ...


class Pager(Protocol):
    """A signed webhook; raises as a mailer does. `key` is the same at every try."""

    def ring(self, body: Mapping[str, Any], *, key: str) -> None: ...
