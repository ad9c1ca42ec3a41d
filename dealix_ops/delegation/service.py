"""The founder lets an operator decide for a while; whether that still holds is read at each decision.

Each function is one use case inside the caller's transaction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.delegation.errors import NobodyStandsIn, NotAnOperator, StandsInAlready
from dealix_ops.delegation.models import STANDING, Delegation
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer, Role, may


@dataclass(frozen=True)
class StandIn:
    """Somebody who decides for the founder, and until when."""

    id: int
    delegate: str
    given_by: str
    until: datetime


def start(
    session: Session,
    delegate: str,
    *,
    until: datetime,
    operators: Collection[str],
    actor: Actor,
    now: datetime,
) -> tuple[StandIn, bool]:
    """From now on; the second value is False where the very same stood already.

    Raises FounderOnly, MayNotArrange, NotAnOperator, StandsInAlready.
    """
    allow(actor)
    if delegate not in operators or delegate in actor.founders:
        raise NotAnOperator(delegate)
    _notice_ends(session, now)
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    begun = session.scalar(
        dialect.insert(Delegation)
        .values(delegate=delegate, given_by=actor.user_id, given_at=now, until=until)
        .on_conflict_do_nothing(index_elements=["delegate"], index_where=STANDING)
        .returning(Delegation.id)
    )
    if begun is None:
        standing = session.scalars(_standing(now).where(Delegation.delegate == delegate)).one()
        if standing.given_by == actor.user_id and standing.until == until:
            return _view(standing), False
        raise StandsInAlready(by=standing.given_by, until=standing.until)
    facts = {"delegation": begun, "delegate": delegate, "until": until.isoformat()}
    ledger.record(session, Event.DELEGATION_STARTED, at=now, actor=actor.user_id, facts=facts)
    return StandIn(begun, delegate, actor.user_id, until), True


def end(session: Session, delegate: str, *, actor: Actor, now: datetime) -> StandIn:
    """Before its time, by a founder. Raises FounderOnly, MayNotArrange, NobodyStandsIn."""
    allow(actor)
    _notice_ends(session, now)
    query = _standing(now).where(Delegation.delegate == delegate).with_for_update()
    standing = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if standing is None:
        raise NobodyStandsIn(delegate)
    standing.ended_at, standing.ended_by = now, actor.user_id
    facts = {"delegation": standing.id, "delegate": delegate}
    ledger.record(session, Event.DELEGATION_ENDED, at=now, actor=actor.user_id, facts=facts)
    return _view(standing)


def all_standing(session: Session, founders: Collection[str], *, now: datetime) -> list[StandIn]:
    """The one that ends first first; those whose founder is none any more hold nothing."""
    rows = session.scalars(_standing(now).order_by(Delegation.until, Delegation.id))
    return [_view(row) for row in rows if row.given_by in founders]


def unended(session: Session) -> list[StandIn]:
    """For whoever looks later: what nobody ended, also where its time has passed since."""
    query = select(Delegation).where(Delegation.ended_at.is_(None))
    return [_view(row) for row in session.scalars(query.order_by(Delegation.until, Delegation.id))]


def stand_in(session: Session, actor: Actor, *, now: datetime) -> StandIn | None:
    """Whether this operator decides for a founder at this moment."""
    if actor.role is not Role.OPERATOR:
        return None
    row = session.scalars(_standing(now).where(Delegation.delegate == actor.user_id)).one_or_none()
    return _view(row) if row is not None and row.given_by in actor.founders else None


def note(session: Session, under: StandIn, act: Act, *, ticket_id: int, now: datetime) -> None:
    """One decision that only the delegation allowed."""
    facts = {"delegation": under.id, "act": act.value}
    event = Event.DECIDED_FOR_FOUNDER
    ledger.record(session, event, at=now, actor=under.delegate, ticket_id=ticket_id, facts=facts)


def decided_under(session: Session, *, ticket_id: int, by: str | None, at: datetime | None) -> StandIn | None:
    """For whom a person decided at that moment, if for anybody: every entry of a decision has its time."""
    if by is None or at is None:
        return None
    query = select(LedgerEntry.facts).where(
        LedgerEntry.ticket_id == ticket_id,
        LedgerEntry.event == Event.DECIDED_FOR_FOUNDER.value,
        LedgerEntry.actor == by,
        LedgerEntry.at == at,
    )
    facts = session.scalars(query.limit(1)).first()
    return _view(session.get_one(Delegation, int(facts["delegation"]))) if facts else None


def allow(actor: Actor) -> None:
    """Raises FounderOnly, MayNotArrange."""
    answer = may(actor.role, Act.DELEGATE)
    if answer is Answer.NOT_AN_APPROVER:
        raise errors.MayNotArrange(actor.user_id)
    if answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(actor.user_id)


def _notice_ends(session: Session, now: datetime) -> None:
    """What ran out holds nothing any more whether or not somebody noticed; the ledger wants a line of it."""
    ran_out = session.execute(
        update(Delegation)
        .where(Delegation.ended_at.is_(None), Delegation.until <= now)
        .values(ended_at=Delegation.until, ended_by=ledger.SYSTEM)
        .returning(Delegation.id, Delegation.delegate)
        .execution_options(synchronize_session=False)
    )
    for delegation_id, delegate in ran_out.all():
        facts = {"delegation": delegation_id, "delegate": delegate}
        ledger.record(session, Event.DELEGATION_ENDED, at=now, facts=facts)


def _standing(now: datetime) -> Select[Delegation]:
    return select(Delegation).where(
        Delegation.ended_at.is_(None), Delegation.given_at <= now, now < Delegation.until
    )


def _view(row: Delegation) -> StandIn:
    return StandIn(row.id, row.delegate, row.given_by, row.until)
