"""What the outbox does inside the house: which of its tickets' cards stands for a matter."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Outbox, Settle
from dealix_ops.tickets import showing


class MatterEffects:
    def __init__(self, *, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.MATTER_CARD: self.show}

    def show(self, job: EffectJob) -> Settle:
        told = job.payload

        def settle(session: Session) -> str | None:
            showing.show_matter(
                session,
                int(told["matter_id"]),
                int(told["ticket_id"]),
                channel=str(told["channel"]),
                outbox=self._outbox,
                now=self._clock(),
                fresh=bool(told["fresh"]),
            )
            return None

        return settle
