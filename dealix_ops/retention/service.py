"""Remove what the table of rules says is over: a bounded batch of each at a time, the oldest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Select, Update, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from dealix_ops.computed.models import ComputedAnswer
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.durable.models import HomeTab, OutboxRow, SlackPace, Worker
from dealix_ops.intake.models import Inbound
from dealix_ops.invariants.models import InvariantBreak
from dealix_ops.judging.models import SecondReading
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.planning.models import ActionPlan
from dealix_ops.ports.work import CUSTOMER_BOUND, WorkStatus
from dealix_ops.retention.rules import REMOVED, Removed
from dealix_ops.sending.models import Approval
from dealix_ops.slots.models import JobSlot
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE

BATCH = 2_000
"""Of each kind a day: a hundred times a busy day of ours, and a short transaction still."""
NO_BODY = "removed"
"""Stands for the partition of a row whose body is gone: it can be run no more."""


def over(which: Removed, *, now: datetime) -> Select[Any]:
    """The keys of what is over, the oldest first."""
    before = now - REMOVED[which].age
    query: Select[Any] = _QUERIES[which](before)
    return query


def _payloads(before: datetime) -> Select[Any]:
    """Where a line stands now counts too: it may have been split off, or gone to a colleague's ticket."""
    into = exists().where(
        Conversation.key == Inbound.conversation_key,
        Ticket.conversation_id == Conversation.id,
        Ticket.status.in_(LIVE),
    )
    now_in = exists().where(
        Message.inbound_id == Inbound.id,
        Ticket.conversation_id == Message.conversation_id,
        Ticket.status.in_(LIVE),
    )
    live = or_(into, now_in)
    over = (Inbound.status == WorkStatus.DONE.value, Inbound.received_at < before)
    return select(Inbound.id).where(*over, Inbound.partition != NO_BODY, ~live).order_by(Inbound.id)


def _outbox(before: datetime) -> Select[Any]:
    ours = (OutboxRow.status == WorkStatus.DONE.value, OutboxRow.kind.not_in(CUSTOMER_BOUND))
    return select(OutboxRow.id).where(*ours, OutboxRow.finished_at < before).order_by(OutboxRow.id)


def _second_readings(before: datetime) -> Select[Any]:
    query = select(SecondReading.id).join(Ticket, Ticket.id == SecondReading.ticket_id)
    return query.where(SecondReading.asked_at < before, Ticket.status.not_in(LIVE)).order_by(SecondReading.id)


def _old_versions(before: datetime) -> Select[Any]:
    approved = exists().where(
        Approval.draft_id == DraftVersion.draft_id, Approval.version == DraftVersion.version
    )
    query = select(DraftVersion.id).join(Draft, Draft.id == DraftVersion.draft_id)
    decided = (Draft.status != DraftStatus.PROPOSED.value, Draft.version != DraftVersion.version)
    old = (DraftVersion.created_at < before, DraftVersion.version > 1, ~approved)
    return query.where(*decided, *old).order_by(DraftVersion.id)


def _slots(before: datetime) -> Select[str, datetime]:
    newer = aliased(JobSlot)
    last = select(func.max(newer.due_at)).where(newer.job == JobSlot.job).scalar_subquery()
    query = select(JobSlot.job, JobSlot.due_at).where(JobSlot.decided_at < before, JobSlot.due_at < last)
    return query.order_by(JobSlot.due_at)


def _by_age(key: Any, at: Any) -> Any:
    return lambda before: select(key).where(at < before).order_by(at)


_QUERIES: dict[Removed, Any] = {
    Removed.PAYLOADS: _payloads,
    Removed.OUTBOX: _outbox,
    Removed.SECOND_READINGS: _second_readings,
    Removed.OLD_VERSIONS: _old_versions,
    Removed.COMPUTED: _by_age(ComputedAnswer.id, ComputedAnswer.at),
    Removed.PLANS: _by_age(ActionPlan.id, ActionPlan.asked_at),
    Removed.BREAKS: _by_age(InvariantBreak.id, InvariantBreak.mended_at),
    Removed.SLOTS: _slots,
    Removed.PROCESSES: _by_age(Worker.id, Worker.beat_at),
    Removed.HOME_TABS: _by_age(HomeTab.user_id, HomeTab.opened_at),
    Removed.PACES: _by_age(SlackPace.channel, SlackPace.next_at),
}
"""Jobs of the durable engine are the engine's own: `Engine.forget`."""


def count(session: Session, *, now: datetime) -> dict[Removed, int]:
    """What is over at this moment, by rule: the dry run."""
    found = {}
    for which in _QUERIES:
        query = over(which, now=now).order_by(None).subquery()
        found[which] = session.scalar(select(func.count()).select_from(query)) or 0
    return found


def remove(session: Session, *, now: datetime, batch: int = BATCH) -> dict[Removed, int]:
    """One batch of each; what is left over is older tomorrow. One ledger entry with the figures."""
    removed = {which: _remove(session, which, now, batch) for which in _QUERIES}
    facts: Mapping[str, int] = {which.value: rows for which, rows in removed.items() if rows}
    ledger.record(session, Event.RETENTION_RAN, at=now, facts={"removed": dict(facts)})
    return removed


def _remove(session: Session, which: Removed, now: datetime, batch: int) -> int:
    keys = session.execute(over(which, now=now).limit(batch)).all()
    if which is Removed.SLOTS:
        for job, due_at in keys:
            session.execute(delete(JobSlot).where(JobSlot.job == job, JobSlot.due_at == due_at))
    elif keys:
        query = over(which, now=now)
        session.execute(_statement(which, query.selected_columns[0], [key for (key,) in keys]))
    return len(keys)


def _statement(which: Removed, column: Any, keys: list[Any]) -> Delete | Update:
    if which is Removed.PAYLOADS:
        return update(Inbound).where(column.in_(keys)).values(body={}, partition=NO_BODY)
    return delete(column.table).where(column.in_(keys))
