"""Time as an argument, so that three seconds and thirty minutes can pass without waiting."""

import time
from pathlib import Path
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


class ForwardClock(SystemClock):
    """The machine's clock, ahead by whole seconds that stand in a file, where the product reads them too."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.ahead_s = int(file.read_text(encoding="ascii"))

    def wall(self) -> float:
        """Return seconds since the epoch, as the demo has them."""
        return super().wall() + self.ahead_s

    def monotonic(self) -> float:
        """Measured time passes with the shown one: handles grow old when the clock is moved."""
        return super().monotonic() + self.ahead_s

    def move(self, seconds: int) -> None:
        """Go forward; never back, because what was recorded would then lie in the future."""
        if seconds <= 0:
            raise ValueError("time only goes forward")
        ahead = self.ahead_s + seconds
        written = self._file.with_suffix(".new")
        written.write_text(str(ahead), encoding="ascii")
        written.replace(self._file)  # whoever reads meanwhile finds the old or the new number, never half
        self.ahead_s = ahead
