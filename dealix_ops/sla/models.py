"""A target applied to a ticket: due time stored, so that a later change of targets moves no old promise."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class AppliedSla(Base):
    """`void_as`: why this clock was stopped without counting, e.g. for thanks that need no reply.

    `paused_at`: since when it stands still for the customer; it stays where the clock was met out of a pause.
    `waited_s` and `waited_working_s` are the pauses before, in either calendar: a new target counts them too.
    """

    __tablename__ = "applied_sla"
    __table_args__ = (UniqueConstraint("ticket_id", "metric"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    metric: Mapped[str] = mapped_column(String(32))
    target_minutes: Mapped[int]
    calendar: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    met_at: Mapped[datetime | None] = mapped_column(index=True)
    void_as: Mapped[str | None] = mapped_column(String(24))
    void_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    waited_s: Mapped[int] = mapped_column(default=0, server_default="0")
    waited_working_s: Mapped[int] = mapped_column(default=0, server_default="0")


NOT_MET = AppliedSla.met_at.is_not(None).is_(false())
"""Not `IS NULL`, for which SQLite takes the index of `met_at`: every clock that was ever void is in it."""


class SlaPing(Base):
    """Whom a clock of a P0 or P1 called: each kind once for each due time."""

    __tablename__ = "sla_ping"
    __table_args__ = (UniqueConstraint("ticket_id", "kind", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime]
    called: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class SlaEvent(Base):
    """What a system outside told about a ticket, each kind once."""

    __tablename__ = "sla_event"
    __table_args__ = (UniqueConstraint("ticket_id", "event"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    event: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
