"""A stored alert joins its ticket: one transaction, and never a draft for a customer."""

from sqlalchemy.orm import Session

from dealix_ops.alerts.service import Alerts
from dealix_ops.clock import Clock
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.service import Sender
from dealix_ops.incidents import arriving
from dealix_ops.incidents.service import Incidents
from dealix_ops.intake.fields import fitting, get, text
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.sentry_signal import signal
from dealix_ops.sla.rules import clock_start
from dealix_ops.vocabulary import Source


class AlertProcessing:
    """A conversation needs somebody who writes: here it is the installation, named after the project."""

    def __init__(self, *, alerts: Alerts, clock: Clock, incidents: Incidents | None = None) -> None:
        self._alerts = alerts
        self._clock = clock
        self._incidents = incidents

    def process(self, session: Session, inbound: Inbound) -> None:
        now = self._clock()
        source = Source(inbound.source)
        said = signal(inbound.body, occurred_at=inbound.occurred_at, received_at=inbound.received_at)
        installation = text(get(get(inbound.body, "installation"), "id")) or "unknown"
        sender = Sender(name=said.project, key=fitting(f"{source}:{installation}"))
        contact = contacts.find_or_create(session, sender, now=now)
        conversation = contacts.conversation(
            session, inbound.conversation_key, source=source, contact=contact, our_address=None, now=now
        )
        started_at = clock_start(occurred_at=said.at, received_at=inbound.received_at)
        self._alerts.receive(session, conversation.id, said, started_at=started_at, now=now)
        if self._incidents is not None:
            arriving.alert_came(self._incidents, session, conversation.id, grew=said.grew, now=now)
