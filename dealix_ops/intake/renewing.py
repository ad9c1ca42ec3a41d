"""«غداً» is true for one day and a promised time until it comes: what waits in the channel follows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from dealix_ops.clock import last_midnight
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.intake.settling import Settling
from dealix_ops.judging import verdicts
from dealix_ops.ledger import service as ledger
from dealix_ops.sending.until_morning import CALM
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time.rest import night_began


@dataclass(frozen=True)
class Renewing:
    """Derived from rows and idempotent: what was renewed is no longer outdated."""

    settling: Settling

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Live tickets whose card or draft says what the clock made wrong."""
        return list(session.scalars(_outdated(now).order_by(Ticket.id)))

    def renew(self, session: Session, ticket_id: int, *, now: datetime) -> None:
        """Quietly, in place: nothing happened that must ring. What a person wrote is left as it is."""
        ticket = session.get_one(Ticket, ticket_id)
        conversation = contacts.locked(session, ticket.conversation_id)
        session.refresh(ticket)
        if session.scalar(_outdated(now).where(Ticket.id == ticket_id)) is None:
            return
        if session.scalar(select(Ticket.id).where(Ticket.id == ticket_id, _promise_over(now))) is not None:
            contact = session.get_one(Contact, conversation.contact_id)
            through = verdicts.newest_line(session, ticket)
            self.settling.draft_now(session, ticket, contact, through=through, now=now)
        settling = self.settling
        tickets.show(session, ticket, channel=settling.channel, outbox=settling.outbox, now=now)


def _outdated(now: datetime) -> Select[int]:
    says = or_(Ticket.shown_at < last_midnight(now), _overdue_unsaid(now), _promise_over(now))
    return select(Ticket.id).where(Ticket.status.in_(tickets.LIVE), says)


def _promise_over(now: datetime) -> ColumnElement[bool]:
    """The waiting text is ours and names a time that has passed, or a day that is another one by now.

    That of a P0 counts from the sending («خلال 30 دقيقة من هذه الرسالة»), so it never grows old. When the
    night begins, a P2's and P3's names the morning in which it will be given.
    """
    over = _written_before(last_midnight(now), now) & (Ticket.priority != Priority.P0.value)
    calm = Ticket.priority.in_([priority.value for priority in CALM])
    return or_(over, _written_before(night_began(now), now) & calm)


def _written_before(day_began: datetime, now: datetime) -> ColumnElement[bool]:
    return Ticket.id.in_(
        select(Draft.ticket_id)
        .join(DraftVersion, DraftVersion.draft_id == Draft.id)
        .where(
            Draft.status == DraftStatus.PROPOSED.value,
            Draft.version == DraftVersion.version,
            DraftVersion.author == ledger.SYSTEM,
            DraftVersion.promised_by.is_not(None),
            or_(DraftVersion.promised_by <= now, DraftVersion.created_at < day_began),
        )
    )


def _overdue_unsaid(now: datetime) -> ColumnElement[bool]:
    """A first response became late after the card was drawn."""
    return exists().where(
        AppliedSla.ticket_id == Ticket.id,
        AppliedSla.metric == Metric.FIRST_RESPONSE.value,
        AppliedSla.met_at.is_(None),
        AppliedSla.void_as.is_(None),
        AppliedSla.due_at < now,
        AppliedSla.due_at >= Ticket.shown_at,
    )
