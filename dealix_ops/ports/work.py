"""The shape of durable work: rows, effects, and how the other side may answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column


class WorkStatus(StrEnum):
    """`unknown`: it may have left and nothing can tell; a person decides."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    UNKNOWN = "unknown"


UNBEGUN = 0
"""Attempts of a row that no job was given to yet."""


class DurableRow:
    """Columns of a row that is work: the row is the truth, whatever runs it is disposable."""

    status: Mapped[str] = mapped_column(String(16), default=WorkStatus.READY.value)
    partition: Mapped[str] = mapped_column(String(320))
    attempt: Mapped[int] = mapped_column(default=1)
    may_have_left: Mapped[bool] = mapped_column(default=False)
    last_error: Mapped[str | None] = mapped_column(Text)
    worker_id: Mapped[str | None] = mapped_column(String(64))
    finished_at: Mapped[datetime | None]


class EffectKind(StrEnum):
    """What the outbox can do to the world outside."""

    TICKET_CARD = "slack.ticket_card"
    MATTER_CARD = "matter.card"
    HAND_OFF = "slack.hand_off"
    HAND_OFF_TEXT = "slack.hand_off_text"
    HAND_OFF_LINK = "slack.hand_off_link"
    EPHEMERAL = "slack.ephemeral"
    NOTICE = "slack.notice"
    FULL_TEXT = "slack.full_text"
    SECOND_READING = "reader.read"
    DRAFT_AGAIN = "draft.again"
    MEDIA_FETCH = "media.fetch"
    MEDIA_LINKS = "slack.media_links"
    CHECKLIST_CARD = "slack.checklist_card"
    CONNECTOR_TEST = "connector.test"
    DIGEST = "slack.digest"
    WEEKLY = "slack.weekly"
    HOME = "slack.home"
    ERASE_MESSAGE = "slack.erase_message"
    PAGE_DIRECT = "page.direct"
    PAGE_CHANNEL = "page.channel"
    PAGE_MAIL = "page.mail"
    PAGE_WEBHOOK = "page.webhook"
    INCIDENT_CARD = "incident.card"
    INCIDENT_SUMMARY = "incident.summary"
    INCIDENT_CHANNEL = "incident.channel"
    INCIDENT_TOPIC = "incident.topic"
    INCIDENT_MEMBERS = "incident.members"
    INCIDENT_PIN = "incident.pin"
    INCIDENT_SAY = "incident.say"
    INCIDENT_TODO = "incident.todo"
    INCIDENT_LINE = "incident.line"
    INCIDENT_FILE = "incident.file"


CUSTOMER_BOUND = frozenset({EffectKind.HAND_OFF.value, EffectKind.HAND_OFF_TEXT.value})
"""Kinds that put a text on its way to a customer."""


@dataclass(frozen=True)
class Bound:
    """The approval a customer-bound effect stands on."""

    approval_id: int
    text_hash: str
    recipient_id: int
    channel: str


ALARM = "page:"
"""How the partition of an alarm's call begins: no storm of other effects may hold it up."""


@dataclass(frozen=True)
class Effect:
    """`partition` orders effects: one at a time within it, by age.

    `draws` names what a picture shows: while one drawing of it waits, the next joins it, because a picture
    is made of what stands in the database when it is drawn.

    `due_at`: not before this time. Where one that waits is joined, it stays with the earlier of the two
    times; with `at_most` the later one counts, but no more than so long after the first was asked for.
    """

    kind: EffectKind
    partition: str
    payload: Mapping[str, Any]
    draws: str | None = None
    bound: Bound | None = field(default=None, kw_only=True)
    due_at: datetime | None = field(default=None, kw_only=True)
    at_most: timedelta | None = field(default=None, kw_only=True)


class Outbox(Protocol):
    """Record an effect in the caller's transaction; a worker performs it after the commit."""

    def add(self, session: Session, effect: Effect, *, now: datetime) -> int: ...


class NotAccepted(Exception):
    """The other side did not take it and may later; `retry_after_s` is its own word where it said one.

    `code` is its word for why: the same answer comes until somebody changes something there.
    """

    def __init__(self, reason: str, *, retry_after_s: float | None = None, code: str | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s
        self.code = code


class OutcomeUnknown(Exception):
    """It may have left: look before it is sent again. `answered`: the other side said that it failed."""

    def __init__(self, reason: str, *, answered: bool = False) -> None:
        super().__init__(reason)
        self.answered = answered


class Refused(Exception):
    """The other side will never take it in this form; `code` is its word for why."""

    def __init__(self, reason: str, *, code: str | None = None) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class EffectJob:
    """What a handler is given; `may_have_left` asks it to look before it sends again."""

    row_id: int
    attempt: int
    kind: EffectKind
    payload: Mapping[str, Any]
    bound: Bound | None
    may_have_left: bool
    created_at: datetime


Settle = Callable[[Session], str | None]
"""Writes what became known, in the transaction that marks the row done; returns the outside id, if any."""


EffectHandler = Callable[[EffectJob], Settle]


InboundHandler = Callable[[Session, int], None]
