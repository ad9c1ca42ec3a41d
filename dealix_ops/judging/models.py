"""What people taught, and what the second reader said."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class TriageExample(Base):
    """A raise or a lowering by a person as a labelled example; `text` holds neither names nor numbers."""

    __tablename__ = "triage_example"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    through_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(16))
    given_priority: Mapped[str] = mapped_column(String(2))
    right_priority: Mapped[str] = mapped_column(String(2))
    meaning: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(64))
    classifier: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime]


class SecondReading(Base):
    """One question to the second reader: at most one for each state of a block.

    `asked_on` is the day in Riyadh that its budget is counted by; NULL where nothing left the house.
    """

    __tablename__ = "second_reading"
    __table_args__ = (UniqueConstraint("ticket_id", "through_inbound_id"), Index(None, "asked_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    through_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    model: Mapped[str] = mapped_column(String(128))
    outcome: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    asked_on: Mapped[date | None]
    latency_ms: Mapped[int | None]
    priority: Mapped[str | None] = mapped_column(String(2))
    needs_look: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(Text)
