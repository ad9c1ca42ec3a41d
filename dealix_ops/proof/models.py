"""What happened for a customer, who says so, and the packs that were made of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class ProofEvent(Base):
    """A person's record with their words. `origin` is the modal that sent it, so that none is kept twice.

    `ticket_id` is where it can be read, if somewhere; nothing is altered but the three columns of a void.
    """

    __tablename__ = "proof_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]
    amount_sar: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    origin: Mapped[str] = mapped_column(String(80), unique=True)
    recorded_by: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(String(64))
    void_reason: Mapped[str | None] = mapped_column(Text)


class ProofPack(Base):
    """A frozen version: `content` is never altered, and the ledger holds its `digest`."""

    __tablename__ = "proof_pack"
    __table_args__ = (UniqueConstraint("customer_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    version: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]


class ProofLink(Base):
    """The page of one pack for one Slack user; only the token's hash is kept."""

    __tablename__ = "proof_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("proof_pack.id"), index=True)
    slack_user: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
