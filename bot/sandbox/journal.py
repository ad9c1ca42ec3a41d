"""What happened (calls, warnings, deliveries), and one counter to wait for the next thing."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.clock import Clock

KEPT_CHANGES = 5_000


class Changes:
    """A revision that only rises, also over a reset, so that a waiting reader never misses one."""

    def __init__(self) -> None:
        self.revision = 0
        self.closed = False
        self._recent: deque[dict[str, Any]] = deque(maxlen=KEPT_CHANGES)
        self._moved = asyncio.Event()

    def note(self, kind: str, **where: str) -> None:
        """Count one change and wake everyone who waits."""
        self.revision += 1
        self._recent.append({"revision": self.revision, "kind": kind, **where})
        self._moved.set()
        self._moved = asyncio.Event()

    def close(self) -> None:
        """Nobody waits any longer: the server stops."""
        self.closed = True
        self._moved.set()

    def since(self, revision: int) -> list[dict[str, Any]]:
        """Return the kept changes after a revision, oldest first."""
        return [change for change in self._recent if change["revision"] > revision]

    async def wait_beyond(self, revision: int, *, timeout_s: float) -> bool:
        """Return whether the revision passed the given one within the real seconds allowed."""
        if self.revision > revision or self.closed:
            return True
        try:
            async with asyncio.timeout(timeout_s):
                await self._moved.wait()
        except TimeoutError:
            return False
        return True


@dataclass
class Journal:
    """Append-only lists of plain dictionaries, ready to be shown as JSON."""

    clock: Clock
    changes: Changes
    calls: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    deliveries: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Open the record of one API call; the caller fills in `outcome` and `http_status`."""
        record = {
            "method": method,
            "arguments": arguments,
            **self._now(),
            "outcome": None,
            "http_status": None,
        }
        self.calls.append(record)
        return record

    def warn(self, kind: str, detail: str, **where: str) -> None:
        """Keep something Slack accepts but a careful app would not do."""
        self.warnings.append({"kind": kind, "detail": detail, **where, **self._now()})
        self.changes.note("warning", warning=kind)

    def delivery(self, record: dict[str, Any]) -> None:
        """Keep the outcome of one request to the product."""
        self.deliveries.append({**record, **self._now()})
        self.changes.note("delivery")

    def _now(self) -> dict[str, float]:
        return {"at": self.clock.wall(), "at_monotonic": self.clock.monotonic()}
