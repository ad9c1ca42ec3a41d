"""The questions whose answer must be zero: each small, over what lives or over the newest rows only."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from dealix_ops.contacts.models import Contact
from dealix_ops.doctor.findings import Finding, State
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.durable import rows
from dealix_ops.durable.models import READY_SINCE, WAITS_FOR_NO_TIME, ListedTicket, OutboxRow, SlackCard
from dealix_ops.durable.slack_effects import TICKET
from dealix_ops.intake.models import Inbound
from dealix_ops.invariants.rules import Invariant
from dealix_ops.ledger import service as ledger
from dealix_ops.media.models import Media
from dealix_ops.media.rules import MediaStatus
from dealix_ops.ports.work import WorkStatus
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla import week
from dealix_ops.sla.models import AppliedSla
from dealix_ops.tickets.models import Matter, Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority

NEWEST = 200
"""As many rows as a look reads of what only grows: each was among the newest when it was written."""
CARD_WITHIN = timedelta(minutes=2)
WORK_WITHIN = timedelta(minutes=10)
SEALED_WITHIN = timedelta(minutes=2)
REMOVED_WITHIN = timedelta(days=1)
GONE_OUT = (DraftStatus.HANDED_OFF.value, DraftStatus.SENT.value)

Question = Callable[[Session, datetime], int]


def sent_unapproved(session: Session, _now: datetime) -> int:
    """No handed-off or sent text without an approval of that very version."""
    approved = exists().where(Approval.draft_id == Draft.id, Approval.version == Draft.version)
    newest = _newest(session, Draft.id)
    query = select(func.count()).where(Draft.id > newest, Draft.status.in_(GONE_OUT), ~approved)
    return session.scalar(query) or 0


def text_differs(session: Session, _now: datetime) -> int:
    """No approval whose text is another than the one that was approved, and that leaves by its hash."""
    query = (
        select(Approval.text, Approval.text_hash)
        .join(Contact, Contact.id == Approval.recipient_id)
        .where(Approval.id > _newest(session, Approval.id), Contact.erased_at.is_(None))
    )
    return sum(hashlib.sha256(text.encode()).hexdigest() != told for text, told in session.execute(query))


def sent_after_withdrawal(session: Session, _now: datetime) -> int:
    """What was taken back was not sent, and what was sent was not taken back."""
    query = (
        select(func.count())
        .select_from(HandOff)
        .join(Approval, Approval.id == HandOff.approval_id)
        .where(
            Approval.id > _newest(session, Approval.id),
            HandOff.sent_at.is_not(None),
            Approval.withdrawn_at.is_not(None),
        )
    )
    return session.scalar(query) or 0


def p0_without_card(session: Session, now: datetime) -> int:
    """No open P0 that nobody can see: its own card, the one it shares, or a line of a list."""
    own = exists().where(SlackCard.entity == TICKET, SlackCard.entity_id == Ticket.id)
    led = aliased(SlackCard)
    shared = exists().where(
        Matter.id == Ticket.matter_id, led.entity == TICKET, led.entity_id == Matter.lead_ticket_id
    )
    listed = exists().where(ListedTicket.ticket_id == Ticket.id)
    query = select(func.count()).where(
        Ticket.status.in_(LIVE),
        Ticket.priority == Priority.P0.value,
        Ticket.p0_since < now - CARD_WITHIN,
        ~own,
        ~shared,
        ~listed,
    )
    return session.scalar(query) or 0


def ticket_without_clock(session: Session, _now: datetime) -> int:
    clock = exists().where(AppliedSla.ticket_id == Ticket.id)
    return session.scalar(select(func.count()).where(Ticket.status.in_(LIVE), ~clock)) or 0


def old_work(session: Session, now: datetime) -> int:
    """Nothing that came in, and nothing that was to leave, stands still; what waits for its time may."""
    limit = now - WORK_WITHIN
    came = select(func.count()).where(Inbound.status.in_(rows.OPEN), Inbound.received_at < limit)
    leaves = select(func.count()).where(
        OutboxRow.status.in_(rows.OPEN), WAITS_FOR_NO_TIME, limit > READY_SINCE
    )
    late = select(func.count()).where(OutboxRow.status == WorkStatus.READY.value, OutboxRow.due_at < limit)
    return sum(session.scalar(query) or 0 for query in (came, leaves, late))


def ledger_broken(session: Session, now: datetime) -> int:
    """The chain holds at its newest end, where somebody writes, and is being continued."""
    return ledger.faults_of_newest(session, NEWEST) + ledger.unsealed_since(session, now - SEALED_WITHIN)


def media_too_old(session: Session, now: datetime) -> int:
    query = select(func.count()).where(
        Media.expires_at < now - REMOVED_WITHIN, Media.status == MediaStatus.STORED.value
    )
    return session.scalar(query) or 0


QUESTIONS: dict[Invariant, Question] = {
    Invariant.SENT_UNAPPROVED: sent_unapproved,
    Invariant.TEXT_DIFFERS: text_differs,
    Invariant.SENT_AFTER_WITHDRAWAL: sent_after_withdrawal,
    Invariant.P0_WITHOUT_CARD: p0_without_card,
    Invariant.TICKET_WITHOUT_CLOCK: ticket_without_clock,
    Invariant.OLD_WORK: old_work,
    Invariant.LEDGER: ledger_broken,
    Invariant.MEDIA_TOO_OLD: media_too_old,
    Invariant.VERDICT: lambda session, now: week.critical(session, now=now),
}


AT_ANY_TIME = tuple(which for which in QUESTIONS if which is not Invariant.VERDICT)
"""The verdict is a rate over a week, and is read once a day."""


def look(
    session: Session, *, now: datetime, of: Iterable[Invariant] = tuple(QUESTIONS)
) -> dict[Invariant, int]:
    """How many rows break each; 0 where it holds."""
    return {which: QUESTIONS[which](session, now) for which in of}


def findings(session: Session, *, now: datetime) -> list[Finding]:
    """For `dealix doctor`."""
    found = {which: count for which, count in look(session, now=now).items() if count}
    if not found:
        return [Finding("invariants", State.OK, f"all {len(QUESTIONS)} hold")]
    return [
        Finding(
            f"invariant {which.value}",
            # People are late, nothing is to mend here.
            State.WARN if which is Invariant.VERDICT else State.FAIL,
            f"{count} rows break it: docs/operations.md",
        )
        for which, count in found.items()
    ]


def _newest(session: Session, column: InstrumentedAttribute[int]) -> int:
    return (session.scalar(select(func.max(column))) or 0) - NEWEST
