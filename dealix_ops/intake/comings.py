"""What came in: how much of it is new, and which source has been silent for longer than it usually is."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.intake.models import Inbound
from dealix_ops.reports.daily import Came, Flow, Heard
from dealix_ops.sla.awaited import ASK_NOTHING
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Closing
from dealix_ops.vocabulary import Source

USUAL_OF = timedelta(days=14)
LEAST_SILENCE = timedelta(hours=6)
"""Nobody is told of less, however busy a source was."""
WITHOUT_REPLY = (Closing.NO_REPLY_NEEDED.value, Closing.SPAM.value)


def came(session: Session, sources: Sequence[Source], *, since: datetime, now: datetime) -> Came:
    """`sources` are those that are on."""
    heard = tuple(_heard(session, source, now) for source in sources)
    return Came(_flow(session, since=since, now=now), heard)


def is_silent(deliveries: Iterable[datetime], *, now: datetime) -> bool:
    """Longer than ever between two of these, which are in order; what was never heard is silent too."""
    times = list(deliveries)
    usual = max((later - earlier for earlier, later in pairwise(times)), default=LEAST_SILENCE)
    return not times or now - times[-1] > max(usual, LEAST_SILENCE)


def _heard(session: Session, source: Source, now: datetime) -> Heard:
    own = Inbound.source == source.value
    at = select(Inbound.received_at).where(own)
    begin = now - USUAL_OF
    recent = list(session.scalars(at.where(Inbound.received_at > begin).order_by(Inbound.received_at)))
    # A silence that ended within the span began with the delivery before it.
    before = session.scalar(select(func.max(Inbound.received_at)).where(own, Inbound.received_at <= begin))
    times = [before, *recent] if before is not None else recent
    return Heard(source, times[-1] if times else None, is_silent(times, now=now))


def _flow(session: Session, *, since: datetime, now: datetime) -> Flow:
    people = [source.value for source in Source if source is not Source.SENTRY]
    lines = (
        select(
            Message.conversation_id.label("conversation_id"),
            func.count().label("count"),
            func.max(Message.inbound_id).label("newest"),
        )
        .join(Inbound, Inbound.id == Message.inbound_id)
        .where(
            Inbound.source.in_(people),
            Inbound.received_at > since,
            Inbound.received_at <= now,
            Message.kind.not_in(ASK_NOTHING),
        )
        .group_by(Message.conversation_id)
        .subquery()
    )
    query = (
        select(lines.c.count, lines.c.newest, Conversation.answered_through_inbound_id, Ticket.closed_as)
        .join(Message, Message.inbound_id == lines.c.newest)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .join(Conversation, Conversation.id == lines.c.conversation_id)
    )
    rows = session.execute(query).all()
    no_reply = [row for row in rows if row.closed_as in WITHOUT_REPLY]
    rest = [row for row in rows if row.closed_as not in WITHOUT_REPLY]
    return Flow(
        lines=sum(row[0] for row in rows),
        conversations=len(rows),
        answered=sum(row.newest <= row.answered_through_inbound_id for row in rest),
        no_reply=len(no_reply),
    )
