"""A clock that passes 50 % or 80 % of its target shows it on its card by itself: a change in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.ports.work import Outbox
from dealix_ops.reports.standing import standings
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.standing import Standing, standing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source

COLOURED = (Standing.HALF, Standing.PRESSING)
MOST = 10
"""Cards at once: Slack takes some fifty changes a minute, and what people press comes first."""


@dataclass(frozen=True)
class Pale:
    """A ticket whose card was drawn before its clock took the colour of by now."""

    ticket_id: int
    shown_at: datetime


@dataclass(frozen=True)
class Colouring:
    """Derived from rows and idempotent: what was drawn stands by now as it is shown."""

    outbox: Outbox
    channel: str

    def due(self, session: Session, *, now: datetime) -> list[Pale]:
        """The gravest first."""
        return list(_pale(session, now))[:MOST]

    def colour(self, session: Session, pale: Pale, *, now: datetime) -> bool:
        """False where it was drawn or closed meanwhile."""
        contacts.locked(session, session.get_one(Ticket, pale.ticket_id).conversation_id)
        ticket = session.get_one(Ticket, pale.ticket_id, populate_existing=True)
        if ticket.status not in tickets.LIVE or ticket.shown_at != pale.shown_at:
            return False
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now, hurry=False)
        return True


def _pale(session: Session, now: datetime) -> Iterator[Pale]:
    drawn = select(Ticket.id, Ticket.shown_at).where(Ticket.status.in_(tickets.LIVE))
    shown = {row[0]: row[1] for row in session.execute(drawn)}
    calendars = Calendars(session)
    for one in standings(session, now=now):
        shown_at, due = shown.get(one.ticket_id), one.due
        # An alert's card has no colour.
        if shown_at is None or due is None or one.source is Source.SENTRY:
            continue
        time = calendars.time(due.calendar)
        by_now = standing(due, now, time)
        if by_now in COLOURED and by_now is not standing(due, shown_at, time):
            yield Pale(one.ticket_id, shown_at)
