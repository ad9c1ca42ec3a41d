"""Our own target list: written down one by one, moved by a person, and read back each day and week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dealix_ops.contacts import names
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.self_growth import rules
from dealix_ops.self_growth.errors import (
    AlreadyListed,
    CityUnusable,
    CompanyUnusable,
    NoSuchTarget,
    SourceNeeded,
)
from dealix_ops.self_growth.models import GrowthTarget, TargetMove
from dealix_ops.self_growth.rules import Focus, Learnt, Moved, Status
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import MayNotArrange

WEEK = timedelta(days=7)
LEAST_LETTERS = 3


@dataclass(frozen=True)
class Found:
    """What a person writes down about a company."""

    company: str
    focus: Focus
    city: str
    source_words: str


@dataclass(frozen=True)
class Daily:
    """`waiting` are the targets to look at first; `drafts` all that wait for a person's approval."""

    at: datetime
    waiting: tuple[GrowthTarget, ...]
    listed: int
    drafts: int


def add(session: Session, found: Found, *, actor: Actor, now: datetime) -> GrowthTarget:
    """Raises MayNotArrange, CompanyUnusable, CityUnusable, SourceNeeded, AlreadyListed."""
    require_may(actor)
    company, city, words = (
        " ".join(text.split()) for text in (found.company, found.city, found.source_words)
    )
    spelling = " ".join(names.folded(company))
    if not spelling or len(company) > rules.NAME_MAX:
        raise CompanyUnusable(f"1 to {rules.NAME_MAX} characters")
    if not city or len(city) > rules.CITY_MAX:
        raise CityUnusable(f"1 to {rules.CITY_MAX} characters")
    if sum(one.isalpha() for one in words) < LEAST_LETTERS or len(words) > rules.WORDS_MAX:
        raise SourceNeeded("how it is known")
    if session.scalar(select(GrowthTarget.id).where(GrowthTarget.spelling == spelling)):
        raise AlreadyListed(spelling)
    row = GrowthTarget(
        company=company,
        spelling=spelling,
        focus=found.focus.value,
        city=city,
        source_words=words,
        status=Status.NEW.value,
        added_by=actor.user_id,
        added_at=now,
        changed_at=now,
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:  # two people wrote it down at this moment
        raise AlreadyListed(spelling) from error
    facts = {"target": row.id, "focus": found.focus.value}
    ledger.record(session, Event.TARGET_ADDED, at=now, actor=actor.user_id, facts=facts)
    return row


def move(session: Session, target_id: int, to: Status, *, actor: Actor, now: datetime) -> GrowthTarget:
    """Raises MayNotArrange, NoSuchTarget."""
    require_may(actor)
    row = session.get(GrowthTarget, target_id, with_for_update=True, populate_existing=True)
    if row is None or row.status == to.value:
        raise NoSuchTarget(str(target_id))
    facts = {"target": row.id, "was": row.status, "to": to.value}
    session.add(TargetMove(target_id=row.id, was=row.status, status=to.value, at=now, actor=actor.user_id))
    row.status, row.changed_at = to.value, now
    session.flush()
    ledger.record(session, Event.TARGET_MOVED, at=now, actor=actor.user_id, facts=facts)
    return row


def listed(session: Session, *, limit: int) -> list[GrowthTarget]:
    """For a menu: what moved last first."""
    return list(session.scalars(select(GrowthTarget).order_by(GrowthTarget.changed_at.desc()).limit(limit)))


def daily(session: Session, *, now: datetime) -> Daily:
    order = {status.value: place for place, status in enumerate(rules.WAITING)}
    query = select(GrowthTarget).where(GrowthTarget.status.in_(order)).order_by(GrowthTarget.changed_at)
    waiting = sorted(session.scalars(query), key=lambda row: order[row.status])[: rules.SHOWN]
    proposed = select(func.count()).select_from(Draft).where(Draft.status == DraftStatus.PROPOSED.value)
    total = session.scalar(select(func.count()).select_from(GrowthTarget)) or 0
    return Daily(now, tuple(waiting), total, session.scalar(proposed) or 0)


def learnt(session: Session, *, now: datetime) -> tuple[Learnt, ...]:
    """From what was stored in the last seven days."""
    query = (
        select(TargetMove.target_id, GrowthTarget.focus, TargetMove.status)
        .join(GrowthTarget, GrowthTarget.id == TargetMove.target_id)
        .where(TargetMove.at >= now - WEEK, TargetMove.at <= now)
    )
    return rules.learn(Moved(row[0], Focus(row[1]), Status(row[2])) for row in session.execute(query))


def require_may(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not allows(actor.role, Act.SELF_GROWTH):
        raise MayNotArrange(actor.user_id)
