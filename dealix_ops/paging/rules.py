"""When an alarm calls, whom, and by which ways; pure. Source: the founder's ladder (founder.md A5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dealix_ops.vocabulary import Topic

FIRST = (timedelta(0), timedelta(minutes=3), timedelta(minutes=7))
"""Slack; a second way; everybody on call by every way."""
EVERYBODY = len(FIRST) - 1
EVERY = timedelta(minutes=5)
LATE = timedelta(minutes=1)
"""A clock that runs ticks every few seconds; what comes later than this says how late it is."""
BREATH = timedelta(minutes=2)
"""After a late call the next repetition waits so long: catching up is one call, not two."""
HOLDING = timedelta(minutes=10)
"""From here on an operator may hand off the untouched holding text; the card says so."""
DRILL_OVER = FIRST[-1] + EVERY


class Kind(StrEnum):
    P0 = "p0"
    SEV1 = "sev1"
    DRILL = "drill"


class Way(StrEnum):
    """`DIRECT` and `CHANNEL` are Slack's; the others are the second ways, which need no Slack."""

    DIRECT = "direct"
    CHANNEL = "channel"
    MAIL = "mail"
    WEBHOOK = "webhook"


class Ended(StrEnum):
    """`UNTAKEN` ends a drill only: a real alarm goes on."""

    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"
    LOWERED = "lowered"
    STOPPED = "stopped"
    UNTAKEN = "untaken"


SLACK = frozenset({Way.DIRECT, Way.CHANNEL})
SECOND = frozenset({Way.MAIL, Way.WEBHOOK})
WAYS = (SLACK, SECOND, SLACK | SECOND)


@dataclass(frozen=True)
class Call:
    """`late` is how long after its time it comes, None where it comes in time.

    `everybody`: those on call too, not only who decides.
    """

    step: int
    ways: frozenset[Way]
    everybody: bool
    late: timedelta | None


@dataclass(frozen=True)
class PageView:
    """What a call says, read when it leaves; no word of a customer's and nothing that names one."""

    page_id: int
    kind: Kind
    ticket_id: int | None
    incident_id: int | None
    topic: Topic | None
    token: str
    started_at: datetime
    step: int
    late: timedelta | None
    called: tuple[str, ...] = ()


def offset(step: int) -> timedelta:
    """Since the start of the alarm."""
    return FIRST[step] if step < len(FIRST) else FIRST[-1] + EVERY * (step - EVERYBODY)


def step_at(elapsed: timedelta) -> int:
    """The newest step whose time has come."""
    if elapsed >= FIRST[-1]:
        return EVERYBODY + (elapsed - FIRST[-1]) // EVERY
    return sum(elapsed >= one for one in FIRST) - 1


def due(*, started_at: datetime, last: int, called_at: datetime | None, now: datetime) -> Call | None:
    """The one call that makes up for everything that was not called since `last`."""
    step = step_at(max(now - started_at, timedelta(0)))
    if step <= last:
        return None
    # A repetition right after a late call tells nobody anything; a new way, and a new person, never wait.
    if last >= EVERYBODY and called_at is not None and now - called_at < BREATH:
        return None
    owed = range(last + 1, step + 1)
    ways = frozenset[Way]().union(*(WAYS[min(one, EVERYBODY)] for one in owed))
    late = now - (started_at + offset(last + 1))
    return Call(step, ways, step >= EVERYBODY, late if late > LATE else None)
