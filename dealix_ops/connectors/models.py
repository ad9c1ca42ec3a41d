"""A customer's connectors as they stand, and how they came to stand so."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class CustomerConnector(Base):
    """`tested_at` is the newest self-test that succeeded."""

    __tablename__ = "customer_connector"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(32))
    notes: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(64))
    tested_at: Mapped[datetime | None]


class ConnectorProof(Base):
    """One self-test, or a person's word where we have no gateway; never altered.

    `by_hand`: `words` are that person's; else they are empty and the columns say what was seen. `answered` is
    the knock at our own door, `token_ok` the other side's yes to our token; None where nobody asked.
    """

    __tablename__ = "connector_proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    key: Mapped[str] = mapped_column(String(32))
    proved: Mapped[bool]
    by_hand: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    last_signed_in: Mapped[datetime | None]
    last_draft: Mapped[datetime | None]
    last_out: Mapped[datetime | None]
    answered: Mapped[bool | None]
    token_ok: Mapped[bool | None]
    logs_clean: Mapped[bool]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))


class ConnectorChange(Base):
    """One step of its history; never altered."""

    __tablename__ = "connector_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    key: Mapped[str] = mapped_column(String(32))
    was: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(32))
    notes: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
