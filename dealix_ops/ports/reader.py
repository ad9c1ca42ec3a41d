"""What a second opinion is asked of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dealix_ops.vocabulary import Priority


class ReaderFault(StrEnum):
    """Why there is no second opinion. `refused`: the reader's own refusal, mostly of the key."""

    DOWN = "down"
    SLOW = "slow"
    REFUSED = "refused"
    NONSENSE = "nonsense"
    OFF = "off"


class ReaderFailed(Exception):
    """No second opinion this time; nothing changes by it."""

    def __init__(self, fault: ReaderFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class ReaderAnswer:
    """A stranger's opinion: `reason` is foreign text, and only a graver priority counts."""

    priority: Priority
    needs_look: bool
    reason: str


class SecondReader(Protocol):
    """`read` is given words without secrets, identifiers and names, and raises ReaderFailed."""

    model: str

    def read(self, text: str) -> ReaderAnswer: ...
