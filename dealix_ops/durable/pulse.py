"""A process that beats while it lives, so that its work is taken over when it falls silent."""

from datetime import timedelta

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import workers


class Pulse:
    """A thread that beats for one process; says goodbye when stopped."""

    def __init__(
        self, database: Database, clock: Clock, process_id: str, *, role: str, silent_after: timedelta
    ) -> None:
        self._database = database
        self._clock = clock
        self._id = process_id
        self._role = role
        # A silence shorter than two beats would take the work of the living.
        self._thread = workers.Beat(self._beat, every=min(workers.BEAT_EVERY, silent_after / 4))

    def start(self) -> None:
        with self._database.transaction() as session:
            one_host = self._database.is_sqlite
            workers.start(session, self._id, role=self._role, now=self._clock(), one_host=one_host)
        self._thread.start()

    def stop(self) -> None:
        self._thread.stop()
        with self._database.transaction() as session:
            workers.stop(session, self._id, now=self._clock())

    def _beat(self) -> None:
        with self._database.transaction() as session:
            workers.beat(session, self._id, now=self._clock())
