"""Who is on call: whom somebody put there last, while that holds, else the settings' list."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging.errors import NobodysTurn, NotOnTheTeam
from dealix_ops.paging.models import DutyTurn
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import MayNotArrange


@dataclass(frozen=True)
class Turn:
    id: int
    user_id: str
    given_by: str
    until: datetime | None


def begin(
    session: Session,
    user_id: str,
    *,
    until: datetime | None,
    team: Collection[str],
    actor: Actor,
    now: datetime,
) -> Turn:
    """From now on; what holds longer goes on after it. Raises MayNotArrange, NotOnTheTeam."""
    _allow(actor)
    if user_id not in team:
        raise NotOnTheTeam(user_id)
    row = DutyTurn(user_id=user_id, given_by=actor.user_id, began_at=now, until=until)
    session.add(row)
    session.flush()
    facts = {"turn": row.id, "on_call": user_id, "until": until.isoformat() if until else None}
    ledger.record(session, Event.DUTY_BEGAN, at=now, actor=actor.user_id, facts=facts)
    return _view(row)


def end(session: Session, *, actor: Actor, now: datetime) -> Turn:
    """The turn that counts now, before its time. Raises MayNotArrange, NobodysTurn."""
    _allow(actor)
    holds = next(iter(_holding(session, now)), None)
    if holds is None:
        raise NobodysTurn("nobody was put on call")
    row = session.get_one(DutyTurn, holds.id, with_for_update=True, populate_existing=True)
    row.ended_at, row.ended_by = now, actor.user_id
    facts = {"turn": row.id, "on_call": row.user_id}
    ledger.record(session, Event.DUTY_ENDED, at=now, actor=actor.user_id, facts=facts)
    return _view(row)


def turns(session: Session, *, now: datetime) -> list[Turn]:
    """The one that counts first; behind it those that count once it is over."""
    shown: list[Turn] = []
    for turn in _holding(session, now):
        if not shown or (shown[-1].until is not None and _later(turn.until, shown[-1].until)):
            shown.append(turn)
    return shown


def on_call(session: Session, settled: Collection[str], *, now: datetime) -> frozenset[str]:
    """`settled` is the settings' list."""
    return counting(unended(session), settled, now=now)


def counting(turns: Iterable[Turn], settled: Collection[str], *, now: datetime) -> frozenset[str]:
    """The newest that holds; `turns` are the newest first."""
    holding = (frozenset({turn.user_id}) for turn in turns if turn.until is None or now < turn.until)
    return next(holding, frozenset(settled))


def unended(session: Session) -> list[Turn]:
    """What nobody ended, the newest first, also where its time has passed."""
    query = select(DutyTurn).where(DutyTurn.ended_at.is_(None)).order_by(DutyTurn.id.desc())
    return [_view(row) for row in session.scalars(query)]


def _holding(session: Session, now: datetime) -> list[Turn]:
    return [turn for turn in unended(session) if turn.until is None or now < turn.until]


def _later(one: datetime | None, other: datetime) -> bool:
    return one is None or one > other


def _allow(actor: Actor) -> None:
    if not allows(actor.role, Act.DUTY):
        raise MayNotArrange(actor.user_id)


def _view(row: DutyTurn) -> Turn:
    return Turn(row.id, row.user_id, row.given_by, row.until)
