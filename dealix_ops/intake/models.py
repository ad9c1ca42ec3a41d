"""What came in, stored before it is acknowledged."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base
from dealix_ops.ports.work import DurableRow


class Inbound(DurableRow, Base):
    """One message, status or event of a delivery: masked body, hash of the raw bytes, never the bytes."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index(None, "conversation_key", "kind", "id"),
        Index(None, "status", "id"),
        Index(None, "source", "received_at"),
        {"sqlite_autoincrement": True},  # a job is named after its row: an id may never return
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(320))
    conversation_key: Mapped[str] = mapped_column(String(320))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    body_hash: Mapped[str] = mapped_column(String(64))
    secret_found: Mapped[bool]
    occurred_at: Mapped[datetime]
    received_at: Mapped[datetime]
