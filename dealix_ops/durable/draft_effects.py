"""What the outbox does inside the house: the draft that waited for a customer to pause."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.intake.settling import Settling
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle


class DraftEffects:
    def __init__(self, *, settling: Settling, clock: Clock) -> None:
        self._settling = settling
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.DRAFT_AGAIN: self.draft_again}

    def draft_again(self, job: EffectJob) -> Settle:
        ticket_id = int(job.payload["ticket_id"])

        def settle(session: Session) -> str | None:
            self._settling.draft_again(session, ticket_id, now=self._clock())
            return None

        return settle
