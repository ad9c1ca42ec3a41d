"""One day as the founder needs it in the morning: from stored rows only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.endings import silent
from dealix_ops.incidents import closing as ends
from dealix_ops.incidents import service as incidents
from dealix_ops.incidents.models import Incident
from dealix_ops.invariants import service as invariants
from dealix_ops.invariants.rules import Broken
from dealix_ops.ports.inbox import Inbox
from dealix_ops.reports.kept import KeptText, kept
from dealix_ops.reports.renewals import AtRisk, Renewal, at_risk, renewals
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.slots import service as slots
from dealix_ops.vocabulary import Priority, Source
from dealix_ops.working_time.rules import OPEN_KINDS, DayKind, WorkingTime

CALM = (Priority.P2, Priority.P3)
"""They ring nobody when they become late: the day's messages tell of them."""
RAMADAN_LATER = timedelta(hours=2)
"""Offices open later then."""
LATER = frozenset({"digest.daily", "windows.evening", "board.weekly", "review.weekly"})
"""Jobs whose messages follow the offices; the afternoon's does not."""
CLOSED_LATELY = timedelta(days=7)
LONGEST_LOOK = timedelta(days=14)
"""Of a holiday at most."""


@dataclass(frozen=True)
class Flow:
    """Lines of customers, the conversations they came in, and what became of these."""

    lines: int = 0
    conversations: int = 0
    answered: int = 0
    no_reply: int = 0


@dataclass(frozen=True)
class Heard:
    """`at` is the newest delivery of a source, None before the first; `silent`: for longer than is usual."""

    source: Source
    at: datetime | None
    silent: bool


@dataclass(frozen=True)
class Came:
    """What only the inbound rows tell."""

    flow: Flow
    sources: tuple[Heard, ...]


@dataclass(frozen=True)
class DayView:
    """`quiet`: nobody works today. `risks` is None where nobody was measured.

    `closing` wait for an answer and lose their window before `reopens_at`, the first opening of a later day.
    `promised` are due before midnight, or passed and not kept, the next first. `missed` are jobs and their
    times, `broken` invariants that do not hold; `incidents` are the numbers of the open ones, `closed_at` is
    when the newest of the last days ended.
    """

    at: datetime
    since: datetime
    quiet: bool
    waiting: tuple[Standing, ...]
    emergencies: tuple[Standing, ...]
    oldest: Standing | None
    promised: tuple[Standing, ...]
    closing: tuple[Standing, ...]
    reopens_at: datetime
    late: tuple[Standing, ...]
    flow: Flow
    sources: tuple[Heard, ...]
    risks: tuple[AtRisk, ...] | None
    renewals: tuple[Renewal, ...]
    silent: int
    missed: tuple[tuple[str, datetime], ...]
    broken: tuple[Broken, ...] = ()
    incidents: tuple[int, ...] = ()
    kept: tuple[KeptText, ...] = ()
    closed_at: datetime | None = None


def day(
    session: Session, inbox: Inbox, came: Came, *, working: WorkingTime, since: datetime, now: datetime
) -> DayView:
    standing, today = standings(session, now=now), riyadh(now).date()
    reopens_at = reopening(working, now)
    asking = [one for one in standing if one.waits_since is not None]
    risky = at_risk(session, today)
    return DayView(
        at=now,
        since=since,
        quiet=working.kinds(today) not in OPEN_KINDS,
        waiting=tuple(waiting(standing)),
        emergencies=tuple(one for one in standing if one.live and one.priority is Priority.P0),
        oldest=min(asking, key=lambda one: one.waits_since or now, default=None),
        promised=tuple(promised(standing, today)),
        closing=tuple(closing(standing, reopens_at)),
        reopens_at=reopens_at,
        late=tuple(late(standing, now)),
        flow=came.flow,
        sources=came.sources,
        risks=None if risky is None else tuple(risky),
        renewals=tuple(renewals(session, today)),
        silent=len(silent.listed(session, inbox, now=now)),
        missed=tuple(slots.missed(session, after=since, until=now)),
        broken=tuple(invariants.standing(session)),
        incidents=tuple(one.id for one in incidents.open_ones(session)),
        kept=kept(session),
        closed_at=_closed_at(session, now),
    )


def _closed_at(session: Session, now: datetime) -> datetime | None:
    """Of real ones: a false alarm is nothing that was overcome."""
    ended = (Incident.resolved_as == ends.RESOLVED, Incident.resolved_at > now - CLOSED_LATELY)
    return session.scalar(select(func.max(Incident.resolved_at)).where(*ended))


def reopening(working: WorkingTime, now: datetime) -> datetime:
    """The first opening of a later day."""
    tomorrow = riyadh(now).date() + timedelta(days=1)
    return working.next_open(datetime.combine(tomorrow, time(0), tzinfo=RIYADH))


def closing(standing: Iterable[Standing], until: datetime) -> list[Standing]:
    """Who waits for an answer and loses the window before that time, the next first."""
    found = [
        (one.window_until, one)
        for one in standing
        if one.waits_since is not None and one.window_until is not None and one.window_until < until
    ]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def waiting(standing: Sequence[Standing]) -> list[Standing]:
    """Texts before a person, by the time their customer should have them; the others in their own order."""
    return sorted((one for one in standing if one.drafted), key=_due_at)


def promised(standing: Sequence[Standing], today: date) -> list[Standing]:
    """Whoever is to hear from us today, because a text of ours said so."""
    owed = [one for one in standing if one.promise and riyadh(one.promise.due_at).date() <= today]
    return sorted(owed, key=lambda one: one.promise.due_at if one.promise else _due_at(one))


def coming(standing: Iterable[Standing], now: datetime) -> list[Standing]:
    """What is due and in time, the next first."""
    in_time = (one for one in standing if one.due is not None and one.late(now) is None)
    return sorted(in_time, key=_due_at)


def late(standing: Sequence[Standing], now: datetime) -> list[Standing]:
    """The gravest first, as they stand in the list."""
    return [one for one in standing if one.late(now) is not None]


def late_since(standing: Sequence[Standing], morning: datetime, now: datetime) -> list[Standing]:
    """Calm ones of which a clock ran out after the morning's message."""
    return [
        one
        for one in standing
        if one.priority in CALM and any(morning < due.due_at < now for due in one.dues)
    ]


def _due_at(one: Standing) -> datetime:
    return one.due.due_at if one.due else datetime.max.replace(tzinfo=UTC)


def told_at(slot: datetime, working: WorkingTime) -> datetime:
    """When the message of this slot is for: later in the morning on a working day of Ramadan."""
    ramadan = working.kinds(riyadh(slot).date()) is DayKind.RAMADAN
    return slot + RAMADAN_LATER if ramadan else slot


def last_told(session: Session, job: str, *, before: datetime, working: WorkingTime) -> datetime:
    """Since when news count: the last full message, a day where there was none; quiet days told nothing."""
    for due_at, ran_at in slots.ran(session, job, after=before - LONGEST_LOOK, before=before):
        if working.kinds(riyadh(due_at).date()) in OPEN_KINDS:
            return max(told_at(due_at, working), ran_at)
    return before - timedelta(days=1)
