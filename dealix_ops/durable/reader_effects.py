"""What the outbox asks of the second reader: outside any transaction, settled in the last one."""

import time
from collections.abc import Mapping

import structlog
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.judging import readings
from dealix_ops.judging.readings import Heard
from dealix_ops.judging.service import Judging
from dealix_ops.ports.reader import ReaderAnswer, ReaderFailed, ReaderFault, SecondReader
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle

log = structlog.get_logger(__name__)


class ReaderEffects:
    """`budget` is in calls a day of Riyadh."""

    def __init__(
        self, *, database: Database, reader: SecondReader, judging: Judging, budget: int, clock: Clock
    ) -> None:
        self._database = database
        self._reader = reader
        self._judging = judging
        self._budget = budget
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.SECOND_READING: self.second_reading}

    def second_reading(self, job: EffectJob) -> Settle:
        """The question is booked before it leaves, so that no crash asks it twice."""
        ticket_id, through = int(job.payload["ticket_id"]), int(job.payload["through"])
        with self._database.transaction() as session:
            words = readings.begin(
                session,
                ticket_id,
                through=through,
                model=self._reader.model,
                budget=self._budget,
                now=self._clock(),
            )
        if words is None:
            return lambda _session: None
        started = time.monotonic()
        answer: ReaderAnswer | ReaderFault
        try:
            answer = self._reader.read(words)
        except ReaderFailed as failed:
            answer = failed.fault
        heard = Heard(answer, round((time.monotonic() - started) * 1000))
        fault = answer.value if isinstance(answer, ReaderFault) else None
        log.info("second_reading", ticket_id=ticket_id, fault=fault, latency_ms=heard.latency_ms)

        def settle(session: Session) -> str | None:
            readings.settle(
                session, self._judging, ticket_id, through=through, heard=heard, now=self._clock()
            )
            return None

        return settle
