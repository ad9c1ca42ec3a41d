"""What came that nobody can read: its file is asked for, and somebody has minutes to listen."""

from sqlalchemy.orm import Session

from dealix_ops.intake.arrival import Arrival
from dealix_ops.media import service as media
from dealix_ops.ports.work import Outbox
from dealix_ops.sla import service as sla
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket


def take(session: Session, ticket: Ticket, came: Arrival, *, fetching: bool, outbox: Outbox) -> None:
    """In the message's own transaction: a file that is not asked for is lost after seven days."""
    if came.facts.media is not None:
        inbound_id, file = came.inbound.id, came.facts.media
        media.keep(session, inbound_id, file, fetching=fetching, outbox=outbox, now=came.now)
    if came.facts.needs_listen:
        urgent = tickets.has_grave(session, came.contact.id)
        sla.listen_by(session, ticket.id, urgent=urgent, started_at=came.started_at)
