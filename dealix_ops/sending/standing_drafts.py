"""A text that waits for a decision: its thread is told once, and one that time made wrong is taken off.

Of a P0 or P1 `sla/calls.py` calls people instead, and its text never grows old.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.language.times_ar import clock_ar, day_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending.case import Case, case_of, changed, is_delicate
from dealix_ops.sending.models import Approval
from dealix_ops.sending.way_out import WayOut
from dealix_ops.sla.rules import TARGETS
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Closing
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import WorkingTime

CALM = (Priority.P2.value, Priority.P3.value)
WAITS = "المسودة بانتظار قرارك منذ {since} {person}"


class Expired(StrEnum):
    """Why a text is over. `age`: it stood as long as the whole matter should have taken."""

    PROMISE = "promise"
    AGE = "age"


def nudges_after(priority: Priority) -> timedelta:
    """Working time: half of the first response's target, while the other half is still there."""
    return TARGETS[priority].first_response / 2


def expires_after(priority: Priority) -> timedelta:
    return TARGETS[priority].resolution


@dataclass(frozen=True)
class Waiting:
    """`since` its first version came, or an approval of it was taken back."""

    draft: Draft
    ticket: Ticket
    version: DraftVersion
    since: datetime


@dataclass(frozen=True)
class StandingDrafts:
    """`on_call` are asked in the order of their ids; `founders` where nobody is, and for what is theirs."""

    way_out: WayOut
    on_call: Collection[str]
    founders: Collection[str]

    def unseen(self, session: Session, working: WorkingTime, *, now: datetime) -> list[int]:
        """Drafts of which nobody was reminded; none at all outside working time and while people rest."""
        if not working.is_open(now) or rest.ends(now, working_time.fasting(session)):
            return []
        waiting = _waiting(session, Draft.nudged_at.is_(None), Ticket.status.in_(LIVE))
        return [
            one.draft.id
            for one in waiting
            if working.between(one.since, now) >= nudges_after(Priority(one.ticket.priority))
        ]

    def nudge(self, session: Session, draft_id: int, *, now: datetime) -> bool:
        """False where it was decided, or told by the other clock, meanwhile."""
        case = _case(session, draft_id)
        won = session.execute(
            update(Draft)
            .where(
                Draft.id == draft_id,
                Draft.nudged_at.is_(None),
                Draft.status == DraftStatus.PROPOSED.value,
            )
            .values(nudged_at=now)
            .execution_options(synchronize_session=False)
        )
        whom, waiting = self._whom(session, case.ticket), _waiting(session, Draft.id == draft_id)
        if changed(won) == 0 or whom is None or not waiting:
            return False
        facts = {"draft": draft_id, "called": whom}
        ledger.record(session, Event.DRAFT_NUDGED, at=now, ticket_id=case.ticket.id, facts=facts)
        since = waiting[0].since
        # «منذ 10:12 ص الخميس 19 نوفمبر»: today's has no day.
        told = WAITS.format(since=f"{clock_ar(since)} {day_ar(since, now)}".strip(), person=f"<@{whom}>")
        channel = self.way_out.channel
        payload = {"channel": channel, "ticket_id": case.ticket.id, "text": told}
        self.way_out.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)
        return True

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Drafts that may not be approved any more."""
        stands = or_(Ticket.status.in_(LIVE), Ticket.closed_as == Closing.PROSPECT.value)
        waiting = _waiting(session, stands)
        return [one.draft.id for one in waiting if _over(one, now) is not None]

    def expire(self, session: Session, draft_id: int, *, now: datetime) -> bool:
        """Quietly, in place; the card offers a new one. False where somebody decided meanwhile."""
        case = _case(session, draft_id)
        why = next((_over(one, now) for one in _waiting(session, Draft.id == draft_id)), None)
        if why is None:
            return False
        case.draft.status = DraftStatus.EXPIRED.value
        facts = {"draft": draft_id, "version": case.draft.version, "why": why.value}
        ledger.record(session, Event.DRAFT_EXPIRED, at=now, ticket_id=case.ticket.id, facts=facts)
        self.way_out.show(session, case, now)
        return True

    def _whom(self, session: Session, ticket: Ticket) -> str | None:
        founder = next(iter(sorted(self.founders)), None)
        if is_delicate(session, ticket):
            return founder
        return ticket.claimed_by or next(iter(sorted(self.on_call)), founder)


def _waiting(session: Session, *conditions: ColumnElement[bool]) -> list[Waiting]:
    """The newest draft of each calm ticket, undecided; one query, however many wait."""
    first = aliased(DraftVersion)
    taken_back = select(func.max(Approval.withdrawn_at)).where(Approval.draft_id == Draft.id)
    query = (
        select(Draft, Ticket, DraftVersion, first.created_at, taken_back.scalar_subquery())
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(DraftVersion, and_(DraftVersion.draft_id == Draft.id, DraftVersion.version == Draft.version))
        .join(first, and_(first.draft_id == Draft.id, first.version == 1))
        .where(Draft.status == DraftStatus.PROPOSED.value, Ticket.priority.in_(CALM))
        .where(*conditions)
        .order_by(Draft.id)
    )
    return [
        Waiting(draft, ticket, version, max(filter(None, (came_at, taken_back_at))))
        for draft, ticket, version, came_at, taken_back_at in session.execute(query)
    ]


def _over(one: Waiting, now: datetime) -> Expired | None:
    """What we wrote ourselves is drafted anew when its promise passes (`intake/renewing.py`)."""
    version = one.version
    if version.author != ledger.SYSTEM and version.promised_by is not None and version.promised_by <= now:
        return Expired.PROMISE
    return Expired.AGE if now - one.since >= expires_after(Priority(one.ticket.priority)) else None


def _case(session: Session, draft_id: int) -> Case:
    draft = session.get_one(Draft, draft_id)
    return case_of(session, drafts.version_of(session, draft_id, draft.version))
