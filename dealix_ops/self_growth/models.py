"""Whom we ourselves would serve: written down by a person, one at a time, and how it went."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class GrowthTarget(Base):
    """`source_words`: how whoever wrote it down knows of the company; `spelling` is its folded name."""

    __tablename__ = "growth_target"

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(String(120))
    spelling: Mapped[str] = mapped_column(String(160), unique=True)
    focus: Mapped[str] = mapped_column(String(40))
    city: Mapped[str] = mapped_column(String(60))
    source_words: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    added_by: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class TargetMove(Base):
    """One change of a target's status: what the weekly report learns from."""

    __tablename__ = "target_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("growth_target.id"), index=True)
    was: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
