"""What somebody asked us to do, and what we said."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class ActionPlan(Base):
    """`words` are masked; `digest` is of the person and the words, so that asking twice is asking once."""

    __tablename__ = "action_plan"
    __table_args__ = (UniqueConstraint("digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str | None] = mapped_column(String(32))
    refused_for: Mapped[str | None] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime]
