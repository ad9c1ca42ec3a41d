"""When an incident's next update is due, when somebody is told so, and who; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dealix_ops.incidents.rules import CLOCKS
from dealix_ops.vocabulary import Severity
from dealix_ops.working_time import rest

LEAD = {
    Severity.SEV1: timedelta(minutes=5),
    Severity.SEV2: timedelta(minutes=10),
    Severity.SEV3: timedelta(minutes=30),
}
"""A reminder comes so long before an update is due, and founders are called so long after."""
SNOOZE = timedelta(minutes=15)
MOST_SNOOZES = 2
"""Of one update; then somebody writes what there is."""


class Stage(StrEnum):
    SOON = "update.soon"
    DUE = "update.due"
    LATE = "update.late"


@dataclass(frozen=True)
class Changed:
    """How grave it was until `at`, and what it was from then on."""

    was: Severity
    to: Severity
    at: datetime


@dataclass(frozen=True)
class PutOff:
    until: datetime
    at: datetime


@dataclass(frozen=True)
class NextUpdate:
    """`promised`: a ticket's clock is the stricter one. `since`: what the reminder before it counts from."""

    due_at: datetime
    since: datetime
    promised: bool


def next_update(
    of: Severity, *, last: datetime, moved: Sequence[Changed | PutOff], tickets: Sequence[datetime]
) -> NextUpdate:
    """`last` is the last update, else the declaration; `moved` is what happened since, in its order.

    Graver counts from its own moment, whatever was put off before; less grave never makes it earlier.
    `tickets` are times that customers of this incident were promised; what passed before `last` is over.
    """
    began = next((one.was for one in moved if isinstance(one, Changed)), of)
    due_at, since = last + CLOCKS[began].update_every, last
    for one in moved:
        if isinstance(one, PutOff):
            due_at, since = max(due_at, one.until), one.at
            continue
        every = CLOCKS[one.to].update_every
        if every > CLOCKS[one.was].update_every:
            due_at = max(due_at, last + every)
        elif one.at + every < due_at:
            due_at, since = one.at + every, one.at
    due_at = _by_day(of, due_at)
    stricter = min((one for one in tickets if last < one < due_at), default=None)
    return NextUpdate(stricter or due_at, since, stricter is not None)


def stage(of: Severity, update: NextUpdate, *, now: datetime) -> tuple[Stage, datetime] | None:
    """The gravest that is reached, and for which time: after a missed one, each further round counts.

    A ticket's time is called late once: then its own alarms go on.
    """
    if is_quiet(of, now):
        return None
    lead, due_at = LEAD[of], update.due_at
    if now >= due_at + lead:
        every = CLOCKS[of].update_every
        if update.promised:
            return Stage.LATE, due_at
        return Stage.LATE, due_at + (now - due_at - lead) // every * every
    if now >= due_at:
        return Stage.DUE, due_at
    if now >= due_at - lead and due_at - update.since > lead:
        return Stage.SOON, due_at
    return None


def is_quiet(of: Severity, now: datetime) -> bool:
    """At night only what is grave rings."""
    return of is Severity.SEV3 and rest.night_ends(now) is not None


def _by_day(of: Severity, due_at: datetime) -> datetime:
    """What nobody is reminded of at night is due in the morning, and late from then on."""
    morning = rest.night_ends(due_at) if of is Severity.SEV3 else None
    return morning or due_at


def snooze_until(due_at: datetime, now: datetime) -> datetime:
    return max(due_at, now) + SNOOZE
