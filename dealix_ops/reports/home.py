"""What a person's Home tab shows, read in one snapshot: what waits for them, what is late, what is shut."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.clock import riyadh
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.features import FeatureState, feature_states, variable
from dealix_ops.reports import daily, shared
from dealix_ops.reports.kept import KeptText, kept
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.sending.authority import Act, Actor, Answer, allows
from dealix_ops.sending.case import founder_waited, is_delicate
from dealix_ops.sending.permission import given
from dealix_ops.settings import Settings
from dealix_ops.slots import service as slots
from dealix_ops.slots.rules import PUNCTUAL
from dealix_ops.tickets.models import Ticket
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours

MOST = 10
"""Of a list; how many more there are is said."""
SILENT = frozenset({"success.read", "verdict.read", "retention.remove"})
"""Jobs after which nothing is to be read, or seldom."""
LIVE_FLAGS = frozenset(kind.live_flag for kind in CONNECTORS if kind.live_flag)


@dataclass(frozen=True)
class Entry:
    """`card` is the ticket whose card it stands on; `token` names the text that waits for a yes."""

    standing: Standing
    card: int
    token: str | None
    taken_by: str | None


@dataclass(frozen=True)
class Coming:
    """A job's next time; `overdue`: it has passed, so no clock runs."""

    job: str
    at: datetime
    overdue: bool


@dataclass(frozen=True)
class HomeView:
    """`known` is False for a stranger, who sees nothing else. `on` makes «غداً» a new picture at midnight.

    `live_flags` are the settings that somebody switched on for sending without a hand.
    """

    on: date
    known: bool
    waiting: tuple[Entry, ...] = ()
    waiting_more: int = 0
    kept: tuple[KeptText, ...] = ()
    late: tuple[Entry, ...] = ()
    late_more: int = 0
    shut: tuple[FeatureState, ...] = ()
    live_flags: tuple[str, ...] = ()
    coming: tuple[Coming, ...] = ()


def home(session: Session, actor: Actor, *, settings: Settings, now: datetime) -> HomeView:
    if not allows(actor.role, Act.SEE_LISTS):
        return HomeView(riyadh(now).date(), known=False)
    standing = standings(session, now=now)
    waits, late = waiting_for(session, actor, standing, now=now), daily.late(standing, now)
    return HomeView(
        on=riyadh(now).date(),
        known=True,
        waiting=tuple(_entries(session, waits[:MOST])),
        waiting_more=max(0, len(waits) - MOST),
        kept=kept(session),
        late=tuple(_entries(session, late[:MOST])),
        late_more=max(0, len(late) - MOST),
        shut=tuple(state for state in feature_states(settings) if not state.enabled),
        live_flags=tuple(variable(name) for name, on in settings if on and variable(name) in LIVE_FLAGS),
        coming=tuple(_coming(session, settings, now)),
    )


def _coming(session: Session, settings: Settings, now: datetime) -> Iterator[Coming]:
    """Jobs that say something; a message of Ramadan at the hour at which it is told."""
    hours = Hours(settings.working_hours, settings.ramadan_hours)
    working = working_time.working_time(session, hours)
    told = [
        (daily.told_at(at, working) if job in daily.LATER else at, at, job)
        for job, at in slots.planned(session)
        if job not in SILENT
    ]
    for told_at, at, job in sorted(told):
        yield Coming(job, told_at, at + PUNCTUAL < now)


def waiting_for(
    session: Session, actor: Actor, standing: Sequence[Standing], *, now: datetime
) -> list[Standing]:
    """Of the texts that wait for a yes, those that this person may give it; the nearest due first."""
    return [one for one in daily.waiting(standing) if _may_approve(session, actor, one, now)]


def _may_approve(session: Session, actor: Actor, one: Standing, now: datetime) -> bool:
    if allows(actor.role, Act.APPROVE):
        return True  # whatever it is: no look at each
    version = _waiting_version(session, one.ticket_id)
    if version is None:
        return False
    ticket = session.get_one(Ticket, one.ticket_id)
    told = given(
        session,
        actor,
        Act.APPROVE,
        now=now,
        priority=one.priority,
        waited=founder_waited(session, ticket, version, now=now),
        delicate=is_delicate(session, ticket),
    )
    return told.answer is Answer.YES


def _waiting_version(session: Session, ticket_id: int) -> DraftVersion | None:
    draft = drafts.latest(session, ticket_id)
    waits = draft is not None and draft.status == drafts.DraftStatus.PROPOSED.value
    return drafts.version_of(session, draft.id, draft.version) if draft is not None and waits else None


def _entries(session: Session, standing: Collection[Standing]) -> Iterator[Entry]:
    query = select(Ticket).where(Ticket.id.in_([one.ticket_id for one in standing]))
    tickets = {ticket.id: ticket for ticket in session.scalars(query)}
    for one in standing:
        ticket = tickets[one.ticket_id]
        version = _waiting_version(session, ticket.id) if one.drafted else None
        card, token = shared.lead_of(session, ticket) or ticket.id, version.token if version else None
        yield Entry(one, card, token, ticket.claimed_by)
