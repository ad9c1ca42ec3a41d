"""Which processing an inbound row gets: the one place where messages and alerts part."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops import own_errors
from dealix_ops.intake.alerts import AlertProcessing
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.processing import Processing


@dataclass(frozen=True)
class InboundWork:
    """Called by a worker with the id of an inbound row, inside the worker's transaction."""

    messages: Processing
    alerts: AlertProcessing

    def process(self, session: Session, inbound_id: int) -> None:
        inbound = session.get_one(Inbound, inbound_id)
        if inbound.kind != ItemKind.ALERT.value:
            self.messages.process(session, inbound_id)
            return
        with own_errors.muted():  # reported to Sentry, it would come back as the next alert
            self.alerts.process(session, inbound)
