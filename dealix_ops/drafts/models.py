"""Proposed answers and every version of their text."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Draft(Base):
    """`version` and `status` are the pair on which a decision's single update wins or loses the race.

    `nudged_at`: when its thread was told once that it waits for long.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int]
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    reject_reason: Mapped[str | None] = mapped_column(String(32))
    reject_note: Mapped[str | None] = mapped_column(Text)
    nudged_at: Mapped[datetime | None]


class DraftVersion(Base):
    """A text as it stood, and the last customer message its author had seen.

    `token` is what a Slack button carries: it names this version and cannot be guessed or altered.
    """

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    version: Mapped[int]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(64))
    last_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    promised_by: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(8), default="ar", server_default="ar")
    created_at: Mapped[datetime]


class SavedReply(Base):
    """An answer that somebody kept for the next time; it names no customer."""

    __tablename__ = "saved_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(75), unique=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
