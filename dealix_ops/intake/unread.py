"""What came that nobody can read: its file is asked for, and somebody has minutes to listen."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact
from dealix_ops.intake.item import MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.media import service as media
from dealix_ops.ports import Outbox
from dealix_ops.sla import rules as sla_rules
from dealix_ops.sla import service as sla
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket


def take(
    session: Session,
    ticket: Ticket,
    contact: Contact,
    inbound: Inbound,
    facts: MessageFacts,
    *,
    fetching: bool,
    outbox: Outbox,
    now: datetime,
) -> None:
    """In the message's own transaction: a file that is not asked for is lost after seven days."""
    if facts.media is not None:
        media.keep(session, inbound.id, facts.media, fetching=fetching, outbox=outbox, now=now)
    if facts.needs_listen:
        started_at = sla_rules.clock_start(occurred_at=inbound.occurred_at, received_at=inbound.received_at)
        urgent = tickets.has_grave(session, contact.id)
        sla.listen_by(session, ticket.id, urgent=urgent, started_at=started_at)
