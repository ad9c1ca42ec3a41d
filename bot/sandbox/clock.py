"""Time as an argument, so that three seconds and thirty minutes can pass without waiting."""

import time
from typing import Protocol


class Clock(Protocol):
    """Two readings in seconds: one for what is shown, one for what is measured."""

    def wall(self) -> float:
        """Return seconds since the epoch."""
        ...

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start, never going back."""
        ...


class SystemClock:
    """The machine's own clock."""

    def wall(self) -> float:
        """Return seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start, never going back."""
        return time.monotonic()
