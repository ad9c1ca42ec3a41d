"""An answer that was computed for somebody about a customer or a ticket we know."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class ComputedAnswer(Base):
    """`digest` is of kind, ids and answer: the same answer about the same matter is one row. No words of a
    customer are in it: figures, ids and our own keys only."""

    __tablename__ = "computed_answer"
    __table_args__ = (
        CheckConstraint("customer_id IS NOT NULL OR ticket_id IS NOT NULL", name="about_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
