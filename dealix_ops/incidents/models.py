"""Incidents as rows: how each stands, what belongs to it, its plan, its story, and how it came into Slack."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base

OPEN = "status = 'open'"


class Incident(Base):
    """People call it «ح-» and its id. `dedup_key` belongs to one open incident at a time.

    `title` is foreign text (a person's or Sentry's), None where `kind` says it all. `aware_at` is when we
    learnt that personal data may have leaked. `updated_at` is the last update said to those affected.
    `channel_id` is its own channel; without one it stands in the thread of its card in the alerts channel.
    `version` grows with every change that its cards must show.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index(
            "uq_incident_dedup_key_open",
            "dedup_key",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    severity: Mapped[str] = mapped_column(String(4))
    status: Mapped[str] = mapped_column(String(16), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    has_leak: Mapped[bool]
    title: Mapped[str | None] = mapped_column(Text)
    dedup_key: Mapped[str] = mapped_column(String(255))
    cause: Mapped[str] = mapped_column(String(16))
    declared_at: Mapped[datetime]
    declared_by: Mapped[str] = mapped_column(String(64))
    aware_at: Mapped[datetime | None]
    first_action_due_at: Mapped[datetime]
    first_action_at: Mapped[datetime | None]
    first_action_by: Mapped[str | None] = mapped_column(String(64))
    updated_at: Mapped[datetime | None]
    own_channel: Mapped[bool]
    is_private: Mapped[bool]
    channel_id: Mapped[str | None] = mapped_column(String(64))
    channel_name: Mapped[str | None] = mapped_column(String(80))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(64))
    resolved_as: Mapped[str | None] = mapped_column(String(16))
    summary: Mapped[str | None] = mapped_column(Text)
    reopened_at: Mapped[datetime | None]
    version: Mapped[int]


class IncidentSubject(Base):
    """What belongs to an incident: a ticket (a Sentry issue has one too), or a customer who wrote none."""

    __tablename__ = "incident_subject"
    __table_args__ = (
        UniqueConstraint("incident_id", "ticket_id"),
        UniqueConstraint("incident_id", "customer_id"),
        CheckConstraint("(ticket_id IS NULL) <> (customer_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    joined_at: Mapped[datetime]
    joined_by: Mapped[str] = mapped_column(String(64))


class IncidentStep(Base):
    """One step of the response plan; `key` is a `rules.Step`."""

    __tablename__ = "incident_step"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    position: Mapped[int]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(64))


class IncidentEntry(Base):
    """The story as it happened; never altered. `text` is a person's, `facts` are ours: ids and codes.

    `ref`: the Slack message it stands for, «channel:ts»; one message is told once.
    """

    __tablename__ = "incident_entry"
    __table_args__ = (UniqueConstraint("incident_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(24))
    text: Mapped[str | None] = mapped_column(Text)
    ref: Mapped[str | None] = mapped_column(String(128))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class IncidentOpening(Base):
    """One act in Slack that opens an incident, and how it went; `code` is Slack's own word for its no.

    Of its members, `asked` are all whom Slack was told of, `left_out` those whom it would not let in.
    """

    __tablename__ = "incident_opening"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    act: Mapped[str] = mapped_column(String(16), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    code: Mapped[str | None] = mapped_column(String(64))
    tries: Mapped[int]
    left_out: Mapped[list[str]] = mapped_column(JSON)
    asked: Mapped[list[str]] = mapped_column(JSON)
    next_at: Mapped[datetime | None]
    at: Mapped[datetime]
