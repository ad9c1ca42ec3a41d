"""What was planned and read for a customer: each once for its time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class WeeklyCheckIn(Base):
    """`week_on` is the Sunday of its week in Riyadh; at most one a week."""

    __tablename__ = "weekly_check_in"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    week_on: Mapped[date] = mapped_column(primary_key=True)
    metrics: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(64))


class RiskReading(Base):
    """How it looked on a day in Riyadh; the newest reading of a day stands."""

    __tablename__ = "risk_reading"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    read_on: Mapped[date] = mapped_column(primary_key=True, index=True)
    days_inactive: Mapped[int]
    drafts_pending: Mapped[int]
    last_proof_pack_days_ago: Mapped[int | None]
    score: Mapped[int]
    level: Mapped[str] = mapped_column(String(8))
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(64))


class SuccessPlan(Base):
    """The plan that runs; another bundle begins another plan."""

    __tablename__ = "success_plan"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    bundle_id: Mapped[str] = mapped_column(String(40))
    started_on: Mapped[date]
    started_by: Mapped[str] = mapped_column(String(64))
