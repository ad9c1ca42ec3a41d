"""Jobs that the engine believes this worker runs, and it does not.

The engine could not write that a job began or ended, because the disk was full or the database away, and does
not ask again. Its worker lives, so nobody takes the job over, and everything behind it in its channel waits.
"""

from collections.abc import Callable
from datetime import timedelta

from dealix_ops.clock import Clock
from dealix_ops.durable.engine import Engine, JobRef
from dealix_ops.durable.takeover import Sweeper

LOOK_EVERY = timedelta(seconds=5)


class Forgotten:
    """Only the worker itself knows what it runs; a job is forgotten when two looks in a row find it so."""

    def __init__(
        self,
        engine: Engine,
        sweeper: Sweeper,
        *,
        worker_id: str,
        running: Callable[[], set[JobRef]],
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._sweeper = sweeper
        self._worker_id = worker_id
        self._running = running
        self._clock = clock
        self._suspected: set[JobRef] = set()

    def look(self) -> None:
        mine = {job for job, holder in self._engine.held() if holder == self._worker_id}
        idle = mine - self._running()
        for job in idle & self._suspected:
            self._sweeper.take_over(job, now=self._clock())
        self._suspected = idle
