"""A mail server and a paging service that keep what they are told, and fail when a test says so."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from dealix_ops.ports.paging import Letter


class FakeMailer:
    """`fail_next` raises before the letter is taken, `lose_next` after it."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.before: deque[Exception] = deque()
        self.after: deque[Exception] = deque()
        self.refused: list[int] = []

    def send(self, letter: Letter) -> Sequence[int]:
        if self.before:
            raise self.before.popleft()
        self.letters.append(letter)
        if self.after:
            raise self.after.popleft()
        return self.refused


class FakePager:
    def __init__(self) -> None:
        self.rings: list[tuple[str, Mapping[str, Any]]] = []
        self.before: deque[Exception] = deque()

    def ring(self, body: Mapping[str, Any], *, key: str) -> None:
        if self.before:
            raise self.before.popleft()
        self.rings.append((key, body))
