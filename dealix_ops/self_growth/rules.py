"""Whom we look for ourselves, what is learnt from how it went, and when three of a kind are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 3
LEAST_TO_JUDGE = 5
"""Companies of one focus that were contacted: below it a share is chance, and none is printed."""
NAME_MAX, CITY_MAX, WORDS_MAX = 120, 60, 300


class Focus(StrEnum):
    """The five; figures: product facts, self-growth."""

    MARKETING_AGENCIES_RIYADH = "marketing_agencies_riyadh"
    TRAINING_RIYADH = "training_riyadh"
    GROWTH_CONSULTANCIES_RIYADH = "growth_consultancies_riyadh"
    SAAS_RIYADH = "saas_riyadh"
    REAL_ESTATE_JEDDAH = "real_estate_jeddah"


class Status(StrEnum):
    """How far we came with a company; only a person says so."""

    NEW = "new"
    RESEARCHED = "researched"
    CONTACTED = "contacted"
    REPLIED = "replied"
    MEETING = "meeting"
    WON = "won"
    DROPPED = "dropped"


ANSWERED = frozenset({Status.REPLIED, Status.MEETING, Status.WON})
WAITING = (Status.REPLIED, Status.NEW, Status.RESEARCHED)
"""What somebody should look at today, the most pressing first."""


@dataclass(frozen=True)
class Moved:
    """One change of a week."""

    target_id: int
    focus: Focus
    to: Status


@dataclass(frozen=True)
class Learnt:
    """Companies of one focus that reached a state in the week; `of_contacted` were contacted in it too."""

    focus: Focus
    contacted: int
    answered: int
    won: int
    dropped: int
    of_contacted: int = 0

    @property
    def share(self) -> float | None:
        """None where too few were contacted to say anything."""
        return self.of_contacted / self.contacted if self.contacted >= LEAST_TO_JUDGE else None


def learn(moves: Iterable[Moved]) -> tuple[Learnt, ...]:
    """Of every focus in which anything moved; a company counts once for each state."""
    seen = {(move.target_id, move.focus, move.to) for move in moves}
    return tuple(_learnt(focus, seen) for focus in Focus if any(one == focus for _, one, _ in seen))


def _learnt(focus: Focus, seen: set[tuple[int, Focus, Status]]) -> Learnt:
    by_status: dict[Status, set[int]] = {
        status: {target for target, one, to in seen if one == focus and to == status} for status in Status
    }
    contacted = by_status[Status.CONTACTED]
    answered = set[int]().union(*(by_status[status] for status in ANSWERED))
    return Learnt(
        focus,
        contacted=len(contacted),
        answered=len(answered),
        won=len(by_status[Status.WON]),
        dropped=len(by_status[Status.DROPPED]),
        of_contacted=len(contacted & answered),
    )
