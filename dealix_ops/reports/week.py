"""A week as Monday's review tells it: Sunday to Saturday in Riyadh, beside the week before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.reports import daily
from dealix_ops.reports.clocks import Ended, Span
from dealix_ops.reports.daily import Heard
from dealix_ops.reports.figures import Figures, figures
from dealix_ops.reports.renewals import AtRisk, at_risk
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.sla.report import Verdict, verdict
from dealix_ops.slots import service as slots
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority, Source

WEEK = timedelta(days=7)
SUNDAY = 6
"""As `date.weekday` counts; the Kingdom's week begins with it."""
WORST = 3


@dataclass(frozen=True)
class Worst:
    """A clock that ran out in the week, and whose it was."""

    standing: Standing
    ended: Ended


@dataclass(frozen=True)
class WeekView:
    """`week` and the week `before`; the rest is as of `at`. `risks` is None where nobody was measured."""

    at: datetime
    week: Figures
    before: Figures
    worst: tuple[Worst, ...]
    risks: tuple[AtRisk, ...] | None
    sources: tuple[Heard, ...]
    late_now: int
    waiting: int
    missed: tuple[tuple[str, datetime], ...]

    @property
    def days(self) -> list[date]:
        first = riyadh(self.week.span.since).date()
        return [first + timedelta(days=ahead) for ahead in range(7)]

    @property
    def verdict(self) -> Verdict:
        """Product facts: by how many of the tickets whose clocks ended in the week were late."""
        return verdict(
            tickets=len({one.ticket_id for one in self.week.ended}), breached=self.week.late_tickets
        )


def last_week(now: datetime) -> Span:
    """The last whole one, Sunday to Saturday."""
    today = riyadh(now).date()
    sunday = today - timedelta(days=(today.weekday() - SUNDAY) % 7)
    until = datetime.combine(sunday, time(0), tzinfo=RIYADH)
    return Span(until - WEEK, until)


def week(session: Session, sources: Sequence[Heard], span: Span, *, now: datetime) -> WeekView:
    own = figures(session, span, now=now)
    risky, standing = at_risk(session, riyadh(now).date()), standings(session, now=now)
    return WeekView(
        at=now,
        week=own,
        before=figures(session, span.before, now=now),
        worst=_worst(session, own),
        risks=None if risky is None else tuple(risky),
        sources=tuple(sources),
        late_now=len(daily.late(standing, now)),
        waiting=len(daily.waiting(standing)),
        missed=tuple(slots.missed(session, after=span.since, until=now)),
    )


def _worst(session: Session, own: Figures) -> tuple[Worst, ...]:
    """The gravest first, then who waited longest; a ticket once, with the longer of its delays."""
    late = sorted(own.late, key=lambda one: (one.priority.rank, -(one.late_by or timedelta(0))))
    once: dict[int, Ended] = {}
    for one in late:
        once.setdefault(one.ticket_id, one)
    chosen = list(once.values())[:WORST]
    whose = _whose(session, [one.ticket_id for one in chosen])
    return tuple(Worst(whose[one.ticket_id], one) for one in chosen)


def _whose(session: Session, ticket_ids: Sequence[int]) -> dict[int, Standing]:
    query = (
        select(Ticket, Conversation.source, Contact.profile_name, Customer.name)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Ticket.id.in_(ticket_ids))
    )
    return {
        ticket.id: Standing(
            ticket.id, Priority(ticket.priority), ticket.status in LIVE, Source(source), person, company
        )
        for ticket, source, person, company in session.execute(query)
    }
