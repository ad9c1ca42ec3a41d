"""«استلمتها» on a customer's matter: the alarm stops because somebody follows it, the clock runs on."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.judging.case import matter_of
from dealix_ops.ports.work import Outbox
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import MayNotArrange
from dealix_ops.tickets import service as tickets


def claim(
    session: Session, ticket_id: int, *, actor: Actor, outbox: Outbox, channel: str, now: datetime
) -> None:
    """Raises MayNotArrange, ButtonUnknown, TicketAlreadyClaimed, TicketClosed."""
    if not allows(actor.role, Act.CLAIM):
        raise MayNotArrange(actor.user_id)
    ticket = matter_of(session, ticket_id).ticket
    tickets.claim(session, ticket, actor=actor.user_id, now=now)
    tickets.show(session, ticket, channel=channel, outbox=outbox, now=now)
