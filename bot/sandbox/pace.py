"""Slack's speed limit for posting."""

import math

from bot.sandbox.clock import Clock
from bot.sandbox.errors import RateLimited


class Pace:
    """About one chat.postMessage a second a channel (contracts/slack.md section 5)."""

    def __init__(self, *, clock: Clock, gap_s: float) -> None:
        self.clock = clock
        self.gap_s = gap_s
        self._last: dict[str, float] = {}

    def check(self, channel: str) -> None:
        """Refuse a post that comes too soon after the last accepted one."""
        last = self._last.get(channel)
        if last is None:
            return
        remaining = last + self.gap_s - self.clock.monotonic()
        if remaining > 0:
            raise RateLimited(math.ceil(remaining))

    def mark(self, channel: str) -> None:
        """Remember an accepted post; refused ones do not count, so obeying Retry-After gets through."""
        self._last[channel] = self.clock.monotonic()
