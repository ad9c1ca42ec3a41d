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
