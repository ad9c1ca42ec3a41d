"""What a span of time amounts to, from stored rows; `docs/kpi.md` says what each figure counts.

Every query begins at an index on time, so that its cost follows the span and not the history.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Conversation, Customer
from dealix_ops.customer_success.models import RiskReading
from dealix_ops.customer_success.rules import RiskLevel
from dealix_ops.customer_success.service import READ_WITHIN
from dealix_ops.drafts.models import Draft
from dealix_ops.reports import clocks
from dealix_ops.reports.clocks import Ended, Span
from dealix_ops.sending.models import Approval, Initiated
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import OF_EVERY_TICKET, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Source

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Share:
    of: int
    whole: int


@dataclass(frozen=True)
class Figures:
    """`took` are medians, by metric, None where nothing was met in the span.

    `approvals` counts texts that went as they were proposed. `at_risk` is None where nobody was measured.
    `contracts_sar` is what customers are recorded to pay a month, None where nothing is recorded.
    """

    span: Span
    opened: Mapping[Priority, int]
    ended: tuple[Ended, ...]
    took: Mapping[Metric, timedelta | None]
    met: Mapping[Metric, int]
    approvals: Share
    rejected: Mapping[str, int]
    windows_lost: int
    alerts: int
    at_risk: int | None
    renewals: int
    contracts_sar: int | None

    def in_time(self, metric: Metric, priority: Priority | None = None) -> Share:
        of_it = [one for one in self.ended if one.metric is metric and priority in (None, one.priority)]
        return Share(sum(one.late_by is None for one in of_it), len(of_it))

    @property
    def late(self) -> list[Ended]:
        return [one for one in self.ended if one.late_by is not None]

    @property
    def late_tickets(self) -> int:
        return len({one.ticket_id for one in self.late})

    def late_on(self, day: date) -> int:
        """Tickets of which a clock ran out on that day in Riyadh."""
        return len({one.ticket_id for one in self.late if riyadh(one.due_at).date() == day})


def figures(session: Session, span: Span, *, now: datetime) -> Figures:
    """`now` tells what is late of a span that has not ended."""
    of_span = clocks.clocks(session, span)
    took = {metric: clocks.took(of_span, metric, span) for metric in OF_EVERY_TICKET}
    last_day = riyadh(min(span.until, now) - timedelta(microseconds=1)).date()
    approvals = _approvals(session, span)
    return Figures(
        span=span,
        opened=_opened(session, span),
        ended=tuple(clocks.ended(of_span, span, Calendars(session), now)),
        took={metric: timedelta(seconds=median(times)) if times else None for metric, times in took.items()},
        met={metric: len(times) for metric, times in took.items()},
        approvals=Share(approvals[False], approvals.total()),
        rejected=_rejected(session, span),
        windows_lost=_windows_lost(session, span),
        alerts=_alerts(session, span),
        at_risk=_at_risk(session, last_day),
        renewals=_renewals(session, span),
        contracts_sar=session.scalar(select(func.sum(Customer.monthly_sar))),
    )


def _opened(session: Session, span: Span) -> dict[Priority, int]:
    """By whoever wrote to us: what we begin ourselves stands in a ticket that nobody opened."""
    ours = exists().where(Initiated.ticket_id == Ticket.id)
    query = (
        select(Ticket.priority, func.count())
        .where(Ticket.opened_at >= span.since, Ticket.opened_at < span.until, ~ours)
        .group_by(Ticket.priority)
    )
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(query)}
    return {priority: found.get(priority.value, 0) for priority in Priority}


def _approvals(session: Session, span: Span) -> Counter[bool]:
    """By whether a person changed the text first."""
    query = (
        select(Approval.edited, func.count())
        .where(
            Approval.approved_at >= span.since,
            Approval.approved_at < span.until,
            Approval.withdrawn_at.is_(None),
        )
        .group_by(Approval.edited)
    )
    return Counter({bool(row[0]): row[1] for row in session.execute(query)})


def _rejected(session: Session, span: Span) -> dict[str, int]:
    """By reason, the most frequent first."""
    # Not by status too: SQLite would then read every rejection of all years.
    own = (Draft.decided_at >= span.since, Draft.decided_at < span.until, Draft.reject_reason.is_not(None))
    query = select(Draft.reject_reason, func.count()).where(*own).group_by(Draft.reject_reason)
    counted: Counter[str] = Counter({str(row[0]): row[1] for row in session.execute(query)})
    return dict(counted.most_common())


def _windows_lost(session: Session, span: Span) -> int:
    """WhatsApp tickets whose first answer had not come when they were a day old: the window was shut then."""
    answer = (AppliedSla.ticket_id == Ticket.id) & (AppliedSla.metric == Metric.FIRST_RESPONSE.value)
    query = (
        select(Ticket.opened_at, AppliedSla.met_at)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(AppliedSla, answer)
        .where(
            Ticket.opened_at >= span.since - A_DAY,
            Ticket.opened_at < span.until - A_DAY,
            Conversation.source == Source.WHATSAPP.value,
            AppliedSla.void_as.is_(None),
        )
    )
    return sum(met_at is None or met_at > opened_at + A_DAY for opened_at, met_at in session.execute(query))


def _alerts(session: Session, span: Span) -> int:
    query = (
        select(func.count())
        .select_from(Ticket)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .where(
            Ticket.opened_at >= span.since,
            Ticket.opened_at < span.until,
            Conversation.source == Source.SENTRY.value,
        )
    )
    return session.scalar(query) or 0


def _at_risk(session: Session, day: date) -> int | None:
    """By what the newest reading of seven days said then."""
    within = (RiskReading.read_on > day - READ_WITHIN, RiskReading.read_on <= day)
    customer_id = RiskReading.customer_id
    newest = select(customer_id, func.max(RiskReading.read_on).label("on")).where(*within)
    last = newest.group_by(customer_id).subquery()
    query = (
        select(RiskReading.level, func.count())
        .join(last, (last.c.customer_id == customer_id) & (last.c.on == RiskReading.read_on))
        .group_by(RiskReading.level)
    )
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(query)}
    return sum(found.values()) - found.get(RiskLevel.LOW.value, 0) if found else None


def _renewals(session: Session, span: Span) -> int:
    first, last = riyadh(span.since).date(), riyadh(span.until).date()
    query = select(func.count()).where(Customer.renews_on >= first, Customer.renews_on < last)
    return session.scalar(query) or 0
