"""Time that moves only when a test says so."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 7, 12, tzinfo=UTC)
"""A Sunday, 10:12 in Riyadh."""


class MovingClock:
    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **duration: float) -> datetime:
        self.now += timedelta(**duration)
        return self.now
