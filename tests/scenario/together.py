"""Several people at the same moment, and a process asked to end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bot.sandbox.local import LocalRun

STOP_WITHIN_S = 10.0


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Starts each on a thread of its own behind one barrier; returns their results in order."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(start, acts))


def assert_ends_cleanly(run: LocalRun, role: str = "serve") -> None:
    started = time.monotonic()
    assert run.stop(role) == 0
    assert time.monotonic() - started < STOP_WITHIN_S
