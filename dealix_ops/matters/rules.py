"""When two reports are one matter, and what gravity is left to each part of a ticket that is split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dealix_ops.vocabulary import Meaning, Priority, Topic

WITHIN = timedelta(hours=2)
"""Between the first report and any other of the same matter; exactly two hours still count."""
NO_PROBLEM = (Topic.OTHER, Topic.THANKS, Topic.PRICING, Topic.HOW_TO)
"""Small talk and questions name no matter that two people could share."""

SMALL_TALK = (Topic.OTHER, Topic.THANKS, Topic.HOW_TO)
QUIET = timedelta(days=3)
"""Silence that ends a matter: a line goes on with nothing that was said before it. The ticket itself stays
until a person closes it."""


@dataclass(frozen=True)
class Told:
    """What one person reported, as triage or somebody after it read it."""

    topic: Topic
    meaning: Meaning
    priority: Priority
    opened_at: datetime


@dataclass(frozen=True)
class Standing:
    """A person's open matter in a conversation of its own; `said_at`: by them or by us, whoever was last."""

    conversation_id: int
    topic: Topic
    said_at: datetime


def spoken_of(standing: Sequence[Standing], topic: Topic, *, now: datetime) -> int | None:
    """The conversation of which a line speaks: of its topic there is one, else it goes on with what was said
    last. None where neither tells."""
    same = [one for one in standing if one.topic is topic and topic not in SMALL_TALK]
    if len(same) == 1:
        return same[0].conversation_id
    lately = [one for one in standing if now - one.said_at <= QUIET]
    last = max(lately, key=lambda one: one.said_at, default=None)
    return last.conversation_id if last is not None else None


def names_a_matter(told: Told) -> bool:
    return told.topic not in NO_PROBLEM


def is_same(first: Told, other: Told) -> bool:
    """The same thing, about as grave, at about the same time; the customer is the caller's to compare."""
    same = (first.topic, first.meaning) == (other.topic, other.meaning)
    grave = is_grave(first.priority) == is_grave(other.priority)
    return names_a_matter(first) and same and grave and abs(first.opened_at - other.opened_at) <= WITHIN


def is_grave(priority: Priority) -> bool:
    return priority in (Priority.P0, Priority.P1)


def graver(one: Priority, other: Priority) -> Priority:
    return min(one, other, key=lambda priority: priority.rank)


def left_with(before: Priority, *, taken: Priority, left: Priority | None) -> Priority:
    """What stays of a priority when lines were taken out: softer only where they took the gravity along.

    `left` is the reading of what stays, None where nothing of it waits for an answer.
    """
    if taken.rank > before.rank:
        return before
    return left or before


def not_softer(read: Priority, *, than: Iterable[Priority], before: Priority) -> Priority:
    """What people made of it stands, but raises nothing that somebody lowered to `before` since."""
    floor = min(than, key=lambda priority: priority.rank, default=read)
    return graver(read, floor) if floor.rank >= before.rank else before
