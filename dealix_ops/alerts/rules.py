"""How grave an alert is and how it stands, whatever order its messages came in; no text decides anything."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealix_ops.vocabulary import Priority

MANY_USERS = 5
PRODUCTION = frozenset({"production", "prod"})
FATAL, CRITICAL, ERROR, WARNING = "fatal", "critical", "error", "warning"


class AlertState(StrEnum):
    FIRING = "firing"
    RESOLVED = "resolved"
    IGNORED = "ignored"


class Says(StrEnum):
    """`HAPPENED` tells of one more occurrence; `NOTED` changes no state; the others decide one."""

    HAPPENED = "happened"
    FIRING = "firing"
    RESOLVED = "resolved"
    IGNORED = "ignored"
    NOTED = "noted"

    @property
    def fires(self) -> bool:
        return self in (Says.HAPPENED, Says.FIRING)

    @property
    def decides(self) -> AlertState | None:
        return _DECIDES.get(self)


_DECIDES = {
    Says.FIRING: AlertState.FIRING,
    Says.RESOLVED: AlertState.RESOLVED,
    Says.IGNORED: AlertState.IGNORED,
}


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One alert's message. `at` is the source's time, never later than we received it.

    `grew`: it came back or escalates; `own`: it was raised by this product itself; `counted`: it tells of an
    occurrence, while the news of an issue comes beside the alert that its rule sends.
    """

    says: Says
    at: datetime
    metric: bool = False
    title: str | None = None
    culprit: str | None = None
    level: str | None = None
    environment: str | None = None
    project: str | None = None
    rule: str | None = None
    release: str | None = None
    web_url: str | None = None
    count: int | None = None
    users: int | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    grew: bool = False
    own: bool = False
    counted: bool = True


def state(
    decided: AlertState | None, *, decided_at: datetime | None, happened_at: datetime | None
) -> AlertState:
    """From the newest decision and the newest occurrence alone, so that the order of arrival cannot matter.

    An occurrence after «resolved» means that it is back; after «ignored» it was to be expected.
    """
    if decided is None or decided_at is None:
        return AlertState.FIRING
    if decided is AlertState.RESOLVED and happened_at is not None and later(happened_at, decided_at):
        return AlertState.FIRING
    return decided


def later(one: datetime, other: datetime) -> bool:
    """By whole seconds: the time of a decision comes without fractions."""
    return one.replace(microsecond=0) > other.replace(microsecond=0)


def in_production(environment: str | None, *, metric: bool) -> bool:
    """A metric's rule without an environment watches all of them."""
    return environment.casefold() in PRODUCTION if environment else metric


def priority(*, level: str | None, production: bool, users: int, grew: bool) -> Priority:
    """P1 at most, whatever adds up: only a person makes a P0."""
    if production and level in (FATAL, CRITICAL):
        rank = Priority.P1.rank
    elif production and level == ERROR:
        rank = Priority.P2.rank
    else:
        rank = Priority.P3.rank
    steps = int(users >= MANY_USERS) + int(grew)
    return list(Priority)[max(Priority.P1.rank, rank - steps)]
