"""A dead letter says so in Slack: nobody watches a table."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.durable.engine import JobRef
from dealix_ops.language.display import isolate
from dealix_ops.ports.work import Effect, EffectKind, Outbox

TEXT = "تعثّر عمل ولم يكتمل: {job}\nالسبب: {why}\nللاطلاع والإعادة: {command}"
COMMAND = "dealix deadletters list"


Buried = Callable[[Session, JobRef, str, str], None]
"""Told the job, the row's kind and why, in the transaction that buries it."""


class DeadLetterAlarm:
    """Part of the transaction that buries the row; `channel` is the operations channel."""

    def __init__(self, *, outbox: Outbox, channel: str, clock: Clock) -> None:
        self._outbox = outbox
        self._channel = channel
        self._clock = clock

    def __call__(self, session: Session, job: JobRef, kind: str, why: str) -> None:
        """A notice that could not be posted raises no second one."""
        if kind == EffectKind.NOTICE.value:
            return
        text = TEXT.format(
            job=isolate(f"{job.table} {job.row_id}"), why=isolate(why), command=isolate(COMMAND)
        )
        payload = {"channel": self._channel, "text": text}
        self._outbox.add(session, Effect(EffectKind.NOTICE, self._channel, payload), now=self._clock())
